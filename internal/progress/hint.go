package progress

import "slices"

// Failure is a required check that failed in the last attempt that counted, and how much help the learner has had
// with it.
type Failure struct {
	Check string `json:"check"` // id
	Cause string `json:"cause"`
	Shown int    `json:"shown"` // hint tiers the learner has seen, from 0
}

// sameFailures are the failures of a new attempt. Tiers that were seen stay seen while the check fails for the same
// cause; those of a cause that has gone are forgotten.
func sameFailures(before, now []Failure) []Failure {
	all := slices.Clone(now)
	for i, f := range all {
		for _, b := range before {
			if b.Check == f.Check && b.Cause == f.Cause {
				all[i].Shown = max(f.Shown, b.Shown)
			}
		}
	}
	return kept(all)
}

// kept makes an empty list of none: the file never says null.
func kept[T any](all []T) []T {
	if all == nil {
		return []T{}
	}
	return all
}

// ShowHint remembers that the learner asked for the hints of a failed check up to a tier, counted from 1, and counts
// those that are new. When the check does not fail for this cause any more, nothing changes.
func (s *Store) ShowHint(exercise, check, cause string, tier int) error {
	return s.update(func(now *state) {
		e := now.Exercises[exercise]
		e.Failed = slices.Clone(e.Failed) // readers may have the old one
		for i, f := range e.Failed {
			if f.Check == check && f.Cause == cause && tier > f.Shown {
				e.Hints += tier - f.Shown
				e.Failed[i].Shown = tier
				now.Exercises[exercise] = e
			}
		}
	})
}
