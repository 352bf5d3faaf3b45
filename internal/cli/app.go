package cli

import (
	"os"
	"path/filepath"
	"slices"
	"sync"

	"tutor/exercises"
	"tutor/internal/courseware"
	"tutor/internal/progress"
	"tutor/internal/study"
	"tutor/lessons"
	"tutor/runner"
)

// app is what commands share. Everything is loaded when a command first asks for it: `tutor version` needs none of it.
type app struct {
	*IOStreams
	signals   signals
	started   bool     // a command has begun to run: its arguments were understood
	plain     bool     // --plain was given
	courses   []string // folders of the course, and courseware.Builtin, as they were typed; empty for the default
	ware      func() (courseware.Set, error)
	course    func() (*lessons.Course, error)
	exercises func() ([]*exercises.Exercise, error)
	progress  func() study.Learner
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

// content reads the lessons and the exercises of the course, side by side: the start of the program waits for them.
func (a *app) content() (*lessons.Course, []*exercises.Exercise, error) {
	read := make(chan struct{})
	go func() {
		defer close(read)
		defer func() { _ = recover() }() // asked for again below, where it panics again
		_, _ = a.exercises()
	}()
	course, err := a.course()
	<-read
	if err != nil {
		return nil, nil, err
	}
	all, err := a.exercises()
	return course, all, err
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
func (a *app) openProgress() study.Learner {
	path, err := progress.DefaultPath()
	a.warn(err) // the path is empty then: nothing is kept
	store, err := progress.Open(path)
	a.warn(err)
	return study.Learner{Store: store}
}
