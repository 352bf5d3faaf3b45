package runner

import (
	"os"
	"os/exec"
	"testing"
)

func TestOwnerAlive(t *testing.T) {
	me := self()
	if !me.alive(me) {
		t.Errorf("this process does not count as alive: %+v", me)
	}
	reused := me
	reused.start = "00000000-1"
	if reused.alive(me) {
		t.Error("another process with the same pid counts as the owner")
	}
	elsewhere := reused
	elsewhere.host = "another"
	if !elsewhere.alive(me) {
		t.Error("a run on another machine counts as dead")
	}

	cmd := exec.CommandContext(t.Context(), "sleep", "60")
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	child := owner{pid: cmd.Process.Pid, start: processStart(cmd.Process.Pid), host: me.host}
	if !child.alive(me) {
		t.Error("a running child counts as dead")
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait() // killed
	if child.alive(me) {
		t.Error("an ended child counts as alive")
	}
	if processStart(os.Getpid()) == "" {
		t.Error("no start for this process")
	}
}
