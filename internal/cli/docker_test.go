package cli

import (
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"tutor/internal/dockertest"
)

// TestScriptsOnDocker runs the program on the real engine, from an empty folder to a passed exercise.
func TestScriptsOnDocker(t *testing.T) {
	dockertest.Require(t)
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
