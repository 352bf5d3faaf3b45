package cli

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"tutor/runner"
)

// requireDocker skips a test without Docker or the base image and says how to get them; with TUTOR_REQUIRE_DOCKER it
// fails instead.
func requireDocker(t *testing.T) {
	t.Helper()
	for _, f := range runner.New().Doctor(t.Context(), baseImage) {
		needed := f.ID == "cli" || f.ID == "daemon" || f.ID == "permission" || f.ID == "base-image"
		if !needed || f.State == runner.StateOK {
			continue
		}
		if os.Getenv("TUTOR_REQUIRE_DOCKER") != "" {
			t.Fatalf("%s: %s; %s", f.Title, f.Evidence, f.Fix)
		}
		t.Skipf("%s: %s; to get it: %s", f.Title, f.Evidence, f.Fix)
	}
}

// TestScriptsOnDocker runs the program on the real engine, from an empty folder to a passed exercise.
func TestScriptsOnDocker(t *testing.T) {
	requireDocker(t)
	testscript.Run(t, testscript.Params{
		Dir: "testdata/docker",
		Setup: func(env *testscript.Env) error {
			env.Setenv("XDG_STATE_HOME", filepath.Join(env.WorkDir, "state"))
			reference, err := filepath.Abs("../../exercises/build-image/reference")
			env.Setenv("REFERENCE", reference)
			return err
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"exits": exits, "plain": isPlain},
	})
}
