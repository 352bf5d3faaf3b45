package cli

import (
	"context"
	"os"
	"os/signal"
	"sync/atomic"
	"syscall"
)

// signals end a command, but for the time in which ctrl+c is meant for another program on the same terminal.
type signals struct{ lent atomic.Bool }

// listen returns a context that ends with the first signal; the second one ends the process, as if nobody listened.
// A reader that is gone ends it, too, and never the process: in `tutor check | head -1` each line that is still printed
// meets the same pipe, and what was started is yet to be removed.
func (s *signals) listen() (context.Context, context.CancelFunc) {
	all := []os.Signal{syscall.SIGINT, syscall.SIGTERM}
	if !signal.Ignored(syscall.SIGHUP) { // nohup
		all = append(all, syscall.SIGHUP)
	}
	came := make(chan os.Signal, 1)
	signal.Notify(came, all...)
	noReader := make(chan os.Signal, 1)
	signal.Notify(noReader, syscall.SIGPIPE)
	ctx, stop := context.WithCancel(context.Background())
	go func() {
		for {
			select {
			case <-ctx.Done():
				signal.Stop(came)
				return
			case <-noReader:
				stop()
			case sig := <-came:
				if sig != syscall.SIGINT || !s.lent.Load() {
					signal.Stop(came)
					stop()
					return
				}
			}
		}
	}()
	return ctx, func() {
		stop()
		signal.Stop(noReader)
	}
}

// lend runs what has the terminal to itself: vim leaves its insert mode by ctrl+c, and the tutor gets that as well.
func (s *signals) lend(work func() error) error {
	s.lent.Store(true)
	defer s.lent.Store(false)
	return work()
}
