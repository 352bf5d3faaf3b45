package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"
)

const testEpoch = "1700000000"

// folder makes the same files, made by somebody else at another time each turn.
func folder(t *testing.T, mask os.FileMode, when time.Time) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "tutor_v1")
	for name, mode := range map[string]os.FileMode{"tutor": 0o755, "README.md": 0o644, "man/man1/tutor.1": 0o644} {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte("this is "+name), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(os.Chmod(path, mode&^mask), os.Chtimes(path, when, when)); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func packed(t *testing.T, dir, name string) []byte {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := run([]string{dir, path}, testEpoch); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestSameFilesSameBytes(t *testing.T) {
	for _, name := range []string{"a.tar.gz", "a.zip"} {
		one := packed(t, folder(t, 0, time.Unix(1e9, 0)), name)
		other := packed(t, folder(t, 0o077, time.Now()), name)
		if !bytes.Equal(one, other) {
			t.Errorf("%s: times or permissions of the folder got into the archive", name)
		}
	}
}

const wanted = `tutor_v1/README.md 644 1700000000 this is README.md
tutor_v1/man/man1/tutor.1 644 1700000000 this is man/man1/tutor.1
tutor_v1/tutor 755 1700000000 this is tutor
`

func TestTar(t *testing.T) {
	plain, err := gzip.NewReader(bytes.NewReader(packed(t, folder(t, 0, time.Now()), "a.tar.gz")))
	if err != nil {
		t.Fatal(err)
	}
	got := ""
	for archive := tar.NewReader(plain); ; {
		h, err := archive.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(archive)
		if err != nil {
			t.Fatal(err)
		}
		got += fmt.Sprintf("%s %o %d %s\n", h.Name, h.Mode, h.ModTime.Unix(), text)
	}
	if got != wanted {
		t.Errorf("got\n%swant\n%s", got, wanted)
	}
}

func TestZip(t *testing.T) {
	data := packed(t, folder(t, 0, time.Now()), "a.zip")
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	got := ""
	for _, f := range archive.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err := errors.Join(err, r.Close()); err != nil {
			t.Fatal(err)
		}
		got += fmt.Sprintf("%s %o %d %s\n", f.Name, f.Mode().Perm(), f.Modified.Unix(), text)
	}
	if got != wanted {
		t.Errorf("got\n%swant\n%s", got, wanted)
	}
}

func TestRefused(t *testing.T) {
	dir := folder(t, 0, time.Now())
	for name, err := range map[string]error{
		"no time":   run([]string{dir, filepath.Join(t.TempDir(), "a.zip")}, ""),
		"no file":   run([]string{t.TempDir(), filepath.Join(t.TempDir(), "a.zip")}, testEpoch),
		"one word":  run([]string{dir}, testEpoch),
		"no folder": run([]string{dir + "-not", filepath.Join(t.TempDir(), "a.zip")}, testEpoch),
	} {
		if err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}
