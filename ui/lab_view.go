package ui

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"tutor/runner/lab"
)

// Glyphs of the timeline, one cell wide each.
const (
	glyphYes = glyphFull
	glyphNo  = glyphNotYet
)

// labLabels name the two rows of the timeline.
const (
	labelUp      = "process is up   "
	labelAnswers = "/health answers "
)

func (s *labScreen) header() (left, right string) {
	left = s.styles.Title.Render("Lab: " + s.about.Title)
	switch {
	case !s.running():
		return left, ""
	case s.run.stopping:
		return left, s.styles.Warn.Render("stopping, cleaning up")
	}
	return left, s.styles.Accent.Render(glyphRunning + " live")
}

func (s *labScreen) setSize(width, height int) {
	s.width, s.height = width, height
	s.arrange()
}

func (s *labScreen) view() []string {
	top := s.timeline()
	rest := withMore(s.styles, &s.text)
	return append(top, rest...)[:s.height]
}

// arrange lays out the story, and scrolls to what is new unless the learner reads something older.
func (s *labScreen) arrange() {
	if s.width == 0 {
		return
	}
	top := s.text.top
	s.text.setSize(min(s.width, tableWidth), s.height-len(s.timeline()))
	lines, from := s.lines()
	s.text.setLines(lines)
	switch {
	case s.moved:
		s.text.top = top
		s.text.scroll(0)
	case s.run != nil && s.run.over && s.run.err == "":
		s.text.top = 0
		s.text.reveal(from, len(lines)-1)
		s.moved = true // once: what comes after is the learner's scrolling
	case s.run != nil:
		s.text.reveal(from, len(lines)-1)
	}
}

// tableWidth is the widest a table of a lab gets.
const tableWidth = 100

// timeline is what stays above the story: nothing before there is something to draw.
func (s *labScreen) timeline() []string {
	if s.run == nil || len(s.run.samples) == 0 {
		return nil
	}
	room := max(1, s.width-len(labelUp))
	samples := s.run.samples
	first := max(0, len(samples)-room)
	last := samples[len(samples)-1]
	lines := []string{
		labelUp + s.row(samples[first:], func(x lab.Sample) bool { return x.Up }),
		labelAnswers + s.row(samples[first:], func(x lab.Sample) bool { return x.Answers }),
		fmt.Sprintf("requests served %d · failed %s", last.Served, s.failed(last.Failed)),
	}
	if s.height > roomy {
		lines = append([]string{strings.Repeat(" ", len(labelUp)) + s.styles.Muted.Render(s.captions(first, room))}, lines...)
		lines = append(lines, "")
	}
	for i, line := range lines {
		lines[i] = ansi.Truncate(line, s.width, "…")
	}
	return lines
}

func (s *labScreen) failed(n int) string {
	if n == 0 {
		return "0"
	}
	return s.styles.Bad.Render(fmt.Sprint(n))
}

// row draws one row of the timeline. Without colour its glyphs tell yes from no.
func (s *labScreen) row(samples []lab.Sample, yes func(lab.Sample) bool) string {
	var b strings.Builder
	for at := 0; at < len(samples); {
		end := at
		for end < len(samples) && yes(samples[end]) == yes(samples[at]) {
			end++
		}
		glyph, style := glyphNo, s.styles.Bad
		if yes(samples[at]) {
			glyph, style = glyphYes, s.styles.OK
		}
		b.WriteString(style.Render(strings.Repeat(glyph, end-at)))
		at = end
	}
	return b.String()
}

// captions name the phases above the column where each begins. A name is cut where the next one begins.
func (s *labScreen) captions(first, room int) string {
	line := []rune(strings.Repeat(" ", room))
	for _, m := range s.run.marks {
		at, name := m.at-first, []rune(m.name)
		if at < 0 || at+len(name) > room {
			continue
		}
		if at > 0 {
			line[at-1] = ' '
		}
		for i := range line[at:] {
			line[at+i] = ' '
		}
		copy(line[at:], name)
	}
	return strings.TrimRight(string(line), " ")
}

