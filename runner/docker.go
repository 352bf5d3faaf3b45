package runner

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"runtime"
	"sync/atomic"
	"time"

	"tutor/exercises"
)

// Limits of a docker command that has none of its own.
const (
	commandDeadline = 30 * time.Second // a healthy engine answers within one
	outputCap       = 1 << 20          // bytes kept of each stream
	usageDeadline   = 2 * time.Minute  // adding up sizes takes long on a full disk
	pruneDeadline   = 10 * time.Minute
	stopDelay       = 400 * time.Millisecond // from asking a process to end to ending it
	drainDelay      = 5 * time.Second        // for the rest of its output once a process has ended; a busy machine takes its time
)

// errDeadline says that a command was stopped because it took longer than it may.
var errDeadline = errors.New("stopped at its deadline")

// errStopped says that a command was stopped because the time of what it was for is over.
var errStopped = errors.New("stopped, since the time for it was over")

// errOutOfTime says that the time the caller gave the whole grade is over.
var errOutOfTime = errors.New("the time of the whole check was over")

// outOfTime says whether the context ended because the time of the whole grade was over.
func outOfTime(ctx context.Context) bool { return errors.Is(context.Cause(ctx), errOutOfTime) }

// docker runs the docker CLI: arguments as a slice, no shell, its own process group, a deadline on every call.
type docker struct {
	deadline time.Duration // of a call that has none of its own; 0 means commandDeadline
}

// call is one docker command.
type call struct {
	args     []string
	dir      string        // working folder; empty for the tutor's own
	env      []string      // added to the environment
	deadline time.Duration // 0 means commandDeadline
	stdin    []byte        // what the command reads; nil for nothing
	reads    io.Reader     // the same, too large to hold; nil for nothing
	writes   io.Writer     // gets what it prints on stdout, which is not kept then; nil for none
	onOutput io.Writer     // gets both streams as they come, besides the captured text; nil for none
	inOrder  bool          // one pipe for both streams, so that the order is true; output.stdout has both then
}

// output is what a command printed, each stream cut at outputCap.
type output struct{ stdout, stderr string }

// run runs the command to its end. The error is always a *Problem.
func (d docker) run(ctx context.Context, args ...string) (output, error) {
	return d.do(ctx, call{args: args})
}

// do runs one call to its end. The error is always a *Problem.
func (d docker) do(ctx context.Context, c call) (output, error) {
	if c.deadline == 0 {
		c.deadline = cmp.Or(d.deadline, commandDeadline)
	}
	limited, cancel := context.WithTimeoutCause(ctx, c.deadline, errDeadline)
	defer cancel()

	cmd := exec.CommandContext(limited, "docker", c.args...)
	cmd.Dir = c.dir
	cmd.Env = append(append(os.Environ(),
		"DOCKER_CLI_HINTS=false",
		"BUILDX_NO_DEFAULT_ATTESTATIONS=1", // an attestation is one more manifest to write; nobody reads it here
	), c.env...)
	if c.stdin != nil {
		cmd.Stdin = bytes.NewReader(c.stdin)
	}
	if c.reads != nil {
		cmd.Stdin = c.reads
	}
	var stdout, stderr capped
	cmd.Stdout, cmd.Stderr = io.Writer(&stdout), io.Writer(&stderr)
	if c.onOutput != nil {
		shared := &lockedWriter{w: c.onOutput}
		cmd.Stdout, cmd.Stderr = io.MultiWriter(&stdout, shared), io.MultiWriter(&stderr, shared)
	}
	said := &stderr
	if c.inOrder {
		cmd.Stderr, said = cmd.Stdout, &stdout
	}
	if c.writes != nil {
		cmd.Stdout = c.writes
	}
	group := ownGroup(cmd)
	cmd.WaitDelay = drainDelay
	err := group.runLocked()
	if errors.Is(err, exec.ErrWaitDelay) && limited.Err() == nil {
		err = nil // it has ended well; something that it started, as ssh for the connections to come, holds its output open
	}
	out := output{stdout: stdout.String(), stderr: stderr.String()}
	if err == nil {
		return out, nil
	}
	return out, problemOf(limited, c.args, said.String(), err)
}

// runLocked keeps the goroutine on its thread while the process lives: on Linux the process is told to end when the
// thread that started it ends (see ownGroup), and Go may end an idle thread.
func (g *group) runLocked() error {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	var insist atomic.Pointer[time.Timer]
	ask := g.cmd.Cancel
	g.cmd.Cancel = func() error {
		insist.Store(time.AfterFunc(stopDelay, g.kill))
		return ask()
	}
	if err := g.cmd.Start(); err != nil {
		return err
	}
	g.hold()
	err := g.cmd.Wait()
	if timer := insist.Load(); timer != nil {
		timer.Stop() // the number of a process that has ended may be another's soon
	}
	g.kill() // a plugin may outlive the docker command that started it
	return err
}

// problemOf turns the end of a process into a Problem with its cause.
func problemOf(ctx context.Context, args []string, stderr string, err error) *Problem {
	p := &Problem{Args: args, ExitCode: -1, Output: stderr, Err: err}
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		p.ExitCode = exit.ExitCode()
	}
	switch {
	case errors.Is(err, exec.ErrNotFound), errors.Is(err, exec.ErrDot), errors.Is(err, os.ErrPermission):
		p.Cause = exercises.DockerMissing
	case errors.Is(context.Cause(ctx), errDeadline):
		p.Cause, p.Err = exercises.DaemonDown, errDeadline
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		p.Cause, p.Err = exercises.Interrupted, errStopped
	case ctx.Err() != nil:
		p.Cause, p.Err = exercises.Interrupted, ctx.Err()
	default:
		p.Cause = infraCause(stderr)
	}
	return p
}

// capped keeps the first outputCap bytes written to it and drops the rest.
type capped struct{ buf bytes.Buffer }

func (c *capped) Write(p []byte) (int, error) {
	room := outputCap - c.buf.Len()
	if room < len(p) {
		c.buf.Write(p[:max(room, 0)])
		return len(p), nil
	}
	return c.buf.Write(p)
}

func (c *capped) String() string { return c.buf.String() }
