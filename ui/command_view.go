package ui

import (
	"fmt"
	"strings"

	"tutor/internal/study"
	"tutor/internal/term"
)

// text is the script as the screen shows it.
func (v *commandView) text() string { return strings.Join(v.script, "\n") }

// hidden says why the screen cannot show the script as it is; empty when it can.
func (v *commandView) hidden() string { return study.Hidden(v.Script) }

func (s *commandScreen) header() (left, right string) {
	first, _, more := strings.Cut(s.block.text(), "\n")
	if more {
		first += " …"
	}
	left = s.styles.Title.Render("$ " + first)
	if n := len(s.commands.all); s.phase == showRun && n > 1 {
		for i, run := range s.commands.all {
			if run == s.run {
				right = s.styles.Muted.Render(fmt.Sprintf("command %d/%d", i+1, n))
			}
		}
	}
	return left, right
}

func (s *commandScreen) view() []string {
	if s.phase == showRun {
		return s.panel()
	}
	return withMore(s.styles, &s.question)
}

// arrange puts what is known into the panes.
func (s *commandScreen) arrange() {
	switch {
	case s.width == 0:
	case s.phase == showRun:
		s.arrangeRun()
	default:
		s.question.setSize(min(s.width, proseWidth), s.height)
		s.question.setLines(s.questionLines())
	}
}

// textLines gathers wrapped text.
type textLines struct {
	width int
	lines []string
}

func (t *textLines) add(style func(...string) string, first, text string) {
	for _, row := range wrapIndent(first, text, t.width) {
		t.lines = append(t.lines, style(row))
	}
}

func (t *textLines) blank() { t.lines = append(t.lines, "") }

func (s *commandScreen) questionLines() []string {
	t := &textLines{width: s.question.width}
	if s.phase == askTrust {
		s.trustLines(t)
	} else {
		s.runLines(t)
	}
	if s.message != "" {
		t.blank()
		t.add(s.styles.Warn.Render, glyphError+" ", s.message)
	}
	return t.lines
}

func (s *commandScreen) trustLines(t *textLines) {
	st := s.styles
	t.add(st.Accent.Bold(true).Render, "", study.TrustQuestion)
	t.blank()
	t.add(st.Text.Render, "", study.TrustWhy)
	t.add(st.Code.Render, "  ", oneLine(s.meta.Origin))
	t.blank()
	t.add(st.Text.Render, "", study.TrustWarning)
	t.blank()
	t.add(st.Muted.Render, "", study.TrustKept)
}

func (s *commandScreen) runLines(t *textLines) {
	st := s.styles
	title := "Run this command?"
	if s.phase == makeFolder {
		title = "The folder is being made …"
	}
	t.add(st.Accent.Bold(true).Render, "", title)
	t.blank()
	for _, row := range scriptRows(s.block.script, t.width-2) {
		t.lines = append(t.lines, "  "+st.Code.Render(row))
	}
	t.blank()
	t.add(st.Text.Render, "", "It runs in the folder")
	t.add(st.Code.Render, "  ", oneLine(s.dir))
	if s.missing != nil {
		t.add(st.Text.Render, "", "which is made first, from the starter of "+exerciseName(s.missing)+".")
	}
	if reason := s.block.hidden(); reason != "" {
		t.blank()
		t.add(st.Warn.Render, glyphError+" ", reason)
	}
}

// expectedWidth is that of the expected output beside the real one; 0 where there is no room or nothing is expected.
func (s *commandScreen) expectedWidth() int {
	if s.width < besideWidth || s.block.expected == nil {
		return 0
	}
	return max(24, min(widest(s.block.expected)+2, (s.width-3)/2))
}

// arrangeRun gives the outputs their sizes: side by side, or below each other with at most a third for the expected one.
func (s *commandScreen) arrangeRun() {
	height := s.height - len(s.status())
	switch right := s.expectedWidth(); {
	case right > 0:
		s.run.log.setSize(s.width-right-3, height-1)
		s.expected.setSize(right, height-1)
	case s.block.expected != nil:
		rows := s.expectedRows(s.width)
		under := min(len(rows), max(1, height/3))
		s.run.log.setSize(s.width, height-under-2)
		s.expected.setSize(s.width, under)
	default:
		s.run.log.setSize(s.width, height-1)
		s.expected.setSize(s.width, 0)
	}
	if s.block.expected != nil {
		s.expected.setLines(s.expectedRows(s.expected.width))
	}
}

// expectedRows are the expected lines, those that have come with a mark.
func (s *commandScreen) expectedRows(width int) []string {
	var rows []string
	for i, line := range s.block.expected {
		mark, style := "  ", s.styles.Text
		switch {
		case line == anyLines:
			style = s.styles.Muted
		case s.run.found[i]:
			mark = s.styles.OK.Render(glyphPass) + " "
		}
		for j, row := range wrap(line, width-2) {
			if j > 0 {
				mark = "  "
			}
			rows = append(rows, mark+style.Render(row))
		}
	}
	return rows
}

func (s *commandScreen) panel() []string {
	logTitle := "Output"
	if n := s.run.log.dropped; n > 0 {
		logTitle += fmt.Sprintf(" (%d earlier lines are left out)", n)
	}
	if !s.run.log.following() {
		logTitle += " ↓"
	}
	out := append([]string{s.title(logTitle, !s.onExpected)}, s.outputLines()...)
	if s.block.expected != nil {
		title := strings.TrimSpace("Expected " + s.expected.more())
		want := append([]string{s.title(title, s.onExpected)}, s.expected.view()...)
		if s.expectedWidth() > 0 {
			out = columns(out, s.run.log.width, s.styles.Muted.Render(" "+glyphBar+" "), want)
		} else {
			out = append(out, want...)
		}
	}
	return append(out, s.status()...)
}

// title is the line above an output; the one that the arrow keys move is marked where there are two.
func (s *commandScreen) title(text string, focused bool) string {
	if focused && s.block.expected != nil {
		return s.styles.Accent.Bold(true).Render(glyphSelected + " " + text)
	}
	return s.styles.Muted.Render("  " + text)
}

func (s *commandScreen) outputLines() []string {
	lines := s.run.log.view()
	if s.run.log.total == 0 && len(lines) > 0 {
		text := "Nothing has come yet."
		if s.run.over {
			text = "It printed nothing."
		}
		lines[0] = s.styles.Muted.Render(text)
	}
	return lines
}

// status is what goes on, or how it ended, in lines of the screen's width.
func (s *commandScreen) status() []string {
	glyph, text := s.state()
	if s.message != "" {
		text += " · " + term.Sanitize(s.message)
	}
	rows := wrap(text, s.width-2)
	rows = rows[:min(len(rows), max(1, s.height/4))]
	for i, row := range rows {
		if i == 0 {
			rows[i] = glyph + " " + row
			continue
		}
		rows[i] = "  " + row
	}
	return rows
}

func (s *commandScreen) state() (glyph, text string) {
	run := s.run
	switch {
	case run.over:
		return run.verdict(s.styles)
	case run.stopping:
		return s.spinnerGlyph(), "stopping, cleaning up …"
	}
	text = "running " + seconds(s.app.now().Sub(run.started))
	if run.view.expected != nil {
		text += " · " + run.count()
	}
	return s.spinnerGlyph(), text
}
