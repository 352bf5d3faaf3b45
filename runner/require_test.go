package runner

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"tutor/exercises"

	"tutor/internal/dockertest"
)

// realDocker is the docker command, before a test puts another in front of it; empty where there is none.
var realDocker, _ = exec.LookPath("docker")

// fakeDocker has the test run a script of sh in the place of docker. There, $real is the docker command and $here a
// folder of the script's own, which fakeDocker returns.
func fakeDocker(t testing.TB, script string) (here string) {
	t.Helper()
	here = t.TempDir()
	script = fmt.Sprintf("#!/bin/sh\nreal='%s' here='%s'\n%s\n", realDocker, here, script)
	if err := os.WriteFile(filepath.Join(here, "docker"), []byte(script), 0o755); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", here+string(os.PathListSeparator)+os.Getenv("PATH"))
	return here
}

// buildImage returns the first exercise of the course.
func buildImage(t testing.TB) *exercises.Exercise {
	t.Helper()
	return builtIn(t, "build-image")
}

// builtIn returns an exercise of the course by its id.
func builtIn(t testing.TB, id string) *exercises.Exercise {
	t.Helper()
	all, err := exercises.Load(exercises.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	ex, err := exercises.Find(all, id)
	if err != nil {
		t.Fatal(err)
	}
	return ex
}

// solution copies a folder of the exercise into a new workspace.
func solution(t testing.TB, ex *exercises.Exercise, folder string) string {
	t.Helper()
	dir := t.TempDir()
	overlay(t, ex, folder, dir)
	return dir
}

// overlay copies a folder of the exercise over a workspace.
func overlay(t testing.TB, ex *exercises.Exercise, folder, dir string) {
	t.Helper()
	err := fs.WalkDir(ex.FS, folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(folder, path)
		if err != nil {
			return err
		}
		to := filepath.Join(dir, rel)
		if entry.IsDir() {
			return os.MkdirAll(to, 0o755)
		}
		data, err := fs.ReadFile(ex.FS, path)
		if err != nil {
			return err
		}
		return os.WriteFile(to, data, 0o644)
	})
	if err != nil {
		t.Fatal(err)
	}
}

// write puts files into a workspace.
func write(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// engine asks the docker command and returns what it prints.
func engine(t *testing.T, args ...string) string {
	t.Helper()
	out, err := exec.CommandContext(context.Background(), "docker", args...).CombinedOutput()
	if err != nil {
		t.Fatalf("docker %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return strings.TrimSpace(string(out))
}

// stranger starts a container that is nobody's, and returns its id and a function that says whether it lives.
func stranger(t *testing.T, args ...string) (id string, lives func() bool) {
	t.Helper()
	id = engine(t, slices.Concat([]string{"run", "-d"}, args, []string{dockertest.BaseImage, "sleep", "600"})...)
	t.Cleanup(func() { _ = exec.CommandContext(context.Background(), "docker", "rm", "-f", id).Run() })
	return id, func() bool { return strings.Contains(engine(t, "ps", "-q", "--no-trunc"), id) }
}

// marked returns the ids of everything on the engine with a label.
func marked(t *testing.T, label string) []string {
	t.Helper()
	var ids []string
	for _, k := range kinds() {
		found, err := docker{}.marked(context.Background(), k, label)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range found {
			ids = append(ids, k.name+" "+shortID(f.id))
		}
	}
	return ids
}

// nothingLeft waits a moment for the engine and reports what a run left.
func nothingLeft(t *testing.T, label string) {
	t.Helper()
	var left []string
	for range 20 {
		if left = marked(t, label); len(left) == 0 {
			return
		}
		time.Sleep(100 * time.Millisecond) // the engine removes in the background
	}
	t.Errorf("left behind: %v", left)
}

// alone returns a copy of the exercise with an id of its own, and the label that only grades of it have.
func alone(t *testing.T, ex *exercises.Exercise) (*exercises.Exercise, string) {
	t.Helper()
	copied := *ex
	copied.ID = "t-" + newRunID()
	return &copied, labelExercise + "=" + copied.ID
}

// checkOf returns the result of one check.
func checkOf(t *testing.T, rep exercises.Report, id string) exercises.CheckResult {
	t.Helper()
	for _, c := range rep.Checks {
		if c.ID == id {
			return c
		}
	}
	t.Fatalf("the report has no check %s", id)
	return exercises.CheckResult{}
}

// lineOf returns one line of the doctor.
func lineOf(t *testing.T, found []Finding, id string) Finding {
	t.Helper()
	for _, f := range found {
		if f.ID == id {
			return f
		}
	}
	t.Fatalf("there is no line %s", id)
	return Finding{}
}
