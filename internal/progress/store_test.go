package progress

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
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

func TestReviewLastsUntilTheNextAttempt(t *testing.T) {
	s := open(t, newPath(t))
	review := func(outcome string, is bool) bool {
		check(t, s.Record(Result{Exercise: "health", Outcome: outcome, Review: is, MaxPoints: 4}))
		return s.Exercise("health").Review
	}
	for _, tt := range []struct {
		outcome  string
		is, want bool
	}{{"fail", true, true}, {"error", false, true}, {"fail", false, false}, {"fail", true, true}, {"pass", false, false}, {"fail", true, false}} {
		if got := review(tt.outcome, tt.is); got != tt.want {
			t.Errorf("after %s (review %v): %v, want %v", tt.outcome, tt.is, got, tt.want)
		}
	}
}

func TestRoundTrip(t *testing.T) {
	path := newPath(t)
	s := open(t, path)
	if _, err := os.Stat(filepath.Dir(path)); err == nil {
		t.Error("reading made the folder")
	}
	at := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	check(t, s.SetPlace(Place{Lesson: "images", Page: 3, Anchor: "what", Exercise: "build-image"}))
	check(t, s.SetDone("images"))
	check(t, s.SetWorkspace("build-image", "/w"))
	check(t, s.Record(Result{Exercise: "build-image", Outcome: "fail", Points: 1, MaxPoints: 4, At: at}))
	check(t, s.Record(Result{Exercise: "build-image", Outcome: "pass", Points: 4, MaxPoints: 4, At: at}))
	check(t, s.Record(Result{Exercise: "build-image", Outcome: "error", Points: 0, MaxPoints: 4, At: at.Add(time.Hour)}))

	s = open(t, path)
	if got, want := s.Place(), (Place{"images", 3, "what", "build-image"}); got != want {
		t.Errorf("Place() = %+v, want %+v", got, want)
	}
	if s.DoneAt("images").IsZero() || !s.DoneAt("other").IsZero() {
		t.Error("DoneAt is wrong")
	}
	if !s.Done("images") || s.Done("other") {
		t.Error("Done is wrong")
	}
	want := Exercise{Outcome: "pass", Points: 4, MaxPoints: 4, At: at, Attempts: 2, Workspace: "/w", Passed: true, Failed: []Failure{}, History: []Attempt{
		{1, at, "fail", []Checked{}}, {2, at, "pass", []Checked{}},
	}}
	if got := s.Exercise("build-image"); !reflect.DeepEqual(got, want) {
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
		"empty": "", "cut off": `{"version":1,"lessons":{"a"`, "not JSON": "hello", "list": "[]",
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
		"exercises":{"x":{"outcome":"fail","attempts":1,"note":"keep"},"y":{"hint":2}},
		"lessons":{"l":{"done":true,"stars":3}},"terms":{"t":{"box":1,"ease":2.5}},
		"answers":{"l":{"q":{"right":false,"sure":true}},"m":{"q":{"why":"so"}}}}`)
	s := open(t, path)
	check(t, s.Record(Result{Exercise: "x", Outcome: "pass"}))
	check(t, s.SetPlace(Place{Lesson: "b", Page: 2}))
	check(t, s.ReviewTerm("t", true))
	check(t, s.SetAnswer("l", "q", []int{1}, true))
	data, err := os.ReadFile(path)
	check(t, err)
	squeezed := strings.Join(strings.Fields(string(data)), "")
	for _, want := range []string{
		`"later":[1.50]`, `"row":7`, `"note":"keep"`, `"hint":2`, `"lesson":"b"`, `"attempts":2`,
		`"stars":3`, `"ease":2.5`, `"box":2`, `"sure":true`, `"right":true`, `"why":"so"`,
	} {
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

func TestAnswers(t *testing.T) {
	path := newPath(t)
	s := open(t, path)
	choice := []int{2, 0}
	check(t, s.SetAnswer("images", "q1", choice, false))
	choice[0] = 9
	check(t, s.SetAnswer("images", "q1", []int{1}, true))
	check(t, s.SetAnswer("images", "spot", nil, false))
	check(t, s.SetAnswer("other", "q1", []int{2, 0}, false))
	s = open(t, path)
	a, ok := s.Answer("images", "q1")
	if !ok || !a.Right || a.Tries != 2 || len(a.Choice) != 1 || a.Choice[0] != 1 || a.At.IsZero() {
		t.Errorf("images/q1: %+v, %v", a, ok)
	}
	a.Choice[0] = 7
	if again, _ := s.Answer("images", "q1"); again.Choice[0] != 1 {
		t.Error("the store's own answer was handed out")
	}
	if a, _ := s.Answer("other", "q1"); a.Right || a.Tries != 1 || len(a.Choice) != 2 {
		t.Errorf("other/q1: %+v", a)
	}
	if a, ok := s.Answer("images", "none"); ok || a.Tries != 0 {
		t.Errorf("images/none: %+v, %v", a, ok)
	}
}

func TestLeitner(t *testing.T) {
	at := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	var term TermState
	if !term.IsDue(at) || term.Known() {
		t.Error("a new term is not due, or known")
	}
	for i, want := range []struct {
		knew      bool
		box, days int
	}{{true, 1, 1}, {true, 2, 3}, {true, 3, 7}, {true, 4, 21}, {true, 5, 60}, {true, 5, 60}, {false, 0, 0}, {false, 0, 0}, {true, 1, 1}} {
		term = term.Review(want.knew, at)
		if due := at.AddDate(0, 0, want.days); term.Box != want.box || !term.Due.Equal(due) || !term.At.Equal(at) {
			t.Errorf("review %d: %+v, want box %d, due %v", i, term, want.box, due)
		}
		if term.IsDue(at) == want.knew || !term.IsDue(term.Due) || term.Known() != want.knew {
			t.Errorf("review %d: %+v: wrongly due or known", i, term)
		}
		at = at.Add(time.Hour)
	}
	if term.Reviews != 9 || term.Missed != 2 {
		t.Errorf("%d reviews, %d missed", term.Reviews, term.Missed)
	}
	for _, box := range []int{-3, 77} { // the file is only text
		if got := (TermState{Box: box}).Review(true, at).Box; got < 1 || got > 5 {
			t.Errorf("box %d leads to box %d", box, got)
		}
	}
}

func TestTerms(t *testing.T) {
	path := newPath(t)
	s := open(t, path)
	check(t, s.ReviewTerm("image", false))
	check(t, s.ReviewTerm("image", true))
	got, ok := open(t, path).Term("image")
	if !ok || got.Box != 1 || got.Reviews != 2 || got.Missed != 1 || got.Due.Sub(got.At) != 24*time.Hour {
		t.Errorf("image: %+v, %v", got, ok)
	}
	if _, ok := s.Term("port"); ok {
		t.Error("a term that was never reviewed is there")
	}
}

func TestTrustBelongsToTheFolder(t *testing.T) {
	path, dir := newPath(t), t.TempDir()
	course, other, link := filepath.Join(dir, "course"), filepath.Join(dir, "other"), filepath.Join(dir, "link")
	check(t, os.Mkdir(course, 0o700))
	check(t, os.Mkdir(other, 0o700))
	if err := os.Symlink(course, link); err != nil {
		t.Skip("no links here:", err)
	}
	s := open(t, path)
	if s.Trusted(course) {
		t.Error("trusted before anyone said so")
	}
	check(t, s.Trust(link))
	s = open(t, path)
	for name, want := range map[string]bool{course: true, link: true, course + "/../course/": true, other: false, dir: false} {
		if got := s.Trusted(name); got != want {
			t.Errorf("Trusted(%s) = %v", name, got)
		}
	}
	t.Chdir(course)
	if !s.Trusted(".") {
		t.Error("a relative path is not trusted")
	}
	check(t, os.Remove(link))
	check(t, os.Symlink(other, link))
	if s.Trusted(link) || s.Trusted(filepath.Join(dir, "missing")) {
		t.Error("trust moved with a name")
	}
	if s.Trust(filepath.Join(dir, "missing")) == nil {
		t.Error("a folder that does not exist can be trusted")
	}
}

func TestOldFileLoads(t *testing.T) {
	path := newPath(t)
	put(t, path, `{"version":1,"place":{"lesson":"a","page":1},"lessons":{"a":{"done":true}},
		"exercises":{"x":{"outcome":"pass","passed":true}},"answers":null,"trusted":null}`)
	s := open(t, path)
	if s.Place() != (Place{Lesson: "a", Page: 1}) || !s.Done("a") || !s.Exercise("x").Passed {
		t.Errorf("read as %+v", s.now)
	}
	check(t, s.SetAnswer("a", "q", []int{0}, true))
	check(t, s.ReviewTerm("t", true))
	check(t, s.Trust(t.TempDir()))
	if s = open(t, path); !s.Done("a") || len(s.now.Trusted) != 1 {
		t.Errorf("written as %+v", s.now)
	}
}

func TestPlaceIsReplacedAsAWhole(t *testing.T) {
	path := newPath(t)
	s := open(t, path)
	check(t, s.SetPlace(Place{Lesson: "a", Page: 1, Anchor: "b", Exercise: "x"}))
	check(t, s.SetPlace(Place{Lesson: "a"}))
	if got := open(t, path).Place(); got != (Place{Lesson: "a"}) {
		t.Errorf("Place() = %+v", got)
	}
}
