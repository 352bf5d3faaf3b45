//go:build linux

package trust

import (
	"cmp"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
)

// full says whether the long form of a suite was asked for. CI runs the short one.
func full() bool { return os.Getenv("TUTOR_TRUST") == "full" }

func TestMain(m *testing.M) {
	// Where the tests are run with nohup, the program would inherit that a hangup is ignored, and rightly go on.
	signal.Notify(make(chan os.Signal, 1), syscall.SIGHUP)
	code := m.Run()
	if built.dir != "" {
		_ = os.RemoveAll(built.dir)
	}
	suites.print()
	if code != 0 {
		machine()
	}
	os.Exit(code)
}

// machine prints what tells a failure of the machine from one of the program: its load, its memory, and what the kernel
// says of processes that it ended.
func machine() {
	load, _ := os.ReadFile("/proc/loadavg") // what cannot be read is not printed
	memory, _ := os.ReadFile("/proc/meminfo")
	kernel, _ := exec.Command("dmesg").Output() //nolint:noctx // the last thing that is done
	fmt.Printf("trust: the machine: load %s", load)
	for line := range strings.Lines(string(memory) + string(kernel)) {
		if words := strings.ToLower(line); strings.HasPrefix(line, "MemAvailable") || strings.Contains(words, "killed process") ||
			strings.Contains(words, "segfault") || strings.Contains(words, "i/o error") {
			fmt.Print("trust: the machine: ", line)
		}
	}
}

// built is the program under test; its folder is removed at the end.
var built struct {
	once      sync.Once
	dir, path string
	err       error
}

// program builds the real program, once for all tests.
func program(t testing.TB) string {
	t.Helper()
	built.once.Do(func() {
		if built.dir, built.err = os.MkdirTemp("", "tutor-trust-"); built.err != nil {
			return
		}
		built.path = filepath.Join(built.dir, "tutor")
		cmd := exec.Command("go", "build", "-o", built.path, "tutor") //nolint:noctx // no test may end the build of all
		if out, err := cmd.CombinedOutput(); err != nil {
			built.err = fmt.Errorf("go build: %w\n%s", err, out)
		}
	})
	if built.err != nil {
		t.Fatal(built.err)
	}
	return built.path
}

// suites count what came of the cases, for one line a suite at the end.
var suites = tallies{bySuite: map[string]*tally{}}

type tallies struct {
	mu      sync.Mutex
	bySuite map[string]*tally
}

// tally is what came of the cases of one suite.
type tally struct {
	cases, right, leftovers int
	peakKB                  int64
	notes                   []string // more to say on the line, as "500 grades"
}

// update changes the tally of a suite.
func (all *tallies) update(suite string, change func(*tally)) {
	all.mu.Lock()
	defer all.mu.Unlock()
	t := all.bySuite[suite]
	if t == nil {
		t = &tally{}
		all.bySuite[suite] = t
	}
	change(t)
}

func (all *tallies) print() {
	all.mu.Lock()
	defer all.mu.Unlock()
	for _, name := range slices.SortedFunc(maps.Keys(all.bySuite), cmp.Compare[string]) {
		t := all.bySuite[name]
		line := fmt.Sprintf("trust: %s: %d cases, %d right, %d leftovers, peak memory %d MB", name, t.cases, t.right, t.leftovers, t.peakKB/1000)
		fmt.Println(strings.Join(append([]string{line}, t.notes...), ", "))
	}
}
