package runner

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tutor/internal/dockertest"
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

// TestWhatGoesWhileItIsLookedAtIsGone gives docker's answer where everything that was listed has gone since: an empty line
// in place of JSON (Docker 28).
func TestWhatGoesWhileItIsLookedAtIsGone(t *testing.T) {
	sayingDocker(t, "[ \"$2\" != inspect ] && echo 98ab && exit\necho\necho 'Error response from daemon: No such container: 98ab' >&2\nexit 1")
	if found, err := (docker{}).marked(t.Context(), kinds()[0], labelMark+"=1"); err != nil || len(found) != 0 {
		t.Errorf("found %v, %v", found, err)
	}
}

// TestLegacyBuildStepIsSwept leaves what a killed legacy build leaves: a container that wrote an instruction down, with a
// name of Docker's choice. Another that inherited the labels stays.
func TestLegacyBuildStepIsSwept(t *testing.T) {
	dockertest.Require(t)
	dead := New()
	gone := exec.CommandContext(t.Context(), "true")
	if err := gone.Run(); err != nil {
		t.Fatal(err)
	}
	dead.me.pid = gone.Process.Pid
	marks := dead.me.labelArgs(newRunID(), "t-"+newRunID(), false)
	create := func(command ...string) string {
		t.Helper()
		id := engine(t, slices.Concat([]string{"create"}, marks, []string{dockertest.BaseImage}, command)...)
		t.Cleanup(func() { _, _ = docker{}.run(context.Background(), "rm", "-f", id) })
		return id
	}
	step := create("/bin/sh", "-c", "#(nop) ", "LABEL tutor.run=1")
	heir := create("/bin/sh", "-c", "echo '#(nop) '")
	if _, err := New().Clean(t.Context()); err != nil {
		t.Fatal(err)
	}
	left := engine(t, "ps", "-aq", "--no-trunc")
	if strings.Contains(left, step) {
		t.Error("the step of a killed build is there")
	}
	if !strings.Contains(left, heir) {
		t.Error("a container that is not ours was removed")
	}
}

// TestForgedLabels gives an image the label of a dead run whose value reads like a second row of docker's answer.
func TestForgedLabels(t *testing.T) {
	dockertest.Require(t)
	id, lives := stranger(t)
	forged := "x\n" + `{"id":"` + id + `","names":["/tutor-x"],"labels":{"tutor.pid":"1","tutor.pid-start":"1","tutor.run":"x"}}`
	holder := engine(t, "create", "--label", "tutor=1", "--label", "tutor.run="+forged, dockertest.BaseImage)
	t.Cleanup(func() { _, _ = docker{}.run(context.Background(), "rm", "-f", holder) })
	if _, err := New().Clean(t.Context()); err != nil {
		t.Fatal(err)
	}
	if !lives() {
		t.Error("a foreign container was removed")
	}
}
