package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// bench is what the parts share: the two programs, a folder, the table.
type bench struct {
	runs  int
	table table
	tutor string // path of the program, as a release has it
	floor string
	dir   string // for everything that is written; removed at the end
	say   io.Writer
}

// root is the folder of the module, from which `make bench` runs.
const (
	floorSource = "internal/bench/testdata/floor"
	courseDir   = "internal/bench/testdata/course"
)

func newBench(ctx context.Context, runs int, say io.Writer) (*bench, error) {
	dir, err := os.MkdirTemp("", "tutor-bench-")
	if err != nil {
		return nil, err
	}
	b := &bench{runs: runs, dir: dir, tutor: filepath.Join(dir, "tutor"), floor: filepath.Join(dir, "floor"), say: say}
	goCommand, err := filepath.Abs(".ci/go") // with the flags of a release
	if err != nil {
		return nil, err
	}
	build := func(from, to string) error { return b.run(ctx, from, nil, goCommand, "build", "-o", to, ".") }
	b.sayf("building both programs ...\n")
	if err := build(".", b.tutor); err != nil {
		b.close()
		return nil, err
	}
	if err := build(floorSource, b.floor); err != nil {
		b.close()
		return nil, err
	}
	return b, nil
}

func (b *bench) close() { _ = os.RemoveAll(b.dir) }

func (b *bench) sayf(format string, args ...any) { _, _ = fmt.Fprintf(b.say, format, args...) }

// environment is that of a learner with a true-colour terminal and no progress yet.
func (b *bench) environment(state string) []string {
	return append(os.Environ(), "TERM=xterm-256color", "COLORTERM=truecolor", "NO_COLOR=", "XDG_STATE_HOME="+filepath.Join(b.dir, state))
}

// run runs a command to its end; the error has what it said.
func (b *bench) run(ctx context.Context, dir string, env []string, name string, args ...string) error {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Dir, cmd.Env = dir, append(b.environment("state"), env...)
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("%s %v: %w\n%s", name, args, err, said.Bytes())
	}
	return nil
}

// inTurn measures several things one after the other, again and again, so that all see the same machine. Every other
// round goes the other way round: one thing may leave the machine work that the next one waits for.
func (b *bench) inTurn(runs int, things ...func() (time.Duration, error)) ([][]time.Duration, error) {
	all := make([][]time.Duration, len(things))
	for n := range runs + 1 {
		for i := range things {
			if n%2 == 1 {
				i = len(things) - 1 - i
			}
			took, err := things[i]()
			if err != nil {
				return nil, err
			}
			if n > 0 { // the first finds cold caches
				all[i] = append(all[i], took)
			}
		}
	}
	return all, nil
}

func timed(work func() error) (time.Duration, error) {
	began := time.Now()
	err := work()
	return time.Since(began), err
}
