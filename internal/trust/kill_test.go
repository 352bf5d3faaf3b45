//go:build linux

package trust

import (
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// killing is a command that is killed at moments spread over its length.
type killing struct {
	name        string
	short, full int // moments
	args        func(t *testing.T) []string
	most        time.Duration // of its length; what comes later is not looked at
}

// killings are 50 moments in full: the seconds of a grade and of a lab, and the milliseconds of a write.
func killings() []killing {
	return []killing{
		{"grade", 4, 25, func(*testing.T) []string {
			return []string{"check", "build-image", "../../exercises/build-image/reference"}
		}, time.Minute},
		{"lab", 2, 10, func(*testing.T) []string { return []string{"lab", "health", "--reference"} }, 40 * time.Second},
		{"write", 3, 15, func(t *testing.T) []string {
			return []string{"start", "env-var", filepath.Join(t.TempDir(), "work")}
		}, time.Minute},
	}
}

// kills sends SIGKILL to the program. After the next start and `tutor clean` nothing is left, and what was recorded
// before is still there. The engine is the test's own: `tutor clean` takes what others keep.
func kills(t *testing.T, e *engine) {
	for _, k := range killings() {
		t.Run(k.name, func(t *testing.T) {
			e.use(t)
			b := newBox(t, "kills").on(e)
			before := b.learn()
			points := k.short
			if full() {
				points = k.full
			}
			if points == 0 {
				t.Skip("only in the full form")
			}
			if !full() {
				k.most = min(k.most, 12*time.Second)
			}
			length := k.length(t, b)
			for i, tries := 0, 0; i < points; {
				after := length * time.Duration(2*i+1) / time.Duration(2*points)
				p := b.start(command{args: k.args(t)})
				kill := time.AfterFunc(after, func() { p.signal(syscall.SIGKILL) })
				r := p.wait()
				kill.Stop()
				wantClean(t, b)
				before = b.wantKept(before)
				if r.code < 0 {
					i, tries = i+1, 0
					continue
				}
				// It had ended before: a busy machine is not always as slow. Its end came before the kill, and what it took
				// is measured a little later than that.
				length = min(length, after)
				if tries++; tries == killTries {
					t.Fatalf("it ended %d times before %v, which is when it was to be killed", tries, after)
				}
			}
			suites.update("kills", func(s *tally) { s.notes = append(s.notes, strconv.Itoa(points)+" of a "+k.name) })
			wantPass(t, b)
			b.wantKept(before)
		})
	}
}

// killTries is how often a moment is tried that comes when the command has ended.
const killTries = 10

// length is how long the command takes when nobody kills it.
func (k killing) length(t *testing.T, b *box) time.Duration {
	t.Helper()
	p := b.start(command{args: k.args(t)})
	over := time.AfterFunc(k.most, func() { p.signal(syscall.SIGINT) })
	defer over.Stop()
	return min(p.wait().took, k.most)
}

// learn has progress recorded: of other lessons and exercises, which no case touches, and a first grade.
func (b *box) learn() map[string]any {
	b.t.Helper()
	b.writeState(`{"version":1,"lessons":{"a":{"done":true,"done_at":"2026-01-02T03:04:05Z"}},
		"exercises":{"mine":{"outcome":"pass","passed":true,"points":3,"max_points":3,"attempts":2,"workspace":"/w"}},
		"answers":{"a":{"q":{"choice":[1],"right":true,"tries":2,"at":"2026-01-02T03:04:05Z"}}},
		"terms":{"image":{"reviews":3}},"later":{"kept":true}}`)
	wantPass(b.t, b)
	return b.readState()
}

func (b *box) stateFile() string { return filepath.Join(b.state, "tutor", "progress.json") }

func (b *box) writeState(text string) {
	b.t.Helper()
	if err := os.MkdirAll(filepath.Dir(b.stateFile()), 0o700); err != nil {
		b.t.Fatal(err)
	}
	if err := os.WriteFile(b.stateFile(), []byte(text), 0o600); err != nil {
		b.t.Fatal(err)
	}
}

func (b *box) readState() map[string]any {
	b.t.Helper()
	data, err := os.ReadFile(b.stateFile())
	state := map[string]any{}
	if err == nil {
		err = json.Unmarshal(data, &state)
	}
	if err != nil {
		b.t.Fatalf("the progress file: %v\n%s", err, data)
	}
	return state
}

// wantKept wants everything that was recorded before, and at most the workspace and the attempts of the killed command
// besides. It returns what is recorded now.
func (b *box) wantKept(before map[string]any) map[string]any {
	b.t.Helper()
	now := b.readState()
	for key, value := range before {
		if key != "exercises" && !reflect.DeepEqual(now[key], value) {
			b.t.Errorf("%s was %v and is %v", key, value, now[key])
		}
	}
	exercises := func(state map[string]any) map[string]any {
		all, _ := state["exercises"].(map[string]any) // nil shows below
		return all
	}
	for id, was := range exercises(before) {
		is := exercises(now)[id]
		if id == "mine" && !reflect.DeepEqual(is, was) {
			b.t.Errorf("exercise %s was %v and is %v", id, was, is)
		}
		if id != "build-image" {
			continue
		}
		old, _ := was.(map[string]any)
		fresh, _ := is.(map[string]any)
		// Floats are what JSON's numbers are read as.
		if fresh["passed"] != true || old["attempts"].(float64) > fresh["attempts"].(float64) {
			b.t.Errorf("exercise %s was %v and is %v", id, was, is)
		}
	}
	files, _ := filepath.Glob(filepath.Join(b.state, "tutor", "*.broken-*")) // the pattern is well formed
	if len(files) > 0 {
		b.t.Errorf("the progress file was set aside: %s", strings.Join(files, ", "))
	}
	return maps.Clone(now)
}
