package cli

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// errFileExists means that a file would have to be written over.
var errFileExists = errors.New("it exists already")

// saveFile writes a file that a person named: whole or not at all. One that exists is written over only with force,
// and keeps its permissions.
func saveFile(path string, data []byte, force bool) error {
	return saveStream(path, force, func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	})
}

// saveStream is saveFile for what is too large to hold, or only written as it comes.
func saveStream(path string, force bool, fill func(io.Writer) error) error {
	path, mode, err := saveTarget(path, force)
	if err != nil {
		return err
	}
	temp, err := writeTemp(path, fill)
	if err != nil {
		return usageIfMissing(err)
	}
	defer func() { _ = os.Remove(temp) }() // it has gone when all went well
	if !force {
		return moveNew(temp, path)
	}
	if mode != 0 {
		if err := os.Chmod(temp, mode); err != nil {
			return err
		}
	}
	return os.Rename(temp, path)
}

// saveTarget is the file to replace, past links, and its permissions; 0 when there is none.
func saveTarget(path string, force bool) (target string, mode fs.FileMode, err error) {
	if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) {
		return path, 0, nil
	}
	if !force {
		return "", 0, fmt.Errorf("%s: %w", path, errFileExists)
	}
	target, err = filepath.EvalSymlinks(path)
	if err != nil {
		return "", 0, usageError{fmt.Errorf("%s is a link that leads nowhere", path)}
	}
	info, err := os.Stat(target)
	if err != nil {
		return "", 0, err
	}
	if !info.Mode().IsRegular() {
		return "", 0, usageError{fmt.Errorf("%s is not a file; name a file", path)}
	}
	return target, info.Mode().Perm(), nil
}

// writeTemp writes a file beside path, so that it can be moved there; an empty one where fill is nil.
func writeTemp(path string, fill func(io.Writer) error) (temp string, err error) {
	temp = filepath.Join(filepath.Dir(path), fmt.Sprintf(".%s.%d.tutor", filepath.Base(path), os.Getpid()))
	f, err := os.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666) // the umask decides, as for every file
	if err != nil {
		return "", err
	}
	if fill != nil {
		err = fill(f)
	}
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return "", errors.Join(err, os.Remove(temp))
	}
	return temp, nil
}

// moveNew moves a file where none may be. A link fails when someone has made one meanwhile; where there are no links,
// the check before has to do.
func moveNew(temp, path string) error {
	err := os.Link(temp, path)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s: %w", path, errFileExists)
	}
	if err != nil {
		return os.Rename(temp, path)
	}
	return nil
}

// usageIfMissing makes a folder that does not exist a mistake in the command line.
func usageIfMissing(err error) error {
	var where *fs.PathError
	if errors.Is(err, fs.ErrNotExist) && errors.As(err, &where) {
		return usageError{fmt.Errorf("folder %s does not exist", filepath.Dir(where.Path))}
	}
	return err
}
