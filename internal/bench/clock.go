package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"syscall"
	"time"
)

// buildClock tells how long the last `docker buildx build` took, whoever ran it. For that it stands before the docker
// command on the PATH: as this program under that name.
type buildClock struct{ file string }

// Where the program finds, under the name docker, what it stands for.
const (
	clockDocker = "TUTOR_BENCH_DOCKER"
	clockFile   = "TUTOR_BENCH_BUILD"
)

// clockBuilds puts the clock in its place, for all that is started from now on until the function it returns is called.
func (b *bench) clockBuilds() (buildClock, func(), error) {
	c := buildClock{file: filepath.Join(b.dir, "last build")}
	bin, path := filepath.Join(b.dir, "bin"), os.Getenv("PATH")
	real, err := exec.LookPath("docker")
	if err != nil {
		return c, nil, err
	}
	self, err := os.Executable()
	if err != nil {
		return c, nil, err
	}
	err = errors.Join(
		os.MkdirAll(bin, 0o755), os.Symlink(self, filepath.Join(bin, "docker")),
		os.Setenv("PATH", bin+string(os.PathListSeparator)+path), os.Setenv(clockDocker, real), os.Setenv(clockFile, c.file),
	)
	return c, func() { _ = os.Setenv("PATH", path) }, err
}

// last reads the clock.
func (c buildClock) last() (time.Duration, error) {
	text, err := os.ReadFile(c.file)
	if err != nil {
		return 0, err
	}
	took, err := strconv.ParseInt(string(text), 10, 64)
	return time.Duration(took), err
}

// asDocker is the program under the name docker; it returns the exit code.
func asDocker(args []string) int {
	real := os.Getenv(clockDocker)
	if len(args) < 2 || args[0] != "buildx" || args[1] != "build" {
		err := syscall.Exec(real, append([]string{real}, args...), os.Environ())
		fmt.Fprintln(os.Stderr, real, err)
		return 1
	}
	cmd := exec.CommandContext(context.Background(), real, args...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	began := time.Now()
	err := cmd.Run()
	if err := os.WriteFile(os.Getenv(clockFile), strconv.AppendInt(nil, int64(time.Since(began)), 10), 0o600); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	if err != nil {
		return max(cmd.ProcessState.ExitCode(), 1)
	}
	return 0
}
