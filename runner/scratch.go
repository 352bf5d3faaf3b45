package runner

import (
	"fmt"
	"hash/fnv"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// scratchPrefix begins the names of temporary folders. Behind it are the pid, the machine and the start of the process
// that made them, and a number of its own.
const scratchPrefix = "tutor-run-"

// TempDir makes a temporary folder for the caller to remove. When this process is killed before, Clean and the next
// Session remove it.
func (r *Runner) TempDir() (string, error) {
	return os.MkdirTemp("", fmt.Sprintf("%s%d-%s-%s-", scratchPrefix, r.me.pid, short(r.me.host), short(r.me.start)))
}

// short is a few letters that stand for a text, for use in a file name.
func short(text string) string {
	h := fnv.New32a()
	_, _ = h.Write([]byte(text)) // a hash never fails
	return fmt.Sprintf("%08x", h.Sum32())
}

// sweepScratch removes the temporary folders of processes that are dead. What cannot be removed does no harm.
func (r *Runner) sweepScratch() {
	entries, _ := os.ReadDir(os.TempDir())
	for _, e := range entries {
		if e.IsDir() && r.deadScratch(e.Name()) {
			_ = os.RemoveAll(filepath.Join(os.TempDir(), e.Name()))
		}
	}
}

// deadScratch says whether the folder is one that a dead process of this machine made.
func (r *Runner) deadScratch(name string) bool {
	rest, ours := strings.CutPrefix(name, scratchPrefix)
	parts := strings.Split(rest, "-")
	if !ours || len(parts) != 4 || parts[1] != short(r.me.host) {
		return false
	}
	pid, err := strconv.Atoi(parts[0])
	if err != nil {
		return false
	}
	start := processStart(pid)
	return start == "" || short(start) != parts[2]
}
