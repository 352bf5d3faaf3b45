package ui

import (
	"context"

	tea "github.com/charmbracelet/bubbletea"

	"tutor/internal/term"
)

// workWatch is a watch on the learner's folder.
type workWatch struct {
	op    int
	stop  context.CancelFunc
	began bool // the first word is no save
}

type (
	// workSaved says that a file in a watched folder was saved.
	workSaved struct{ op int }
	// workUnwatched says that a watch has ended, or could not begin.
	workUnwatched struct {
		op  int
		err error
	}
)

func (s *exerciseScreen) watches() bool {
	return s.opts.WatchWork != nil && s.known.workspace[s.ex.ID] != ""
}

// toggleWatch begins to check at every save, or stops it.
func (s *exerciseScreen) toggleWatch() {
	switch {
	case s.watch != nil:
		s.unwatch()
		s.message = "Saves are not checked any more."
	case s.opts.WatchWork == nil:
	case !s.watches():
		s.asking = askFolder
	default:
		s.ops++
		op, watch, dir, send := s.ops, s.opts.WatchWork, s.known.workspace[s.ex.ID], s.send
		ctx, stop := context.WithCancel(s.crew.ctx)
		s.watch = &workWatch{op: op, stop: stop}
		s.crew.start(func(context.Context) {
			err := watch(ctx, dir, func() { send(workSaved{op}) })
			send(workUnwatched{op, err})
		})
	}
}

func (s *exerciseScreen) unwatch() {
	if s.watch != nil {
		s.watch.stop()
		s.watch = nil
	}
}

func (s *exerciseScreen) unwatched(msg workUnwatched) {
	if s.watch == nil || s.watch.op != msg.op {
		return
	}
	s.unwatch()
	if msg.err != nil {
		s.message = "Your folder cannot be watched: " + term.Sanitize(msg.err.Error())
	}
}

// saved checks what was saved. A grade that runs is of an older state: it is ended first.
func (s *exerciseScreen) saved(msg workSaved) tea.Cmd {
	if s.watch == nil || s.watch.op != msg.op {
		return nil
	}
	first := !s.watch.began
	s.watch.began = true
	if first && (s.run != nil || s.report != nil) {
		s.message = "From now on every save is checked; w stops that."
		return nil
	}
	return s.checkAgain()
}

// checkAgain checks the folder as it is now, whatever runs.
func (s *exerciseScreen) checkAgain() tea.Cmd {
	switch {
	case s.run != nil && s.grading == s:
		s.cancel()
		s.run.again = true
		return nil
	case s.grading != nil:
		s.message = "Saved. A check of " + exerciseName(s.grading.ex) + " is running; press space when it is over."
		return nil
	}
	return s.check()
}
