// Package workspace makes the folder in which a learner works on an exercise.
package workspace

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// The modes do not follow the umask: Docker copies them into the image, where another user may have to read the files.
const (
	dirMode  = 0o755
	fileMode = 0o644
)

// ErrNotEmpty means that the folder already holds something, which is never overwritten.
var ErrNotEmpty = errors.New("it already holds files, and they are never overwritten")

// Create copies the starter into dir, which must not exist yet or be empty. Either all files are there afterwards or
// none: they are written next to their place and moved.
func Create(starter fs.FS, dir string) error {
	err := create(starter, filepath.Clean(dir))
	if err != nil {
		return fmt.Errorf("make workspace %s: %w", dir, err)
	}
	return nil
}

func create(starter fs.FS, dir string) error {
	exists, err := checkFree(dir)
	if err != nil {
		return err
	}
	parent := dir // an empty folder may be the one the learner stands in, so it is filled and not replaced
	if !exists {
		parent = filepath.Dir(dir)
		if err := os.MkdirAll(parent, dirMode); err != nil {
			return err
		}
	}
	temp, err := os.MkdirTemp(parent, ".tutor-new-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(temp) }()
	if err := copyTree(starter, temp); err != nil {
		return err
	}
	if exists {
		return moveInto(temp, dir)
	}
	return os.Rename(temp, dir)
}

// checkFree says whether dir exists; it is an error when it is in use.
func checkFree(dir string) (exists bool, err error) {
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if _, err := os.Lstat(dir); err == nil {
			return false, errors.New("it is a link that leads nowhere")
		}
		return false, nil
	case err != nil:
		return false, err
	case !info.IsDir():
		return false, fmt.Errorf("there is a file of this name: %w", ErrNotEmpty)
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return true, err
	}
	if len(entries) > 0 {
		return true, ErrNotEmpty
	}
	return true, nil
}

// copyTree writes every file of the tree below dir.
func copyTree(tree fs.FS, dir string) error {
	return fs.WalkDir(tree, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		target := filepath.Join(dir, filepath.FromSlash(name))
		if entry.IsDir() {
			if err := os.MkdirAll(target, dirMode); err != nil {
				return err
			}
			return os.Chmod(target, dirMode)
		}
		if !entry.Type().IsRegular() {
			return fmt.Errorf("starter file %s is neither a file nor a folder", name)
		}
		data, err := fs.ReadFile(tree, name)
		if err != nil {
			return err
		}
		mode := fs.FileMode(fileMode)
		if info, err := entry.Info(); err == nil {
			mode |= info.Mode() & 0o111 // a start script stays one
		}
		if err := os.WriteFile(target, data, mode); err != nil {
			return err
		}
		return os.Chmod(target, mode)
	})
}

// moveInto moves what is in from to the empty folder to, and takes it back when one move fails.
func moveInto(from, to string) error {
	entries, err := os.ReadDir(from)
	if err != nil {
		return err
	}
	for i, entry := range entries {
		err := os.Rename(filepath.Join(from, entry.Name()), filepath.Join(to, entry.Name()))
		if err == nil {
			continue
		}
		for _, moved := range entries[:i] {
			err = errors.Join(err, os.RemoveAll(filepath.Join(to, moved.Name())))
		}
		return err
	}
	return nil
}
