package exercises

import (
	"io/fs"
	"path"
	"slices"
	"strings"
)

// IDs lists the ids of the exercises in the folders, also of those that have problems: the names of their folders.
func IDs(sources ...Source) []string {
	var ids []string
	for _, src := range sources {
		folders, _ := fs.ReadDir(src.FS, ".") // Lint reports the error
		for _, f := range folders {
			if f.IsDir() && isExercise(src.FS, f.Name()) {
				ids = append(ids, f.Name())
			}
		}
	}
	return ids
}

// strays reports what lies among the exercises and belongs to none. A folder that is also a Go package may hold more.
func strays(src Source) Problems {
	entries, err := fs.ReadDir(src.FS, ".")
	if err != nil || slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return path.Ext(e.Name()) == ".go" }) {
		return nil // reading the exercises has reported the error
	}
	var found Problems
	for _, e := range entries {
		switch name := e.Name(); {
		case harmless(name):
		case e.IsDir() && isExercise(src.FS, name):
			found = append(found, strayParts(src, name)...)
		case e.IsDir():
			found = append(found, stray(src, name, "this folder has no exercise.yaml and is no exercise (add one, or move the folder elsewhere)"))
		default:
			found = append(found, stray(src, name, "this file belongs to no exercise (move it into an exercise's folder, or elsewhere)"))
		}
	}
	return found
}

// strayParts reports files of an exercise's folder that nothing uses.
func strayParts(src Source, dir string) Problems {
	known := []string{specFile, taskFile, MutantsDir}
	if ex := load(src, dir).ex; ex != nil {
		known = append(known, topFolder(ex.Starter), topFolder(ex.Reference))
		for _, c := range ex.Checks {
			if a, ok := c.Settings.(Answer); ok && a.Rubric != "" {
				known = append(known, topFolder(a.Rubric))
			}
		}
	} else {
		known = append(known, "starter", "reference")
	}
	entries, _ := fs.ReadDir(src.FS, dir) // it has just been read
	var found Problems
	for _, e := range entries {
		if name := e.Name(); !harmless(name) && !slices.Contains(known, name) {
			found = append(found, stray(src, path.Join(dir, name), "this is no part of the exercise (its parts are "+list(known)+"; move it elsewhere)"))
		}
	}
	return found
}

func topFolder(name string) string {
	first, _, _ := strings.Cut(path.Clean(name), "/")
	return first
}

func stray(src Source, name, message string) Problem {
	return Problem{File: path.Join(src.Name, name), Rule: "stray-file", Message: message}
}

// harmless says whether a file is for people or other programs, and is no mistake anywhere.
func harmless(name string) bool {
	stem := strings.TrimSuffix(name, path.Ext(name))
	return strings.HasPrefix(name, ".") || strings.EqualFold(name, "README.md") || strings.EqualFold(stem, "LICENSE")
}
