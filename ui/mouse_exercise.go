package ui

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"
)

// wheel scrolls the pane under the pointer; a narrow screen has one.
func (s *exerciseScreen) wheel(x, y, n int) tea.Cmd {
	p, _ := s.paneAt(x, y)
	switch p {
	case taskPane:
		s.tasks.scroll(n)
	case checksPane:
		s.chosen = true
		s.selectCheck(s.selected + n/wheelLines)
	case evidencePane:
		s.evidence.scroll(n)
	case logPane:
		s.log.scroll(n)
	case paneCount: // none
	}
	return s.arrange()
}

// click goes to a pane, and selects a check; on the selected one it opens the evidence.
func (s *exerciseScreen) click(x, y int) tea.Cmd {
	if s.asking != askNothing {
		return nil
	}
	p, row := s.paneAt(x, y)
	if p == paneCount {
		return nil
	}
	at := -1
	if p == checksPane && row >= 0 {
		at = s.checkAt(s.list.top + row)
	}
	switch {
	case at >= 0 && at == s.selected:
		p = evidencePane
	case at >= 0:
		s.chosen = true
		s.selectCheck(at)
	}
	s.show(p)
	return s.arrange()
}

// paneAt is the pane at a cell and the row in it, -1 on its title; paneCount when there is none.
func (s *exerciseScreen) paneAt(x, y int) (p exercisePane, row int) {
	lines := s.view()
	if y >= len(lines)-len(s.status()) {
		return paneCount, 0
	}
	if !s.wide() {
		if y == 0 {
			return s.tabAt(x), -1
		}
		return s.focus, y - 1
	}
	from, width := 0, s.leftWidth()
	titles := []exercisePane{taskPane, checksPane}
	if x >= width {
		from, width, titles = width, s.width, []exercisePane{evidencePane, logPane}
	}
	for at := y; at >= 0; at-- {
		line := strings.TrimSpace(strings.TrimLeft(ansi.Strip(ansi.Cut(lines[at], from, width)), " "+glyphBar))
		for _, p := range titles {
			if line == ansi.Strip(strings.TrimSpace(s.title(p, s.moreOf(p)))) {
				return p, y - at - 1
			}
		}
	}
	return paneCount, 0
}

// tabAt is the tab at a cell of the line of tabs.
func (s *exerciseScreen) tabAt(x int) exercisePane {
	from := 0
	for p := taskPane; p < paneCount; p++ {
		width := ansi.StringWidth(p.title())
		if p == s.focus {
			width += ansi.StringWidth(glyphSelected)
		}
		if x >= from && x < from+width {
			return p
		}
		from += width + 2
	}
	return paneCount
}

// checkAt is the check that has a row of the list, or -1.
func (s *exerciseScreen) checkAt(row int) int {
	at, advice := 0, false
	for i := range s.checks {
		if !advice && !s.checks[i].check.Required() {
			advice = true
			at++ // the line above advice
		}
		n := len(s.row(&s.checks[i], i == s.selected, s.list.width))
		if row >= at && row < at+n {
			return i
		}
		at += n
	}
	return -1
}
