package ui

import (
	"fmt"
	"time"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"tutor/exercises"
	"tutor/internal/progress"
)

// attemptKept says that a report was recorded, or why not, and brings the attempts so far.
type attemptKept struct {
	exercise string
	history  []progress.Attempt
	err      error
}

// record keeps a report, off the update loop, and reads what the attempts are then.
func (s *exerciseScreen) record(raw exercises.Report) tea.Cmd {
	kept, known, id := s.saver.save("", func() error { return s.opts.Progress.Record(raw) }), s.opts.Progress, s.ex.ID
	return func() tea.Msg {
		msg := attemptKept{exercise: id}
		if failed, ok := kept().(savedMsg); ok {
			msg.err = failed.err
		}
		msg.history = known.History(id)
		return msg
	}
}

func (s *exerciseScreen) attemptKept(msg attemptKept) {
	if msg.exercise == s.ex.ID {
		s.known.history[s.ex.ID] = msg.history
	}
}

// attempt is a past attempt, and what had changed.
type attempt struct {
	progress.Attempt
	first   bool // nothing before it is remembered
	changes []progress.Change
}

// attempts are those that are remembered, the newest one first.
func (a *app) attempts(exercise string) []attempt {
	history := a.known.history[exercise]
	all := make([]attempt, 0, len(history))
	for i := len(history) - 1; i >= 0; i-- {
		one := attempt{Attempt: history[i], first: i == 0}
		if i > 0 {
			one.changes = progress.Changes(history[i-1].Checks, history[i].Checks)
		}
		all = append(all, one)
	}
	return all
}

// change is a check that ended otherwise than before, in one line.
func (s *exerciseScreen) change(c progress.Change) string {
	was, is := exercises.Outcome(c.Was.Outcome), exercises.Outcome(c.Is.Outcome)
	if was == is {
		return fmt.Sprintf("%s %s, for another reason", s.outcomeGlyph(c.Check, is), s.checkTitle(c.Check))
	}
	return fmt.Sprintf("%s %s %s %s", s.outcomeGlyph(c.Check, was), glyphGoOn, s.outcomeGlyph(c.Check, is), s.checkTitle(c.Check))
}

// outcomeGlyph is the glyph that the list of checks has for the outcome.
func (s *exerciseScreen) outcomeGlyph(check string, outcome exercises.Outcome) string {
	if c := s.find(check); c != nil && !c.check.Required() && outcome == exercises.Fail {
		return s.styles.Warn.Render(glyphAdvice)
	}
	return s.styles.outcome(outcome)
}

// historyScreen is a popup with the attempts at an exercise.
type historyScreen struct {
	*app
	of   *exerciseScreen
	key  scrollKeys
	pane pane
}

func newHistory(s *exerciseScreen) *historyScreen {
	return &historyScreen{app: s.app, of: s, key: newScrollKeys("H")}
}

func (h *historyScreen) setSize(width, height int) {
	h.pane.setSize(width, height)
	h.pane.setLines(h.lines(min(width, proseWidth)))
}

func (h *historyScreen) lines(width int) []string {
	t := &textLines{width: width}
	for i, one := range h.attempts(h.of.ex.ID) {
		if i > 0 {
			t.blank()
		}
		outcome := exercises.Outcome(one.Outcome)
		head := fmt.Sprintf("%s Attempt %d, %s", h.styles.outcome(outcome), one.Number, when(one.At, h.now()))
		t.add(h.styles.Title.Render, "", head)
		switch {
		case one.first && one.Number == 1:
			t.add(h.styles.Muted.Render, "  ", "the first one: "+h.of.passedOf(one.Checks))
		case one.first:
			t.add(h.styles.Muted.Render, "  ", "earlier ones are not kept: "+h.of.passedOf(one.Checks))
		case len(one.changes) == 0:
			t.add(h.styles.Muted.Render, "  ", "no check has changed")
		}
		for _, c := range one.changes {
			t.add(h.styles.Text.Render, "  ", h.of.change(c))
		}
	}
	return t.lines
}

// passedOf is how many of the required checks passed in an attempt.
func (s *exerciseScreen) passedOf(checks []progress.Checked) string {
	passed, required := 0, 0
	for _, c := range checks {
		if known := s.find(c.Check); known != nil && known.check.Required() {
			required++
			if c.Outcome == string(exercises.Pass) {
				passed++
			}
		}
	}
	return fmt.Sprintf("%d of %d checks passed", passed, required)
}

// when is a time as a person says it: the hour today, else the day as well.
func when(at, now time.Time) string {
	at = at.In(now.Location())
	if at.Format(time.DateOnly) == now.Format(time.DateOnly) {
		return at.Format("15:04")
	}
	return at.Format("2 January, 15:04")
}

func (h *historyScreen) update(msg tea.Msg) tea.Cmd {
	press, ok := msg.(tea.KeyMsg)
	if !ok {
		return nil
	}
	if key.Matches(press, h.key.Close) {
		h.over = nil
		return nil
	}
	h.key.scroll(&h.pane, press)
	return nil
}

func (h *historyScreen) header() (left, right string) {
	return h.styles.Title.Render("Attempts at " + exerciseName(h.of.ex)), h.styles.Muted.Render(h.pane.more())
}

func (h *historyScreen) view() []string { return withMore(h.styles, &h.pane) }

func (h *historyScreen) takesText() bool { return false }

func (h *historyScreen) keys() keys { return h.key.list(&h.pane) }

// changed says in the evidence what has changed since the attempt before.
func (e *evidence) changed(s *exerciseScreen) {
	all := s.attempts(s.ex.ID)
	if s.run != nil || s.report == nil || s.report.Outcome == exercises.Error || len(all) < 2 || len(all[0].changes) == 0 {
		return
	}
	e.label(fmt.Sprintf("Attempt %d, changed since attempt %d (H shows all)", all[0].Number, all[1].Number))
	for _, c := range all[0].changes {
		e.lines = append(e.lines, wrapIndent("  ", s.change(c), e.width)...)
	}
}
