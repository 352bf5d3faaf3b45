//go:build linux

package trust

import (
	"bytes"
	"os"
	"os/exec"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/creack/pty"
	"golang.org/x/sys/unix"

	"tutor/internal/dockertest"
)

// TestHangup has the terminal go away in mid-grade: the kernel sends SIGHUP. The program ends soon and nothing is left.
func TestHangup(t *testing.T) {
	dockertest.Require(t)
	asked := moments()[2]
	for _, program := range []struct {
		name string
		args []string
		keys string
	}{
		{"check", []string{"check", "build-image"}, ""},
		{"lab", []string{"lab", "health"}, "\r\r\r"},
		{"screens", nil, " "},
	} {
		t.Run(program.name, func(t *testing.T) {
			b := newBox(t, "faults")
			work := asked.work(t)
			// The screens begin where the learner left off.
			b.writeState(`{"version":1,"place":{"exercise":"build-image"},"exercises":{"build-image":{"workspace":"` + work + `"}}}`)
			term := b.onTerminal(command{args: program.args, dir: work})
			defer term.close()
			here := func() bool { return runs(asked.process) }
			if program.keys == "" {
				term.p.await(here)
			} else {
				term.press(program.keys, here)
			}
			term.close()
			began := time.Now()
			over := time.AfterFunc(5*time.Minute, func() { term.p.signal(syscall.SIGKILL) })
			r := term.p.wait()
			over.Stop()
			dockertest.InTime(t, "the end after the terminal went away", time.Since(began), 6*time.Second) // two on a quiet machine
			if r.code != 130 {
				t.Errorf("code %d after the terminal went away\n%s", r.code, r.stderr)
			}
			if data, err := os.ReadFile(b.stateFile()); err != nil || bytes.Contains(data, []byte(`"outcome": "`)) {
				t.Errorf("the grade that was cut off is in the progress file (%v):\n%s", err, data)
			}
		})
	}
}

// hangup is a terminal with the program on it.
type hangup struct {
	p      *process
	master *os.File
	closed sync.Once
	over   chan struct{} // closed when nothing is to be read any more
	ended  chan struct{} // closed when nothing is read any more
}

// onTerminal starts the program on a terminal of its own.
func (b *box) onTerminal(c command) *hangup {
	b.t.Helper()
	c.env = append(c.env, "TERM=xterm-256color")
	p := &process{b: b, cmd: b.prepare(c), began: time.Now()}
	term := &hangup{p: p, master: b.startOn(p.cmd), over: make(chan struct{}), ended: make(chan struct{})}
	b.started(p.cmd.Process.Pid)
	p.peak = watchPeak(p.cmd.Process.Pid)
	go term.read()
	return term
}

func (b *box) startOn(cmd *exec.Cmd) *os.File {
	b.t.Helper()
	master, err := pty.StartWithSize(cmd, &pty.Winsize{Rows: 24, Cols: 80})
	if err != nil {
		b.t.Fatal(err)
	}
	return master
}

// press presses keys again and again until a condition holds: a program that begins does not listen yet.
func (x *hangup) press(keys string, holds func() bool) {
	next := time.Now()
	x.p.await(func() bool {
		if time.Now().After(next) {
			_, _ = x.master.WriteString(keys) // shows when the condition never holds
			next = time.Now().Add(2 * time.Second)
		}
		return holds()
	})
}

// close takes the terminal away.
func (x *hangup) close() {
	x.closed.Do(func() {
		close(x.over)
		<-x.ended // a read that waits would keep the terminal open
		_ = x.master.Close()
	})
}

// read keeps what the program writes. It never waits in a read for long.
func (x *hangup) read() {
	defer close(x.ended)
	fd := int(x.master.Fd())
	buffer := make([]byte, 4096)
	for {
		select {
		case <-x.over:
			return
		default:
		}
		ready := []unix.PollFd{{Fd: int32(fd), Events: unix.POLLIN}}
		if n, _ := unix.Poll(ready, 50); n == 0 {
			continue
		}
		n, err := unix.Read(fd, buffer)
		if err != nil {
			return // the program has closed its side
		}
		_, _ = x.p.stdout.Write(buffer[:n]) // it keeps it
	}
}
