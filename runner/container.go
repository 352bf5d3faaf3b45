package runner

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"tutor/exercises"
)

// Limits of a learner's container.
const (
	containerMemory = "512m"
	containerCPUs   = "1"
	containerPIDs   = "256"
	logMaxSize      = "1m" // of each of two files the engine keeps
)

// finishStart is how long `docker run` may go on after a cancel: stopped half way, it could leave a container behind
// that appears only after the clean-up.
const finishStart = 800 * time.Millisecond

// container is one running copy of the learner's image.
type container struct {
	docker  docker
	name    string
	started time.Time
	address string        // host:port the probe uses; empty when the port is not published
	ended   chan struct{} // closed when the container has ended
	watched chan struct{} // closed when nobody watches for that any more
	doubt   chan struct{} // closed when it may have ended
	hurry   sync.Once
	cancel  context.CancelFunc
	port    int
	env     []string  // NAME=value, as sent
	first   state     // as it was just after the start
	told    sync.Once // its log has been sent to the listener
	gone    atomic.Bool
	fresh   func() *container     // starts another copy, once, and waits until it listens; nil where that cannot be done
	lost    atomic.Pointer[error] // why it cannot be watched any more; nil while it can, and after its end
}

// state is what `docker inspect` says about a container.
type state struct {
	State struct {
		Running    bool
		OOMKilled  bool
		ExitCode   int
		Pid        int
		StartedAt  time.Time
		FinishedAt time.Time
		Error      string
		Health     *health // nil where nothing asks
	}
	ID              string `json:"Id"`
	Image           string // id of the image
	RestartCount    int
	NetworkSettings struct {
		Ports map[string][]struct{ HostIP, HostPort string }
	}
}

// launch says how one copy of the learner's image is started.
type launch struct {
	name string
	port int      // inside the container
	env  []string // NAME=value, sent with -e
	// healthEvery replaces the pause between two health checks of the image; 0 leaves it. The check itself stays the
	// image's own.
	healthEvery time.Duration
	image       string   // empty for the learner's
	publish     string   // HOST:PORT to publish on; empty for a free port
	options     []string // more of `docker run`, where a lab asks for them
}

// startArgs are the arguments of `docker run` for the learner's image as shipped: nothing mounted, and nothing injected
// but the environment that an exercise is about.
func (g *grade) startArgs(l launch, remote bool) []string {
	publish := fmt.Sprintf("127.0.0.1::%d", l.port)
	if remote { // the engine's loopback cannot be reached from here
		publish = strconv.Itoa(l.port)
	}
	if l.publish != "" {
		_, hostPort, _ := strings.Cut(l.publish, ":")
		publish = fmt.Sprintf("127.0.0.1:%s:%d", hostPort, l.port)
	}
	args := []string{"run", "-d", "--pull=never", "--name", l.name, "--publish", publish}
	args = append(args, envArgs(blanked(handedOver()))...)
	args = append(args, envArgs(l.env)...) // the last of a name counts
	if l.healthEvery > 0 {
		args = append(args, "--health-interval", l.healthEvery.String())
	}
	args = append(args, limitArgs()...)
	args = append(args, "--log-driver", "json-file", "--log-opt", "max-size="+logMaxSize, "--log-opt", "max-file=2")
	args = append(append(args, g.labels()...), l.options...)
	return append(args, cmp.Or(l.image, g.tag()))
}

func limitArgs() []string {
	return []string{
		"--memory", containerMemory, "--memory-swap", containerMemory, "--cpus", containerCPUs,
		"--pids-limit", containerPIDs, "--security-opt", "no-new-privileges",
	}
}

func envArgs(env []string) []string {
	var args []string
	for _, e := range env {
		args = append(args, "-e", e)
	}
	return args
}

// handRun is the command that does the same by hand.
func (g *grade) handRun(port int, env ...string) []string {
	args := []string{"docker", "run", "--rm", "-p", fmt.Sprintf("%d:%d", port, port)}
	args = append(args, envArgs(env)...)
	return append(append(args, limitArgs()...), g.ex.ID)
}

