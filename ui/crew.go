package ui

import (
	"context"
	"fmt"
	"runtime/debug"
	"sync"
	"time"
)

// crew starts the goroutines of the screens. One that panics does not leave the terminal raw: the panic is kept, the
// program is told to stop, and Run reports it once the terminal is itself again.
type crew struct {
	ctx  context.Context // cancelled when the program ends
	stop func()          // stops the program; safe to call at any time

	running sync.WaitGroup
	mu      sync.Mutex
	failed  error
}

// start runs work in its own goroutine.
func (c *crew) start(work func(ctx context.Context)) {
	c.running.Add(1)
	go func() {
		defer c.running.Done()
		defer c.catch()
		work(c.ctx)
	}()
}

// after runs work later, unless the program ends before.
func (c *crew) after(wait time.Duration, work func()) {
	c.start(func(ctx context.Context) {
		timer := time.NewTimer(wait)
		defer timer.Stop()
		select {
		case <-timer.C:
			work()
		case <-ctx.Done():
		}
	})
}

func (c *crew) catch() {
	r := recover()
	if r == nil {
		return
	}
	c.mu.Lock()
	if c.failed == nil {
		c.failed = fmt.Errorf("internal error: %v\n%s", r, debug.Stack())
	}
	c.mu.Unlock()
	c.stop()
}

// wait waits for all goroutines, for at most limit. It returns the first panic.
func (c *crew) wait(limit time.Duration) error {
	done := make(chan struct{})
	go func() {
		c.running.Wait()
		close(done)
	}()
	select {
	case <-done:
	case <-time.After(limit):
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.failed
}
