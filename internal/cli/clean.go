package cli

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"
)

func newClean(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "clean",
		Short: "Remove what runs that were killed left behind in Docker",
		Long: "Remove containers, images, networks, volumes and temporary folders that runs which were killed left behind,\n" +
			"and what `tutor check --keep` kept.\n" +
			"What a living run uses, and what tutor did not make, stays.",
		Example:           "  tutor clean",
		Args:              cobra.NoArgs,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: run(func(ctx context.Context, _ []string) error {
			return runClean(ctx, a)
		}),
	}
}

func runClean(ctx context.Context, a *app) error {
	swept, err := a.runner().Clean(ctx)
	if err != nil {
		return fmt.Errorf("clean: %w", err)
	}
	a.printf("removed %s, %s, %s and %s\n", plural(swept.Containers, "container"), plural(swept.Images, "image"),
		plural(swept.Networks, "network"), plural(swept.Volumes, "volume"))
	if swept.Living > 0 {
		a.printf("left alone: %d in use by runs that still go on\n", swept.Living)
	}
	for _, left := range swept.Left {
		a.sayf("%s could not remove %s\n", a.mark(glyphNote, "Warning"), oneLine(left))
	}
	if len(swept.Left) > 0 {
		return toldError{exitInfra}
	}
	return nil
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
