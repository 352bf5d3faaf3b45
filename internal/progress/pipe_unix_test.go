//go:build unix

package progress

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

func TestAPipeHoldsNothingUp(t *testing.T) {
	path := newPath(t)
	check(t, os.MkdirAll(filepath.Dir(path), 0o700))
	check(t, syscall.Mkfifo(path, 0o600))
	done := make(chan error, 1)
	go func() {
		_, err := Open(path)
		done <- err
	}()
	select {
	case err := <-done:
		if err == nil {
			t.Error("Open said nothing")
		}
	case <-time.After(time.Minute):
		t.Fatal("Open still reads")
	}
}
