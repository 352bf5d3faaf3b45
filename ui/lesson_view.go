package ui

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"tutor/internal/term"
	"tutor/lessons"
)

// pageView is a page as the screen shows it, stage after stage. A page of text alone has one stage.
type pageView struct {
	title  string
	code   []string  // of a walkthrough or a mistake to find, safe for the screen; nil on a page of text alone
	spot   *spotView // nil where there is no mistake to find
	stages []stage
	steps  int // stages that explain an instruction
}

// stage is one view of a page: text, one step of a walkthrough, a question, or a mistake to find.
type stage struct {
	markdown    string
	step        int // from 1; 0 where no instruction is explained
	first, last int // the lines of code it explains; -1 for none
	commands    []commandView
	part        int // of the page's sources: its first
	question    *questionView
	spot        *spotView
	number      int // of the question in the lesson, from 1; counted only where it is printed
}

// drillTexts are those of what there is to answer on the stage, and how far they hang.
func (s *stage) drillTexts() (texts func() []string, hang int) {
	switch {
	case s.question != nil:
		return s.question.texts, s.question.hang()
	case s.spot != nil:
		return s.spot.texts, 0
	}
	return nil, 0
}

// lines are the lines of code that the stage is about, or -1.
func (s *stage) lines() (first, last int) {
	if s.spot != nil {
		return s.spot.lines()
	}
	return s.first, s.last
}

func newPageView(p lessons.Page) pageView {
	v := pageView{title: oneLine(p.Title)}
	prose := stage{first: -1, last: -1}
	flush := func() {
		if prose.markdown != "" || len(prose.commands) > 0 || prose.question != nil || prose.spot != nil {
			v.stages = append(v.stages, prose)
		}
		prose = stage{first: -1, last: -1}
	}
	for _, block := range p.Blocks {
		switch b := block.(type) {
		case lessons.Prose:
			prose.addProse(b.Markdown)
		case lessons.Command:
			prose.commands = append(prose.commands, newCommandView(b))
		case lessons.TermList:
			prose.addProse(termsMarkdown(b))
		case lessons.Question:
			flush()
			prose.question = newQuestionView(b)
			prose.addProse(b.Prompt)
			flush()
		case lessons.Spot:
			v.code, v.spot = safeCode(b.Code), newSpotView(b)
			prose.spot = v.spot
			flush()
		case lessons.Walkthrough:
			flush()
			v.code = safeCode(b.Code)
			for _, step := range b.Steps {
				v.steps++
				v.stages = append(v.stages, stage{
					markdown: term.Sanitize(step.Markdown), step: v.steps, first: step.First, last: step.Last,
				})
			}
		}
	}
	flush()
	if len(v.stages) == 0 {
		v.stages = append(v.stages, prose)
	}
	at := 0
	for i := range v.stages {
		v.stages[i].part = at
		at += len(v.stages[i].texts())
	}
	return v
}

func safeCode(code []string) []string {
	safe := make([]string, len(code))
	for i, line := range code {
		safe[i] = term.Sanitize(line)
	}
	return safe
}

func (p *pageView) sources() []string {
	var out []string
	for i := range p.stages {
		out = append(out, p.stages[i].texts()...)
	}
	return out
}

// columnGap is what stands between code and explanation.
const columnGap = "  "

// codeWidth is the width of the code, with its line numbers.
func (s *lessonScreen) codeWidth(p *pageView) int {
	room := s.room(p)
	if room < besideWidth {
		return room
	}
	gutter := gutterCells
	if p.spot != nil {
		gutter += signCells
	}
	return min(max(widest(p.code)+gutter, 34), room*3/5)
}

func (s *lessonScreen) textWidth(p *pageView) int {
	room := s.room(p)
	if p.code == nil || room < besideWidth {
		return min(room, proseWidth)
	}
	return min(room-s.codeWidth(p)-len(columnGap), proseWidth)
}

// arrange puts the current stage into the panes and asks for texts that are missing.
func (s *lessonScreen) arrange() tea.Cmd {
	if s.failed != "" {
		s.text.setSize(s.width, s.height)
		s.text.setLines(wrap(s.failed, s.width))
		return nil
	}
	if s.lesson == nil {
		return nil
	}
	p := s.current()
	if q := s.here().question; q != nil {
		q.spans = nil
	}
	s.arrangeSidebar(p)
	s.arrangePanes(p)
	lines := s.heading(p)
	parts := s.rendered(s.page)
	if parts != nil {
		lines = s.appendStage(lines, &p.stages[s.stage], parts)
		lines = append(lines, s.ending()...)
	}
	s.markRows(lines, s.text.width)
	s.text.setLines(lines)
	if parts != nil && s.drillReady() {
		s.settle()
	}
	return tea.Batch(s.wantPages(), s.read())
}

