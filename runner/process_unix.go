//go:build unix

package runner

import (
	"os/exec"
	"syscall"
)

// group is a process with all that it starts.
type group struct{ cmd *exec.Cmd }

// ownGroup puts the process in a group of its own, so that Ctrl-C in the terminal reaches only the tutor, which then
// stops docker in order; cancelling asks the whole group to end.
func ownGroup(cmd *exec.Cmd) *group {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	dieWithParent(cmd.SysProcAttr)
	g := &group{cmd}
	cmd.Cancel = func() error { return g.signal(syscall.SIGTERM) }
	return g
}

// ownSession starts the process in a session of its own: a password prompt of a script must not reach for the
// terminal the tutor draws on, and one signal reaches all its processes.
func ownSession(cmd *exec.Cmd) *group {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	dieWithParent(cmd.SysProcAttr)
	return &group{cmd}
}

// hold does nothing: the process was in its group from the beginning.
func (*group) hold() {}

// interrupt, terminate and kill ask with more and more weight. No such group means that all have ended.
func (g *group) interrupt() { _ = g.signal(syscall.SIGINT) }
func (g *group) terminate() { _ = g.signal(syscall.SIGTERM) }
func (g *group) kill()      { _ = g.signal(syscall.SIGKILL) }

func (g *group) signal(sig syscall.Signal) error {
	if g.cmd.Process == nil { // it never started
		return nil
	}
	return syscall.Kill(-g.cmd.Process.Pid, sig)
}
