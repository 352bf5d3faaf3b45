package exercises

import "slices"

// SchemaVersion is the version of the JSON form of Report. It grows when a field changes its meaning.
const SchemaVersion = 1

// Report is the result of grading one exercise once. Its JSON form is what `tutor check --json` prints.
// Texts in it may hold the learner's own output: a screen must sanitise them.
type Report struct {
	Schema      int           `json:"schema"`
	Exercise    string        `json:"exercise"`
	Title       string        `json:"title"`
	Outcome     Outcome       `json:"outcome"`
	Seed        uint64        `json:"seed"` // replays the random values of the run
	Points      int           `json:"points"`
	MaxPoints   int           `json:"max_points"`
	DurationMS  int64         `json:"duration_ms"`
	Checks      []CheckResult `json:"checks"`
	Environment Environment   `json:"environment"`
	Cleanup     Cleanup       `json:"cleanup"`

	Layers []Layer `json:"-"` // of the image that was built, the oldest first; for the screens
}

// Layer is one step in the making of an image, as `docker history` has it.
type Layer struct {
	CreatedBy string // the instruction, in the words of the builder; empty when it is not known
	Bytes     int64  // what it added
}

// CheckResult is the result of one check with its evidence.
type CheckResult struct {
	ID         string   `json:"id"`
	Title      string   `json:"title"`
	Outcome    Outcome  `json:"outcome"`
	Required   bool     `json:"required"` // false: advice, which never fails the exercise
	Cause      Cause    `json:"cause"`
	Expected   string   `json:"expected"`
	Observed   string   `json:"observed"`
	Command    []string `json:"command"`   // what was run, to repeat by hand
	ExitCode   int      `json:"exit_code"` // of the command or, where the container ended, of the container; 0 where neither ended by itself
	Log        string   `json:"log"`       // the last lines the build or the container printed
	Truncated  bool     `json:"truncated"` // Log or Observed is not all there was
	Hint       string   `json:"hint"`
	Lesson     string   `json:"lesson"` // id of the lesson to read again
	BlockedBy  string   `json:"blocked_by"`
	DurationMS int64    `json:"duration_ms"`

	Mend     Mend      `json:"mend,omitzero"`      // where the machine is the problem
	Source   *Passage  `json:"source,omitempty"`   // where in the learner's own file a build ended
	Findings []Finding `json:"findings,omitempty"` // of a readiness check
	// Criteria is what was found in a written answer, one by one.
	Criteria []CriterionResult `json:"criteria,omitempty"`
}

// Passage is a place in a file of the workspace.
type Passage struct {
	File    string   `json:"file"`    // its name
	First   int      `json:"first"`   // line, from 1
	Last    int      `json:"last"`    // line
	From    int      `json:"from"`    // line of the first line of Excerpt
	Excerpt []string `json:"excerpt"` // the lines, and a few around them
}

// Mend is what to do about a machine that keeps a check from being decided.
type Mend struct {
	Wrong   string `json:"wrong"`          // what is the matter with it
	Command string `json:"command"`        // the one command that mends it here; empty where there is none
	Note    string `json:"note,omitempty"` // in words: what to do besides, or in its place
}

// Environment says what the grade ran on.
type Environment struct {
	Docker  string `json:"docker"`  // engine version
	Builder string `json:"builder"` // "buildkit" or "legacy"
	Arch    string `json:"arch"`    // of the engine, as Go names it
}

// Cleanup counts what the run removed and what it could not remove.
type Cleanup struct {
	Containers int `json:"containers"`
	Images     int `json:"images"`
	Left       int `json:"left"`
}

// Conclude sets the outcome and the points of the report from its checks.
// An exercise passes when every required check passes, fails when at least one fails,
// and is an error when none fails and one could not be decided.
func (r *Report) Conclude(ex *Exercise) {
	r.Outcome, r.Points, r.MaxPoints = Pass, 0, ex.MaxPoints()
	for i := range r.Checks {
		c := &r.Checks[i]
		if c.Outcome == Pass {
			if check, ok := ex.Check(c.ID); ok {
				r.Points += check.Points
			}
		}
		if c.Required {
			r.Outcome = worse(r.Outcome, c.Outcome)
		}
	}
	// Without Docker most was not looked at, whatever the checks that need none say.
	if len(r.Checks) == 0 || r.noDocker() {
		r.Outcome = Error
	}
}

// noDocker says whether a required check could not be decided because Docker does not answer.
func (r *Report) noDocker() bool {
	return slices.ContainsFunc(r.Checks, func(c CheckResult) bool {
		return c.Required && c.Outcome == Error && slices.Contains([]Cause{DockerMissing, DaemonDown, PermissionDenied}, c.Cause)
	})
}

// worse combines the outcome so far with one required check's.
func worse(sofar, check Outcome) Outcome {
	switch {
	case sofar == Fail || check == Fail:
		return Fail
	case check == Pass:
		return sofar
	default: // error, or blocked by an error: a failing blocker is counted on its own
		return Error
	}
}

// NeedsReview says whether nothing but a written answer keeps the exercise from passing, and only a person can tell
// whether that answer is right. It has not passed then, and the learner can go on.
func (r *Report) NeedsReview() bool {
	return r.Outcome == Fail && r.Cause() == AnswerNeedsReview && !slices.ContainsFunc(r.Checks, func(c CheckResult) bool {
		return c.Required && c.Outcome != Pass && (c.Outcome != Fail || c.Cause != AnswerNeedsReview)
	})
}

// Cause returns the cause that explains the outcome best: of a report that fails the first failed required check's, of
// one that is an error the first error's, else none.
func (r *Report) Cause() Cause {
	order := []Outcome{Fail, Error}
	if r.Outcome == Error {
		order = []Outcome{Error, Fail}
	}
	for _, want := range order {
		for _, c := range r.Checks {
			if c.Required && c.Outcome == want {
				return c.Cause
			}
		}
	}
	return ""
}
