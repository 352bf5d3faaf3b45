package runner

import (
	"bytes"
	"os"
	"strconv"
	"strings"
)

// statStart is the index of starttime among the fields after the command name in /proc/PID/stat (proc(5), field 22).
const statStart = 22 - 3

// processStart returns a token that differs for every process that ever had the pid, or "" when none has it now:
// the boot id and the start in clock ticks since boot, which a clock that jumps does not change.
func processStart(pid int) string {
	stat, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/stat")
	if err != nil {
		return ""
	}
	// The command name may hold blanks and parentheses: count from the last one.
	fields := bytes.Fields(stat[bytes.LastIndexByte(stat, ')')+1:])
	if len(fields) <= statStart {
		return ""
	}
	if state := fields[0][0]; state == 'Z' || state == 'X' { // a zombie does nothing any more
		return ""
	}
	boot, err := os.ReadFile("/proc/sys/kernel/random/boot_id")
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(boot))[:8] + "-" + string(fields[statStart])
}
