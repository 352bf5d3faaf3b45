package runner

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"net/netip"
	"slices"
	"strings"
	"time"

	"tutor/exercises"
)

// Pace of the readiness poll.
const (
	firstPoll        = 5 * time.Millisecond
	lastPoll         = 250 * time.Millisecond
	oftenFor         = time.Second
	pollAttempt      = 2 * time.Second // one probe; a service that thinks longer is seen by its socket
	loopbackPatience = 8 * time.Second // an app may test itself there before it opens up
	portAttempts     = 3               // `docker run` again when the engine lost a race for a host port
)

// checkStart runs the image and waits until it answers on its port.
func (g *grade) checkStart(ctx context.Context, check *exercises.Check, s exercises.Start) exercises.CheckResult {
	l := launch{name: g.containerName(check.ID), port: s.Port, env: pairs(s.Env), healthEvery: g.healthEvery(check.ID)}
	c, err := g.startWithRetry(ctx, l)
	if c != nil {
		g.mu.Lock()
		g.containers[check.ID] = c
		g.mu.Unlock()
	}
	if err != nil {
		r := g.failedStart(ctx, c, err)
		r.Command = g.handRun(s.Port, l.env...)
		return r
	}
	limited, cancel := context.WithTimeout(ctx, check.Timeout())
	defer cancel()
	ready := g.awaitReady(limited, check, c, g.probePath(check.ID))
	if interruptedByUser(ctx) {
		r := interrupted()
		r.Command = g.handRun(s.Port, l.env...)
		return r
	}
	if ready {
		v := s.Judge(exercises.StartObservation{Port: s.Port, Answered: true, Waited: time.Since(c.started)})
		r := verdictResult(v)
		r.Command = g.handRun(s.Port, l.env...)
		return r
	}
	// The grade's own time may be over: the evidence is collected on a fresh context.
	evidence, cancelEvidence := context.WithTimeout(context.WithoutCancel(ctx), commandDeadline)
	defer cancelEvidence()
	return g.startResult(evidence, s, c, time.Since(c.started))
}

// interruptedByUser says whether the context was cancelled, as opposed to out of time.
func interruptedByUser(ctx context.Context) bool {
	return ctx.Err() != nil && !outOfTime(ctx)
}

// containerName is a name that no other container of any run has.
func (g *grade) containerName(what string) string { return "tutor-" + g.runID + "-" + what }

// pairs lists variables as docker run takes them, sorted.
func pairs(env map[string]string) []string {
	var all []string
	for _, name := range slices.Sorted(maps.Keys(env)) {
		all = append(all, name+"="+env[name])
	}
	return all
}

func (g *grade) startWithRetry(ctx context.Context, l launch) (c *container, err error) {
	for range portAttempts {
		c, err = g.startContainer(ctx, l)
		var p *Problem
		if !errors.As(err, &p) || !containsAny(p.Output, []string{"port is already allocated", "address already in use"}) {
			return c, err
		}
		_, _ = g.docker.run(ctx, "rm", "-f", "-v", l.name) // the failed try holds the name
	}
	return c, err
}

// failedStart says why the container did not start at all.
func (g *grade) failedStart(ctx context.Context, c *container, err error) exercises.CheckResult {
	var p *Problem
	if interruptedByUser(ctx) {
		return interrupted()
	}
	if c != nil || !errors.As(err, &p) || p.Cause != exercises.Internal {
		return problemResult(err)
	}
	said := cmp.Or(lastStartError(p.Output), silent("run", p.ExitCode))
	r := exercises.CheckResult{
		Outcome: exercises.Fail, Cause: startCause(p.Output), ExitCode: p.ExitCode,
		Expected: "the container starts", Observed: said,
	}
	if r.Cause == exercises.ArchMismatch && g.sameArch(ctx) { // right machine, wrong file: a script without a #! line
		r.Cause = exercises.CommandNotFound
	}
	if r.Cause.Infra() {
		r.Outcome = exercises.Error
	}
	return r
}

// lastStartError cuts the engine's wrapping from "docker: Error response from daemon: ...: exec: "x": not found: unknown".
func lastStartError(output string) string {
	for line := range strings.Lines(output) {
		if _, said, ok := strings.Cut(line, "Error response from daemon: "); ok {
			return startError(said)
		}
	}
	return strings.TrimSpace(output)
}

// startError cuts the runtime's wrapping from why a command could not be started.
func startError(said string) string {
	if _, inner, ok := strings.Cut(said, "unable to start container process: "); ok {
		said = inner
	}
	return strings.TrimSuffix(strings.TrimSpace(said), ": unknown")
}

// awaitReady polls until the container can be reached, exits or the context ends: often at first, then in growing steps.
// check is told what is waited for; nil is nobody.
func (g *grade) awaitReady(ctx context.Context, check *exercises.Check, c *container, path string) bool {
	w := &waiter{grade: g, check: check, container: c, path: path, began: time.Now()}
	for pause := firstPoll; ; {
		at := w.look(ctx)
		// A look at the socket table is cheap, and what listens soon is seen at once. An engine elsewhere is asked less often.
		if at == unknown || time.Since(w.began) > oftenFor {
			pause = min(pause*3/2, lastPoll)
		}
		switch at {
		case listening:
			return true
		case onLoopback:
			if w.loopbackFor() > loopbackPatience {
				return false
			}
		case notListening:
			w.loopbackSince = time.Time{}
		}
		select {
		case <-ctx.Done():
			return false
		case <-c.ended:
			return false
		case <-time.After(pause):
		}
	}
}

