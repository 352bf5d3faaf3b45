//go:build linux

package trust

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/creack/pty"
)

// oddControl is in what the corpus prints, and in nothing that the program itself draws with.
const oddControl = "\x1b[7777h"

// screen grades once more on the screen of the exercise, in a terminal, and looks at every byte that arrives there.
func (h hostile) screen(t *testing.T, b *box, dir string) {
	t.Helper()
	home := t.TempDir()
	if err := os.Symlink(dir, filepath.Join(home, h.name)); err != nil { // the screens look for a folder of this name
		t.Fatal(err)
	}
	state := t.TempDir()
	s := b.screen(t, home, "XDG_STATE_HOME="+state)
	s.await("Exercise 1")
	s.press("jj\r")
	s.await("Checks")
	s.press(" ")
	s.await("y/n")
	s.press("y")
	s.await("Your folder is ready")
	s.press(" ")
	if !s.until(h.Want.Within, func() bool { return attempted(state) }) {
		t.Fatalf("no attempt within %v: %.3000q", h.Want.Within, s.out.String())
	}
	for range 4 { // every pane
		s.press("\t")
	}
	s.press("q")
	out := s.end()
	if at, bad := control(undrawn(out)); bad || strings.Contains(out, oddControl) {
		text := undrawn(out)
		t.Errorf("the screen got a control at byte %d: %.300q", at, text[max(0, at-60):])
	}
	if os.Getenv("TUTOR_TRUST_SHOW") != "" {
		t.Logf("%q", out)
	}
}

// attempted says whether a grade has ended and was recorded.
func attempted(state string) bool {
	data, err := os.ReadFile(filepath.Join(state, "tutor", "progress.json"))
	return err == nil && strings.Contains(string(data), `"attempts": 1`)
}

// terminal is the program on a terminal of 100 by 30.
type terminal struct {
	t     *testing.T
	file  *os.File
	out   locked
	ended chan struct{} // closed when the program has closed its side
	wait  func()
}

func (b *box) screen(t *testing.T, dir string, env ...string) *terminal {
	t.Helper()
	cmd := b.prepare(command{dir: dir, env: append(env, "TERM=xterm-256color", "TUTOR_NO_MOTION=1")})
	file, err := pty.StartWithSize(cmd, &pty.Winsize{Rows: 30, Cols: 100})
	if err != nil {
		t.Fatal(err)
	}
	b.started(cmd.Process.Pid)
	s := &terminal{t: t, file: file, ended: make(chan struct{})}
	s.wait = func() { _ = cmd.Wait() } // how it ends is not what is looked at
	go func() {
		defer close(s.ended)
		_, _ = io.Copy(&s.out, file) // ends with an error when the program has closed its side
	}()
	t.Cleanup(func() {
		_ = cmd.Process.Kill() // it has ended, unless the test gave up
		_ = file.Close()
	})
	return s
}

// press sends keys once all before them were answered: a key must not arrive before the screen that it is for.
func (s *terminal) press(keys string) {
	s.t.Helper()
	for _, key := range keys {
		before := len(s.out.String())
		if _, err := s.file.WriteString(string(key)); err != nil {
			s.t.Fatal(err)
		}
		s.until(2*time.Second, func() bool { return len(s.out.String()) > before }) // a key may change nothing
	}
}

// screenPatience is how long the screen may take to show what a key leads to, on a machine that is busy.
const screenPatience = 30 * time.Second

func (s *terminal) await(text string) {
	s.t.Helper()
	if !s.until(screenPatience, func() bool { return strings.Contains(s.out.String(), text) }) {
		out := s.out.String()
		s.t.Fatalf("the screen did not show %q within %v: %.3000q", text, screenPatience, out[max(0, len(out)-3000):])
	}
}

func (s *terminal) until(limit time.Duration, met func() bool) bool {
	for deadline := time.Now().Add(limit); ; {
		if met() {
			return true
		}
		if time.Now().After(deadline) {
			return false
		}
		select {
		case <-s.ended:
			return met()
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// end waits for the end of the program and returns all that it wrote.
func (s *terminal) end() string {
	s.t.Helper()
	select {
	case <-s.ended:
	case <-time.After(time.Minute):
		s.t.Fatalf("the program did not end after q")
	}
	s.wait()
	return s.out.String()
}
