package ui

import (
	"fmt"
	"strings"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"tutor/exercises"
)

// exerciseBeside is the width from which the panes stand side by side.
const exerciseBeside = 100

func (s *exerciseScreen) wide() bool { return s.width >= exerciseBeside }

func (s *exerciseScreen) setSize(width, height int) { s.width, s.height = width, height }

// leftWidth and rightWidth divide a wide screen.
func (s *exerciseScreen) leftWidth() int {
	if !s.wide() {
		return s.width
	}
	return min(s.width*48/100, proseWidth+2)
}

func (s *exerciseScreen) rightWidth() int {
	if !s.wide() {
		return s.width
	}
	return s.width - s.leftWidth() - 3
}

func (s *exerciseScreen) taskWidth() int { return min(s.leftWidth()-2, proseWidth) }

// arrange puts what is known into the panes and asks for the task's text when it is missing.
func (s *exerciseScreen) arrange() tea.Cmd {
	if s.width == 0 {
		return nil
	}
	height := s.height - len(s.status())
	source := "task/" + s.ex.ID
	s.layout(height)
	s.tasks.setLines(s.taskLines(source))
	rows, first, last := s.rows(s.list.width)
	s.list.setLines(rows)
	s.list.reveal(first, last)
	lines, hintLine := s.evidenceOf(s.current(), s.evidence.width)
	s.hintLine = hintLine
	s.evidence.setLines(lines)
	if s.buildLine > 0 && !s.scrolled {
		s.evidence.reveal(s.buildLine-1, min(s.buildLine+2, len(lines)-1))
	}
	return s.wantText(source, s.taskWidth(), func() []string { return []string{s.task} })
}

// layout gives each pane its size. Each has a line for its title; narrow, all share the line of tabs.
func (s *exerciseScreen) layout(height int) {
	if !s.wide() {
		s.tasks.setSize(s.width, height-1)
		s.list.setSize(s.width, height-1)
		s.evidence.setSize(s.width, height-1)
		s.log.setSize(s.width, height-1)
		return
	}
	left, right := s.leftWidth(), s.rightWidth()
	rows, _, _ := s.rows(left)
	list := min(len(rows), height/2)
	s.list.setSize(left, list)
	s.tasks.setSize(left, height-list-2)
	logHeight := s.logHeight(height)
	s.evidence.setSize(right, height-logHeight-1)
	s.log.setSize(right, max(0, logHeight-1))
}

// logHeight is how much of the right column the log has, with its title: half while a grade runs and
// nothing has failed, nothing while there is no log. With the focus it is always there, as high as it can use.
func (s *exerciseScreen) logHeight(height int) int {
	switch {
	case s.focus == logPane && s.run != nil:
		return height - 5
	case s.focus == logPane:
		return min(height-5, max(s.log.total, len(wrap(s.noLog(), s.rightWidth())))+1)
	case s.log.total == 0 && s.run == nil:
		return 0
	case s.run != nil && s.report == nil && s.focus != evidencePane:
		return height / 2
	}
	return min(height/3, s.log.total+1)
}

// noLog is what an empty log says. A container's log is read only as evidence of what failed, so an empty
// one does not mean that the container printed nothing.
func (s *exerciseScreen) noLog() string {
	if s.run == nil && s.report != nil {
		return "No lines. A container's log is read when a check fails."
	}
	return "What the build and your container print comes here."
}

func (s *exerciseScreen) taskLines(source string) []string {
	var lines []string
	if parts := s.text(source, s.taskWidth()); len(parts) > 0 {
		lines = append(lines, parts[0]...)
	}
	return append(append(lines, ""), s.folderLines(s.taskWidth())...)
}

func (s *exerciseScreen) folderLines(width int) []string {
	label, dir := "Your folder", s.known.workspace[s.ex.ID]
	if dir == "" {
		label, dir = "Your folder (space makes it)", s.dir
	}
	lines := []string{s.styles.Accent.Render(label)}
	return append(lines, wrapIndent("  ", oneLine(dir), width)...)
}

