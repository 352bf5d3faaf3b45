package runner

import (
	"context"
	"os"
	"path/filepath"
	"testing"
)

// TestAListIsAskedForAgain gives the engine's answer to a list while an image goes away (Docker 20.10).
func TestAListIsAskedForAgain(t *testing.T) {
	dir := t.TempDir()
	script := "#!/bin/sh\ncd " + dir + "\n[ -e asked ] && exit 0\n: > asked\necho 'Error response from daemon: no such image: sha256:1: No such image: sha256:1' >&2\nexit 1\n"
	if err := os.WriteFile(filepath.Join(dir, "docker"), []byte(script), 0o755); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", dir+string(os.PathListSeparator)+os.Getenv("PATH"))
	found, err := docker{}.marked(context.Background(), kinds()[1], labelMark+"=1")
	if err != nil || len(found) != 0 {
		t.Errorf("found %v, %v", found, err)
	}
	if _, err := os.Stat(filepath.Join(dir, "asked")); err != nil {
		t.Error("the list was not asked for")
	}
}
