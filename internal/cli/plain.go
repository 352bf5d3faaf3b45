package cli

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"tutor/exercises"
	"tutor/internal/plain"
	"tutor/lessons"
	"tutor/runner"
	"tutor/runner/lab"
	"tutor/ui"
)

// openPlain holds the dialogue, and removes what command blocks left at work.
func (a *app) openPlain(ctx context.Context) error {
	course, all, err := a.content()
	if err != nil {
		return err
	}
	dir, err := os.Getwd()
	if err != nil {
		return fmt.Errorf("find the current folder: %w", err)
	}
	opts := a.dialogue(course, all)
	opts.Dir = dir
	opts.Lab = a.labInPlain
	for _, l := range lab.All() {
		opts.Labs = append(opts.Labs, l.Name)
	}
	err = plain.Run(ctx, opts)
	for _, what := range a.endCommands() {
		a.warn(fmt.Errorf("could not remove %s; `tutor clean` tries again", oneLine(what)))
	}
	return err
}

// dialogue is what the mode without screens needs to show a course.
func (a *app) dialogue(course *lessons.Course, all []*exercises.Exercise) plain.Options {
	return plain.Options{
		In: a.In, Out: a.Out, Typed: a.InIsTTY, Width: a.textWidth(), Wraps: a.OutIsTTY,
		Course: course, Exercises: all, Learner: a.progress(), Program: a.program(), Now: time.Now,
		Text: ui.RenderSpoken,
		Grade: func(ctx context.Context, ex *exercises.Exercise, dir string, emit func(runner.Event)) exercises.Report {
			return a.runner().Grade(ctx, ex, dir, runner.GradeOptions{}, emit)
		},
		CreateWorkspace: func(ex *exercises.Exercise) (string, error) {
			dir := a.workspaceDir(ex)
			return dir, a.adoptWorkspace(ex, dir)
		},
		WorkspaceDir: a.workspaceDir,
		Reset:        a.resetInPlain,
		Reference:    a.referenceText,
		Answers:      answerFiles{},
		RunCommand: func(ctx context.Context, cmd runner.Command, emit func(string)) runner.CommandResult {
			return a.runner().RunCommand(ctx, cmd, emit)
		},
	}
}

// resetInPlain is `tutor reset` for the dialogue, which asks itself.
func (a *app) resetInPlain(ex *exercises.Exercise) (plan []string, do func() (string, error)) {
	o := &resetOptions{app: a}
	known := a.progress().Exercise(ex.ID)
	if !known.Begun() {
		return nil, nil
	}
	dir, backup := a.planReset(ex)
	return o.plan(ex, known, dir, backup), func() (string, error) {
		if err := a.renewUnderScreens(ex, dir, backup); err != nil {
			return "", err
		}
		done := fmt.Sprintf("Exercise %d, %s, begins again.\n", ex.Number, oneLine(ex.Title))
		if dir != "" {
			done += "Your old work is kept in " + backup + "\n"
		}
		return done, nil
	}
}

// labInPlain is `tutor lab` within the dialogue: on the learner's own image, and they are asked.
func (a *app) labInPlain(ctx context.Context, name string, in io.Reader, out io.Writer) error {
	o := &labOptions{app: a}
	about, _ := lab.Find(name) // the dialogue offers no other
	dir, done, err := o.labFolder(about, nil)
	if err != nil {
		return err
	}
	defer done()
	streams := &IOStreams{In: in, Out: out, ErrOut: out, Width: a.Width, Words: true}
	_, err = LabDialogue(ctx, streams, func(ctx context.Context, ask lab.Ask, emit func(lab.Event)) (lab.Result, error) {
		return lab.Run(ctx, a.runner(), name, dir, ask, emit)
	}, true)
	return err
}

// referenceText compares the learner's work with the reference.
func (a *app) referenceText(ex *exercises.Exercise) (string, error) {
	dir := a.progress().Workspace(ex.ID)
	if checkFolder(dir) != nil {
		dir = "" // without the learner's work it is the reference alone
	}
	files, err := compareFiles(ex, dir)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	b.WriteString("The reference is one right solution, not the only one. Lines with - are yours, with + the reference's.\n")
	for _, f := range files {
		b.WriteString("\n" + f.text())
	}
	return b.String(), nil
}
