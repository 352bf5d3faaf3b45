//go:build unix

package progress

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// openUmask is the most careless umask there is: what nobody may read is so by our own doing.
func openUmask(t *testing.T) {
	t.Helper()
	old := syscall.Umask(0)
	t.Cleanup(func() { syscall.Umask(old) })
}

// everyFile makes each kind of file that a store leaves behind.
func everyFile(t *testing.T, path string) {
	t.Helper()
	s, err := Open(path)
	if err != nil && !errors.As(err, new(*BrokenError)) {
		t.Fatal(err)
	}
	check(t, s.SetDone("a"))
	check(t, s.SetAnswer("a", "q", []int{0}, true))
	check(t, s.Trust(t.TempDir()))
	_, err = s.ResetAll()
	check(t, err)
	check(t, os.WriteFile(path, []byte("torn"), 0o666))
	if err := s.SetDone("b"); !errors.As(err, new(*BrokenError)) {
		t.Fatalf("SetDone = %v", err)
	}
}

// wantPrivate looks at every file in the folder.
func wantPrivate(t *testing.T, dir string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	check(t, err)
	kinds := map[string]bool{}
	for _, e := range entries {
		info, err := e.Info()
		check(t, err)
		if info.Mode().Perm() != fileMode {
			t.Errorf("%s has the mode %o", e.Name(), info.Mode().Perm())
		}
		kind, _, _ := strings.Cut(strings.TrimPrefix(e.Name(), "progress.json"), "-")
		kinds[kind] = true
	}
	for _, kind := range []string{"", ".lock", ".backup", ".broken"} {
		if !kinds[kind] {
			t.Errorf("no file progress.json%s to look at", kind)
		}
	}
}

func TestNobodyElseCanReadNewFiles(t *testing.T) {
	openUmask(t)
	path := newPath(t)
	everyFile(t, path)
	wantPrivate(t, filepath.Dir(path))
	for dir := filepath.Dir(path); filepath.Base(dir) != "001"; dir = filepath.Dir(dir) {
		if info, err := os.Stat(dir); err != nil || info.Mode().Perm() != folderMode {
			t.Errorf("%s has the mode %o, %v", dir, info.Mode().Perm(), err)
		}
	}
}

func TestNobodyElseCanReadFilesThatWereOpen(t *testing.T) {
	openUmask(t)
	path := newPath(t)
	dir := filepath.Dir(path)
	check(t, os.MkdirAll(dir, 0o755))
	check(t, os.WriteFile(path, []byte(`{"version":1}`), 0o644))
	check(t, os.WriteFile(path+".lock", nil, 0o666))
	everyFile(t, path)
	wantPrivate(t, dir)
	if info, err := os.Stat(dir); err != nil || info.Mode().Perm() != 0o755 {
		t.Errorf("the folder, which was there, has the mode %o, %v", info.Mode().Perm(), err)
	}
}