// appendStage adds the stage's text, and below it what there is to answer.
func (s *lessonScreen) appendStage(lines []string, st *stage, parts [][]string) []string {
	texts := s.drillRendered(s.page, s.stage)
	ready := texts != nil
	if st.spot == nil || !st.spot.answered() { // the explanations of code take the place of its text
		lines = append(lines, s.stageLines(st, parts, len(lines))...)
	}
	switch {
	case st.spot != nil && ready:
		lines = append(lines, st.spot.rows(s.styles, s.text.width, texts)...)
	case st.question != nil && ready:
		lines = append(lines, st.question.rows(s.styles, s.text.width, len(lines), texts)...)
	}
	return lines
}

func (s *lessonScreen) arrangePanes(p *pageView) {
	width := s.textWidth(p)
	if p.code == nil {
		s.text.setSize(width, s.height)
		return
	}
	first, last := p.stages[s.stage].lines()
	s.code.marks = nil
	if p.spot != nil {
		s.code.marks = p.spot.marks(s.styles)
	}
	s.code.draw(s.styles, p.code, first, last, s.codeWidth(p))
	s.markRows(s.code.pane.lines, s.codeWidth(p))
	if s.room(p) >= besideWidth {
		s.code.pane.setSize(s.codeWidth(p), s.height)
		s.text.setSize(width, s.height)
	} else {
		height := min(len(s.code.pane.lines), s.height/2)
		s.code.pane.setSize(s.width, height)
		s.text.setSize(width, s.height-height-1)
	}
	if first >= 0 {
		s.code.reveal(first, last)
	}
}

// heading is the page's title above its first text. The steps of a walkthrough have none: their room is for explaining.
func (s *lessonScreen) heading(p *pageView) []string {
	if first := p.stages[0]; s.stage > 0 || first.step > 0 || first.spot != nil && first.spot.answered() {
		return nil
	}
	var lines []string
	for _, row := range wrap(p.title, s.text.width) {
		lines = append(lines, s.styles.Accent.Bold(true).Render(row))
	}
	return append(lines, "")
}

// ending says at the end of a lesson what comes next.
func (s *lessonScreen) ending() []string {
	if !s.lastStage() {
		return nil
	}
	_, next := s.afterLesson(s.meta.ID)
	text := "This was the last page. → goes on to " + next + "."
	if s.from != "" {
		text = "This was the last page. → goes back to the exercise."
	}
	lines := []string{"", s.styles.Muted.Render(strings.Repeat(glyphRule, 8))}
	if score := s.score(); score != "" {
		lines = append(lines, wrap(score, s.text.width)...)
	}
	for _, row := range wrap(text, s.text.width) {
		lines = append(lines, s.styles.OK.Render(row))
	}
	if n := s.terms(); n > 0 {
		lines = append(lines, wrap("T reviews what you remember of its "+counted(n, "term")+".", s.text.width)...)
	}
	return lines
}

func (s *lessonScreen) view() []string { return s.besideSidebar(s.pageLines()) }

// pageLines is the page alone.
func (s *lessonScreen) pageLines() []string {
	if s.lesson == nil && s.failed == "" {
		return s.styles.loading(s.height)
	}
	if s.lesson == nil || s.current().code == nil {
		return withMore(s.styles, &s.text)
	}
	code := s.code.pane.view()
	if s.room(s.current()) >= besideWidth {
		return columns(code, s.codeWidth(s.current()), columnGap, withMore(s.styles, &s.text))
	}
	return append(append(code, s.divider()), withMore(s.styles, &s.text)...)
}

// divider stands between code and text, and says which of them ↑ and ↓ move.
func (s *lessonScreen) divider() string {
	label := ""
	if more := s.code.pane.more(); more != "" {
		label = " " + more + " code "
	}
	if s.onCode {
		label = " " + glyphSelected + label
	}
	label = glyphRule + glyphRule + label
	return s.styles.Muted.Render(label + strings.Repeat(glyphRule, max(0, s.width-len([]rune(label)))))
}

// withMore marks the last line of a pane that has more below it.
func withMore(styles *Styles, p *pane) []string {
	lines := p.view()
	if p.atEnd() || p.height < 2 {
		return lines
	}
	lines[p.height-1] = styles.Muted.Render("↓ more")
	return lines
}
