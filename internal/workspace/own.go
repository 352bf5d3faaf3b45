package workspace

import (
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
)

// maxOwn is how much of an earlier workspace is carried over, in bytes: a starter is a few small files, and a folder
// with a model or a data set in it is not copied unasked.
const maxOwn = 20 << 20

// Own is a starter made of the learner's own earlier work: the files in dir, and those of starter that dir has not.
// What tools make, such as a virtual environment, stays behind, and so do links. The error says why dir cannot serve.
func Own(dir string, starter fs.FS) (fs.FS, error) {
	own := Layered(os.DirFS(dir), starter)
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, fmt.Errorf("take over %s: %w", dir, err)
	}
	if len(slices.DeleteFunc(entries, leftBehind)) == 0 {
		return nil, fmt.Errorf("take over %s: it is empty", dir)
	}
	size := int64(0)
	err = fs.WalkDir(own, ".", func(_ string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		if size += info.Size(); size > maxOwn {
			return fmt.Errorf("it holds more than %d MB", maxOwn>>20)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("take over %s: %w", dir, err)
	}
	return own, nil
}

// Layered shows the files of over, and those of under that over has not.
func Layered(over, under fs.FS) fs.FS { return layered{over, under} }

type layered struct{ over, under fs.FS }

// Open opens the learner's file where there is one.
func (o layered) Open(name string) (fs.File, error) {
	if info, err := fs.Lstat(o.over, name); err == nil && (info.IsDir() || info.Mode().IsRegular()) {
		return o.over.Open(name)
	}
	return o.under.Open(name)
}

// ReadDir lists both folders as one.
func (o layered) ReadDir(name string) ([]fs.DirEntry, error) {
	over, errOver := fs.ReadDir(o.over, name)
	under, errUnder := fs.ReadDir(o.under, name)
	if errOver != nil && errUnder != nil {
		return nil, errOver
	}
	all := slices.DeleteFunc(over, leftBehind)
	for _, entry := range under {
		if !slices.ContainsFunc(all, func(e fs.DirEntry) bool { return e.Name() == entry.Name() }) {
			all = append(all, entry)
		}
	}
	slices.SortFunc(all, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return all, nil
}

// leftBehind says whether something in a workspace was made by a tool, or is no file of its own.
func leftBehind(entry fs.DirEntry) bool {
	if entry.IsDir() {
		return slices.Contains([]string{".git", ".venv", "venv", "__pycache__", "node_modules", ".idea", ".vscode", ".pytest_cache"}, entry.Name())
	}
	return !entry.Type().IsRegular()
}
