package ui

import (
	tea "github.com/charmbracelet/bubbletea"

	"tutor/exercises"
)

// hintKey is what hints are about: they go with their cause.
type hintKey struct {
	exercise, check string
	cause           exercises.Cause
}

func (s *exerciseScreen) hintKey(c *checkState) hintKey {
	return hintKey{s.ex.ID, c.check.ID, c.result.Cause}
}

// hinted says whether a check has hints to ask for one by one.
func (c *checkState) hinted() bool {
	r := c.result
	return r != nil && r.Cause != "" && !r.Cause.Infra() && r.Outcome != exercises.Pass
}

// hint reveals the next tier for the selected check.
func (s *exerciseScreen) hint() tea.Cmd {
	c := s.current()
	if s.hintsLeft(c) == 0 {
		s.message = "There is no further hint for this check."
		return nil
	}
	key := s.hintKey(c)
	s.known.hints[key]++
	if !s.wide() {
		s.show(evidencePane)
	}
	s.arrange()
	s.evidence.top = s.hintLine + 1 // its label comes first, whatever stands above
	s.evidence.scroll(0)
	if s.run != nil { // the report has to be recorded first
		s.run.hinted = append(s.run.hinted, key)
		return nil
	}
	return s.saveHint(key)
}

// hintsSeen is how many tiers about the check's result were asked for.
func (s *exerciseScreen) hintsSeen(c *checkState) int {
	if !c.hinted() {
		return 0
	}
	return s.known.hints[s.hintKey(c)]
}

// hintsLeft is how many tiers were not asked for yet.
func (s *exerciseScreen) hintsLeft(c *checkState) int {
	if c == nil || !c.hinted() {
		return 0 // nothing to mend, or all hints are shown already
	}
	return max(0, len(c.check.HintTiers(c.result.Cause))-s.hintsSeen(c))
}

// saveHint remembers which tiers of a failure were seen. Progress keeps those of a report with a verdict.
func (s *exerciseScreen) saveHint(key hintKey) tea.Cmd {
	if s.report == nil || s.report.Outcome != exercises.Fail {
		return nil
	}
	tier := s.known.hints[key]
	return s.saver.save("", func() error {
		return s.opts.Progress.ShowHint(key.exercise, key.check, string(key.cause), tier)
	})
}

// saveHints remembers the hints that were asked for before the grade was over, after its report.
func (s *exerciseScreen) saveHints(keys []hintKey) tea.Cmd {
	var cmds []tea.Cmd
	for _, key := range keys {
		if s.known.hints[key] > 0 {
			cmds = append(cmds, s.saveHint(key))
		}
	}
	return tea.Batch(cmds...)
}

// forgetHints drops those of causes that have gone.
func (s *exerciseScreen) forgetHints(report exercises.Report) {
	still := map[hintKey]bool{}
	for _, c := range report.Checks {
		if c.Outcome == exercises.Fail {
			still[hintKey{s.ex.ID, c.ID, c.Cause}] = true
		}
	}
	for key := range s.known.hints {
		if key.exercise == s.ex.ID && !still[key] {
			delete(s.known.hints, key)
		}
	}
}
