package cli

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"tutor": func() { os.Exit(Main(os.Args[1:], System())) },
	})
}

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata",
		Setup: func(env *testscript.Env) error {
			// A PATH with the tutor alone; scripts put their own docker in front of it.
			env.Setenv("TUTORBIN", filepath.SplitList(env.Getenv("PATH"))[0])
			env.Setenv("XDG_STATE_HOME", filepath.Join(env.WorkDir, "state"))
			env.Setenv("DOCKER_HOST", "")
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits, "plain": isPlain, "words": words, "waitfor": waitfor, "soon": soon, "glob": glob,
		},
	})
}
