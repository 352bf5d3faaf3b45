//go:build linux

package trust

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// diskFull grades while the engine's disk is full, and once there is room again.
func diskFull(t *testing.T, e *engine) {
	e.use(t)
	b := newBox(t, "faults").on(e)
	work := solution(t, map[string]string{"Dockerfile": "\nRUN head -c 50000000 /dev/urandom >/big\n"})
	e.fill()
	r := b.run(5*time.Minute, command{args: []string{"check", "build-image", work, "--json"}})
	e.makeRoom()
	wantError(t, r, "disk-full")
	wantPass(t, b)
}

// ballast fills the engine's disk.
func (e *engine) ballast() string { return filepath.Join(e.path("data"), "ballast") }

// fill leaves a megabyte on the engine's disk. It is called where the disk is seen: inside.
func (e *engine) fill() {
	e.t.Helper()
	e.within(func() error {
		f, err := os.Create(e.ballast())
		if err != nil {
			return err
		}
		defer func() { _ = f.Close() }() // what counts is the room it takes
		block := make([]byte, 1<<20)
		var size int64
		for err == nil {
			var n int
			n, err = f.Write(block)
			size += int64(n)
		}
		if !errors.Is(err, syscall.ENOSPC) {
			return err
		}
		return f.Truncate(size - 1<<20)
	})
}

func (e *engine) makeRoom() {
	e.t.Helper()
	e.within(func() error { return os.Remove(e.ballast()) })
}

// within does something on the thread that has the engine's mounts.
func (e *engine) within(work func() error) {
	e.t.Helper()
	done := make(chan error)
	e.inside <- func() { done <- work() }
	if err := <-done; err != nil {
		e.t.Fatal(err)
	}
}
