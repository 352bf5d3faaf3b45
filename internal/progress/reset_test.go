package progress

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestReset(t *testing.T) {
	path := newPath(t)
	put(t, path, `{"version":1,"later":1,"exercises":{"x":{"outcome":"fail","note":"mine"},"y":{"note":"keep"}}}`)
	before, err := os.ReadFile(path)
	check(t, err)
	s := open(t, path)
	check(t, open(t, path).SetDone("by another tutor"))
	whole, err := os.ReadFile(path)
	check(t, err)

	backup, err := s.Reset("x")
	check(t, err)
	if data, _ := os.ReadFile(backup); string(data) != string(whole) || string(data) == string(before) {
		t.Errorf("the backup holds %s", data)
	}
	if !strings.HasPrefix(backup, path+".backup-") {
		t.Errorf("the backup is %s", backup)
	}
	after, err := os.ReadFile(path)
	check(t, err)
	for word, want := range map[string]bool{"mine": false, `"x"`: false, "keep": true, "later": true, "by another tutor": true} {
		if strings.Contains(string(after), word) != want {
			t.Errorf("%q in the file: want %v\n%s", word, want, after)
		}
	}
	if s.Exercise("x").Begun() || !s.Done("by another tutor") {
		t.Error("the store does not know what it wrote")
	}
	again, err := s.Reset("x")
	check(t, err)
	if again == backup {
		t.Error("the second backup took the place of the first")
	}
}

func TestResetAll(t *testing.T) {
	path := newPath(t)
	put(t, path, `{"version":1,"later":1,"exercises":{"x":{"outcome":"fail"}}}`)
	s := open(t, path)
	check(t, s.SetDone("a"))
	check(t, s.Trust(t.TempDir()))
	backup, err := s.ResetAll()
	check(t, err)
	if old := open(t, backup); !old.Done("a") || old.Exercise("x").Outcome != "fail" {
		t.Error("the backup cannot take the file's place")
	}
	if data, _ := os.ReadFile(path); strings.Contains(string(data), "later") {
		t.Errorf("not all is forgotten: %s", data)
	}
	if s.Done("a") || open(t, path).Done("a") || len(s.now.Trusted) > 0 {
		t.Error("not all is forgotten")
	}
}

func TestResetWithoutAFile(t *testing.T) {
	for _, path := range []string{"", newPath(t)} {
		s := open(t, path)
		if backup, err := s.Reset("x"); backup != "" || err != nil {
			t.Errorf("Reset = %q, %v", backup, err)
		}
		if path == "" {
			check(t, s.SetDone("a"))
		}
		if backup, err := s.ResetAll(); (backup == "") != (path == "") || err != nil || s.Done("a") {
			t.Errorf("ResetAll = %q, %v", backup, err)
		}
	}
}

func TestResetThatCannotBeKeptForgetsNothing(t *testing.T) {
	// With so long a name there is room for the lock's ending and for no backup's.
	path := filepath.Join(t.TempDir(), strings.Repeat("p", 245))
	put(t, path, `{"version":1,"exercises":{"x":{"passed":true}}}`)
	s := open(t, path)
	if backup, err := s.Reset("x"); err == nil || backup != "" {
		t.Errorf("Reset = %q, %v", backup, err)
	}
	if !s.Exercise("x").Passed || !open(t, path).Exercise("x").Passed {
		t.Error("something is forgotten")
	}
}

func TestResetThatCannotBeWrittenForgetsNothing(t *testing.T) {
	path := newPath(t)
	s := open(t, path)
	check(t, s.Record(Result{Exercise: "x", Outcome: "pass"}))
	backup, err := s.forget(func(now state, old []byte) (state, []byte) {
		check(t, os.Remove(path)) // just before the write, something else takes the file's place
		check(t, os.MkdirAll(filepath.Join(path, "folder"), 0o700))
		delete(now.Exercises, "x")
		return now, old
	})
	if err == nil || backup != "" || !s.Exercise("x").Passed {
		t.Errorf("forget = %q, %v; then %+v", backup, err, s.Exercise("x"))
	}
	if kept, _ := filepath.Glob(path + ".backup-*"); len(kept) > 0 {
		t.Errorf("a backup of nothing is left: %v", kept)
	}
}

func TestResetOfABrokenFileForgetsNothing(t *testing.T) {
	path := newPath(t)
	s := open(t, path)
	check(t, s.Record(Result{Exercise: "x", Outcome: "pass"}))
	check(t, s.SetAnswer("l", "q", []int{1}, true))
	put(t, path, "torn")
	if _, err := s.Reset("x"); !errors.As(err, new(*BrokenError)) {
		t.Errorf("Reset = %v, want a BrokenError", err)
	}
	s = open(t, path)
	if _, ok := s.Answer("l", "q"); !ok || !s.Exercise("x").Passed {
		t.Error("what was in memory is lost")
	}
}

func TestWriteNewNeverOverwrites(t *testing.T) {
	path := filepath.Join(t.TempDir(), "backup")
	check(t, writeNew(path, []byte("old")))
	if err := writeNew(path, []byte("new")); !errors.Is(err, os.ErrExist) {
		t.Errorf("writeNew = %v", err)
	}
	if data, _ := os.ReadFile(path); string(data) != "old" {
		t.Errorf("it holds %q", data)
	}
}

func TestUnsavedChangesGoIntoTheNextWrite(t *testing.T) {
	path := newPath(t)
	blocker := filepath.Dir(path) // where the folder should be
	put(t, blocker, "")
	s, _ := Open(path)
	if s.SetDone("a") == nil || s.SetAnswer("l", "q", nil, true) == nil {
		t.Fatal("written into a file that is not a folder")
	}
	check(t, os.Remove(blocker))
	check(t, s.SetDone("b"))
	s = open(t, path)
	if a, _ := s.Answer("l", "q"); !s.Done("a") || !s.Done("b") || a.Tries != 1 {
		t.Errorf("the file holds %+v", s.now)
	}
}
