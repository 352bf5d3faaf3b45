package cli

import (
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"tutor/internal/progress"
	"tutor/lessons"
)

// datesGone makes notes the same on every day.
func datesGone(text string) string {
	return regexp.MustCompile(`\d{4}-\d\d-\d\d`).ReplaceAllString(text, "DAY")
}

func TestNotes(t *testing.T) {
	a, out := studying(t)
	p := a.progress()
	course, _ := a.course()
	q := ids(t, course)
	if got := datesGone(does(t, a, out, "notes", "export", "-")); got != "# What I learned: Small course\n\nAs of DAY.\n\nNo lesson is begun yet.\n" {
		t.Errorf("with nothing begun:\n%s", got)
	}
	noError(t,
		p.SetDone("first"), p.ReviewTerm("image", true), p.ReviewTerm("container", false),
		p.SetAnswer("first", q[0], []int{1}, false), p.SetAnswer("first", q[0], []int{0}, true),
		p.SetAnswer("first", q[1], []int{0, 1}, false),
		p.SetAnswer("second", q[2], []int{2}, false),
		p.Store.Record(progress.Result{Exercise: "build-image", Outcome: "pass", Points: 4, MaxPoints: 4, At: time.Now()}))
	want, err := os.ReadFile(filepath.Join("testdata", "notes.md"))
	noError(t, err)
	got := datesGone(does(t, a, out, "notes", "export", "-"))
	if os.Getenv("TUTOR_UPDATE_GOLDEN") != "" {
		noError(t, os.WriteFile(filepath.Join("testdata", "notes.md"), []byte(got), 0o600))
	} else if got != string(want) {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestNotesOfQuestionsThatHaveChanged(t *testing.T) {
	for _, choice := range [][]int{nil, {}, {-1}, {99}, {0, 99}, {1 << 40}} {
		a, out := studying(t)
		course, _ := a.course()
		q := ids(t, course)
		p := a.progress()
		for i, lesson := range []string{"first", "first", "second"} {
			noError(t, p.SetAnswer(lesson, q[i], choice, true))
		}
		noError(t, p.SetAnswer("gone", "q", choice, true), p.SetAnswer("first", "gone", choice, true), p.ReviewTerm("gone", true))
		got := does(t, a, out, "notes", "export", "-")
		n, want := strings.Count(got, "The question has changed since"), 3
		if len(choice) == 0 {
			want = 0
		}
		if n != want {
			t.Errorf("%v: %d notes of a change, want %d", choice, n, want)
		}
	}
	// A step may point past the code of a spot that has no code.
	_ = spotNote("", lessons.Spot{Steps: []lessons.Step{{First: 3, Last: 5, Mistake: true}}}, progress.Answer{Choice: []int{0}})
}

func TestNotesAreSafe(t *testing.T) {
	for text, want := range map[string]string{
		"a *b* [c](d) `e` <f> |g": "a \\*b\\* \\[c\\](d) \\`e\\` \\<f\\> \\|g",
		"two\nlines":              "two lines",
	} {
		if got := plainMarkdown(text); got != want {
			t.Errorf("plainMarkdown(%q) = %s", text, got)
		}
	}
	if got := fenced("sh", []string{"````", "x"}); got != "`````sh\n````\nx\n`````" {
		t.Errorf("fenced = %s", got)
	}
	for code, want := range map[string]string{"x": "`x`", "a`b": "``a`b``", "`": "`` ` ``"} {
		if got := codeSpan(code); got != want {
			t.Errorf("codeSpan(%q) = %s", code, got)
		}
	}
	if got := item("one\n\ntwo\n  three\n"); got != "- one\n\n  two\n    three" {
		t.Errorf("item = %q", got)
	}
}

func TestSaveFile(t *testing.T) {
	dir := t.TempDir()
	path, link, lost := filepath.Join(dir, "notes.md"), filepath.Join(dir, "link"), filepath.Join(dir, "lost")
	noError(t, os.Symlink(path, link), os.Symlink(filepath.Join(dir, "nowhere"), lost))
	noError(t, saveFile(path, []byte("one"), false))
	noError(t, os.Chmod(path, 0o640))
	for _, name := range []string{path, link, lost, dir} {
		if err := saveFile(name, []byte("two"), false); !errors.Is(err, errFileExists) {
			t.Errorf("%s: %v", name, err)
		}
	}
	wantFileOfMode(t, path, "one", 0o640)
	noError(t, saveFile(link, []byte("three"), true))
	wantFileOfMode(t, path, "three", 0o640)
	if info, err := os.Lstat(link); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Error("the link was replaced")
	}
	noError(t, saveFile(filepath.Join(dir, "new.md"), []byte("four"), true))
	for _, name := range []string{lost, dir, filepath.Join(dir, "no", "notes.md")} {
		if err := saveFile(name, nil, true); !errors.As(err, new(usageError)) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := moveNew(link, path); !errors.Is(err, errFileExists) { // someone was faster
		t.Errorf("moveNew = %v", err)
	}
	entries, err := os.ReadDir(dir)
	noError(t, err)
	if len(entries) != 4 {
		t.Errorf("left over: %v", entries)
	}
}

func wantFileOfMode(t *testing.T, path, text string, mode os.FileMode) {
	t.Helper()
	data, err := os.ReadFile(path)
	noError(t, err)
	info, err := os.Stat(path)
	noError(t, err)
	if string(data) != text || info.Mode().Perm() != mode {
		t.Errorf("%s holds %q, mode %o; want %q, %o", path, data, info.Mode().Perm(), text, mode)
	}
}
