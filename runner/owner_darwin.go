package runner

import (
	"fmt"

	"golang.org/x/sys/unix"
)

// processStart returns a token that differs for every process that ever had the pid, or "" when none has it now.
func processStart(pid int) string {
	info, err := unix.SysctlKinfoProc("kern.proc.pid", pid)
	if err != nil || info.Proc.P_pid != int32(pid) {
		return ""
	}
	start := info.Proc.P_starttime
	return fmt.Sprintf("%d.%06d", start.Sec, start.Usec)
}
