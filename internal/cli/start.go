package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"

	"github.com/spf13/cobra"

	"tutor/exercises"
	"tutor/internal/shell"
	"tutor/internal/workspace"
)

type startOptions struct{ *app }

func newStart(a *app) *cobra.Command {
	o := &startOptions{app: a}
	return &cobra.Command{
		Use:   "start EXERCISE [DIR]",
		Short: "Make a workspace for an exercise and print its task",
		Long: "Copy the starter of an exercise to DIR, or to a folder named like the exercise, and print the task.\n" +
			"Nothing is ever overwritten. EXERCISE is an id or a number; `tutor lessons` lists them.",
		Example:           "  tutor start 1\n  tutor start build-image ~/first-image",
		Args:              exerciseArgs,
		ValidArgsFunction: a.completeExercise,
		RunE:              run(o.run),
	}
}

func (o *startOptions) run(_ context.Context, args []string) error {
	ex, err := o.exercise(args[0])
	if err != nil {
		return err
	}
	var dir string
	if len(args) > 1 {
		dir = args[1]
	} else {
		dir = o.newDir(ex)
	}
	note, err := o.createWorkspace(ex, dir)
	if errors.Is(err, workspace.ErrNotEmpty) {
		err = fmt.Errorf("%w; work on with `tutor check %d %s`, or name another folder", err, ex.Number, shell.Quote(dir))
	}
	if err != nil {
		return err
	}
	o.printf("Your workspace for exercise %d, %s: %s\n\n", ex.Number, ex.Title, dir)
	if note != "" {
		o.printf("%s\n\n", note)
	}
	if err := o.page(task(ex), 0); err != nil {
		return err
	}
	check := fmt.Sprintf("tutor check %d", ex.Number)
	if checked, err := o.checkedDir(ex, ""); err != nil || withoutLinks(checked) != withoutLinks(dir) {
		check += " " + shell.Quote(dir) // the current folder holds work of its own
	}
	o.printf("\nNext: work in %s, then run `%s`.\n", dir, check)
	return nil
}

// createWorkspace copies the starter to dir and remembers the folder. note says what it begins with, where that
// is not the starter alone.
func (a *app) createWorkspace(ex *exercises.Exercise, dir string) (note string, err error) {
	starter, note, err := a.ownStarter(ex)
	if err != nil {
		return "", err
	}
	if before := a.continued(ex); before != "" && liesIn(filepath.Dir(withoutLinks(dir)), before) {
		return "", usageError{fmt.Errorf("%s lies in %s, and would begin with a copy of that folder; name a folder outside it", dir, before)}
	}
	if err := workspace.Create(starter, dir); err != nil {
		return "", err
	}
	abs, err := filepath.Abs(dir)
	if err == nil {
		err = a.progress().SetWorkspace(ex.ID, abs)
	}
	a.warn(err) // the workspace is there
	return note, nil
}

// adoptWorkspace is createWorkspace for the screens: a folder that holds work on the exercise already becomes the
// workspace as it is, so that lost progress does not lock the learner out of their own files.
func (a *app) adoptWorkspace(ex *exercises.Exercise, dir string) error {
	_, err := a.createWorkspace(ex, dir)
	if !errors.Is(err, workspace.ErrNotEmpty) || !looksLikeWorkspace(ex, dir) {
		return err
	}
	abs, err := filepath.Abs(dir)
	if err != nil {
		return err
	}
	return a.progress().SetWorkspace(ex.ID, abs)
}

// ownStarter is what a new workspace begins with: the learner's own work on the exercise that this one continues, where
// that was passed and is still there, else the exercise's starter.
func (a *app) ownStarter(ex *exercises.Exercise) (starter fs.FS, note string, err error) {
	starter, err = starterFS(ex)
	if err != nil || ex.Continues == "" {
		return starter, "", err
	}
	before := a.continued(ex)
	if before == "" {
		return starter, "", nil
	}
	own, err := workspace.Own(before, starter)
	if err != nil {
		return starter, fmt.Sprintf("It begins with the files of the course, not with your own of %s: %v", ex.Continues, err), nil
	}
	return own, "It begins with your own work in " + before + ".", nil
}

// continued is the workspace with which that of the exercise begins; empty where it begins with the starter.
func (a *app) continued(ex *exercises.Exercise) string {
	if before := a.progress().Exercise(ex.Continues); ex.Continues != "" && before.Passed {
		return before.Workspace
	}
	return ""
}

func starterFS(ex *exercises.Exercise) (fs.FS, error) {
	if ex.Starter == "" {
		return nil, contentError{errors.New("exercise " + ex.ID + " has no starter")}
	}
	starter, err := fs.Sub(ex.FS, ex.Starter)
	if err != nil {
		return nil, contentError{fmt.Errorf("starter of %s: %w", ex.ID, err)}
	}
	return starter, nil
}
