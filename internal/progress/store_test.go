package progress

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

func newPath(t *testing.T) string {
	t.Helper()
	return filepath.Join(t.TempDir(), "state", "tutor", "progress.json")
}

func open(t *testing.T, path string) *Store {
	t.Helper()
	s, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func put(t *testing.T, path, text string) {
	t.Helper()
	check(t, os.MkdirAll(filepath.Dir(path), 0o700))
	check(t, os.WriteFile(path, []byte(text), 0o600))
}

func TestRoundTrip(t *testing.T) {
	path := newPath(t)
	s := open(t, path)
	if _, err := os.Stat(filepath.Dir(path)); err == nil {
		t.Error("reading made the folder")
	}
	at := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	check(t, s.SetPlace("images", 3))
	check(t, s.SetDone("images"))
	check(t, s.SetWorkspace("build-image", "/w"))
	check(t, s.Record(Result{"build-image", "fail", 1, 4, at}))
	check(t, s.Record(Result{"build-image", "pass", 4, 4, at}))
	check(t, s.Record(Result{"build-image", "error", 0, 4, at.Add(time.Hour)}))

	s = open(t, path)
	if lesson, page := s.Place(); lesson != "images" || page != 3 {
		t.Errorf("Place() = %s, %d", lesson, page)
	}
	if !s.Done("images") || s.Done("other") {
		t.Error("Done is wrong")
	}
	want := Exercise{Outcome: "pass", Points: 4, MaxPoints: 4, At: at, Attempts: 2, Workspace: "/w", Passed: true}
	if got := s.Exercise("build-image"); got != want {
		t.Errorf("Exercise() = %+v, want %+v", got, want)
	}
	if got := s.Workspace("none"); got != "" {
		t.Errorf("Workspace(none) = %q", got)
	}
	for name, want := range map[string]os.FileMode{path: 0o600, filepath.Dir(path): 0o700} {
		if info, err := os.Stat(name); err != nil || info.Mode().Perm() != want {
			t.Errorf("mode of %s: %v, %v; want %o", name, info.Mode().Perm(), err, want)
		}
	}
}

func TestErrorOutcomeWritesNothing(t *testing.T) {
	path := newPath(t)
	check(t, open(t, path).Record(Result{Exercise: "x", Outcome: "error", At: time.Now()}))
	if _, err := os.Stat(path); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the file is there: %v", err)
	}
}

func TestTwoTutorsLoseNothing(t *testing.T) {
	path := newPath(t)
	var wg sync.WaitGroup
	for w := range 2 {
		s := open(t, path) // both start from no progress
		wg.Go(func() {
			for i := range 20 {
				if err := s.SetDone(fmt.Sprintf("l%d-%d", w, i)); err != nil {
					t.Error(err)
				}
				if err := s.Record(Result{Exercise: "shared", Outcome: "fail"}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	s := open(t, path)
	if n := len(s.now.Lessons); n != 40 {
		t.Errorf("%d lessons are done, want 40", n)
	}
	if n := s.Exercise("shared").Attempts; n != 40 {
		t.Errorf("%d attempts, want 40", n)
	}
}

func TestUnusableFileIsKept(t *testing.T) {
	for name, text := range map[string]string{
		"cut off": `{"version":1,"lessons":{"a"`, "not JSON": "hello", "list": "[]",
		"newer": `{"version":99,"lessons":"else"}`, "no version": `{}`, "wrong type": `{"version":1,"lessons":3}`,
	} {
		t.Run(name, func(t *testing.T) {
			path := newPath(t)
			put(t, path, text)
			s, err := Open(path)
			var broken *BrokenError
			if !errors.As(err, &broken) {
				t.Fatalf("Open = %v, want a BrokenError", err)
			}
			if data, _ := os.ReadFile(broken.Kept); string(data) != text {
				t.Errorf("kept file holds %q", data)
			}
			if !strings.HasPrefix(broken.Kept, path+".broken-") || !strings.Contains(err.Error(), broken.Kept) {
				t.Errorf("kept as %s, told as %s", broken.Kept, err)
			}
			check(t, s.SetDone("a"))
			if !open(t, path).Done("a") {
				t.Error("the new file was not used")
			}
		})
	}
}

func TestFileBrokenWhileOpen(t *testing.T) {
	path := newPath(t)
	s := open(t, path)
	check(t, s.SetDone("a"))
	put(t, path, "torn")
	if err := s.SetDone("b"); !errors.As(err, new(*BrokenError)) {
		t.Errorf("SetDone = %v, want a BrokenError", err)
	}
	if s = open(t, path); !s.Done("a") || !s.Done("b") {
		t.Error("what was in memory is lost")
	}
}

func TestUnwritable(t *testing.T) {
	blocker := filepath.Join(t.TempDir(), "file")
	put(t, blocker, "")
	s, openErr := Open(filepath.Join(blocker, "tutor", "progress.json"))
	if openErr == nil {
		t.Error("Open said nothing")
	}
	if err := s.SetDone("a"); err == nil {
		t.Error("SetDone said nothing")
	}
	if !s.Done("a") {
		t.Error("what could not be written is forgotten at once")
	}
}

func TestUnknownKeysSurvive(t *testing.T) {
	path := newPath(t)
	put(t, path, `{"version":1,"later":[1.50],"place":{"lesson":"a","page":1,"row":7},
		"exercises":{"x":{"outcome":"fail","attempts":1,"note":"keep"},"y":{"hint":2}}}`)
	s := open(t, path)
	check(t, s.Record(Result{Exercise: "x", Outcome: "pass"}))
	check(t, s.SetPlace("b", 2))
	data, err := os.ReadFile(path)
	check(t, err)
	squeezed := strings.Join(strings.Fields(string(data)), "")
	for _, want := range []string{`"later":[1.50]`, `"row":7`, `"note":"keep"`, `"hint":2`, `"lesson":"b"`, `"attempts":2`} {
		if !strings.Contains(squeezed, want) {
			t.Errorf("%s is gone from %s", want, data)
		}
	}
}

func TestDefaultPath(t *testing.T) {
	state := t.TempDir()
	t.Setenv("XDG_STATE_HOME", state)
	if got, err := DefaultPath(); err != nil || got != filepath.Join(state, "tutor", "progress.json") {
		t.Errorf("DefaultPath() = %s, %v", got, err)
	}
	t.Setenv("XDG_STATE_HOME", "relative")
	if got, err := DefaultPath(); err != nil || !filepath.IsAbs(got) || strings.Contains(got, "relative") {
		t.Errorf("with a relative XDG_STATE_HOME: %s, %v", got, err)
	}
}

func TestAFailureDoesNotTakeBackAPass(t *testing.T) {
	path := newPath(t)
	s := open(t, path)
	check(t, s.Record(Result{Exercise: "x", Outcome: "fail"}))
	if s.Exercise("x").Passed {
		t.Error("a failure counts as passed")
	}
	check(t, s.Record(Result{Exercise: "x", Outcome: "pass", Points: 4, MaxPoints: 4}))
	check(t, s.Record(Result{Exercise: "x", Outcome: "fail", Points: 1, MaxPoints: 4}))
	if e := open(t, path).Exercise("x"); !e.Passed || e.Outcome != "fail" || e.Points != 4 {
		t.Errorf("after pass and fail: %+v", e)
	}
}
