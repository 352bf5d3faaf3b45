package exercises

import (
	"io/fs"
	"strings"
	"time"

	"github.com/goccy/go-yaml/ast"
)

// Exercise is one folder with an exercise.yaml.
type Exercise struct {
	ID      string `yaml:"id"`     // kebab-case, the name of the folder
	Number  int    `yaml:"number"` // 1 and up; what a learner may type instead of the id
	Title   string `yaml:"title"`
	Summary string `yaml:"summary"` // one sentence for the course map
	Lesson  string `yaml:"lesson"`  // id of the lesson it practises
	Minutes int    `yaml:"minutes"`
	// Objectives are ids of the course's objectives that the exercise practises.
	Objectives []string `yaml:"objectives"`
	// Continues is the id of an exercise: who has passed it begins with their own work on it. What the starter has and
	// that work has not is added.
	Continues string   `yaml:"continues"`
	Starter   string   `yaml:"starter"`   // folder copied into a new workspace
	Reference string   `yaml:"reference"` // folder with a right solution
	Checks    []Check  `yaml:"checks"`
	Mutants   []Mutant `yaml:"mutants"`
	// Next is what a professional would do after this: shown once the exercise is passed, one sentence or two each.
	Next []string `yaml:"next"`

	FS   fs.FS  `yaml:"-"` // the exercise's folder
	Task string `yaml:"-"` // task.md
}

// Check is one thing the learner's work is asked for.
type Check struct {
	ID       string        `yaml:"id"`
	Title    string        `yaml:"title"` // what holds when it passes
	Kind     string        `yaml:"kind"`  // see Kinds
	Needs    []string      `yaml:"needs"` // ids of checks that must pass first
	Advice   string        `yaml:"advice"`
	Lesson   string        `yaml:"lesson"`
	Deadline time.Duration `yaml:"deadline"` // of this check alone; 0 means the kind's own
	Points   int           `yaml:"points"`
	// Hints replace the hints of causes.yaml where this check fails with the cause: HintTiers for each.
	Hints map[Cause][]string `yaml:"hints"`
	With  ast.Node           `yaml:"with"` // the kind's own settings, decoded into Settings

	Settings Settings `yaml:"-"`
}

// Settings are the keys under `with` of one kind of check.
type Settings interface {
	// lint returns what is wrong with the settings, each in one sentence.
	lint() []string
}

// Mutant is a wrong solution: the starter's neighbour that must fail at Check with Cause.
type Mutant struct {
	Name  string `yaml:"name"`  // folder under mutants/, laid over the reference
	Check string `yaml:"check"` // id of the check that must fail
	Cause Cause  `yaml:"cause"`
	// Remove lists files of the reference that the mutant does not have.
	Remove []string `yaml:"remove"`
}

// Required says whether the exercise fails when the check does. A check with advice is never required.
func (c *Check) Required() bool { return c.Advice == "" }

// HintTiers are the hints for a cause of this check, from a nudge to how to fix it: its own, else those of causes.yaml.
// A check that is advice has its advice as the only one. The result is empty for a cause without hints.
func (c *Check) HintTiers(cause Cause) []string {
	if own := c.Hints[cause]; len(own) > 0 {
		return own
	}
	if cause == "" && c.Advice != "" {
		return []string{c.Advice}
	}
	return cause.Explain().Hints
}

// Check returns the check with the given id.
func (e *Exercise) Check(id string) (*Check, bool) {
	for i := range e.Checks {
		if e.Checks[i].ID == id {
			return &e.Checks[i], true
		}
	}
	return nil, false
}

// Instructions is the task without a first heading, which says what the title says.
func (e *Exercise) Instructions() string {
	first, rest, _ := strings.Cut(strings.TrimLeft(e.Task, "\r\n"), "\n")
	if strings.HasPrefix(first, "# ") {
		return strings.TrimLeft(rest, "\r\n")
	}
	return e.Task
}

// MaxPoints is the sum of the points of all checks.
func (e *Exercise) MaxPoints() int {
	sum := 0
	for i := range e.Checks {
		sum += e.Checks[i].Points
	}
	return sum
}
