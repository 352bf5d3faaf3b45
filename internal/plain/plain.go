// Package plain is the tutor without screens: the course as a dialogue, line by line, on a reader and a writer.
//
// It is for screen readers, braille displays, terminals that can do nothing but lines, and scripts. Nothing is drawn and
// nothing is written over; a state is always a word.
package plain

import (
	"context"
	"errors"
	"io"
	"time"

	"tutor/exercises"
	"tutor/internal/study"
	"tutor/lessons"
	"tutor/runner"
)

// Grade grades the work in dir and calls emit with each piece of news, one at a time, in order. It returns once the
// clean-up is done.
type Grade func(ctx context.Context, ex *exercises.Exercise, dir string, emit func(runner.Event)) exercises.Report

// Answers reads and writes the file in which the learner answers, in their folder dir, as the screens' editor does.
type Answers interface {
	// ReadAnswer returns the file as it is. Without one it returns the starter's, and false.
	ReadAnswer(ex *exercises.Exercise, dir, file string) (data []byte, there bool, err error)
	// SaveAnswer replaces the file as a whole, unless it is not what it was any more (study.AnswerChangedError).
	SaveAnswer(dir, file string, data, was []byte) error
}

// Options is everything Run needs.
type Options struct {
	In  io.Reader
	Out io.Writer
	// Typed says that a person types: their Enter ends the line of the prompt, and they are told what a word does
	// before it is its turn.
	Typed bool
	Width int // cells of a line of text
	// Wraps breaks lines between words at Width, as a terminal would break them anywhere. A screen reader that follows a
	// pipe is better off with whole sentences.
	Wraps bool

	Course    *lessons.Course
	Exercises []*exercises.Exercise // in the order of their numbers
	Learner   study.Learner
	Program   string // how the tutor is called for this course

	// Text turns Markdown into lines that can be heard.
	Text  func(markdown string, width int) []string
	Grade Grade

	// CreateWorkspace makes the learner's folder for the exercise and remembers it; WorkspaceDir is the one it would make.
	CreateWorkspace func(ex *exercises.Exercise) (dir string, err error)
	WorkspaceDir    func(ex *exercises.Exercise) string
	// Reset says what beginning an exercise again would do, and does it once the learner agrees; nil when there is nothing
	// to reset.
	Reset func(ex *exercises.Exercise) (plan []string, do func() (done string, err error))
	// Reference compares the learner's work with the reference, once they have passed.
	Reference func(ex *exercises.Exercise) (string, error)
	Answers   Answers

	RunCommand func(ctx context.Context, cmd runner.Command, emit func(line string)) runner.CommandResult
	Now        func() time.Time // the clock
	Dir        string           // where command blocks run in a course that has no exercise

	// Labs are the names of the live demonstrations, and Lab runs one; without it there are none.
	Labs []string
	Lab  func(ctx context.Context, name string, in io.Reader, out io.Writer) error
}

// errQuit ends the dialogue: the learner said so, or there is nothing more to read.
var errQuit = errors.New("quit")

// Run holds the dialogue until the learner quits, what they type ends, or ctx does. Everything it started has ended
// when it returns. The error is that of ctx, or nil.
func Run(ctx context.Context, opts Options) error {
	d := newDialogue(ctx, opts)
	defer d.close()
	err := d.talk()
	d.endRuns()
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if errors.Is(err, errQuit) {
		d.say("Your progress is kept. Goodbye.")
		return nil
	}
	return err
}

// place is where the learner is.
type place struct {
	kind     placeKind
	lesson   string
	page     int    // -1 is where the learner left off
	exercise string // with a lesson: the exercise that asked for it, to which it leads back
}

type placeKind int

const (
	atHome placeKind = iota
	atLesson
	atExercise
	atReview
)

func stopPlace(s study.Stop) place {
	switch {
	case s.Exercise != nil:
		return place{kind: atExercise, exercise: s.Exercise.ID}
	case s.Lesson != nil:
		return place{kind: atLesson, lesson: s.Lesson.ID, page: -1}
	}
	return place{kind: atHome}
}

// talk goes from place to place.
func (d *dialogue) talk() error {
	d.greet()
	var err error
	for at := (place{kind: atHome}); err == nil; {
		switch at.kind {
		case atLesson:
			at, err = d.lesson(at)
		case atExercise:
			at, err = d.exercise(at)
		case atReview:
			at, err = d.review(at)
		default:
			at, err = d.home()
		}
	}
	return err
}
