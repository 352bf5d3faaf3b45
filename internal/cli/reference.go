package cli

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"unicode/utf8"

	"github.com/rogpeppe/go-internal/diff"

	"tutor/exercises"
	"tutor/ui"
)

// maxCompared is the largest file that is compared line by line, in bytes.
const maxCompared = 1 << 20

// How a file of the reference stands to the learner's.
const (
	fileSame    = "same"
	fileDiffers = "differs"
	fileMissing = "missing" // the learner has none
)

// referenceJSON is what `tutor hint --reference --json` prints.
type referenceJSON struct {
	Exercise string          `json:"exercise"`
	Folder   string          `json:"folder"` // of the learner's work; empty where there is none
	Files    []referenceFile `json:"files"`
}

type referenceFile struct {
	Path  string `json:"path"`
	State string `json:"state"`
	Diff  string `json:"diff"` // unified, from the learner's file to the reference; empty where they are the same, or no text
}

// compare shows the reference to those who have passed: it is one right solution, and they have another.
func (o *hintOptions) compare(ex *exercises.Exercise) error {
	if !o.progress().Exercise(ex.ID).Passed {
		return usageError{fmt.Errorf("the reference of exercise %s is shown once you have passed it; `%s hint %d` gives a hint",
			ex.ID, o.program(), ex.Number)}
	}
	if ex.Reference == "" {
		return contentError{fmt.Errorf("exercise %s has no reference", ex.ID)}
	}
	dir, err := o.checkedDir(ex, "")
	if err != nil {
		dir = "" // without the learner's work it is the reference alone
	}
	doc := referenceJSON{Exercise: ex.ID, Folder: dir, Files: []referenceFile{}}
	if doc.Files, err = compareFiles(ex, dir); err != nil {
		return contentError{err}
	}
	if o.json {
		return writeJSON(o.Out, doc)
	}
	o.printf("The reference is one right solution, not the only one. Lines with - are yours, with + the reference's.\n")
	if dir == "" {
		o.printf("There is no folder of yours to compare with.\n")
	}
	for _, f := range doc.Files {
		o.printf("\n%s", f.text())
	}
	return nil
}

func (f referenceFile) text() string {
	switch {
	case f.State == fileSame:
		return fmt.Sprintf("%s: the same as yours\n", f.Path)
	case f.Diff == "":
		return fmt.Sprintf("%s: differs from yours, and is no text to compare\n", f.Path)
	}
	return f.Diff
}

func compareFiles(ex *exercises.Exercise, dir string) ([]referenceFile, error) {
	reference, err := fs.Sub(ex.FS, ex.Reference)
	if err != nil {
		return nil, fmt.Errorf("reference of %s: %w", ex.ID, err)
	}
	files := []referenceFile{}
	err = fs.WalkDir(reference, ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		right, err := fs.ReadFile(reference, path)
		if err != nil {
			return err
		}
		files = append(files, compareFile(path, right, dir))
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read the reference of %s: %w", ex.ID, err)
	}
	return files, nil
}

// compareForScreens is the same comparison for the screens.
func compareForScreens(ex *exercises.Exercise, dir string) ([]ui.ReferenceFile, error) {
	files, err := compareFiles(ex, dir)
	shown := make([]ui.ReferenceFile, len(files))
	for i, f := range files {
		shown[i] = ui.ReferenceFile{Path: f.Path, Same: f.State == fileSame, Diff: f.Diff}
	}
	return shown, err
}

func compareFile(path string, right []byte, dir string) referenceFile {
	mine, found := learnerFile(dir, path)
	f := referenceFile{Path: path, State: fileDiffers}
	switch {
	case !found:
		f.State = fileMissing
	case bytes.Equal(mine, right):
		f.State = fileSame
	}
	if f.State != fileSame && isText(mine) && isText(right) {
		f.Diff = string(diff.Diff("yours/"+path, mine, "reference/"+path, right))
	}
	return f
}

// learnerFile reads a file of the workspace; false when there is none that can be read.
func learnerFile(dir, path string) ([]byte, bool) {
	file := filepath.Join(dir, filepath.FromSlash(path))
	if dir == "" || !isRegular(file) {
		return nil, false
	}
	data, err := os.ReadFile(file)
	return data, err == nil
}

func isText(data []byte) bool {
	return len(data) <= maxCompared && utf8.Valid(data) && !bytes.ContainsRune(data, 0)
}
