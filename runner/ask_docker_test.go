package runner

import (
	"os"
	"runtime"
	"testing"

	"tutor/exercises"
	"tutor/internal/dockertest"
)

// chatter sends segments within its own container without a pause, so that something arrives in it while anything is
// asked. It returns once that has begun.
const chatter = `
import os, socket
l = socket.create_server(("127.0.0.1", 0))
a = socket.create_connection(l.getsockname())
b, _ = l.accept()
if os.fork(): os._exit(0)
os.closerange(0, 3)
while True: a.send(b"x"); b.recv(1)
`

// TestAPortThatLeadsNowhereIsNoFailure takes containers off their network once their address is known, as what an engine
// that was killed has left can do, or ends what the engine listens with on the published port: nothing that is asked
// arrives, and that says nothing about the learner's work. Another copy is asked, up to a bound.
func TestAPortThatLeadsNowhereIsNoFailure(t *testing.T) {
	dockertest.Require(t)
	if runtime.GOOS != "linux" {
		t.Skip("only Linux tells what has arrived in a container")
	}
	if os.Geteuid() != 0 {
		t.Skip("the engine's end of a port is not ours to end")
	}
	disconnect := `"$real" network disconnect bridge "$name" 2>/dev/null || true`
	// The engine's end of the port is a process of its own, which takes the container's address as an argument.
	refuse := `ip=$("$real" inspect --format '{{.NetworkSettings.IPAddress}}' "$name")
	[ -n "$ip" ] && pkill -f "docker-proxy.*-container-ip $ip " || exit 0
	"$real" exec "$name" python -c '` + chatter + `' >/dev/null || true`
	// A firewall within the container's network lets the beginning of one request through, and nothing more.
	firewall := `pid=$("$real" inspect --format '{{.State.Pid}}' "$name")
	nsenter --target "$pid" --net sh -ec '
	iptables --wait -A INPUT -p tcp -m quota --quota 130 -j ACCEPT
	iptables --wait -A INPUT -p tcp -j REJECT --reject-with tcp-reset' || true`
	for _, c := range []struct {
		name, how string
		cut       string // a pattern of sh for the names of the containers that are cut off
		exercise  string
		outcome   exercises.Outcome
		check     string
		cause     exercises.Cause
	}{
		{"the first one", disconnect, "*-stays-up", "build-image", exercises.Pass, "health", ""},
		{"and its copy", disconnect, "*-stays-up | *-stays-up-again", "build-image", exercises.Pass, "health", ""},
		{"all", disconnect, "*", "build-image", exercises.Error, "health", exercises.PortsUnreachable},
		{"one with a value", disconnect, "*-1", "env-var", exercises.Pass, "app-mode", ""},
		{"the first one's port", refuse, "*-stays-up", "build-image", exercises.Pass, "health", ""},
		{"every port", refuse, "*", "build-image", exercises.Error, "health", exercises.PortsUnreachable},
		{"all, after the beginning", firewall, "*", "build-image", exercises.Error, "health", exercises.PortsUnreachable},
	} {
		t.Run(c.name, func(t *testing.T) {
			ex, label := alone(t, builtIn(t, c.exercise))
			fakeDocker(t, `"$real" "$@" || exit
[ "$1 $2" = "container inspect" ] || exit 0
for name; do :; done
case "$name" in
`+c.cut+`) `+c.how+` ;;
esac`)
			rep := New().Grade(t.Context(), ex, solution(t, ex, ex.Reference), GradeOptions{}, nil)
			if got := checkOf(t, rep, c.check); rep.Outcome != c.outcome || got.Cause != c.cause {
				t.Errorf("outcome %s, cause %s, want %s, %s\n%s", rep.Outcome, got.Cause, c.outcome, c.cause, describe(rep))
			}
			nothingLeft(t, label)
		})
	}
}
