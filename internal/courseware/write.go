package courseware

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// The modes of what is written; the umask takes away from them.
const (
	dirMode  = 0o777
	fileMode = 0o666
)

// writeNew writes a file that must not exist. It is there as a whole or not at all.
func writeNew(file string, text []byte) error {
	if _, err := os.Lstat(file); err == nil {
		return fmt.Errorf("write %s: %w", file, ErrExists)
	}
	temp, err := os.MkdirTemp(filepath.Dir(file), ".tutor-new-")
	if err != nil {
		return fmt.Errorf("write %s: %w", file, err)
	}
	defer func() { _ = os.RemoveAll(temp) }()
	whole := filepath.Join(temp, filepath.Base(file))
	if err := os.WriteFile(whole, text, fileMode); err != nil {
		return fmt.Errorf("write %s: %w", file, err)
	}
	return moveNew(whole, file)
}

// moveNew moves a file to a name that nobody has. A link does it in one step; where the file system has no links, the
// name was free a moment ago.
func moveNew(from, to string) error {
	err := os.Link(from, to)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("write %s: %w", to, ErrExists)
	}
	if err != nil {
		err = os.Rename(from, to)
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", to, err)
	}
	return nil
}

// writeTree writes the files of a tree to a folder that must not exist, with their texts filled in. All are there or
// none.
func writeTree(dir string, tree fs.FS, fill *strings.Replacer) error {
	if _, err := os.Lstat(dir); err == nil {
		return fmt.Errorf("write %s: %w", dir, ErrExists)
	}
	parent := filepath.Dir(dir)
	if err := os.MkdirAll(parent, dirMode); err != nil {
		return fmt.Errorf("write %s: %w", dir, err)
	}
	temp, err := os.MkdirTemp(parent, ".tutor-new-")
	if err != nil {
		return fmt.Errorf("write %s: %w", dir, err)
	}
	defer func() { _ = os.RemoveAll(temp) }()
	whole := filepath.Join(temp, filepath.Base(dir))
	if err := copyFilled(whole, tree, fill); err != nil {
		return fmt.Errorf("write %s: %w", dir, err)
	}
	if err := os.Rename(whole, dir); err != nil {
		return fmt.Errorf("write %s: %w", dir, err)
	}
	return nil
}

func copyFilled(dir string, tree fs.FS, fill *strings.Replacer) error {
	return fs.WalkDir(tree, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		target := filepath.Join(dir, filepath.FromSlash(name))
		if entry.IsDir() {
			return os.Mkdir(target, dirMode)
		}
		text, err := fs.ReadFile(tree, name)
		if err != nil {
			return err
		}
		return os.WriteFile(target, []byte(fill.Replace(string(text))), fileMode)
	})
}
