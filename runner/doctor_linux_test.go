package runner

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/sys/unix"

	"tutor/internal/dockertest"
)

// fullDisk mounts a file system of 1 MB that is full.
func fullDisk(t *testing.T) string {
	t.Helper()
	if os.Geteuid() != 0 {
		t.Skip("only root can mount a small disk")
	}
	dir := t.TempDir()
	if err := unix.Mount("tmpfs", dir, "tmpfs", 0, "size=1m,mode=1777"); err != nil {
		t.Skipf("this machine mounts no small disk: %v", err)
	}
	t.Cleanup(func() {
		if err := unix.Unmount(dir, unix.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
	if err := os.WriteFile(filepath.Join(dir, "all"), make([]byte, 1<<20), 0o644); err != nil {
		t.Logf("filled up to: %v", err)
	}
	return dir
}

// TestAFullDisk has an engine that keeps its data on a disk that is really full, and temporary files there.
func TestAFullDisk(t *testing.T) {
	full, bin := fullDisk(t), t.TempDir()
	host, err := os.Hostname()
	if err != nil {
		t.Fatal(err)
	}
	script := fmt.Sprintf("#!/bin/sh\ncase \"$*\" in\nversion*) echo '{\"Version\":\"28.2.2\",\"Os\":\"linux\",\"Arch\":\"amd64\"}' ;;\n"+
		"info*) echo '{\"Name\":%q,\"DockerRootDir\":%q}' ;;\n*) exit 1 ;;\nesac\n", host, full)
	if err := os.WriteFile(filepath.Join(bin, "docker"), []byte(script), 0o755); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", bin+":/usr/bin:/bin")
	t.Setenv("DOCKER_HOST", "")
	t.Setenv("TMPDIR", full)
	found := New().Doctor(t.Context(), Checkup{}, nil)
	disk, temp := lineOf(t, found, "disk"), lineOf(t, found, "temp")
	if disk.State != StateBad || disk.Fix != "docker builder prune" || !strings.Contains(disk.Evidence, "only 0 kB free at "+full) {
		t.Errorf("the disk: %+v", disk)
	}
	if temp.State != StateBad || temp.Fix != "mkdir -p ~/tmp && export TMPDIR=~/tmp" || !strings.Contains(temp.Evidence, full) {
		t.Errorf("the temp folder: %+v", temp)
	}
	if Ready(found) {
		t.Error("it says the machine is ready")
	}
}

// TestDoctorOnTheRealEngine expects nothing to mend where tests run.
func TestDoctorOnTheRealEngine(t *testing.T) {
	dockertest.Require(t)
	want := Checkup{Images: []string{dockertest.BaseImage}}
	lines := New().Lines(want)
	seen := map[int]bool{}
	found := New().Doctor(t.Context(), want, func(i int, f Finding) {
		seen[i] = true
		if lines[i].Title != f.Title || f.State == "" {
			t.Errorf("line %d is %+v, want %s", i, f, lines[i].Title)
		}
	})
	if len(seen) != len(lines) || len(found) != len(lines) {
		t.Errorf("%d lines came, %d are returned, want %d", len(seen), len(found), len(lines))
	}
	for _, f := range found {
		needed := f.ID != "builder" && f.ID != "compose" && f.ID != "disk"
		if needed && (f.State != StateOK || f.Evidence == "" || f.Fix != "") {
			t.Errorf("%+v", f)
		}
	}
}

// TestACancelledVisitReturns cancels while docker hangs: nobody waits for the deadline.
func TestACancelledVisitReturns(t *testing.T) {
	if _, err := exec.LookPath("sleep"); err != nil {
		t.Skip("there is no sleep")
	}
	fakeDocker(t, "exec sleep 60")
	ctx, cancel := context.WithCancel(t.Context())
	found := New().Doctor(ctx, Checkup{}, func(int, Finding) { cancel() }) // the first line that needs no docker
	if f := lineOf(t, found, "daemon"); f.State == StateOK || strings.Contains(f.Evidence, "did not answer") {
		t.Errorf("%+v", f)
	}
}
