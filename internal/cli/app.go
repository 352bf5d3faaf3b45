package cli

import (
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"tutor/exercises"
	"tutor/internal/courseware"
	"tutor/internal/progress"
	"tutor/lessons"
	"tutor/runner"
)

// app is what commands share. Everything is loaded when a command first asks for it: `tutor version` needs none of it.
type app struct {
	*IOStreams
	signals   signals
	started   bool     // a command has begun to run: its arguments were understood
	courses   []string // folders of the course, and courseware.Builtin, as they were typed; empty for the default
	ware      func() (courseware.Set, error)
	course    func() (*lessons.Course, error)
	exercises func() ([]*exercises.Exercise, error)
	progress  func() learner
	runner    func() *runner.Runner
}

func newApp(streams *IOStreams) *app {
	a := &app{IOStreams: streams}
	a.ware = sync.OnceValues(a.openCourse)
	a.course = sync.OnceValues(func() (*lessons.Course, error) {
		ware, err := a.ware()
		if err != nil {
			return nil, err
		}
		course, err := ware.LoadLessons()
		return course, asContentError(err)
	})
	a.exercises = sync.OnceValues(func() ([]*exercises.Exercise, error) {
		ware, err := a.ware()
		if err != nil {
			return nil, err
		}
		all, err := ware.LoadExercises()
		return all, asContentError(err)
	})
	a.progress = sync.OnceValue(a.openProgress)
	a.runner = sync.OnceValue(runner.New)
	return a
}

// courseVariable names the folders of the course where --course does not.
const courseVariable = "TUTOR_COURSE"

// courseNames is what --course says, else the environment; empty for the course inside the program.
func (a *app) courseNames() []string {
	if len(a.courses) > 0 {
		return a.courses
	}
	return slices.DeleteFunc(filepath.SplitList(os.Getenv(courseVariable)), func(name string) bool { return name == "" })
}

func (a *app) openCourse() (courseware.Set, error) {
	ware, err := courseware.Open(a.courseNames())
	return ware, asContentError(err)
}

// asContentError makes an error of the course one of its author; nil stays nil.
func asContentError(err error) error {
	if err == nil {
		return nil
	}
	return contentError{err}
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

// Review says whether the last attempt lacks nothing but a person who reads the answer.
func (l learner) Review(exercise string) bool { return l.Exercise(exercise).Review }

// Record keeps the outcome of a report whose hints were not shown; an error outcome changes nothing.
func (l learner) Record(rep exercises.Report) error { return l.record(rep, 0) }

// record keeps the outcome of a report of which the learner saw the first shown tiers of every hint.
func (l learner) record(rep exercises.Report, shown int) error {
	return l.Store.Record(progress.Result{
		Exercise: rep.Exercise, Outcome: string(rep.Outcome), Review: rep.NeedsReview(),
		Points: rep.Points, MaxPoints: rep.MaxPoints, At: time.Now(),
		Checks: checked(rep), Failed: failures(rep, shown),
	})
}

// checked is how every check of a report ended.
func checked(rep exercises.Report) []progress.Checked {
	all := make([]progress.Checked, len(rep.Checks))
	for i, c := range rep.Checks {
		all[i] = progress.Checked{Check: c.ID, Outcome: string(c.Outcome), Cause: string(c.Cause)}
	}
	return all
}

// failures are the required checks of a report that failed for a cause there are hints for.
func failures(rep exercises.Report, shown int) []progress.Failure {
	var all []progress.Failure
	for _, c := range rep.Checks {
		if c.Required && c.Outcome == exercises.Fail && c.Cause != "" {
			all = append(all, progress.Failure{Check: c.ID, Cause: string(c.Cause), Shown: shown})
		}
	}
	return all
}

// Failed is the required checks that failed in the last attempt.
func (l learner) Failed(exercise string) []progress.Failure { return l.Exercise(exercise).Failed }
