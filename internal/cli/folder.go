package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"tutor/exercises"
)

// workspaceDir is the absolute path of the learner's folder for the exercise: the remembered one, else one named
// like the exercise in the current folder. It need not exist.
func (a *app) workspaceDir(ex *exercises.Exercise) string {
	if dir := a.progress().Workspace(ex.ID); dir != "" {
		return dir
	}
	dir, err := filepath.Abs(ex.ID)
	if err != nil { // the current folder is gone
		return ex.ID
	}
	return dir
}

// checkedDir is the folder a check is about: the named one, else the current folder when it holds a Dockerfile, else
// the remembered workspace, else the current folder when it looks like one.
func (a *app) checkedDir(ex *exercises.Exercise, named string) (string, error) {
	if named != "" {
		return named, checkFolder(named)
	}
	if isRegular("Dockerfile") {
		return ".", nil
	}
	if dir := a.progress().Workspace(ex.ID); dir != "" && checkFolder(dir) == nil {
		return dir, nil
	}
	if looksLikeWorkspace(ex, ".") {
		return ".", nil
	}
	return "", usageError{fmt.Errorf("there is no folder to check for exercise %s; run `tutor start %d` or name a folder", ex.ID, ex.Number)}
}

func checkFolder(dir string) error {
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return usageError{fmt.Errorf("folder %s does not exist", dir)}
	case err != nil:
		return usageError{fmt.Errorf("look at the folder: %w", err)}
	case !info.IsDir():
		return usageError{fmt.Errorf("%s is not a folder; name the folder that holds the Dockerfile", dir)}
	}
	return nil
}

// looksLikeWorkspace says whether the folder holds a Dockerfile or a file of the starter.
func looksLikeWorkspace(ex *exercises.Exercise, dir string) bool {
	names := []string{"Dockerfile"}
	if starter, err := starterFS(ex); err == nil {
		entries, _ := fs.ReadDir(starter, ".") // a starter that cannot be read has no names
		for _, e := range entries {
			if e.Type().IsRegular() {
				names = append(names, e.Name())
			}
		}
	}
	for _, name := range names {
		if isRegular(filepath.Join(dir, name)) {
			return true
		}
	}
	return false
}

func isRegular(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}
