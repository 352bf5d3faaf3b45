package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"github.com/creack/pty"
)

// terminal is a program on a terminal of 100x30, with a black background. It answers at once, as real ones do: the floor
// asks before it draws.
type terminal struct {
	cmd    *exec.Cmd
	pty    *os.File
	began  time.Time
	chunks chan chunk
	seen   []byte
}

// chunk is what the program wrote at once.
type chunk struct {
	at   time.Time
	text []byte
}

const limit = 30 * time.Second

func (b *bench) open(ctx context.Context, state, program string, args ...string) (*terminal, error) {
	t := &terminal{chunks: make(chan chunk, 10_000)}
	t.cmd = exec.CommandContext(ctx, program, args...)
	t.cmd.Env, t.cmd.Dir = b.environment(state), filepath.Join(b.dir, "at "+state)
	if err := os.MkdirAll(t.cmd.Dir, 0o755); err != nil {
		return nil, err
	}
	t.began = time.Now()
	var err error
	if t.pty, err = pty.StartWithSize(t.cmd, &pty.Winsize{Rows: 30, Cols: 100}); err != nil {
		return nil, err
	}
	go func() {
		defer close(t.chunks)
		for {
			buf := make([]byte, 64<<10)
			n, err := t.pty.Read(buf)
			if n > 0 {
				t.chunks <- chunk{time.Now(), buf[:n]}
				t.answer(buf[:n])
			}
			if err != nil {
				return
			}
		}
	}()
	return t, nil
}

// answer answers what a program can ask: the colour of the background, and where the cursor is.
func (t *terminal) answer(asked []byte) {
	if bytes.Contains(asked, []byte("\x1b]11;?")) {
		_, _ = t.pty.WriteString("\x1b]11;rgb:0000/0000/0000\x1b\\")
	}
	if bytes.Contains(asked, []byte("\x1b[6n")) {
		_, _ = t.pty.WriteString("\x1b[1;1R")
	}
}

// close ends the program.
func (t *terminal) close() {
	_ = t.cmd.Process.Kill()
	_ = t.cmd.Wait()
	_ = t.pty.Close()
	for range t.chunks { // until the reader has ended
	}
}

// until reads until the text was written since the last key, and says when.
func (t *terminal) until(text string) (time.Time, error) {
	deadline := time.After(limit)
	for {
		select {
		case c, ok := <-t.chunks:
			if !ok {
				return time.Time{}, fmt.Errorf("the program ended before it showed %q:\n%s", text, t.seen)
			}
			if t.seen = append(t.seen, c.text...); bytes.Contains(t.seen, []byte(text)) {
				return c.at, nil
			}
		case <-deadline:
			return time.Time{}, fmt.Errorf("%q did not come within %s:\n%q", text, limit, t.seen)
		}
	}
}

// quiet reads until nothing came for so long, and returns how many bytes came.
func (t *terminal) quiet(wait time.Duration) (n int, err error) {
	for {
		select {
		case c, ok := <-t.chunks:
			if !ok {
				return n, errors.New("the program ended")
			}
			n += len(c.text)
		case <-time.After(wait):
			return n, nil
		}
	}
}

// key types a key; what came before it is forgotten.
func (t *terminal) key(key string) (time.Time, error) {
	t.seen = nil
	at := time.Now()
	_, err := t.pty.WriteString(key)
	return at, err
}

// press types a key and returns how long it took until something was drawn, and how much.
func (t *terminal) press(key string) (took time.Duration, drawn int, err error) {
	// Programs draw at set times, and a key comes at any: without chance it would come at much the same moment each time.
	if _, err := t.quiet(settle + rand.N(frame)); err != nil {
		return 0, 0, err
	}
	at, err := t.key(key)
	if err != nil {
		return 0, 0, err
	}
	select {
	case c, ok := <-t.chunks:
		if !ok {
			return 0, 0, errors.New("the program ended")
		}
		rest, err := t.quiet(settle)
		return c.at.Sub(at), len(c.text) + rest, err
	case <-time.After(limit):
		return 0, 0, fmt.Errorf("nothing was drawn after the key %q", key)
	}
}

// settle is how long a screen has to be silent before it counts as drawn: several frames.
const settle = 60 * time.Millisecond

// frame is how far apart the floor draws: 60 times a second.
const frame = time.Second / 60
