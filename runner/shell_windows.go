package runner

import "os/exec"

// ownSession leaves the process as it is.
func ownSession(*exec.Cmd) {}

// interruptSession does nothing: Windows has no signal that asks one process to end.
func interruptSession(*exec.Cmd) {}

// terminateSession ends sh.
func terminateSession(cmd *exec.Cmd) { killSession(cmd) }

// killSession ends sh. Its children end when they find nobody to print to.
func killSession(cmd *exec.Cmd) { _ = cmd.Process.Kill() }
