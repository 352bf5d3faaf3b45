//go:build unix

package runner

import (
	"os/exec"
	"syscall"
)

// ownGroup puts the process in a group of its own, so that Ctrl-C in the terminal reaches only the tutor, which then
// stops docker in order; cancelling asks the whole group to end.
func ownGroup(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	dieWithParent(cmd.SysProcAttr)
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGTERM) }
}

// killGroup ends whatever is left of the process's group.
func killGroup(cmd *exec.Cmd) {
	if cmd.Process != nil {
		_ = syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) // no such group is the usual, good case
	}
}
