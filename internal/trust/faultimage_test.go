//go:build linux

package trust

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"

	"tutor/internal/dockertest"
)

// load copies the base image from the machine's engine, which others keep busy meanwhile.
func (e *engine) load() {
	e.t.Helper()
	var err error
	for range upTries {
		if err = e.copyImage(); err == nil {
			return
		}
	}
	e.t.Fatal(err)
}

func (e *engine) copyImage() error {
	save := exec.CommandContext(e.t.Context(), "docker", "save", dockertest.BaseImage)
	load := exec.CommandContext(e.t.Context(), "docker", "load", "--quiet")
	load.Env = append(os.Environ(), "DOCKER_HOST="+e.host())
	var said bytes.Buffer
	save.Stderr = &said
	pipe, err := save.StdoutPipe()
	if err != nil {
		return err
	}
	load.Stdin = pipe
	if err := save.Start(); err != nil {
		return err
	}
	out, err := load.CombinedOutput()
	if err := errors.Join(err, save.Wait()); err != nil {
		return fmt.Errorf("copy %s: %w: %s%s", dockertest.BaseImage, err, said.String(), out)
	}
	return nil
}

// on makes the processes of the box use the engine.
func (b *box) on(e *engine) *box {
	b.engine = e
	b.env = append(b.env, "DOCKER_HOST="+e.host())
	return b
}

// begin starts a process where it reaches the box's engine.
func (b *box) begin(cmd *exec.Cmd) error {
	if b.engine == nil {
		return cmd.Start()
	}
	return b.engine.begin(cmd)
}
