package cli

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

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
