package prove

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"testing/fstest"

	"tutor/exercises"
)

func demo(t *testing.T) []*exercises.Exercise {
	t.Helper()
	files := fstest.MapFS{}
	for name, text := range map[string]string{
		"exercise.yaml": `id: demo
number: 1
title: Demo
lesson: first
starter: starter
reference: reference
checks:
  - {id: it, title: It, kind: file, points: 2, with: {path: a.txt}}
mutants:
  - {name: gone, check: it, cause: file-missing, remove: [a.txt]}
  - {name: wrong, check: it, cause: file-content}
`,
		"task.md": "Do it.", "starter/b.txt": "b", "reference/a.txt": "right", "reference/c.txt": "c", "mutants/wrong/a.txt": "wrong",
	} {
		files["demo/"+name] = &fstest.MapFile{Data: []byte(text)}
	}
	all, err := exercises.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// byContent grades as the demo's check would, from the files in the workspace.
func byContent(_ context.Context, ex *exercises.Exercise, dir string) exercises.Report {
	text, err := os.ReadFile(filepath.Join(dir, "a.txt"))
	c := exercises.CheckResult{ID: "it", Outcome: exercises.Pass, Required: true, Expected: "e", Observed: "o", Hint: "h", Command: []string{"cat"}}
	switch {
	case err != nil:
		c.Outcome, c.Cause = exercises.Fail, exercises.FileMissing
	case string(text) != "right":
		c.Outcome, c.Cause = exercises.Fail, exercises.FileContent
	}
	rep := exercises.Report{Checks: []exercises.CheckResult{c}}
	rep.Conclude(ex)
	return rep
}

// inFolder makes the copies in a folder of the test, and expects them to be gone at its end.
func inFolder(t *testing.T) TempDir {
	t.Helper()
	dir := t.TempDir()
	t.Cleanup(func() {
		if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
			t.Errorf("%d folders are left (%v)", len(left), err)
		}
	})
	return func() (string, error) { return os.MkdirTemp(dir, "") }
}

func TestRunProvesWhatIsRight(t *testing.T) {
	var calls atomic.Int32
	told := 0
	results := Run(context.Background(), func(ctx context.Context, ex *exercises.Exercise, dir string) exercises.Report {
		calls.Add(1)
		return byContent(ctx, ex, dir)
	}, inFolder(t), demo(t), 3, func(Result) { told++ })
	var names []string
	for _, r := range results {
		names = append(names, r.Solution)
		if !r.Proved || r.Why != "" {
			t.Errorf("%s: %s", r.Solution, r.Why)
		}
	}
	if got := strings.Join(names, " "); got != "starter reference reference gone wrong" {
		t.Errorf("solutions are %s", got)
	}
	if told != 5 || calls.Load() != 5 || Count(demo(t)) != 5 {
		t.Errorf("told %d, graded %d", told, calls.Load())
	}
}

func TestRunReportsWhatIsNot(t *testing.T) {
	all := demo(t)
	for name, tt := range map[string]struct {
		change func(*exercises.Report)
		want   []string // why of starter, reference, reference, gone, wrong; "" means proved
	}{
		"everything passes": {
			func(r *exercises.Report) {
				r.Outcome, r.Points, r.Checks[0].Outcome = exercises.Pass, 2, exercises.Pass
			},
			[]string{"the outcome is pass", "", "", "the outcome is pass", "the outcome is pass"},
		},
		"everything fails": {
			func(r *exercises.Report) {
				r.Outcome, r.Checks[0].Outcome, r.Checks[0].Cause = exercises.Fail, exercises.Fail, exercises.FileMissing
			},
			[]string{"", "the outcome is fail; it: file-missing: o", "the outcome is fail", "", "it is fail file-missing: o"},
		},
		"no hint":     {func(r *exercises.Report) { r.Checks[0].Hint = "" }, []string{"", "", "", "it lacks evidence", "it lacks evidence"}},
		"left behind": {func(r *exercises.Report) { r.Cleanup.Left = 2 }, []string{"the grade left 2", "the grade left 2", "the grade left 2", "the grade left 2", "the grade left 2"}},
		"points lost": {func(r *exercises.Report) { r.Points = 0 }, []string{"", "it gets 0 of 2", "it gets 0 of 2", "", ""}},
	} {
		results := Run(context.Background(), func(ctx context.Context, ex *exercises.Exercise, dir string) exercises.Report {
			rep := byContent(ctx, ex, dir)
			tt.change(&rep)
			return rep
		}, inFolder(t), all, 1, func(Result) {})
		for i, r := range results {
			if r.Proved != (tt.want[i] == "") || !strings.HasPrefix(r.Why, tt.want[i]) {
				t.Errorf("%s, %s: proved %v, %q, want %q", name, r.Solution, r.Proved, r.Why, tt.want[i])
			}
		}
	}
}

func TestRunStopsWithTheContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for _, r := range Run(ctx, func(context.Context, *exercises.Exercise, string) exercises.Report {
		t.Error("graded after the end")
		return exercises.Report{}
	}, inFolder(t), demo(t), 2, func(Result) {}) {
		if r.Proved || r.Why == "" {
			t.Errorf("%s counts as proved", r.Solution)
		}
	}
}
