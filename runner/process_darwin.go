package runner

import "syscall"

// dieWithParent does nothing: only Linux ties a process to the one that started it. `tutor clean` does the rest.
func dieWithParent(*syscall.SysProcAttr) {}