func (s *exerciseScreen) header() (left, right string) {
	left = s.styles.Title.Render(exerciseName(s.ex))
	if s.watch != nil {
		left += s.styles.Muted.Render(" · watching")
	}
	switch {
	case s.run != nil:
		right = s.styles.Muted.Render(seconds(s.now().Sub(s.run.started)))
	case s.report == nil:
		switch outcome := s.known.outcome[s.ex.ID]; {
		case outcome == exercises.Pass:
			right = s.styles.OK.Render(glyphPass + " passed before")
		case s.known.review[s.ex.ID]:
			right = s.styles.Warn.Render("your answer waits for a person")
		case outcome == exercises.Fail:
			right = s.styles.Bad.Render(glyphFail + " not passed yet")
		}
	}
	return left, right
}

func (s *exerciseScreen) view() []string {
	status := s.status()
	height := s.height - len(status)
	var body []string
	if s.wide() {
		body = s.beside(height)
	} else {
		body = append([]string{s.tabs()}, s.focused()...)
	}
	return append(body, status...)
}

// focused is the pane a narrow screen shows.
func (s *exerciseScreen) focused() []string {
	switch s.focus {
	case taskPane:
		return withMore(s.styles, &s.tasks)
	case checksPane:
		return s.list.view()
	case evidencePane:
		return withMore(s.styles, &s.evidence)
	}
	return s.logLines()
}

func (s *exerciseScreen) logLines() []string {
	lines := s.log.view()
	if s.log.total == 0 {
		copy(lines, wrap(s.styles.Muted.Render(s.noLog()), s.log.width))
	}
	return lines
}

// tabs is the line of tabs of a narrow screen.
func (s *exerciseScreen) tabs() string {
	names := make([]string, 0, paneCount)
	for p := taskPane; p < paneCount; p++ {
		if p == s.focus {
			names = append(names, s.styles.Accent.Bold(true).Render(glyphSelected+p.title()))
			continue
		}
		names = append(names, s.styles.Muted.Render(p.title()))
	}
	if more := s.moreOf(s.focus); more != "" {
		names = append(names, s.styles.Muted.Render(more))
	}
	return ansi.Truncate(strings.Join(names, "  "), s.width, "…")
}

// moreOf is the mark in the title of a pane.
func (s *exerciseScreen) moreOf(p exercisePane) string {
	switch {
	case p == taskPane:
		return s.tasks.more()
	case p == checksPane:
		return s.list.more()
	case p == evidencePane:
		return s.evidence.more()
	case !s.log.following():
		return "↓"
	}
	return ""
}

func (s *exerciseScreen) beside(height int) []string {
	left := append([]string{s.title(taskPane, s.moreOf(taskPane))}, s.tasks.view()...)
	left = append(left, s.title(checksPane, s.moreOf(checksPane)))
	left = append(left, s.list.view()...)
	right := append([]string{s.title(evidencePane, s.moreOf(evidencePane))}, s.evidence.view()...)
	if s.log.height > 0 {
		right = append(right, s.title(logPane, s.moreOf(logPane)))
		right = append(right, s.logLines()...)
	}
	for len(left) < height {
		left = append(left, "")
	}
	for len(right) < height {
		right = append(right, "")
	}
	return columns(left[:height], s.leftWidth(), s.styles.Muted.Render(" "+glyphBar+" "), right[:height])
}

// title is the line above a pane; the one with the focus is marked.
func (s *exerciseScreen) title(p exercisePane, more string) string {
	text := p.title()
	switch {
	case p == checksPane:
		text += " " + s.count()
	case p == logPane && s.log.dropped > 0:
		text += fmt.Sprintf(" (%d earlier lines are left out)", s.log.dropped)
	}
	text = strings.TrimSpace(text + " " + more)
	if p == s.focus {
		return s.styles.Accent.Bold(true).Render(glyphSelected + " " + text)
	}
	return s.styles.Muted.Render("  " + text)
}

// count is how many of the required checks pass.
func (s *exerciseScreen) count() string {
	passed, required := 0, 0
	for _, c := range s.checks {
		if !c.check.Required() {
			continue
		}
		required++
		if c.result != nil && c.result.Outcome == exercises.Pass {
			passed++
		}
	}
	return fmt.Sprintf("%d/%d", passed, required)
}
