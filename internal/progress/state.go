package progress

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"time"
)

// version is the version of the file's form. A file with a higher one comes from a newer tutor.
const version = 1

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

// encode writes the state over the file's old bytes: keys that this tutor does not know stay.
func encode(s state, old []byte) ([]byte, error) {
	fresh, err := json.Marshal(s)
	if err != nil {
		return nil, fmt.Errorf("encode progress: %w", err)
	}
	merged := overlay(old, fresh, func(key string, o, f json.RawMessage) json.RawMessage {
		switch key {
		case "lessons", "exercises", "terms", "trusted":
			return overlayEntries(o, f, nil)
		case "answers":
			return overlayEntries(o, f, func(o, f json.RawMessage) json.RawMessage { return overlayEntries(o, f, nil) })
		case "place":
			return overlay(o, f, nil)
		}
		return f
	})
	var b bytes.Buffer
	if err := json.Indent(&b, merged, "", "  "); err != nil {
		return nil, fmt.Errorf("encode progress: %w", err)
	}
	b.WriteByte('\n')
	return b.Bytes(), nil
}

// overlayEntries keeps the unknown keys of each entry that is still there. With inner, entries both have are combined
// by it.
func overlayEntries(old, fresh json.RawMessage, inner func(o, f json.RawMessage) json.RawMessage) json.RawMessage {
	var o, f map[string]json.RawMessage
	if json.Unmarshal(old, &o) != nil || json.Unmarshal(fresh, &f) != nil {
		return fresh
	}
	if inner == nil {
		inner = func(o, f json.RawMessage) json.RawMessage { return overlay(o, f, nil) }
	}
	for id, entry := range f {
		f[id] = inner(o[id], entry)
	}
	return object(f, fresh)
}

// overlay is fresh plus the keys only old has. With inner, keys both have are combined by it.
func overlay(old, fresh json.RawMessage, inner func(string, json.RawMessage, json.RawMessage) json.RawMessage) json.RawMessage {
	var o, f map[string]json.RawMessage
	if json.Unmarshal(old, &o) != nil || json.Unmarshal(fresh, &f) != nil {
		return fresh // nothing old worth keeping
	}
	for key, value := range o {
		ours, known := f[key]
		switch {
		case !known:
			f[key] = value
		case inner != nil:
			f[key] = inner(key, value, ours)
		}
	}
	return object(f, fresh)
}

func object(fields map[string]json.RawMessage, otherwise json.RawMessage) json.RawMessage {
	data, err := json.Marshal(fields)
	if err != nil {
		return otherwise
	}
	return data
}
