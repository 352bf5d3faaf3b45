package cli

import (
	"context"
	"os"
	"path/filepath"

	"tutor/exercises"
	"tutor/internal/watch"
	"tutor/runner"
	"tutor/ui"
)

// lentEditor is an editor to which ctrl+c belongs while it runs.
type lentEditor struct {
	*runner.Editor
	signals *signals
}

// Run runs the editor until the learner leaves it.
func (e lentEditor) Run() error { return e.signals.lend(e.Editor.Run) }

// edit makes ready the learner's editor on the file that matters for the check.
func (a *app) edit(ex *exercises.Exercise, check *exercises.Check, dir string) (ui.Process, error) {
	if err := checkFolder(dir); err != nil {
		return nil, err
	}
	editor, err := runner.NewEditor(dir, editedFile(ex, check, dir), a.inFile, a.outFile)
	if err != nil {
		return nil, err
	}
	return lentEditor{editor, &a.signals}, nil
}

// watchWork watches the folder behind a link, too.
func watchWork(ctx context.Context, dir string, saved func()) error {
	if real, err := filepath.EvalSymlinks(dir); err == nil {
		dir = real
	}
	return watch.Folders(ctx, saved, watch.Folder{Path: dir, Deep: true})
}

// editedFile is the file to work on, with slashes: the one that the check is about, else the first one that a check of
// the exercise is about, even where the learner has yet to make it, else the folder.
func editedFile(ex *exercises.Exercise, check *exercises.Check, dir string) string {
	checks := make([]*exercises.Check, 0, len(ex.Checks)+1)
	if check != nil {
		checks = append(checks, check)
	}
	for i := range ex.Checks {
		checks = append(checks, &ex.Checks[i])
	}
	for _, c := range checks {
		if name := fileOf(c, dir); name != "" {
			return name
		}
	}
	for _, name := range []string{"Dockerfile", "compose.yaml", "answer.md"} {
		if _, err := os.Stat(filepath.Join(dir, name)); err == nil {
			return name
		}
	}
	return "."
}
