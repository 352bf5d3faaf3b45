package composefile

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/compose-spec/compose-go/v2/cli"
)

// ErrMissing says that the folder has no Compose file.
var ErrMissing = errors.New("no Compose file")

// find returns the names of the files that `docker compose` reads in the folder: the first of its names, and an
// override. Compose would go on in the folders above; those are not the learner's work.
func find(dir string) ([]string, error) {
	first := Name(dir)
	if first == "" {
		return nil, ErrMissing
	}
	if override := firstOf(dir, cli.DefaultOverrideFileNames); override != "" {
		return []string{first, override}, nil
	}
	return []string{first}, nil
}

// Name is the name of the file that `docker compose` reads first in the folder, or "" when there is none.
func Name(dir string) string { return firstOf(dir, cli.DefaultFileNames) }

func firstOf(dir string, names []string) string {
	for _, name := range names {
		if _, err := os.Stat(filepath.Join(dir, name)); err == nil {
			return name
		}
	}
	return ""
}

// Nearest says what is in a folder without a Compose file that may have been meant as one.
func Nearest(dir string) string {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return "the workspace cannot be read: " + err.Error()
	}
	for _, e := range entries {
		lower := strings.ToLower(e.Name())
		yaml := strings.HasSuffix(lower, ".yml") || strings.HasSuffix(lower, ".yaml")
		if strings.Contains(lower, "compose") || yaml {
			return fmt.Sprintf("no file named compose.yaml; there is one named %q", e.Name())
		}
	}
	return "no file named compose.yaml"
}

// readCap bounds each file that is read: one of a megabyte is no Compose file.
const readCap = 1 << 20

// read reads a regular file: reading a pipe would wait for ever.
func read(path string) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s is not a regular file", filepath.Base(path))
	}
	if info.Size() > readCap {
		return nil, fmt.Errorf("%s is larger than 1 MB", filepath.Base(path))
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }() // nothing was written
	return io.ReadAll(io.LimitReader(f, readCap))
}

// Inside says whether a path, its links followed, lies in the folder. One that does not exist is judged by its name.
func Inside(dir, path string) bool {
	if real, err := filepath.EvalSymlinks(dir); err == nil {
		dir = real
	}
	switch real, err := filepath.EvalSymlinks(path); {
	case err == nil:
		path = real
	case filepath.IsAbs(path):
		if parent, err := filepath.EvalSymlinks(filepath.Dir(path)); err == nil {
			path = filepath.Join(parent, filepath.Base(path))
		}
	}
	rel, err := filepath.Rel(dir, path)
	return err == nil && filepath.IsLocal(rel)
}
