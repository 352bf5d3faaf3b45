package workspace

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
)

func starter() fs.FS {
	return fstest.MapFS{
		"app.py":        {Data: []byte("print('hi')\n"), Mode: 0o444},
		"data/a/in.txt": {Data: []byte("x"), Mode: 0o400},
	}
}

func wantMode(t *testing.T, path string, want fs.FileMode) {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if got := info.Mode().Perm(); got != want {
		t.Errorf("mode of %s = %o, want %o", path, got, want)
	}
}

func names(t *testing.T, dir string) string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, e := range entries {
		all = append(all, e.Name())
	}
	return strings.Join(all, " ")
}

func TestCreate(t *testing.T) {
	for name, sub := range map[string]string{"new": "ws", "below new folders": "a/b/ws", "empty": "."} {
		t.Run(name, func(t *testing.T) {
			root := t.TempDir()
			dir := filepath.Join(root, sub)
			if err := Create(starter(), dir); err != nil {
				t.Fatal(err)
			}
			if got := names(t, dir); got != "app.py data" {
				t.Errorf("workspace holds %q", got)
			}
			wantMode(t, filepath.Join(dir, "app.py"), 0o644)
			wantMode(t, filepath.Join(dir, "data/a/in.txt"), 0o644)
			wantMode(t, filepath.Join(dir, "data/a"), 0o755)
			wantMode(t, dir, 0o755)
		})
	}
}

func TestCreateNeverOverwrites(t *testing.T) {
	dir := t.TempDir()
	mine := filepath.Join(dir, "app.py")
	if err := os.WriteFile(mine, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, target := range []string{dir, mine} {
		if err := Create(starter(), target); !errors.Is(err, ErrNotEmpty) {
			t.Errorf("Create(%s) = %v, want ErrNotEmpty", target, err)
		}
	}
	if data, _ := os.ReadFile(mine); string(data) != "mine" {
		t.Errorf("the file was changed to %q", data)
	}
	if got := names(t, dir); got != "app.py" {
		t.Errorf("the folder holds %q", got)
	}
}

// broken is a tree with a file that cannot be read.
type broken struct{ fs.FS }

func (b broken) Open(name string) (fs.File, error) {
	if name == "data/a/in.txt" {
		return nil, fs.ErrPermission
	}
	return b.FS.Open(name)
}

func TestCreateLeavesNothingHalfWritten(t *testing.T) {
	root := t.TempDir()
	for _, sub := range []string{"ws", "."} {
		if err := Create(broken{starter()}, filepath.Join(root, sub)); !errors.Is(err, fs.ErrPermission) {
			t.Errorf("Create(%s) = %v, want a permission error", sub, err)
		}
		if got := names(t, root); got != "" {
			t.Errorf("after Create(%s) the folder holds %q", sub, got)
		}
	}
}

func TestCreateRejectsLinks(t *testing.T) {
	tree := fstest.MapFS{"link": {Data: []byte("/etc/passwd"), Mode: fs.ModeSymlink}}
	if err := Create(tree, filepath.Join(t.TempDir(), "ws")); err == nil {
		t.Error("a starter with a link was copied")
	}
}
