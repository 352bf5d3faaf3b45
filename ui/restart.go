package ui

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"tutor/internal/term"
)

// question is what the exercise screen asks before it does something to the learner's files.
type question int

const (
	askNothing question = iota
	askFolder           // whether to make it
	askReset            // whether to begin again
)

// restart is an exercise that begins again.
type restart struct{ dir, backup string } // as PlanReset has it

type (
	// resetPlanned says what a reset would do.
	resetPlanned struct {
		exercise string
		plan     restart
	}
	// resetDone says that an exercise has begun again, or why not.
	resetDone struct {
		exercise string
		plan     restart
		err      error
	}
)

// resets says whether there is something to begin again with.
func (s *exerciseScreen) resets() bool {
	return s.opts.Reset != nil && s.known.workspace[s.ex.ID] != "" && s.run == nil && !s.making
}

func (s *exerciseScreen) planReset() tea.Cmd {
	if !s.resets() {
		return nil
	}
	plan, ex := s.opts.PlanReset, s.ex
	return func() tea.Msg {
		dir, backup := plan(ex)
		return resetPlanned{ex.ID, restart{dir, backup}}
	}
}

func (s *exerciseScreen) resetPlanned(msg resetPlanned) {
	if msg.exercise == s.ex.ID && s.resets() {
		s.asking, s.plan = askReset, msg.plan
	}
}

// resetQuestion says what will happen.
func (s *exerciseScreen) resetQuestion() string {
	if s.plan.dir == "" {
		return "Begin again? y/n   Your folder is gone; what is known about this exercise is forgotten."
	}
	return "Begin again with the starter files? y/n   Your work is kept as " + oneLine(s.plan.backup) +
		"; results and hints of this exercise are forgotten."
}

func (s *exerciseScreen) answerReset(msg tea.KeyMsg) tea.Cmd {
	switch {
	case key.Matches(msg, s.key.Restart):
		s.asking, s.making = askNothing, true
		reset, ex, plan := s.opts.Reset, s.ex, s.plan
		return func() tea.Msg { return resetDone{ex.ID, plan, reset(ex, plan.dir, plan.backup)} }
	case key.Matches(msg, s.key.No):
		s.asking = askNothing
		s.message = "Nothing was changed."
	}
	return nil
}

// resetDone shows the exercise as it is before the first check.
func (s *exerciseScreen) resetDone(msg resetDone) {
	if msg.exercise != s.ex.ID {
		return
	}
	s.making = false
	if msg.err != nil {
		s.message = "It could not begin again: " + term.Sanitize(msg.err.Error())
		return
	}
	s.unwatch()
	s.known.forget(s.ex.ID)
	s.known.workspace[s.ex.ID] = msg.plan.dir
	s.report, s.build, s.verdict, s.stale = nil, nil, "", ""
	for i := range s.checks {
		s.checks[i] = checkState{check: s.checks[i].check}
	}
	s.log.clear()
	s.chosen = false
	s.selectCheck(0)
	s.show(taskPane)
	s.message = "The exercise begins again."
	if msg.plan.dir != "" {
		s.message += " Your work: " + oneLine(msg.plan.backup)
	}
}

// forget drops what is known about an exercise.
func (s *snapshot) forget(exercise string) {
	delete(s.outcome, exercise)
	delete(s.review, exercise)
	delete(s.workspace, exercise)
	delete(s.history, exercise)
	for key := range s.hints {
		if key.exercise == exercise {
			delete(s.hints, key)
		}
	}
}
