package cli

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"

	"tutor/exercises"
	"tutor/internal/study"
)

func answerExercise() *exercises.Exercise {
	return &exercises.Exercise{ID: "words", Starter: "starter", FS: fstest.MapFS{"starter/answer.md": {Data: []byte("starter\n")}}}
}

func TestAnAnswerIsReadOrBeginsFromTheStarter(t *testing.T) {
	dir := t.TempDir()
	data, there, err := answerFiles{}.ReadAnswer(answerExercise(), dir, "answer.md")
	if err != nil || there || string(data) != "starter\n" {
		t.Errorf("without a file: %q, %v, %v", data, there, err)
	}
	writeAnswer(t, dir, "mine\r\n", 0o644)
	data, there, err = answerFiles{}.ReadAnswer(answerExercise(), dir, "answer.md")
	if err != nil || !there || string(data) != "mine\r\n" {
		t.Errorf("with a file: %q, %v, %v", data, there, err)
	}
	writeAnswer(t, dir, strings.Repeat("a", 2*exercises.MaxAnswer), 0o644)
	if data, _, _ = (answerFiles{}).ReadAnswer(answerExercise(), dir, "answer.md"); len(data) != exercises.MaxAnswer+1 {
		t.Errorf("%d bytes of a large file were read", len(data))
	}
}

func TestAnAnswerThatCannotBeReadIsAnError(t *testing.T) {
	dir := t.TempDir()
	if _, _, err := (answerFiles{}).ReadAnswer(answerExercise(), filepath.Join(dir, "gone"), "answer.md"); err == nil {
		t.Error("a folder that is gone has an answer")
	}
	if err := os.Mkdir(filepath.Join(dir, "answer.md"), 0o755); err != nil {
		t.Fatal(err)
	}
	if _, _, err := (answerFiles{}).ReadAnswer(answerExercise(), dir, "answer.md"); err == nil {
		t.Error("a folder was read as a file")
	}
}

func TestASavedAnswerKeepsModeAndLink(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("has no such modes")
	}
	dir, elsewhere := t.TempDir(), t.TempDir()
	path := writeAnswer(t, elsewhere, "old\n", 0o640)
	link := filepath.Join(dir, "answer.md")
	if err := os.Symlink(path, link); err != nil {
		t.Fatal(err)
	}
	if err := (answerFiles{}).SaveAnswer(dir, "answer.md", []byte("new\n"), []byte("old\n")); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if info.Mode().Perm() != 0o640 {
		t.Errorf("the mode is %v", info.Mode())
	}
	if got := readBack(t, path); got != "new\n" {
		t.Errorf("the file is %q", got)
	}
	if target, err := os.Readlink(link); err != nil || target != path {
		t.Errorf("the link is gone: %q, %v", target, err)
	}
	for _, d := range []string{dir, elsewhere} {
		if entries, _ := os.ReadDir(d); len(entries) != 1 {
			t.Errorf("%d files in a folder of one", len(entries))
		}
	}
}

func TestAnAnswerThatChangedIsNotWrittenOver(t *testing.T) {
	for name, tt := range map[string]struct {
		there   string // empty: no file
		was     []byte
		changed bool
	}{
		"same":        {there: "old\n", was: []byte("old\n")},
		"changed":     {there: "theirs\n", was: []byte("old\n"), changed: true},
		"removed":     {was: []byte("old\n"), changed: true},
		"still none":  {},
		"made":        {there: "theirs\n", changed: true},
		"written too": {there: "new\n", was: []byte("old\n")},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			if tt.there != "" {
				writeAnswer(t, dir, tt.there, 0o644)
			}
			err := answerFiles{}.SaveAnswer(dir, "answer.md", []byte("new\n"), tt.was)
			var changed *study.AnswerChangedError
			if errors.As(err, &changed) != tt.changed || !tt.changed && err != nil {
				t.Fatalf("the error is %v", err)
			}
			if !tt.changed {
				if got := readBack(t, filepath.Join(dir, "answer.md")); got != "new\n" {
					t.Errorf("the file is %q", got)
				}
				return
			}
			if !bytes.Equal(changed.Now, []byte(tt.there)) || (changed.Now == nil) != (tt.there == "") {
				t.Errorf("what is there now is %q", changed.Now)
			}
			if tt.there != "" && readBack(t, filepath.Join(dir, "answer.md")) != tt.there {
				t.Error("it was written over")
			}
		})
	}
}

func writeAnswer(t *testing.T, dir, text string, mode os.FileMode) string {
	t.Helper()
	path := filepath.Join(dir, "answer.md")
	if err := errors.Join(os.WriteFile(path, []byte(text), mode), os.Chmod(path, mode)); err != nil {
		t.Fatal(err)
	}
	return path
}

func readBack(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
