package progress

import (
	"slices"
	"time"
)

// keptAttempts is how many attempts at an exercise are remembered one by one.
const keptAttempts = 20

// Attempt is one graded run that ended in pass or fail.
type Attempt struct {
	Number  int       `json:"number"` // from 1
	At      time.Time `json:"at"`     // UTC
	Outcome string    `json:"outcome"`
	Checks  []Checked `json:"checks"` // in the order of the report
}

// Checked is how one check ended.
type Checked struct {
	Check   string `json:"check"` // id
	Outcome string `json:"outcome"`
	Cause   string `json:"cause"` // empty when it did not fail
}

// Change is a check that ended otherwise than in the attempt before: with another outcome, or another cause.
type Change struct {
	Check   string
	Was, Is Checked
}

// Changes are the checks that ended otherwise, in the order of the later attempt. Checks that only one of them has are
// left out.
func Changes(before, now []Checked) []Change {
	var all []Change
	for _, is := range now {
		i := slices.IndexFunc(before, func(c Checked) bool { return c.Check == is.Check })
		if i >= 0 && before[i] != is {
			all = append(all, Change{is.Check, before[i], is})
		}
	}
	return all
}

// withAttempt is the list with one more, and without those that are too old.
func withAttempt(all []Attempt, a Attempt) []Attempt {
	if a.Checks == nil {
		a.Checks = []Checked{} // the file never says null
	}
	all = append(slices.Clone(all), a) // readers may have the old one
	return all[max(0, len(all)-keptAttempts):]
}

// History is the last attempts at the exercise, the newest one last.
func (s *Store) History(exercise string) []Attempt { return s.Exercise(exercise).History }
