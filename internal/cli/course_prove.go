package cli

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"tutor/exercises"
	"tutor/internal/prove"
	"tutor/internal/reporttext"
	"tutor/internal/term"
	"tutor/runner"
)

type proveOptions struct {
	*app
	json bool
	jobs int
}

// proveSchema is the version of what `tutor course prove --json` prints.
const proveSchema = 1

// proveJSON is what `tutor course prove --json` prints.
type proveJSON struct {
	Schema    int            `json:"schema"`
	Proved    int            `json:"proved"`
	Solutions []prove.Result `json:"solutions"`
}

// proveJobs is how many solutions are graded side by side: most of their time is waiting.
const proveJobs = 4

func newCourseProve(a *app) *cobra.Command {
	o := &proveOptions{app: a}
	cmd := &cobra.Command{
		Use:   "prove [EXERCISE]",
		Short: "Show on real Docker that every starter fails, every reference passes, every mutant is caught",
		Long: "Grade the solutions that lie in the exercises: each starter has to fail, each reference has to pass twice\n" +
			"from clean, and each mutant has to fail at the check and with the cause that exercise.yaml names.\n\n" +
			"Exit codes: 0 all is proved, 1 a solution is not, 2 the course has mistakes, 3 Docker or the machine.",
		Example:           "  tutor course prove\n  tutor course prove build-image\n  tutor course prove --course mine greeting",
		Args:              cobra.MaximumNArgs(1),
		ValidArgsFunction: a.completeExercise,
		RunE:              run(o.run),
	}
	cmd.Flags().BoolVar(&o.json, "json", false, "print one JSON document with every report")
	cmd.Flags().IntVar(&o.jobs, "jobs", proveJobs, "how many solutions are graded side by side")
	return cmd
}

func (o *proveOptions) run(ctx context.Context, args []string) error {
	if o.jobs < 1 {
		return usageError{fmt.Errorf("--jobs %d: at least one solution has to be graded at a time", o.jobs)}
	}
	all, err := o.exercises()
	if err != nil {
		return err
	}
	if len(args) > 0 {
		ex, err := o.exercise(args[0])
		if err != nil {
			return err
		}
		all = []*exercises.Exercise{ex}
	}
	r, status := o.runner(), &statusLine{streams: o.IOStreams}
	grade := func(ctx context.Context, ex *exercises.Exercise, dir string) exercises.Report {
		return r.Grade(ctx, ex, dir, runner.GradeOptions{}, nil)
	}
	total, done := prove.Count(all), 0
	status.count(done, total)
	results := prove.Run(ctx, grade, r.TempDir, all, o.jobs, func(r prove.Result) {
		done++
		status.erase()
		if !o.json && ctx.Err() == nil {
			o.line(r)
		}
		status.count(done, total)
	})
	status.erase()
	return o.conclude(ctx, results)
}

func (o *proveOptions) line(r prove.Result) {
	mark := glyphPass
	if !r.Proved {
		mark = glyphFail
	}
	o.printf("%s %s/%s: %s (%s)\n", mark, r.Exercise, r.Solution, r.Expected, reporttext.Seconds(r.Report.DurationMS))
	if !r.Proved {
		o.printf("    %s\n", oneLine(term.Sanitize(r.Why)))
	}
}

func (o *proveOptions) conclude(ctx context.Context, results []prove.Result) error {
	proved, infra := 0, 0
	for _, r := range results {
		switch {
		case r.Proved:
			proved++
		case r.Report.Outcome == exercises.Error && r.Report.Cause().Infra():
			infra++
		}
	}
	if o.json {
		if err := writeJSON(o.Out, proveJSON{Schema: proveSchema, Proved: proved, Solutions: results}); err != nil {
			return err
		}
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if !o.json {
		o.printf("%d of %d solutions are as their spec says.\n", proved, len(results))
	}
	switch {
	case proved+infra < len(results):
		return toldError{exitFail}
	case infra > 0:
		return toldError{exitInfra}
	}
	return nil
}
