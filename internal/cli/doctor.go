package cli

import (
	"context"

	"github.com/spf13/cobra"

	"tutor/runner"
)

// baseImage is what the exercises build on.
const baseImage = "python:3.14-slim"

type doctorOptions struct {
	*app
	json bool
}

func newDoctor(a *app) *cobra.Command {
	o := &doctorOptions{app: a}
	cmd := &cobra.Command{
		Use:               "doctor",
		Short:             "Say whether this machine is ready, and what to do if not",
		Example:           "  tutor doctor\n  tutor doctor --json",
		Args:              cobra.NoArgs,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE:              run(o.run),
	}
	cmd.Flags().BoolVar(&o.json, "json", false, "print one JSON document")
	return cmd
}

func (o *doctorOptions) run(ctx context.Context, _ []string) error {
	findings := o.runner().Doctor(ctx, baseImage)
	if err := ctx.Err(); err != nil {
		return err
	}
	ready := true
	for _, f := range findings {
		ready = ready && f.State != runner.StateBad
	}
	if o.json {
		doc := struct {
			Ready    bool             `json:"ready"`
			Findings []runner.Finding `json:"findings"`
		}{ready, findings}
		if err := writeJSON(o.Out, doc); err != nil {
			return err
		}
	} else {
		o.list(findings)
	}
	if !ready {
		return toldError{exitInfra}
	}
	return nil
}

func (o *doctorOptions) list(findings []runner.Finding) {
	for _, f := range findings {
		mark := map[runner.State]string{
			runner.StateOK: o.mark(glyphPass, "Ready"), runner.StateWarn: o.mark(glyphNote, "Warning"), runner.StateBad: o.mark(glyphFail, "Not ready"),
		}[f.State]
		o.printf("%s %s: %s\n", mark, oneLine(f.Title), oneLine(f.Evidence))
		if f.Fix != "" && f.State != runner.StateOK {
			o.printf("    fix: %s\n", oneLine(f.Fix))
		}
	}
}
