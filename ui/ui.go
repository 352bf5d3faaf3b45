// Package ui is the tutor on a terminal: the course map, lessons, walkthroughs and exercises.
//
// It shows what the other packages know and decides nothing itself: a verdict comes from the Grade function, the
// course from lessons, the learner's place from Progress.
package ui

import (
	"context"
	"os"

	tea "github.com/charmbracelet/bubbletea"

	"tutor/exercises"
	"tutor/internal/progress"
	"tutor/lessons"
	"tutor/runner"
)

// Grade grades the work in dir and calls emit with each piece of news, one at a time, in order.
// It returns once the clean-up is done; a cancelled context ends it within 2 s.
type Grade func(ctx context.Context, ex *exercises.Exercise, dir string, emit func(runner.Event)) exercises.Report

// Progress is what the learner has done so far. Its methods may read and write files and are safe for several
// goroutines.
type Progress interface {
	// Place is where the learner left off; zero before the first lesson.
	Place() progress.Place
	SetPlace(place progress.Place) error
	Done(lessonID string) bool
	SetDone(lessonID string) error
	// Outcome is that of the last attempt; empty before the first.
	Outcome(exerciseID string) exercises.Outcome
	// Review says whether the last attempt lacks nothing but a person who reads the answer.
	Review(exerciseID string) bool
	// Record keeps a report. One with the outcome error changes nothing.
	Record(rep exercises.Report) error
	// History is the last attempts, the newest one last.
	History(exerciseID string) []progress.Attempt
	// Failed is the required checks that failed in the last attempt, with the hints seen of each.
	Failed(exerciseID string) []progress.Failure
	// ShowHint remembers that the hints about a failed check were seen up to a tier, from 1.
	ShowHint(exerciseID, checkID, cause string, tier int) error
	// Workspace is the folder of the learner's work on the exercise, or empty.
	Workspace(exerciseID string) string

	// Answer is the last answer to a question or a spot; false when there is none.
	Answer(lessonID, questionID string) (progress.Answer, bool)
	// SetAnswer remembers an answer: indexes from 0 of options, or of steps.
	SetAnswer(lessonID, questionID string, choice []int, right bool) error
	// Term is how well the term is known; false when it was never asked for.
	Term(termID string) (progress.TermState, bool)
	ReviewTerm(termID string, knew bool) error
	// Trusted says whether commands of the course in this folder may be run.
	Trusted(courseDir string) bool
	Trust(courseDir string) error
}

// Process is a program that gets the terminal until it ends.
type Process = tea.ExecCommand

// Answers reads and writes the file in which the learner answers, in their folder dir. Its methods are called off the
// update loop.
type Answers interface {
	// ReadAnswer returns the file, with slashes in its name, as it is. Without one it returns the starter's, and false.
	ReadAnswer(ex *exercises.Exercise, dir, file string) (data []byte, there bool, err error)
	// SaveAnswer replaces the file as a whole and keeps its mode. When the file is not what it was any more, nothing is
	// written and the error is an *study.AnswerChangedError; was is nil where there was no file.
	SaveAnswer(dir, file string, data, was []byte) error
}

// The themes. ThemeAuto asks the terminal for its background colour.
const (
	ThemeAuto  = "auto"
	ThemeDark  = "dark"
	ThemeLight = "light"
)

// Options is everything Run needs.
type Options struct {
	Course    *lessons.Course
	Exercises []*exercises.Exercise // in the order of their numbers
	// Read reads the two above while the program starts; nil where they are there. Run returns its error.
	Read func() (*lessons.Course, []*exercises.Exercise, error)

	Grade    Grade
	Progress Progress

	// CreateWorkspace makes the learner's folder for the exercise and remembers it.
	CreateWorkspace func(ex *exercises.Exercise) (dir string, err error)
	// WorkspaceDir is the folder CreateWorkspace would make.
	WorkspaceDir func(ex *exercises.Exercise) string

	// Edit makes ready the learner's own editor on the file that matters for the check, which may be nil, in their folder.
	// nil where the tutor does not start one.
	Edit func(ex *exercises.Exercise, check *exercises.Check, dir string) (Process, error)
	// WatchWork calls saved when it begins to watch the folder and after each save in it, until the context ends. nil
	// where nobody watches.
	WatchWork func(ctx context.Context, dir string, saved func()) error
	// Compare compares each file of the reference with the one in dir. nil where the reference is not shown.
	Compare func(ex *exercises.Exercise, dir string) ([]ReferenceFile, error)
	// PlanReset is the learner's folder that Reset would make anew, and the name that the old one would get; both empty
	// where there is no folder.
	PlanReset func(ex *exercises.Exercise) (dir, backup string)
	// Reset makes the folder anew from the starter, and forgets what is known about the exercise: both or nothing. nil
	// where exercises do not begin again.
	Reset func(ex *exercises.Exercise, dir, backup string) error

	Answers Answers // nil when answers are written outside the tutor alone

	Explain Explain // of the learner's own file; nil when it is explained elsewhere
	RunLab  RunLab  // nil where there are no labs
	Doctor  Doctor  // nil where nobody looks at the machine

	RunCommand RunCommand // of the lessons; nil when they are only to be read
	// EndCommands removes what command blocks that have ended left at work.
	EndCommands func()
	// Dir is where command blocks run in a course that has no exercise.
	Dir string
	// Watch keeps the course up to date while it is written; nil for a course that does not change.
	Watch Watch

	In      *os.File
	Out     *os.File
	Version string
	Theme   string // ThemeAuto, ThemeDark or ThemeLight
	Start   string // a lesson's or an exercise's id; empty for where the learner left off

	NoMotion bool // nothing moves but the seconds of what runs
	Mouse    bool // the wheel scrolls and a click selects; the terminal's own selection then needs shift
}
