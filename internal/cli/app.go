package cli

import (
	"fmt"
	"sync"
	"time"

	"tutor/exercises"
	"tutor/internal/progress"
	"tutor/lessons"
	"tutor/runner"
)

// app is what commands share. Everything is loaded when a command first asks for it: `tutor version` needs none of it.
type app struct {
	*IOStreams
	started   bool // a command has begun to run: its arguments were understood
	course    func() (*lessons.Course, error)
	exercises func() ([]*exercises.Exercise, error)
	progress  func() learner
	runner    func() *runner.Runner
}

func newApp(streams *IOStreams) *app {
	a := &app{IOStreams: streams}
	a.course = sync.OnceValues(func() (*lessons.Course, error) {
		course, err := lessons.Load(lessons.Embedded())
		if err != nil {
			return nil, contentError{fmt.Errorf("load the course: %w", err)}
		}
		return course, nil
	})
	a.exercises = sync.OnceValues(func() ([]*exercises.Exercise, error) {
		all, err := exercises.Load(exercises.Embedded())
		if err != nil {
			return nil, contentError{fmt.Errorf("load the exercises: %w", err)}
		}
		return all, nil
	})
	a.progress = sync.OnceValue(a.openProgress)
	a.runner = sync.OnceValue(runner.New)
	return a
}

// exercise finds the exercise a person named by id or number.
func (a *app) exercise(name string) (*exercises.Exercise, error) {
	all, err := a.exercises()
	if err != nil {
		return nil, err
	}
	ex, err := exercises.Find(all, name)
	if err != nil {
		return nil, usageError{err}
	}
	return ex, nil
}

// openProgress never fails: without a file, progress lasts as long as the program.
func (a *app) openProgress() learner {
	path, err := progress.DefaultPath()
	a.warn(err) // the path is empty then: nothing is kept
	store, err := progress.Open(path)
	a.warn(err)
	return learner{store}
}

// learner is the progress of the person at the keyboard, in the words of the course.
type learner struct{ *progress.Store }

// Outcome is pass once the exercise was passed, else the last outcome; empty before the first.
func (l learner) Outcome(exercise string) exercises.Outcome {
	if l.Exercise(exercise).Passed {
		return exercises.Pass
	}
	return exercises.Outcome(l.Exercise(exercise).Outcome)
}

// Record keeps the outcome of a report; an error outcome changes nothing.
func (l learner) Record(rep exercises.Report) error {
	return l.Store.Record(progress.Result{
		Exercise: rep.Exercise, Outcome: string(rep.Outcome),
		Points: rep.Points, MaxPoints: rep.MaxPoints, At: time.Now(),
	})
}
