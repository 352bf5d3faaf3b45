//go:build linux

package trust

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/goccy/go-yaml"

	"tutor/internal/dockertest"
)

// memoryLimit is how much the program itself may need, whatever it is given.
const memoryLimit = 100_000 // kB

// sideBySide is how many cases run at once.
var sideBySide = make(chan struct{}, 3)

// hostile is one folder of testdata/corpus: what is graded, and what has to come of it. Adding a case is adding a folder.
type hostile struct {
	About string `yaml:"about"`
	// Exercise is one of the course; without it the case has an exercise of its own with these checks.
	Exercise string           `yaml:"exercise"`
	Checks   []map[string]any `yaml:"checks"`
	Make     string           `yaml:"make"`   // what git cannot hold: a name in makers
	Args     []string         `yaml:"args"`   // more of `tutor check`
	Full     bool             `yaml:"full"`   // only in the long form of the suite: another case is much like it
	Text     bool             `yaml:"text"`   // grade once more for people, on a pipe
	Screen   bool             `yaml:"screen"` // and once more on the screen of the exercise, in a terminal
	Want     expected         `yaml:"want"`
	// Each is what has to come of single checks; every one of them counts as a case.
	Each map[string]expected `yaml:"each"`
	// Also are other commands on the same folder: whatever they say, it must be safe. $DIR is the folder.
	Also [][]string `yaml:"also"`

	name, dir string
}

// expected is what has to come of a grade or of a check.
type expected struct {
	Outcome string        `yaml:"outcome"`
	Cause   string        `yaml:"cause"`
	Within  time.Duration `yaml:"within"`
	Says    []string      `yaml:"says"` // in what was observed, or in the log
}

// TestCorpus grades every folder of testdata/corpus as a process of its own.
func TestCorpus(t *testing.T) {
	t.Parallel()
	dockertest.Require(t)
	program(t) // the limits of the cases begin when it is built
	files, err := filepath.Glob("testdata/corpus/*/case.yaml")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, file := range files {
		h := readCase(t, file)
		t.Run(h.name, func(t *testing.T) {
			if h.Full && !full() {
				t.Skip("only with TUTOR_TRUST=full")
			}
			t.Parallel()
			sideBySide <- struct{}{}
			defer func() { <-sideBySide }()
			h.run(t)
		})
	}
}

func readCase(t *testing.T, file string) hostile {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	h := hostile{dir: filepath.Dir(file), name: filepath.Base(filepath.Dir(file))}
	if err := yaml.UnmarshalWithOptions(data, &h, yaml.Strict()); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	if h.Want.Outcome == "" || h.Want.Within == 0 || h.About == "" {
		t.Fatalf("%s: about, want.outcome and want.within are needed", file)
	}
	return h
}

func (h hostile) run(t *testing.T) {
	b := newBox(t, "corpus")
	dir := h.workspace(t, b)
	course := h.course(t)
	if course != "" {
		b.env = append(b.env, "TUTOR_COURSE="+course)
	}
	args := append([]string{"check", h.exercise(), dir}, h.Args...)
	rep, r := b.grade(h.Want.Within, command{args: append(args, "--json")})
	h.judge(t, rep, r)
	h.safe(t, "the JSON document", r)
	for id, want := range h.Each {
		t.Run(id, func(t *testing.T) {
			suites.update("corpus", func(s *tally) { s.cases++ })
			want.judge(t, rep.check(t, id))
			suites.update("corpus", func(s *tally) {
				if !t.Failed() {
					s.right++
				}
			})
		})
	}
	if h.Text {
		h.safe(t, "text", b.run(h.Want.Within, command{args: args}))
	}
	if h.Screen {
		h.screen(t, b, dir)
	}
	for _, also := range h.Also {
		words := make([]string, len(also))
		for i, w := range also {
			words[i] = strings.ReplaceAll(w, "$DIR", dir)
		}
		h.safe(t, strings.Join(also, " "), b.run(h.Want.Within, command{args: words, dir: dir, stdin: strings.NewReader("")}))
	}
}

// exercise is the exercise that is graded.
func (h hostile) exercise() string {
	if h.Exercise != "" {
		return h.Exercise
	}
	return h.name
}

// judge compares the grade with what has to come of it.
func (h hostile) judge(t *testing.T, rep report, r result) {
	t.Helper()
	want := h.Want
	code := map[string]int{"pass": 0, "fail": 1, "error": 3}[want.Outcome]
	if rep.Outcome != want.Outcome || rep.cause() != want.Cause || r.code != code {
		t.Errorf("outcome %s, cause %q, exit code %d; want %s, %q, %d", rep.Outcome, rep.cause(), r.code, want.Outcome, want.Cause, code)
		for _, c := range rep.Checks {
			t.Logf("%s: %s %s: %.600q, log %.600q", c.ID, c.Outcome, c.Cause, c.Observed, c.Log)
		}
	}
	evidence := ""
	for _, c := range rep.Checks {
		evidence += c.Observed + "\n" + c.Log + "\n"
	}
	for _, words := range want.Says {
		if !strings.Contains(evidence, words) {
			t.Errorf("the evidence does not say %q: %.2000q", words, evidence)
		}
	}
	if rep.Cleanup.Left != 0 {
		t.Errorf("the clean-up left %d", rep.Cleanup.Left)
	}
}

func (want expected) judge(t *testing.T, c check) {
	t.Helper()
	if c.Outcome != want.Outcome || c.Cause != want.Cause {
		t.Errorf("outcome %s, cause %q; want %s, %q; observed %.600q, log %.600q", c.Outcome, c.Cause, want.Outcome, want.Cause, c.Observed, c.Log)
	}
	for _, words := range want.Says {
		if !strings.Contains(c.Observed+"\n"+c.Log, words) {
			t.Errorf("the evidence does not say %q: %.600q", words, c.Observed)
		}
	}
}

// check returns the result of one check.
func (rep report) check(t *testing.T, id string) check {
	t.Helper()
	for _, c := range rep.Checks {
		if c.ID == id {
			return c
		}
	}
	t.Fatalf("the report has no check %s", id)
	return check{}
}

// safe says whether all that a process printed can do nothing to a terminal, and that it stayed small.
func (h hostile) safe(t *testing.T, what string, r result) {
	t.Helper()
	for stream, text := range map[string]string{"stdout": r.stdout, "stderr": r.stderr} {
		if at, bad := control(text); bad {
			t.Errorf("%s: %s has a control at byte %d: %.300q", what, stream, at, text[max(0, at-60):])
		}
	}
	t.Logf("%s: %.1f s, %d MB", what, r.took.Seconds(), r.peakKB/1000)
	if r.peakKB > memoryLimit {
		t.Errorf("%s: the program needed %d MB", what, r.peakKB/1000)
	}
}
