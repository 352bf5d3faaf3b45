//go:build unix

package runner

import (
	"os/exec"
	"syscall"
)

// ownSession starts the process in a session of its own: a password prompt of a script must not reach for the
// terminal the tutor draws on, and one signal reaches all its processes.
func ownSession(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	dieWithParent(cmd.SysProcAttr)
}

func interruptSession(cmd *exec.Cmd) { signalSession(cmd, syscall.SIGINT) }
func terminateSession(cmd *exec.Cmd) { signalSession(cmd, syscall.SIGTERM) }
func killSession(cmd *exec.Cmd)      { signalSession(cmd, syscall.SIGKILL) }

func signalSession(cmd *exec.Cmd, sig syscall.Signal) {
	_ = syscall.Kill(-cmd.Process.Pid, sig) // no such group: all have ended
}
