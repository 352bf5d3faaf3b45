package runner

import (
	"runtime"
	"testing"

	"tutor/exercises"
	"tutor/internal/dockertest"
)

// TestAPortThatLeadsNowhereIsNoFailure takes containers off their network once their address is known, as what an engine
// that was killed has left can do: nothing that is asked arrives, and that says nothing about the learner's work. Another
// copy is asked, up to a bound.
func TestAPortThatLeadsNowhereIsNoFailure(t *testing.T) {
	dockertest.Require(t)
	if runtime.GOOS != "linux" {
		t.Skip("only Linux tells what has arrived in a container")
	}
	for _, c := range []struct {
		name, cut string // a pattern of sh for the names of the containers that are cut off
		exercise  string
		outcome   exercises.Outcome
		check     string
		cause     exercises.Cause
	}{
		{"the first one", "*-stays-up", "build-image", exercises.Pass, "health", ""},
		{"and its copy", "*-stays-up | *-stays-up-again", "build-image", exercises.Pass, "health", ""},
		{"all", "*", "build-image", exercises.Error, "health", exercises.PortsUnreachable},
		{"one with a value", "*-1", "env-var", exercises.Pass, "app-mode", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			ex, label := alone(t, builtIn(t, c.exercise))
			fakeDocker(t, `"$real" "$@" || exit
[ "$1 $2" = "container inspect" ] || exit 0
for name; do :; done
case "$name" in
`+c.cut+`) "$real" network disconnect bridge "$name" 2>/dev/null || true ;;
esac`)
			rep := New().Grade(t.Context(), ex, solution(t, ex, ex.Reference), GradeOptions{}, nil)
			if got := checkOf(t, rep, c.check); rep.Outcome != c.outcome || got.Cause != c.cause {
				t.Errorf("outcome %s, cause %s, want %s, %s\n%s", rep.Outcome, got.Cause, c.outcome, c.cause, describe(rep))
			}
			nothingLeft(t, label)
		})
	}
}
