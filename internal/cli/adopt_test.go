package cli

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tutor/exercises"
	"tutor/internal/workspace"
)

func TestAdoptWorkspace(t *testing.T) {
	t.Setenv("XDG_STATE_HOME", t.TempDir())
	streams, _, _ := testStreams()
	a := newApp(streams)
	ex, err := a.exercise("1")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "novel.txt"), []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := a.adoptWorkspace(ex, dir); !errors.Is(err, workspace.ErrNotEmpty) || a.progress().Workspace(ex.ID) != "" {
		t.Errorf("a folder with other files: %v, workspace %q", err, a.progress().Workspace(ex.ID))
	}
	if err := os.WriteFile(filepath.Join(dir, "Dockerfile"), []byte("FROM scratch\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := a.adoptWorkspace(ex, dir); err != nil || a.progress().Workspace(ex.ID) != dir {
		t.Errorf("a folder with a Dockerfile: %v, workspace %q", err, a.progress().Workspace(ex.ID))
	}
	if _, err := os.Stat(filepath.Join(dir, "app.py")); err == nil {
		t.Error("the starter was written over the learner's folder")
	}
}

// A learner who stands in the workspace of one exercise starts the next one beside it, and never as a copy of the
// folder inside itself.
func TestAWorkspaceIsNotMadeInAnother(t *testing.T) {
	t.Setenv("XDG_STATE_HOME", t.TempDir())
	streams, out, _ := testStreams()
	a := newApp(streams)
	top := t.TempDir()
	t.Chdir(top)
	start := &startOptions{app: a}
	noError(t, start.run(t.Context(), []string{"1"}))
	noError(t, os.WriteFile(filepath.Join("build-image", "Dockerfile"), []byte("FROM scratch\n"), 0o600))
	ex, err := a.exercise("1")
	noError(t, err)
	noError(t, a.progress().Record(exercises.Report{Exercise: ex.ID, Outcome: exercises.Pass}))

	t.Chdir("build-image")
	inside := filepath.Join("deep", "er")
	if err := start.run(t.Context(), []string{"2", inside}); exitCode(err) != exitUsage {
		t.Errorf("a folder in the one it is a copy of: %v", err)
	}
	if _, err := os.Stat("deep"); err == nil {
		t.Error("the folder that was refused is there")
	}
	noError(t, start.run(t.Context(), []string{"2"}))
	if _, err := os.Stat(filepath.Join(top, "env-var", "Dockerfile")); err != nil {
		t.Errorf("the next workspace is not beside the first: %v\n%s", err, out)
	}
	if next := "tutor check 2 " + filepath.Join(top, "env-var"); !strings.Contains(out.String(), next) {
		t.Errorf("the next step does not name the folder: want %q in\n%s", next, out)
	}
	if dir := a.progress().Workspace("env-var"); dir != filepath.Join(top, "env-var") {
		t.Errorf("the workspace is %s", dir)
	}
}
