package ui

import (
	"time"

	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"

	"tutor/exercises"
)

// rows draws the list of checks, and returns the rows of the selected one.
func (s *exerciseScreen) rows(width int) (rows []string, first, last int) {
	if len(s.checks) == 0 {
		return []string{s.styles.Muted.Render("No checks.")}, 0, 0
	}
	advice := false
	for i := range s.checks {
		c := &s.checks[i]
		if !advice && !c.check.Required() {
			advice = true
			label := "  Advice, which never fails the exercise"
			rows = append(rows, s.styles.Muted.Render(ansi.Truncate(label, width, "…")))
		}
		start := len(rows)
		rows = append(rows, s.row(c, i == s.selected, width)...)
		if i == s.selected {
			first, last = start, len(rows)-1
		}
	}
	return rows, first, last
}

// row is one check: a mark, its state, its title, and below what it is waiting for.
func (s *exerciseScreen) row(c *checkState, selected bool, width int) []string {
	mark, style := " ", s.styles.Text
	if selected {
		mark, style = s.styles.Accent.Render(glyphSelected), s.styles.Title
	}
	rows := wrap(oneLine(c.check.Title), max(1, width-4))
	for i, row := range rows {
		if i == 0 {
			rows[i] = mark + " " + s.glyph(c) + " " + style.Render(row)
			continue
		}
		rows[i] = "    " + style.Render(row)
	}
	switch room := max(1, width-4); {
	case !c.running:
	case s.builds(c):
		if !s.wide() { // else the evidence beside has it
			rows = append(rows, "    "+s.bar(s.build, room))
		}
		rows = append(rows, "    "+s.buildRow(s.build, room))
	default:
		rows = append(rows, "    "+s.styles.Muted.Render(spread(s.note(c), s.elapsed(c), room)))
	}
	return rows
}

// elapsed is how long a check runs; nothing in its first second.
func (s *exerciseScreen) elapsed(c *checkState) string {
	if d := s.now().Sub(c.started); d >= time.Second {
		return seconds(d)
	}
	return ""
}

// builds says whether the check is at a build just now.
func (s *exerciseScreen) builds(c *checkState) bool {
	if !c.running || s.build == nil || len(s.build.steps) == 0 {
		return false
	}
	return c.check.Kind == "build" || c.check.Kind == "compose" && c.note == ""
}

// note is what a running check is at.
func (s *exerciseScreen) note(c *checkState) string {
	if c.note == "" {
		return "running"
	}
	return c.note
}

// turning is the glyph of what runs.
func (s *exerciseScreen) turning() string {
	return s.spin(s.frame)
}

func (s *exerciseScreen) glyph(c *checkState) string {
	switch {
	case c.running:
		return s.turning()
	case c.result == nil:
		return s.styles.Muted.Render(glyphWaiting)
	case !c.check.Required() && c.result.Outcome == exercises.Fail:
		return s.styles.Warn.Render(glyphAdvice)
	}
	return s.styles.outcome(c.result.Outcome)
}

// status is the lines under the panes: a question, the state of a grade, its verdict, or what to do next.
func (s *exerciseScreen) status() []string {
	text, style := s.statusText()
	limit := 3
	if s.asking != askNothing {
		limit = max(limit, s.height/2)
	}
	rows := wrap(text, s.width)
	rows = rows[:min(len(rows), limit, max(1, s.height-3))]
	for i, row := range rows {
		rows[i] = style.Render(row)
	}
	return rows
}

// verdictLine is the verdict and what stands behind it. Where the evidence has the screen, that says the verdict in full,
// and it is cut here.
func (s *exerciseScreen) verdictLine(behind string) string {
	line := s.outcomeMark() + s.verdict
	if s.focus == evidencePane && !s.wide() {
		return ansi.Truncate(line, max(0, s.width-ansi.StringWidth(behind)), "…") + behind
	}
	line += behind
	if s.run == nil && s.report.Outcome == exercises.Pass && len(s.ex.Next) > 0 {
		line += " · the evidence says what professionals do next"
	}
	return line
}

func (s *exerciseScreen) statusText() (string, lipgloss.Style) {
	switch {
	case s.asking == askReset:
		return s.resetQuestion(), s.styles.Warn
	case s.asking == askFolder:
		return "Make your folder with the starter files? y/n   " + oneLine(s.dir), s.styles.Warn
	case s.making:
		return "making your folder…", s.styles.Muted
	case s.run != nil && s.run.again:
		return "saved meanwhile: checking again as soon as this is cleaned up…", s.styles.Warn
	case s.run != nil && s.run.cancelled && s.verdict == "":
		return "cancelled, cleaning up…", s.styles.Warn
	case s.verdict != "" && s.run != nil:
		return s.verdictLine(" · cleaning up…"), s.verdictStyle()
	case s.message != "":
		return s.message, s.styles.Text
	case s.stale != "" && s.run != nil:
		return oneLine(s.stale) + " was saved while this check runs · esc cancels it", s.styles.Warn
	case s.stale != "" && s.report != nil:
		return glyphError + " " + oneLine(s.stale) + " was saved after this check began: space checks again", s.styles.Warn
	case s.stale != "":
		return oneLine(s.stale) + " is saved: space checks it", s.styles.Text
	case s.verdict != "":
		return s.verdictLine(leftovers(*s.report)), s.verdictStyle()
	case s.run != nil:
		return "checking your work · " + s.count() + " passed · esc cancels", s.styles.Muted
	case s.known.workspace[s.ex.ID] == "":
		return "space makes your folder with the starter files · n goes on", s.styles.Muted
	}
	if s.watch != nil {
		return "watching your folder: every save is checked · w stops", s.styles.Muted
	}
	if s.edits() {
		return "space checks your work · e opens your editor · n goes on", s.styles.Muted
	}
	return "space checks your work · n goes on", s.styles.Muted
}

func (s *exerciseScreen) outcomeMark() string {
	switch s.report.Outcome {
	case exercises.Pass:
		return glyphPass + " "
	case exercises.Fail:
		return glyphFail + " "
	}
	return glyphError + " "
}

func (s *exerciseScreen) verdictStyle() lipgloss.Style {
	switch s.report.Outcome {
	case exercises.Pass:
		return s.styles.OK
	case exercises.Fail:
		return s.styles.Bad
	}
	return s.styles.Warn
}
