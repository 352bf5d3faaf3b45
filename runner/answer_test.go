package runner

import (
	"os"
	"path/filepath"
	"testing"

	"tutor/exercises"
)

func TestAnswersNeedNoDocker(t *testing.T) {
	s := exercises.Answer{File: "answer.md", Section: "One", Choices: []exercises.Choice{{Text: "yes", Right: true}, {Text: "no", Why: "It is."}}}
	dir := t.TempDir()
	g := &grade{dir: dir}
	file := filepath.Join(dir, "answer.md")
	for _, tt := range []struct {
		name string
		make func() error
		want exercises.Cause
	}{
		{"no file", func() error { return nil }, exercises.AnswerMissing},
		{"a folder", func() error { return os.Mkdir(file, 0o700) }, exercises.AnswerMissing},
		{"wrong", func() error { return rewrite(file, "## One\n- [x] no\n") }, exercises.AnswerMisconception},
		{"right", func() error { return rewrite(file, "## One\n- [x] yes\n") }, ""},
		{"huge", func() error { return rewrite(file, string(make([]byte, exercises.MaxAnswer+1))) }, exercises.AnswerMissing},
	} {
		if err := tt.make(); err != nil {
			t.Fatal(err)
		}
		if r := g.checkAnswer(s); r.Cause != tt.want {
			t.Errorf("%s: %+v", tt.name, r)
		}
	}
}

func rewrite(file, text string) error {
	if err := os.RemoveAll(file); err != nil {
		return err
	}
	return os.WriteFile(file, []byte(text), 0o600)
}
