package progress

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"
)

// version is the version of the file's form. A file with a higher one comes from a newer tutor.
const version = 1

// maxNesting is how many objects and lists may stand in one another. A tutor writes seven; each one more would be a
// longer indent in front of every line of what it does not know.
const maxNesting = 32

// state is the whole file. Entries are keyed by id, so that a course may change its order.
// No field is left out when it is empty: encode would take it for one that this tutor does not know, and keep the old
// one.
type state struct {
	Version   int                          `json:"version"`
	Place     Place                        `json:"place"`
	Lessons   map[string]lesson            `json:"lessons"`
	Exercises map[string]Exercise          `json:"exercises"`
	Answers   map[string]map[string]Answer `json:"answers"` // by lesson, then by question
	Terms     map[string]TermState         `json:"terms"`
	Trusted   map[string]trust             `json:"trusted"` // by the real path of the course's folder
}

type lesson struct {
	Done   bool      `json:"done"`
	DoneAt time.Time `json:"done_at"`
}

// Exercise is what is known about one exercise of this learner.
type Exercise struct {
	Outcome   string    `json:"outcome"` // of the last attempt: pass or fail; empty before the first
	Passed    bool      `json:"passed"`  // at least once: a later failure does not take it back
	Review    bool      `json:"review"`  // the last attempt lacks nothing but a person who reads the answer
	Points    int       `json:"points"`  // of the last pass, else of the last attempt
	MaxPoints int       `json:"max_points"`
	At        time.Time `json:"at"`        // of the last attempt, UTC
	Attempts  int       `json:"attempts"`  // graded runs that ended in pass or fail
	Workspace string    `json:"workspace"` // absolute path, or empty
	Failed    []Failure `json:"failed"`    // in the last attempt, in the order of the exercise
	Hints     int       `json:"hints"`     // tiers the learner asked for, in all attempts
	History   []Attempt `json:"history"`   // the last ones, the newest last
}

// Begun says whether anything is known about the exercise.
func (e Exercise) Begun() bool { return e.Outcome != "" || e.Workspace != "" || e.Attempts > 0 }

func empty() state {
	var s state
	s.complete()
	return s
}

// complete makes the maps that are missing, in an old file or because the file says null.
func (s *state) complete() {
	s.Version = version
	s.Lessons = made(s.Lessons)
	s.Exercises = made(s.Exercises)
	for id, e := range s.Exercises { // null, or from before there were any
		e.Failed, e.History = kept(e.Failed), kept(e.History)
		s.Exercises[id] = e
	}
	s.Answers = made(s.Answers)
	s.Terms = made(s.Terms)
	s.Trusted = made(s.Trusted)
}

func made[V any](m map[string]V) map[string]V {
	if m == nil {
		return map[string]V{}
	}
	return m
}

// decode reads a file's bytes. Every tutor writes some: a file without any has lost them.
func decode(data []byte) (state, error) {
	if len(data) == 0 {
		return empty(), errors.New("it is empty")
	}
	if nesting(data) > maxNesting {
		return empty(), fmt.Errorf("it is nested more than %d deep: no tutor wrote it", maxNesting)
	}
	s := empty()
	var head struct {
		Version int `json:"version"`
	}
	if err := json.Unmarshal(data, &head); err != nil {
		return empty(), fmt.Errorf("it is not readable: %w", err)
	}
	if head.Version > version {
		return empty(), fmt.Errorf("it is of version %d and this tutor knows version %d: a newer tutor wrote it", head.Version, version)
	}
	if head.Version < 1 {
		return empty(), errors.New("it has no version")
	}
	if err := json.Unmarshal(data, &s); err != nil {
		return empty(), fmt.Errorf("it is not readable: %w", err)
	}
	s.complete()
	return s, nil
}

// nesting is how many objects and lists stand in one another at most, for a text that is JSON.
func nesting(data []byte) int {
	depth, most, quoted := 0, 0, false
	for i := 0; i < len(data); i++ {
		switch c := data[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{', c == '[':
			depth++
			most = max(most, depth)
		case c == '}', c == ']':
			depth--
		}
	}
	return most
}
