//go:build linux

package trust

import (
	"fmt"
	"os"
	"runtime"
	"strings"
	"testing"
)

// usage is what this process holds.
type usage struct {
	goroutines, files int
	heapKB            int64
}

// heapRoom is how much more memory may be in use: caches and pools of the libraries, which do not grow with each grade.
const heapRoom = 4 << 10

func use() usage {
	runtime.GC()
	runtime.GC() // what finalizers let go
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	files, _ := os.ReadDir("/proc/self/fd") // it is there on Linux
	return usage{runtime.NumGoroutine(), len(files), int64(m.HeapAlloc) >> 10}
}

// above says what there is more of than before.
func (u usage) above(before usage) string {
	var more []string
	if u.goroutines > before.goroutines {
		more = append(more, fmt.Sprintf("%d goroutines", u.goroutines-before.goroutines))
	}
	if u.files > before.files {
		more = append(more, fmt.Sprintf("%d open files", u.files-before.files))
	}
	if u.heapKB > before.heapKB+heapRoom {
		more = append(more, fmt.Sprintf("%d kB", u.heapKB-before.heapKB))
	}
	return strings.Join(more, ", ")
}

// listOwn lists what this process left on the engine.
func listOwn(t testing.TB) []string {
	t.Helper()
	b := &box{t: t, pids: []int{os.Getpid()}}
	return b.onEngine()
}
