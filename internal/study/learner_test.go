package study

import (
	"os"
	"path/filepath"
	"testing"

	"tutor/internal/progress"
)

func TestADeletedFolderIsNoWorkspace(t *testing.T) {
	store, err := progress.Open(filepath.Join(t.TempDir(), "progress.json"))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	learner := Learner{store}
	if err := learner.SetWorkspace("ex", dir); err != nil {
		t.Fatal(err)
	}
	if got := learner.Workspace("ex"); got != dir {
		t.Errorf("the workspace is %q, want %q", got, dir)
	}
	if err := os.Remove(dir); err != nil {
		t.Fatal(err)
	}
	if got := learner.Workspace("ex"); got != "" {
		t.Errorf("after it was deleted the workspace is %q", got)
	}
	if got := learner.Workspace("never-begun"); got != "" {
		t.Errorf("the workspace of an exercise that was never begun is %q", got)
	}
}
