// Package progress keeps what a learner has done, in one small file.
//
// Several tutors may run at once: every change reads the file again under a lock, so none undoes another's.
package progress

import (
	"slices"
	"sync"
	"time"
)

// Store is one learner's progress. It is safe for use by several goroutines.
// What could not be written is still remembered for as long as the program runs.
type Store struct {
	path    string
	mu      sync.Mutex
	now     state          // the file as last read or written, and what is unsaved
	unsaved []func(*state) // changes that could not be written yet
}

// Open reads the progress kept at path; a file that does not exist yet is no progress. With an empty path nothing is
// kept on disk.
// The store is never nil. An error is something to tell the learner, such as a *BrokenError; work goes on.
func Open(path string) (*Store, error) {
	s := &Store{path: path, now: empty()}
	if path == "" {
		return s, nil
	}
	now, _, err := s.load()
	if err == nil {
		s.now = now
		return s, nil
	}
	return s, s.openBroken(err)
}

// Path is where the file is, whether it exists or not; empty when nothing is kept on disk.
func (s *Store) Path() string { return s.path }

// Result is the outcome of grading one exercise once.
type Result struct {
	Exercise          string // id
	Outcome           string // pass, fail or error
	Review            bool   // with fail: only a person can tell whether it is right
	Points, MaxPoints int
	At                time.Time
	Checks            []Checked // every check of the report
	Failed            []Failure // with the tiers that the report itself showed
}

// Record keeps a result. Anything but pass and fail says nothing about the learner's work and changes nothing.
func (s *Store) Record(r Result) error {
	if r.Outcome != "pass" && r.Outcome != "fail" {
		return nil
	}
	return s.update(func(now *state) {
		e := now.Exercises[r.Exercise]
		e.Outcome, e.At = r.Outcome, r.At.UTC()
		if !e.Passed || r.Outcome == "pass" {
			e.Points, e.MaxPoints = r.Points, r.MaxPoints
		}
		e.Passed = e.Passed || r.Outcome == "pass"
		e.Review = r.Review && !e.Passed
		e.Attempts++
		e.Failed = sameFailures(e.Failed, r.Failed)
		e.History = withAttempt(e.History, Attempt{Number: e.Attempts, At: e.At, Outcome: r.Outcome, Checks: r.Checks})
		now.Exercises[r.Exercise] = e
	})
}

// Exercise is what is known about the exercise with this id; zero when nothing is.
func (s *Store) Exercise(id string) Exercise {
	s.mu.Lock()
	defer s.mu.Unlock()
	e := s.now.Exercises[id]
	e.Failed, e.History = slices.Clone(e.Failed), slices.Clone(e.History)
	return e
}

// Workspace is the folder of the learner's work on the exercise, or empty.
func (s *Store) Workspace(exercise string) string { return s.Exercise(exercise).Workspace }

// SetWorkspace remembers the folder of the learner's work on the exercise.
func (s *Store) SetWorkspace(exercise, dir string) error {
	return s.update(func(now *state) {
		e := now.Exercises[exercise]
		e.Workspace, e.Failed = dir, kept(e.Failed)
		e.History = kept(e.History)
		now.Exercises[exercise] = e
	})
}

// Done says whether the learner has finished the lesson.
func (s *Store) Done(lesson string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.now.Lessons[lesson].Done
}

// DoneAt is when the learner finished the lesson, UTC; zero before.
func (s *Store) DoneAt(lesson string) time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.now.Lessons[lesson].DoneAt
}

// SetDone remembers that the learner has finished the lesson; the first time counts.
func (s *Store) SetDone(id string) error {
	return s.update(func(now *state) {
		if !now.Lessons[id].Done {
			now.Lessons[id] = lesson{Done: true, DoneAt: time.Now().UTC().Truncate(time.Second)}
		}
	})
}