// startContainer runs the image and watches for its end.
func (g *grade) startContainer(ctx context.Context, l launch) (*container, error) {
	endpoint, err := g.endpoint()
	if err != nil {
		return nil, err
	}
	host := remoteHost(endpoint)
	began := time.Now()
	if err := g.runDetached(ctx, g.startArgs(l, host != "")); err != nil {
		return nil, err
	}
	c := &container{
		docker: g.docker, name: l.name, started: began, ended: make(chan struct{}), watched: make(chan struct{}), doubt: make(chan struct{}),
		port: l.port, env: l.env,
	}
	c.fresh = sync.OnceValue(func() *container { return g.freshCopy(ctx, l) }) // several checks may ask the container
	watch, stop := context.WithCancel(context.WithoutCancel(ctx))
	c.cancel = stop
	g.mu.Lock()
	g.launched = append(g.launched, c)
	g.mu.Unlock()
	go c.watch(watch)

	st, err := c.inspect(ctx)
	if err != nil {
		return c, err
	}
	c.first, c.address = st, st.address(l.port, host)
	return c, nil
}

// runDetached runs `docker run -d`; a cancelled context lets it finish for a moment, so that what it made has a name.
func (g *grade) runDetached(ctx context.Context, args []string) error {
	if ctx.Err() != nil {
		return &Problem{Cause: exercises.Interrupted, Args: args, ExitCode: -1, Err: context.Cause(ctx)}
	}
	patient, cancel := context.WithCancel(context.WithoutCancel(ctx))
	defer cancel()
	undo := context.AfterFunc(ctx, func() { time.AfterFunc(finishStart, cancel) })
	defer undo()
	g.mu.Lock()
	g.ran++
	g.mu.Unlock()
	_, err := g.docker.do(patient, call{args: args})
	if p := (*Problem)(nil); errors.As(err, &p) && p.Cause == exercises.Interrupted {
		p.Err = context.Cause(ctx) // not that patience was over
	}
	return err
}

// watchAfter is how long after a container's start it is watched at the latest. A docker command takes some of the time
// of two processors, and just then the app needs it.
const watchAfter = 300 * time.Millisecond

// watchNow has the container watched from now on: something speaks for its end.
func (c *container) watchNow() { c.hurry.Do(func() { close(c.doubt) }) }

// watch closes ended when `docker wait` says that the container is over. When docker wait fails, the container is lost:
// the engine has ended or was restarted.
func (c *container) watch(ctx context.Context) {
	defer close(c.watched)
	select {
	case <-ctx.Done():
		return
	case <-c.doubt:
	case <-time.After(watchAfter):
	}
	_, err := c.docker.do(ctx, call{args: []string{"wait", c.name}, deadline: time.Hour})
	switch {
	case err == nil:
		close(c.ended)
	case ctx.Err() == nil:
		c.lost.Store(&err)
	}
}

// stopWatching ends the watch and waits until its process has ended.
func (c *container) stopWatching() {
	c.cancel()
	<-c.watched
}

// exited says whether the container has been seen to end.
func (c *container) exited() bool {
	select {
	case <-c.ended:
		return true
	default:
		return false
	}
}

func (c *container) inspect(ctx context.Context) (state, error) {
	var st state
	err := c.docker.inspectInto(ctx, "container", c.name, &st)
	return st, err
}

// address returns where the published port can be reached: on this machine, or on the engine's host.
func (st state) address(port int, remote string) string {
	for _, b := range st.NetworkSettings.Ports[fmt.Sprintf("%d/tcp", port)] {
		if b.HostPort == "" {
			continue
		}
		if remote != "" {
			return joinHostPort(remote, b.HostPort)
		}
		return joinHostPort("127.0.0.1", b.HostPort)
	}
	return ""
}

func joinHostPort(host, port string) string {
	if strings.Contains(host, ":") {
		host = "[" + host + "]"
	}
	return host + ":" + port
}

// containerLog returns the last lines the container printed, and sends them to the listener the first time.
func (g *grade) containerLog(ctx context.Context, c *container) (string, bool) {
	text, cut := c.logs(ctx)
	c.told.Do(func() {
		for line := range strings.Lines(text) {
			g.send(LogLine{Text: strings.TrimSuffix(line, "\n")})
		}
	})
	return text, cut
}

// logs returns the last lines the container printed.
func (c *container) logs(ctx context.Context) (string, bool) {
	var t tail
	lines := &lineWriter{onLine: t.add}
	_, err := c.docker.do(ctx, call{
		args:     []string{"logs", "--tail", strconv.Itoa(tailLines + 1), c.name},
		deadline: 5 * time.Second, onOutput: lines, inOrder: true,
	})
	if len(lines.pending) > 0 {
		lines.flush()
	}
	if err != nil && len(t.lines) == 0 {
		return "", !errors.Is(err, errDeadline)
	}
	return t.text()
}
