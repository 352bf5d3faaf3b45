package cli

import (
	"context"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"
)

func newVersion(a *app) *cobra.Command {
	return &cobra.Command{
		Use:               "version",
		Short:             "Say which tutor this is",
		Example:           "  tutor version",
		Args:              cobra.NoArgs,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: run(func(context.Context, []string) error {
			a.printf("tutor %s\n", version())
			return nil
		}),
	}
}

// version is what the Go toolchain knows about the build: the module's version or the commit.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "(devel)"
	}
	settings := make(map[string]string, len(info.Settings))
	for _, s := range info.Settings {
		settings[s.Key] = s.Value
	}
	return versionOf(info.Main.Version, settings["vcs.revision"], settings["vcs.modified"] == "true")
}

// versionOf names a release by its tag and its commit, and what has no tag by its commit. Go gives that a version made of
// a time and the commit (go.dev/ref/mod#pseudo-versions), which says nothing more.
func versionOf(module, revision string, modified bool) string {
	if revision == "" {
		if module == "" {
			return "(devel)"
		}
		return module
	}
	v := revision[:min(len(revision), 12)]
	if module != "" && module != "(devel)" && !strings.Contains(module, v) {
		v = module + ", commit " + v
	}
	if modified {
		v += " (modified)"
	}
	return v
}
