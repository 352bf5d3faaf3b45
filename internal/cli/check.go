package cli

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"tutor/exercises"
	"tutor/runner"
)

type checkOptions struct {
	*app
	json    bool
	seed    uint64
	timeout time.Duration
	keep    bool
}

func newCheck(a *app) *cobra.Command {
	o := &checkOptions{app: a}
	cmd := &cobra.Command{
		Use:   "check EXERCISE [DIR]",
		Short: "Grade your work on an exercise",
		Long: "Build the image in DIR, start it and check what the exercise asks for. Without DIR it is the current\n" +
			"folder if it holds a Dockerfile, else the workspace that `tutor start` made. EXERCISE is an id or a number.\n\n" +
			"Exit codes: 0 pass, 1 fail, 2 bad usage, 3 Docker or the machine, 130 cancelled.",
		Example:           "  tutor check 1\n  tutor check build-image ~/first-image --json",
		Args:              exerciseArgs,
		ValidArgsFunction: a.completeExercise,
		RunE:              run(o.run),
	}
	cmd.Flags().BoolVar(&o.json, "json", false, "print the report as one JSON document")
	cmd.Flags().Uint64Var(&o.seed, "seed", 0, "replay the random values of an earlier run (0: new ones)")
	cmd.Flags().DurationVar(&o.timeout, "timeout", 0, "end the whole grade after this time, such as 90s (default: each check's own)")
	cmd.Flags().BoolVar(&o.keep, "keep", false, "leave the container and the image for a look; 'tutor clean' removes them")
	return cmd
}

func (o *checkOptions) run(ctx context.Context, args []string) error {
	if o.timeout < 0 {
		return usageError{fmt.Errorf("--timeout %s is negative", o.timeout)}
	}
	ex, err := o.exercise(args[0])
	if err != nil {
		return err
	}
	named := ""
	if len(args) > 1 {
		if named = args[1]; named == "" {
			return usageError{errors.New("the folder to check has an empty name")}
		}
	}
	dir, err := o.checkedDir(ex, named)
	if err != nil {
		return err
	}
	o.sayf("Checking %s for exercise %d, %s\n", shellQuote(dir), ex.Number, oneLine(ex.Title))
	return o.grade(ctx, ex, dir)
}

func (o *checkOptions) grade(ctx context.Context, ex *exercises.Exercise, dir string) error {
	status := &statusLine{streams: o.IOStreams}
	printer := newCheckPrinter(o.IOStreams, status, ex)
	printer.afterPass = afterPass(ex, o.program())
	emit := func(e runner.Event) {
		status.event(ex, e)
		if !o.json {
			printer.event(e)
		}
	}
	rep := o.runner().Grade(ctx, ex, dir, runner.GradeOptions{Seed: o.seed, Timeout: o.timeout, Keep: o.keep}, emit)
	status.erase()
	o.warn(o.progress().record(rep, 1)) // the report shows the first hint
	if o.json {
		if err := writeJSON(o.Out, withoutNulls(rep)); err != nil {
			return err
		}
	} else {
		printer.decided(rep) // unless the event has come
		o.offerHint(ex, rep)
	}
	if o.keep && rep.Environment.Docker != "" {
		o.sayf("Kept for a look: `docker ps -a --filter label=tutor=1`; `tutor clean` removes it.\n")
	}
	if rep.Cleanup.Left > 0 {
		o.warn(fmt.Errorf("%s could not be removed; `tutor clean` tries again", plural(rep.Cleanup.Left, "Docker resource")))
	}
	return withCode(reportCode(rep))
}

// offerHint says how to get on with what failed, as long as there are hints left.
func (o *checkOptions) offerHint(ex *exercises.Exercise, rep exercises.Report) {
	if rep.Outcome != exercises.Fail {
		return
	}
	if about, ok := nextFailure(ex, o.progress().Failed(ex.ID)); ok && about.Shown < len(about.tiers) {
		o.sayf("`%s hint %d` gives the next hint.\n", o.program(), ex.Number)
	}
}

// withoutNulls gives empty lists where there is nothing, which is easier on a script than null.
func withoutNulls(rep exercises.Report) exercises.Report {
	checks := make([]exercises.CheckResult, len(rep.Checks))
	copy(checks, rep.Checks)
	for i := range checks {
		if checks[i].Command == nil {
			checks[i].Command = []string{}
		}
	}
	rep.Checks = checks
	return rep
}
