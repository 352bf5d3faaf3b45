package study

import (
	"tutor/exercises"
	"tutor/internal/progress"
)

// Hint is a failed check and the hints for its cause.
type Hint struct {
	progress.Failure
	Of    *exercises.Check
	Tiers []string
}

// NextHint is about the first failed check with a hint that was not seen, else about the first one with hints; false
// when there is none.
func NextHint(ex *exercises.Exercise, failed []progress.Failure) (Hint, bool) {
	var all []Hint
	for _, f := range failed {
		check, ok := ex.Check(f.Check)
		if !ok { // the exercise has changed since
			continue
		}
		if tiers := check.HintTiers(exercises.Cause(f.Cause)); len(tiers) > 0 {
			all = append(all, Hint{f, check, tiers})
		}
	}
	for _, h := range all {
		if h.Shown < len(h.Tiers) {
			return h, true
		}
	}
	if len(all) == 0 {
		return Hint{}, false
	}
	return all[0], true
}
