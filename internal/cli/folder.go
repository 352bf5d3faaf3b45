package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"tutor/exercises"
)

// newDir is the folder of a new workspace for which none is named: one named like the exercise, in the current folder.
// A learner who stands in the workspace of another exercise gets it beside that one, since a build there would copy it.
func (a *app) newDir(ex *exercises.Exercise) string {
	all, _ := a.exercises() // a course with mistakes has no workspaces to keep apart
	for _, other := range all {
		if dir := a.progress().Workspace(other.ID); standsIn(dir) {
			return filepath.Join(filepath.Dir(dir), ex.ID)
		}
	}
	return ex.ID
}

// standsIn says whether the current folder is dir or below it.
func standsIn(dir string) bool {
	here, err := os.Getwd()
	return err == nil && dir != "" && liesIn(here, dir)
}

// liesIn says whether path is dir or below it, whatever links the two are written with. They need not exist.
func liesIn(path, dir string) bool {
	below, err := filepath.Rel(withoutLinks(dir), withoutLinks(path))
	return err == nil && filepath.IsLocal(below)
}

// withoutLinks is the absolute path, with no links in the part of it that exists.
func withoutLinks(path string) string {
	abs, err := filepath.Abs(path)
	if err != nil {
		return path
	}
	if real, err := filepath.EvalSymlinks(abs); err == nil {
		return real
	}
	if parent := filepath.Dir(abs); parent != abs {
		return filepath.Join(withoutLinks(parent), filepath.Base(abs))
	}
	return abs
}

// workspaceDir is the absolute path of the learner's folder for the exercise: the remembered one, else a new one. It
// need not exist.
func (a *app) workspaceDir(ex *exercises.Exercise) string {
	if dir := a.progress().Workspace(ex.ID); dir != "" {
		return dir
	}
	dir := a.newDir(ex)
	if abs, err := filepath.Abs(dir); err == nil { // else the current folder is gone
		return abs
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
