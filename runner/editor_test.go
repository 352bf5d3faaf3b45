package runner

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
)

func TestWhichEditor(t *testing.T) {
	for _, tt := range []struct {
		name  string
		env   map[string]string
		there []string
		want  []string
	}{
		{"VISUAL comes first", map[string]string{"VISUAL": "code --wait", "EDITOR": "ed"}, nil, []string{"sh", "-c", `code --wait "$@"`, "VISUAL"}},
		{"then EDITOR", map[string]string{"VISUAL": " ", "EDITOR": "ed"}, nil, []string{"sh", "-c", `ed "$@"`, "EDITOR"}},
		{"then the kindest", nil, []string{"vi", "nano"}, []string{"/bin/nano"}},
		{"then vi", nil, []string{"vi"}, []string{"/bin/vi"}},
	} {
		got, err := editorArgs(func(name string) string { return tt.env[name] }, lookIn(tt.there))
		if err != nil || !slices.Equal(got, tt.want) {
			t.Errorf("%s: %q, %v, want %q", tt.name, got, err, tt.want)
		}
	}
	if _, err := editorArgs(func(string) string { return "" }, lookIn(nil)); !errors.Is(err, ErrNoEditor) {
		t.Errorf("without any editor: %v", err)
	}
}

func lookIn(names []string) func(string) (string, error) {
	return func(name string) (string, error) {
		if slices.Contains(names, name) {
			return "/bin/" + name, nil
		}
		return "", exec.ErrNotFound
	}
}

func TestTheEditorGetsTheFile(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a folder")
	t.Setenv("VISUAL", `printf 'hi' >`)
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	null, err := os.Open(os.DevNull)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = null.Close() }()
	e, err := NewEditor(dir, "Dockerfile", null, null)
	if err == nil {
		err = e.Run()
	}
	text, read := os.ReadFile(filepath.Join(dir, "Dockerfile"))
	if err != nil || read != nil || string(text) != "hi" {
		t.Errorf("the editor wrote %q: %v, %v", text, err, read)
	}
}
