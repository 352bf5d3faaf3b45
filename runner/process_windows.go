package runner

import "os/exec"

// ownGroup leaves the process as it is: exec's own Cancel ends it.
func ownGroup(*exec.Cmd) {}

// killGroup does nothing: Windows has no process groups in this sense.
func killGroup(*exec.Cmd) {}
