package cli

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"tutor/runner"
)

func newPrefetch(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "prefetch",
		Short: "Pull the base images of the course, ahead of class",
		Long: "Pull the images that the exercises build on, so that no exercise has to wait for the network. What is on this\n" +
			"machine already is named and left alone. For a machine that reaches no registry, see `tutor bundle`.",
		Example:           "  tutor prefetch",
		Args:              cobra.NoArgs,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: run(func(ctx context.Context, _ []string) error {
			return prefetch(ctx, a)
		}),
	}
}

func prefetch(ctx context.Context, a *app) error {
	images, err := a.baseImages()
	if err != nil {
		return err
	}
	if len(images) == 0 {
		a.printf("The exercises of this course build on no image.\n")
		return nil
	}
	failed := false
	for _, image := range images {
		if err := a.fetch(ctx, image); err != nil {
			var p *runner.Problem
			if ctx.Err() != nil || !errors.As(err, &p) {
				return err
			}
			failed = true
			a.tellPull(image, p)
		}
	}
	if failed {
		return toldError{exitInfra}
	}
	return nil
}

// fetch pulls one image, unless it is here.
func (a *app) fetch(ctx context.Context, image string) error {
	status := &statusLine{streams: a.IOStreams}
	status.say("Pulling " + image)
	got, err := a.runner().Fetch(ctx, image, func(done, total int) {
		status.say(fmt.Sprintf("Pulling %s: %d of %s", image, done, plural(total, "layer")))
	})
	status.erase()
	if err != nil {
		return fmt.Errorf("prefetch: %w", err)
	}
	what := "pulled"
	if got.Before {
		what = "on this machine already"
	}
	a.printf("%s %s: %s, %s\n", glyphPass, oneLine(image), what, runner.SizeText(got.Bytes))
	return nil
}

// tellPull says why an image could not be pulled. To pull it is what this command does: that mends nothing.
func (a *app) tellPull(image string, p *runner.Problem) {
	line := runner.PullLine(p)
	if line.Fix == "tutor prefetch" {
		line.Fix = ""
	}
	a.sayf("%s %s: %s\n", glyphFail, oneLine(image), oneLine(line.Evidence))
	a.sayMending(line)
}
