package runner

import (
	"context"
	"errors"
	"time"

	"tutor/exercises"
)

const (
	freshCopies = 3           // of a container that nothing arrives in; each takes an address that is out of order
	copyWait    = time.Minute // the first copy listened already
)

// ask asks a container, within the limit. Where nothing of the request arrives in it, a fresh copy is asked; where
// nothing arrives in that either, none of it counts. It returns the container that was asked last.
func (g *grade) ask(ctx context.Context, limit time.Duration, c *container, s exercises.HTTP) (exercises.HTTPObservation, *container) {
	for copies := 0; ; copies++ {
		limited, cancel := context.WithTimeout(ctx, limit)
		o, arrived := c.askAgain(limited, s)
		cancel()
		if arrived {
			return o, c
		}
		if copies < freshCopies && c.fresh != nil {
			if next := c.fresh(); next != nil {
				g.replace(c, next)
				c = next
				continue
			}
		}
		err := error(&Problem{Cause: exercises.PortsUnreachable, Args: []string{"run"}, ExitCode: -1, Err: errNotArrived})
		c.lost.Store(&err)
		return o, c
	}
}

// errNotArrived is a published port that does not lead to its container. It was seen after an engine had been killed:
// what it left of an earlier container had the new one's address.
var errNotArrived = errors.New("nothing of what was sent to the published port arrived in the container: Docker's network is out of order, so restart this machine")

// freshCopy starts what another container was started from, and waits until it listens. The other one still runs, so the
// engine has another address for this one. It returns nil where that does not succeed.
func (g *grade) freshCopy(ctx context.Context, l launch) *container {
	l.name += "-again"
	c, err := g.startWithRetry(ctx, l)
	if err != nil {
		return nil
	}
	limited, cancel := context.WithTimeout(ctx, copyWait)
	defer cancel()
	if !g.awaitReady(limited, nil, c, "/") {
		return nil
	}
	return c
}

// replace has the checks look at another copy of a container.
func (g *grade) replace(c, next *container) {
	g.mu.Lock()
	defer g.mu.Unlock()
	for id, have := range g.containers {
		if have == c {
			g.containers[id] = next
		}
	}
}
