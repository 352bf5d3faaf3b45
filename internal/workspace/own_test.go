package workspace

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"
)

func TestOwn(t *testing.T) {
	own := t.TempDir()
	for name, text := range map[string]string{
		"app.py": "mine", "sub/run.sh": "#!/bin/sh", ".dockerignore": ".git", ".git/HEAD": "x", "__pycache__/a.pyc": "x",
	} {
		path := filepath.Join(own, name)
		check(t, os.MkdirAll(filepath.Dir(path), 0o755))
		check(t, os.WriteFile(path, []byte(text), 0o600))
	}
	check(t, os.Chmod(filepath.Join(own, "sub/run.sh"), 0o755))
	check(t, os.Symlink("/etc/passwd", filepath.Join(own, "link")))
	starter, err := Own(own, fstest.MapFS{"app.py": {Data: []byte("theirs")}, "answer.md": {Data: []byte("?")}, "sub/x": {Data: []byte("x")}})
	check(t, err)
	dir := filepath.Join(t.TempDir(), "ws")
	check(t, Create(starter, dir))
	if got := names(t, dir); got != ".dockerignore answer.md app.py sub" {
		t.Errorf("workspace holds %q", got)
	}
	if got := names(t, filepath.Join(dir, "sub")); got != "run.sh x" {
		t.Errorf("sub holds %q", got)
	}
	if text, _ := os.ReadFile(filepath.Join(dir, "app.py")); string(text) != "mine" {
		t.Errorf("app.py is %q", text)
	}
	wantMode(t, filepath.Join(dir, "app.py"), 0o644)
	wantMode(t, filepath.Join(dir, "sub/run.sh"), 0o755)
}

func TestOwnRefuses(t *testing.T) {
	large := t.TempDir()
	f, err := os.Create(filepath.Join(large, "model.bin"))
	check(t, err)
	check(t, f.Truncate(maxOwn+1))
	check(t, f.Close())
	for name, dir := range map[string]string{"large": large, "missing": filepath.Join(large, "nope"), "empty": t.TempDir()} {
		if _, err := Own(dir, fstest.MapFS{"a": {}}); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	var _ fs.ReadDirFS = layered{}
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
