package runner

import (
	"context"
	"slices"
	"strings"
)

// buildLegacy runs the legacy builder.
func (g *grade) buildLegacy(ctx context.Context, c call, labels []string, log *buildLog, source buildSource) error {
	g.beginBuild("legacy")
	c.args, c.env = append([]string{"build", "--force-rm"}, labels...), []string{"DOCKER_BUILDKIT=0"}
	return whileSpoiled(ctx, c, log, source, "unknown parent image ID", func(c call) error { return g.buildLegacyOnce(ctx, c, log) })
}

// buildLegacyOnce notes which images the builder left.
func (g *grade) buildLegacyOnce(ctx context.Context, c call, log *buildLog) error {
	reader := &legacyReader{log: log}
	before, listErr := g.docker.run(ctx, "image", "ls", "-aq")
	err := g.buildWith(ctx, c, log, reader)
	if listErr == nil { // a command can print a line that looks like the builder's
		there := strings.Fields(before.stdout)
		made := slices.DeleteFunc(reader.made, func(id string) bool { return slices.Contains(there, id[:12]) })
		g.mu.Lock()
		g.legacyMade = append(g.legacyMade, made...)
		g.mu.Unlock()
	}
	return err
}
