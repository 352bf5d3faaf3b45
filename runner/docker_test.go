package runner

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"tutor/exercises"
)

// TestOutputMayComeLate has a docker whose output is complete only a second after it has ended: on a busy machine reading
// it takes that long.
func TestOutputMayComeLate(t *testing.T) {
	sayingDocker(t, "(sleep 1; echo late) &\nexit 0")
	if out, err := (docker{}).run(t.Context(), "version"); err != nil || out.stdout != "late\n" {
		t.Errorf("%q, %v", out.stdout, err)
	}
}

// TestOutputThatStaysOpenIsNoError has a docker that has ended well, while a process in a session of its own holds its
// output, as ssh does that keeps a connection for later.
func TestOutputThatStaysOpenIsNoError(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("there is no setsid")
	}
	sayingDocker(t, "echo all\nsetsid sleep 8 &\nexit 0")
	if out, err := (docker{}).run(t.Context(), "version"); err != nil || out.stdout != "all\n" {
		t.Errorf("%q, %v", out.stdout, err)
	}
}

// sayingDocker puts a script in the place of docker.
func sayingDocker(t *testing.T, script string) {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "docker"), []byte("#!/bin/sh\n"+script+"\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", dir+string(os.PathListSeparator)+os.Getenv("PATH"))
}

// TestACommandThatWasStoppedHasNoExitCode: -1 is none that a learner could look up.
func TestACommandThatWasStoppedHasNoExitCode(t *testing.T) {
	for code, want := range map[int]int{-1: 0, 0: 0, 125: 125} {
		if r := problemResult(&Problem{Cause: exercises.Interrupted, ExitCode: code}); r.ExitCode != want || r.Outcome != exercises.Error {
			t.Errorf("exit code %d is told as %d, %s", code, r.ExitCode, r.Outcome)
		}
	}
}
