//go:build unix

package ui

import (
	"errors"
	"io"
	"os"
	"time"

	"golang.org/x/sys/unix"
)

// terminalInput is a terminal whose answers about its background colour are taken out of what is read. It keeps the
// file's descriptor and name, which bubbletea needs for raw mode and to stop a read.
type terminalInput struct {
	*os.File
	filter *backgroundFilter
	ready  []byte // read and filtered, but more than the reader had room for
}

// wrapInput filters in. Reading it blocks for at most backgroundWait once the start of an answer was seen.
func wrapInput(in *os.File, filter *backgroundFilter) io.Reader {
	return &terminalInput{File: in, filter: filter}
}

// Read returns 0 bytes when all there was to read was an answer.
func (t *terminalInput) Read(p []byte) (int, error) {
	if len(t.ready) == 0 {
		if err := t.fill(len(p)); err != nil {
			return 0, err
		}
	}
	n := copy(p, t.ready)
	t.ready = t.ready[n:]
	return n, nil
}

func (t *terminalInput) fill(room int) error {
	buf := make([]byte, max(room-longestAnswer, 1)) // so that held bytes and new ones fit together
	n, err := t.File.Read(buf)
	t.ready = t.filter.feed(buf[:n])
	deadline := time.Now().Add(backgroundWait)
	for err == nil && len(t.filter.held) > 0 {
		if !readable(t.Fd(), time.Until(deadline)) {
			break
		}
		n, err = t.File.Read(buf[:1])
		t.ready = append(t.ready, t.filter.feed(buf[:n])...)
	}
	t.ready = append(t.ready, t.filter.release()...)
	if len(t.ready) > 0 && errors.Is(err, io.EOF) {
		return nil // the next read says it again
	}
	return err
}

// readable waits until there is something to read.
func readable(fd uintptr, wait time.Duration) bool {
	for deadline := time.Now().Add(wait); ; {
		left := time.Until(deadline)
		if left <= 0 {
			return false
		}
		fds := []unix.PollFd{{Fd: int32(fd), Events: unix.POLLIN}}
		n, err := unix.Poll(fds, int(left/time.Millisecond)+1)
		if errors.Is(err, unix.EINTR) {
			continue
		}
		return err == nil && n > 0
	}
}