// waiter is one wait for a container.
type waiter struct {
	*grade
	check         *exercises.Check
	container     *container
	path          string
	began         time.Time
	loopbackSince time.Time
	askedSockets  time.Time
}

// Pace of what is looked at while a container is waited for.
const (
	noteAfter   = time.Second // before that, a note would only flicker
	socketPause = time.Second // between two looks that start a process
)

// look says where the container listens now. The socket table of an engine on this machine is enough. Elsewhere an
// answer proves it; a service that takes long for its first one is seen by its sockets all the same.
func (w *waiter) look(ctx context.Context) presence {
	sockets, known := w.container.localSockets()
	if !known {
		w.container.watchNow()
		if w.container.answers(ctx, w.path) {
			return listening
		}
		if time.Since(w.askedSockets) < socketPause {
			return unknown
		}
		w.askedSockets = time.Now()
		if sockets, known = w.container.sockets(ctx); !known {
			return unknown
		}
	}
	if w.check != nil && time.Since(w.began) > noteAfter {
		w.send(CheckNote{ID: w.check.ID, Text: note(sockets, w.container.port)})
	}
	return whereOn(sockets, w.container.port)
}

func (w *waiter) loopbackFor() time.Duration {
	if w.loopbackSince.IsZero() {
		w.loopbackSince = time.Now()
	}
	return time.Since(w.loopbackSince)
}

// presence is where the container listens on the wanted port.
type presence int

const (
	unknown presence = iota
	notListening
	onLoopback
	listening
)

func whereOn(sockets []exercises.Socket, port int) presence {
	where := notListening
	for _, s := range sockets {
		switch {
		case int(s.Port) != port:
		case s.Addr.IsLoopback():
			where = max(where, onLoopback)
		default:
			where = listening
		}
	}
	return where
}

// note says what is waited for and what is seen so far.
func note(sockets []exercises.Socket, port int) string {
	if len(sockets) == 0 {
		return fmt.Sprintf("waiting for port %d: nothing listens in the container yet", port)
	}
	var names []string
	for _, s := range sockets {
		names = append(names, netip.AddrPortFrom(s.Addr, s.Port).String())
	}
	return fmt.Sprintf("waiting for port %d: it listens on %s so far", port, strings.Join(names, ", "))
}

// startResult judges a container that ended, or that was not ready in time.
func (g *grade) startResult(ctx context.Context, s exercises.Start, c *container, waited time.Duration) exercises.CheckResult {
	o, err := c.observeStart(ctx, waited)
	if err != nil {
		return problemResult(err)
	}
	r := verdictResult(s.Judge(o))
	r.Command, r.ExitCode = g.handRun(s.Port, c.env...), o.ExitCode
	r.Log, r.Truncated = g.containerLog(ctx, c)
	if o.Exited && strings.Contains(r.Log, "exec format error") && !g.sameArch(ctx) {
		r.Outcome, r.Cause = exercises.Error, exercises.ArchMismatch
	}
	return r
}

// observeStart looks at a container that ended, or that was not ready in time.
func (c *container) observeStart(ctx context.Context, waited time.Duration) (exercises.StartObservation, error) {
	o := exercises.StartObservation{Port: c.port, Waited: waited}
	st, err := c.inspect(ctx)
	if err != nil {
		return o, err
	}
	if o.Exited = !st.State.Running; o.Exited {
		o.ExitCode, o.OOMKilled = st.State.ExitCode, st.State.OOMKilled
		o.Uptime = st.State.FinishedAt.Sub(st.State.StartedAt)
	} else {
		o.Sockets, o.SocketsKnown = c.sockets(ctx)
	}
	return o, nil
}

// probePath is the path of the first HTTP check that needs the container: a path the learner was asked for.
func (g *grade) probePath(startID string) string {
	for i := range g.ex.Checks {
		c := &g.ex.Checks[i]
		if s, ok := c.Settings.(exercises.HTTP); ok && g.startOf(c) == startID {
			return s.Path
		}
	}
	return "/"
}

// startsContainer says whether a check leaves a container that others look at.
func startsContainer(check *exercises.Check) bool {
	switch s := check.Settings.(type) {
	case exercises.Start:
		return true
	case exercises.Compose:
		return s.Step == exercises.ComposeUp
	}
	return false
}

// startOf returns the id of the start check whose container the check looks at: the nearest among its needs.
func (g *grade) startOf(check *exercises.Check) string {
	for _, id := range check.Needs {
		need, ok := g.ex.Check(id)
		if !ok {
			continue
		}
		if startsContainer(need) {
			return id
		}
		if found := g.startOf(need); found != "" {
			return found
		}
	}
	return ""
}
