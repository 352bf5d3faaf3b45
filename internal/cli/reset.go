package cli

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"tutor/exercises"
	"tutor/internal/progress"
	"tutor/internal/shell"
)

type resetOptions struct {
	*app
	all, yes bool
}

func newReset(a *app) *cobra.Command {
	o := &resetOptions{app: a}
	cmd := &cobra.Command{
		Use:   "reset EXERCISE",
		Short: "Start an exercise again, or forget all progress",
		Long: "Forget the outcome of an exercise and make its workspace anew from the starter. Your work is moved to a folder\n" +
			"next to it, and the old progress file is kept. With --all, forget all progress; no workspace is touched.\n\n" +
			"On a terminal it asks first. Without one it needs --yes.",
		Example:           "  tutor reset 1\n  tutor reset build-image --yes\n  tutor reset --all",
		Args:              o.args,
		ValidArgsFunction: a.completeOneExercise,
		RunE:              run(o.run),
	}
	cmd.Flags().BoolVar(&o.all, "all", false, "forget all progress instead of one exercise")
	cmd.Flags().BoolVar(&o.yes, "yes", false, "do not ask")
	return cmd
}

func (o *resetOptions) args(_ *cobra.Command, args []string) error {
	switch {
	case o.all && len(args) > 0:
		return errors.New("--all is about all progress; leave the exercise or --all out")
	case !o.all && len(args) == 0:
		return errors.New("name an exercise by its id or number, such as 1, or forget everything with --all")
	case len(args) > 1:
		return fmt.Errorf("%q is one word too many after the exercise", args[1])
	}
	return nil
}

func (o *resetOptions) run(ctx context.Context, args []string) error {
	if o.all {
		return o.resetAll(ctx)
	}
	ex, err := o.exercise(args[0])
	if err != nil {
		return err
	}
	return o.resetExercise(ctx, ex)
}

// agreed says what will happen, and asks unless --yes has answered.
func (o *resetOptions) agreed(ctx context.Context, plan []string) (bool, error) {
	if !o.yes && !o.CanAsk {
		return false, usageError{errors.New("this has to be agreed to, and there is no terminal to ask on; add --yes to agree")}
	}
	for _, line := range plan {
		o.sayf("%s\n", line)
	}
	if o.yes {
		return true, nil
	}
	ok, err := o.confirm(ctx, "Go on?")
	if err == nil && !ok {
		o.sayf("Nothing was changed.\n")
	}
	return ok, err
}

func (o *resetOptions) resetAll(ctx context.Context) error {
	path := o.progress().Path()
	if !isRegular(path) {
		o.sayf("There is no progress to forget.\n")
		return nil
	}
	ok, err := o.agreed(ctx, []string{
		"All progress will be forgotten: lessons read, answers, terms, outcomes of exercises, courses you trust.",
		"  the progress file is kept as " + path + ".backup-TIME",
		"  no workspace is touched",
	})
	if err != nil || !ok {
		return err
	}
	backup, err := o.progress().ResetAll()
	if err != nil {
		return fmt.Errorf("nothing was forgotten: %w", err)
	}
	o.printf("All progress is forgotten. The old file: %s\n", backup)
	return nil
}

func (o *resetOptions) resetExercise(ctx context.Context, ex *exercises.Exercise) error {
	known := o.progress().Exercise(ex.ID)
	if !known.Begun() {
		o.sayf("There is nothing to reset for exercise %d: no workspace, no outcome. `tutor start %d` begins it.\n", ex.Number, ex.Number)
		return nil
	}
	dir, backup := o.planReset(ex)
	ok, err := o.agreed(ctx, o.plan(ex, known, dir, backup))
	if err != nil || !ok {
		return err
	}
	standing := standsIn(dir)
	kept, err := o.renew(ex, dir, backup)
	if err != nil {
		return fmt.Errorf("nothing was changed: %w", err)
	}
	if dir != "" {
		o.warn(o.progress().SetWorkspace(ex.ID, dir)) // the workspace is there
	}
	o.printf("Exercise %d, %s, begins again.\n", ex.Number, oneLine(ex.Title))
	if dir != "" {
		o.printf("  workspace: %s\n  your work: %s\n", dir, backup)
	}
	o.printf("  old progress: %s\n", kept)
	switch {
	case dir == "":
		o.sayf("Next: `tutor start %d` makes a workspace.\n", ex.Number)
	case standing:
		o.sayf("Your shell stands in the old folder still. Next: `cd %s`\n", shell.Quote(dir))
	}
	return nil
}

func (o *resetOptions) plan(ex *exercises.Exercise, known progress.Exercise, dir, backup string) []string {
	outcome := "no outcome yet"
	if known.Outcome != "" {
		outcome = fmt.Sprintf("%s, %d/%d points, %s", o.progress().Outcome(ex.ID), known.Points, known.MaxPoints, plural(known.Attempts, "attempt"))
	}
	plan := []string{
		fmt.Sprintf("Exercise %d, %s, will begin again:", ex.Number, oneLine(ex.Title)),
		fmt.Sprintf("  what is known about it is forgotten (%s)", outcome),
	}
	if path := o.progress().Path(); path != "" {
		plan = append(plan, "  the progress file is kept as "+path+".backup-TIME")
	}
	if dir == "" {
		return append(plan, "  there is no workspace to make anew")
	}
	return append(plan,
		"  your workspace "+dir+" is moved to "+backup,
		"  "+dir+" is made anew from the starter")
}
