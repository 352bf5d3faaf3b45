package cli

import (
	"context"
	"errors"
	"path/filepath"
	"strings"

	"tutor/exercises"
	"tutor/internal/composefile"
	"tutor/ui"
)

// explainOwn explains the file of the learner's folder that an exercise is about, for the screens.
func explainOwn(ctx context.Context, ex *exercises.Exercise, dir string) ui.Explained {
	name := "Dockerfile"
	if composes(ex) {
		if name = composefile.Name(dir); name == "" {
			name = "compose.yaml"
		}
	}
	out := ui.Explained{Name: name}
	path := filepath.Join(dir, name)
	text, err := readText(strings.NewReader(""), path)
	if err != nil {
		out.Problem = problemText(err)
		return out
	}
	out.Lines = strings.Split(strings.TrimSuffix(string(text), "\n"), "\n")
	out.Document, err = explainText(ctx, path, text)
	var mistake mistakeError
	switch {
	case errors.As(err, &mistake):
		out.Line, out.Problem = mistake.Line, mistake.What+"\n\n"+mistake.Fix
	case err != nil:
		out.Problem = problemText(err)
	}
	return out
}

func problemText(err error) string { return err.Error() + "." }

func composes(ex *exercises.Exercise) bool {
	for i := range ex.Checks {
		if _, ok := ex.Checks[i].Settings.(exercises.Compose); ok {
			return true
		}
	}
	return false
}