// lines are the story, and the first line of what matters most now.
func (s *labScreen) lines() (lines []string, from int) {
	if s.run == nil {
		return s.intro(), 0
	}
	for i, part := range s.run.story {
		if part.kind == labTitle && i > 0 || part.kind == labTable {
			lines = append(lines, "")
		}
		if part.kind == labTable && from == 0 && s.run.over {
			from = len(lines)
		}
		lines = append(lines, s.part(part)...)
	}
	if !s.run.over || from == 0 {
		from = len(lines)
	}
	return append(lines, s.present()...), from
}

// present is what happens just now: a question, what is waited for, or how it ended.
func (s *labScreen) present() []string {
	run := s.run
	switch {
	case run.asked != nil:
		return append([]string{""}, s.question(run.asked.q)...)
	case run.over && run.err != "":
		return append([]string{""}, wrapIndent(s.styles.Warn.Render(glyphError)+" ", run.err+s.leftText(), s.text.width)...)
	case run.over:
		text := "What the lab made is removed."
		if !s.about.Image {
			text = ""
		}
		return append([]string{""}, wrap(strings.TrimSpace(run.result.summary+" "+text+s.leftText()), s.text.width)...)
	case run.note != "":
		return wrapIndent(s.styles.Accent.Render(glyphRunning)+" ", run.note, s.text.width)
	}
	return nil
}

func (s *labScreen) leftText() string {
	if s.run.result.left == 0 {
		return ""
	}
	return fmt.Sprintf(" %d could not be removed: run tutor clean.", s.run.result.left)
}

func (s *labScreen) question(q lab.Question) []string {
	if len(q.Options) == 1 {
		o := q.Options[0]
		return wrap("Press "+s.styles.Accent.Render(o.Key)+" to "+o.Text+".", s.text.width)
	}
	var lines []string
	for _, row := range wrap(q.Text, s.text.width) {
		lines = append(lines, s.styles.Title.Render(row))
	}
	for _, o := range q.Options {
		lines = append(lines, wrapIndent("  "+s.styles.Accent.Render(o.Key)+"  ", o.Text, s.text.width)...)
	}
	return lines
}

func (s *labScreen) part(p labPart) []string {
	width := s.text.width
	switch p.kind {
	case labTitle:
		return []string{s.styles.Title.Render(ansi.Truncate(p.text, width, "…"))}
	case labCommand:
		return wrapIndent("  ", s.styles.Code.Render(p.text), width)
	case labSeen:
		return wrapIndent(s.styles.Accent.Render(glyphGoOn)+" ", p.text, width)
	case labRight:
		return wrapIndent(s.styles.OK.Render(glyphPass)+" ", p.text, width)
	case labWrong:
		return wrapIndent(s.styles.Bad.Render(glyphFail)+" ", p.text, width)
	case labTable:
		return s.tableLines(p.table)
	}
	return wrap(p.text, width)
}

func (s *labScreen) tableLines(t lab.Table) []string {
	grid := table{rows: append([][]string{t.Head}, t.Rows...), columns: len(t.Head), profile: s.styles.profile}
	lines := []string{s.styles.Title.Render(ansi.Truncate(t.Title, s.text.width, "…"))}
	if widths := grid.fit(s.text.width); widths != nil {
		return append(lines, grid.grid(widths)...)
	}
	return append(lines, grid.records(s.text.width)...)
}

// intro says what the lab does, before it does it.
func (s *labScreen) intro() []string {
	lines := wrap(s.about.Summary, s.text.width)
	if !s.about.Image {
		return append(append(lines, ""), wrap("It only looks. It removes what you agree to, step by step, and never a volume. Enter begins.", s.text.width)...)
	}
	more := "It builds your image and runs it beside everything else, on free ports. You predict what happens, then see it. " +
		"Everything is removed at the end, also when you press esc. Enter begins; R takes the course's own image instead."
	return append(append(lines, ""), wrap(more, s.text.width)...)
}
