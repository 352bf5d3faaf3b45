package runner

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"time"
)

// Pace of stopping a script, in all less than two seconds with the clean-up that follows.
const (
	interruptWait = 600 * time.Millisecond // from SIGINT to SIGTERM
	terminateWait = 300 * time.Millisecond // from SIGTERM to SIGKILL
	drainWait     = 300 * time.Millisecond // for the output of processes that left the script's session
)

// Limits of a script's output.
const (
	commandLineCap  = 16 << 10 // bytes of one line
	commandTotalCap = 8 << 20  // bytes in all
)

var errNoShell = errors.New("there is no sh on this machine, and command blocks are written for it; " +
	"install one (on Windows: Git for Windows has it, or use WSL) and start tutor again")

// shell is a script that runs, in a session of its own: without the terminal, which is the tutor's.
type shell struct {
	cmd     *exec.Cmd
	group   *group
	output  *os.File
	exited  chan struct{} // closed when sh has ended
	drained chan struct{} // closed when nobody can print any more
}

// startShell starts sh with the text. emit gets each line of both streams.
func startShell(ctx context.Context, text, dir string, emit func(string)) (*shell, error) {
	path, err := exec.LookPath("sh")
	if err != nil {
		return nil, errNoShell
	}
	reader, writer, err := os.Pipe()
	if err != nil {
		return nil, fmt.Errorf("run the command: %w", err)
	}
	cmd := exec.CommandContext(context.WithoutCancel(ctx), path, "-c", text) // stopping it takes more than one signal
	cmd.Args[0] = "sh"                                                       // as it names itself in its errors
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "PWD="+dir, "PYTHONUNBUFFERED=1") // the learner waits for what is printed
	cmd.Stdout, cmd.Stderr = writer, writer                          // one pipe, so that the order is true
	s := &shell{cmd: cmd, group: ownSession(cmd), output: reader, exited: make(chan struct{}), drained: make(chan struct{})}
	started := make(chan error)
	go s.live(started)
	err = <-started
	_ = writer.Close()
	if err != nil {
		_ = reader.Close()
		return nil, fmt.Errorf("run the command: %w", err)
	}
	go s.read(emit)
	return s, nil
}

// live is the life of sh, on one thread: see runLocked.
func (s *shell) live(started chan<- error) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	err := s.cmd.Start()
	if err == nil {
		s.group.hold()
	}
	started <- err
	if err == nil {
		_ = s.cmd.Wait() // ProcessState says how it ended
		close(s.exited)
	}
}

func (s *shell) read(emit func(string)) {
	defer close(s.drained)
	lines := &lineWriter{onLine: emit}
	limited := &outputLimit{to: lines}
	buf := make([]byte, 32<<10)
	for {
		n, err := s.output.Read(buf)
		limited.write(buf[:n])
		if err != nil {
			break
		}
	}
	if len(lines.pending) > 0 {
		lines.flush()
	}
}

// wait waits for the end of the script, or brings it about when ctx ends. No process of the session is left after it.
func (s *shell) wait(ctx context.Context) (code int, stopped bool) {
	select {
	case <-s.exited:
	case <-ctx.Done():
		stopped = true
		s.stop()
	}
	s.group.kill() // what sh left in the background
	<-s.exited
	select {
	case <-s.drained:
	case <-time.After(drainWait):
	}
	go func() { _ = s.output.Close() }() // ends the reading; on Windows not before a process has let go of the other end
	select {
	case <-s.drained:
	case <-time.After(drainWait):
	}
	if stopped {
		return -1, true
	}
	return s.cmd.ProcessState.ExitCode(), false
}

// stop asks the processes of the session to end, with more and more weight.
func (s *shell) stop() {
	s.group.interrupt()
	if s.gone(interruptWait) {
		return
	}
	s.group.terminate()
	s.gone(terminateWait)
}

// gone waits until sh has ended and nobody can print any more.
func (s *shell) gone(wait time.Duration) bool {
	timer := time.NewTimer(wait)
	defer timer.Stop()
	for _, ended := range []chan struct{}{s.exited, s.drained} {
		select {
		case <-ended:
		case <-timer.C:
			return false
		}
	}
	return true
}

// outputLimit passes on what a script prints, up to commandLineCap of each line and commandTotalCap of all.
type outputLimit struct {
	to     *lineWriter
	column int // bytes of the current line
	total  int
	full   bool
}

func (o *outputLimit) write(p []byte) {
	for len(p) > 0 && !o.full {
		part := p
		at := bytes.IndexByte(p, '\n')
		if at >= 0 {
			part = p[:at]
		}
		o.text(part)
		if at < 0 || o.full {
			return
		}
		_, _ = o.to.Write([]byte{'\n'}) // a lineWriter never fails
		o.column = 0
		p = p[at+1:]
	}
}

func (o *outputLimit) text(part []byte) {
	if o.total += len(part) + 1; o.total > commandTotalCap {
		o.full = true
		if len(o.to.pending) > 0 {
			o.to.flush()
		}
		o.to.onLine(fmt.Sprintf("… more than %d MB of output: the rest is left out", commandTotalCap>>20))
		return
	}
	room := commandLineCap - o.column
	o.column += len(part)
	if room < 0 {
		return
	}
	if len(part) > room {
		part = append(part[:room:room], cutLineMark...)
	}
	_, _ = o.to.Write(part)
}
