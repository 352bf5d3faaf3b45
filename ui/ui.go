// Package ui is the tutor on a terminal: the course map, lessons, walkthroughs and exercises.
//
// It shows what the other packages know and decides nothing itself: a verdict comes from the Grade function, the
// course from lessons, the learner's place from Progress.
package ui

import (
	"context"
	"os"

	"tutor/exercises"
	"tutor/lessons"
	"tutor/runner"
)

// Grade grades the work in dir and calls emit with each piece of news, one at a time, in order.
// It returns once the clean-up is done; a cancelled context ends it within 2 s.
type Grade func(ctx context.Context, ex *exercises.Exercise, dir string, emit func(runner.Event)) exercises.Report

// Progress is what the learner has done so far. Its methods may read and write files and are safe for several
// goroutines.
type Progress interface {
	// Place is where the learner left off: a lesson's id, or empty, and a page of it, from 0.
	Place() (lessonID string, page int)
	SetPlace(lessonID string, page int) error
	Done(lessonID string) bool
	SetDone(lessonID string) error
	// Outcome is that of the last attempt; empty before the first.
	Outcome(exerciseID string) exercises.Outcome
	// Record keeps a report. One with the outcome error changes nothing.
	Record(rep exercises.Report) error
	// Workspace is the folder of the learner's work on the exercise, or empty.
	Workspace(exerciseID string) string
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
	Grade     Grade
	Progress  Progress

	// CreateWorkspace makes the learner's folder for the exercise and remembers it.
	CreateWorkspace func(ex *exercises.Exercise) (dir string, err error)
	// WorkspaceDir is the folder CreateWorkspace would make.
	WorkspaceDir func(ex *exercises.Exercise) string

	In      *os.File
	Out     *os.File
	Version string
	Theme   string // ThemeAuto, ThemeDark or ThemeLight
	Start   string // a lesson's or an exercise's id; empty for the course map, where the learner left off
}
