package ui

import (
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"tutor/exercises"
	"tutor/internal/term"
)

type (
	// editorReady brings the learner's editor, or says why there is none.
	editorReady struct {
		exercise string
		process  Process
		err      error
	}
	// editorLeft says that the learner is back from their editor.
	editorLeft struct {
		exercise string
		err      error
	}
	// editorSettled comes when saves made in the editor were told.
	editorSettled struct {
		exercise string
		ops      int // the last operation when the learner came back
	}
)

// settle is how long after the editor a save may still be told: longer than one is held back.
const settle = 300 * time.Millisecond

// edits says whether the learner's own editor can be opened.
func (s *exerciseScreen) edits() bool {
	return s.opts.Edit != nil && s.known.workspace[s.ex.ID] != ""
}

// edit opens the learner's editor on the file that the selected check is about.
func (s *exerciseScreen) edit() tea.Cmd {
	switch {
	case s.opts.Edit == nil:
		return nil
	case !s.edits():
		return s.check() // which asks for the folder
	}
	edit, ex, dir := s.opts.Edit, s.ex, s.known.workspace[s.ex.ID]
	var check *exercises.Check
	if c := s.current(); c != nil && s.report != nil { // before that none was chosen for a reason
		check = c.check
	}
	return func() tea.Msg {
		process, err := edit(ex, check, dir)
		return editorReady{exercise: ex.ID, process: process, err: err}
	}
}

func (s *exerciseScreen) editorReady(msg editorReady) tea.Cmd {
	if msg.exercise != s.ex.ID {
		return nil
	}
	if msg.err != nil {
		s.message = "No editor was opened: " + term.Sanitize(msg.err.Error())
		return nil
	}
	return s.exec(msg.process, func(err error) tea.Msg { return editorLeft{exercise: msg.exercise, err: err} })
}

// editorLeft checks what the learner has written.
func (s *exerciseScreen) editorLeft(msg editorLeft) tea.Cmd {
	if msg.exercise != s.ex.ID {
		return nil
	}
	if msg.err != nil {
		s.message = "The editor ended with an error: " + term.Sanitize(msg.err.Error())
		return nil
	}
	if s.watch != nil { // a last save is about to be told
		return s.tick(settle, editorSettled{exercise: s.ex.ID, ops: s.ops})
	}
	return s.checkAgain()
}

// editorSettled checks when no save has led to a check meanwhile.
func (s *exerciseScreen) editorSettled(msg editorSettled) tea.Cmd {
	if msg.exercise != s.ex.ID || msg.ops != s.ops {
		return nil
	}
	return s.checkAgain()
}
