// Package exercises holds what an exercise is and how evidence becomes a verdict.
//
// It is pure: it reads specs and judges observations, and knows neither Docker nor a terminal.
package exercises

// Outcome is the result of one check, or of a whole exercise.
type Outcome string

// The outcomes. A check can have all four; an exercise is never blocked.
const (
	Pass    Outcome = "pass"
	Fail    Outcome = "fail"    // the learner's work
	Blocked Outcome = "blocked" // a check that this one needs did not pass
	Error   Outcome = "error"   // Docker, disk, network or the tutor: never the learner's fault
)

// Verdict is what a matcher says about one observation.
type Verdict struct {
	Outcome  Outcome
	Cause    Cause  // empty when the outcome is Pass, or when an advice check fails
	Expected string // what a passing solution shows, in words
	Observed string // what was seen instead, in words; may hold the learner's own text
}

// passed is the verdict of a check that holds.
func passed(expected, observed string) Verdict {
	return Verdict{Outcome: Pass, Expected: expected, Observed: observed}
}

// failed is the verdict of a check that the learner's work does not meet.
func failed(cause Cause, expected, observed string) Verdict {
	return Verdict{Outcome: Fail, Cause: cause, Expected: expected, Observed: observed}
}
