package ui

import (
	"fmt"
	"strings"

	"github.com/muesli/termenv"

	"tutor/internal/term"
	"tutor/lessons"
)

// RenderPlain returns a lesson as text of at most width cells a line, without colours or box drawing. Explanations of
// code follow it, each under the instruction it is about. The answers to questions stand at the end. Spoken text is for
// those who hear it: tables are lists, drawings are announced, and no line is there for the eye alone.
func RenderPlain(lesson *lessons.Lesson, width int, spoken bool) (string, error) {
	if width < 1 {
		return "", fmt.Errorf("width %d is too small", width)
	}
	heading := func(text, mark string) []string {
		if spoken {
			return wrap(term.Sanitize(text), width)
		}
		return underlined(text, mark, width)
	}
	var lines []string
	title := oneLine(lesson.Title)
	if lesson.Number > 0 {
		title = fmt.Sprintf("%d. %s", lesson.Number, title)
	}
	lines = append(lines, heading(title, "=")...)
	var answers []string
	asked := 0
	for _, p := range lesson.Pages {
		lines = append(lines, "")
		page := newPageView(p)
		asked = page.number(asked)
		if page.title != oneLine(lesson.Title) {
			lines = append(append(lines, heading(page.title, "-")...), "")
		}
		lines = append(lines, page.plain(width, spoken)...)
		answers = append(answers, page.plainAnswers(width)...)
	}
	if len(answers) > 0 {
		lines = append(append(append(lines, ""), heading("Answers", "-")...), answers...)
	}
	return strings.Join(lines, "\n") + "\n", nil
}

func (p *pageView) plain(width int, spoken bool) []string {
	parts := renderAll(p.sources(), width, true, termenv.Ascii)
	if spoken {
		for i, source := range p.sources() {
			parts[i] = RenderSpoken(source, width)
		}
	}
	var lines []string
	shown := 0 // lines of the code
	for i := range p.stages {
		st := &p.stages[i]
		if i > 0 {
			lines = append(lines, "")
		}
		if st.step > 0 {
			lines = append(append(lines, plainCode(p.code[shown:st.last+1], width)...), "")
			shown = st.last + 1
		}
		body, _ := st.weave(parts, func(c int) []string { return st.commands[c].plain(width) })
		lines = append(lines, body...)
		lines = append(lines, p.plainDrill(st, width)...)
		if rest := plainCode(p.code[shown:], width); st.step == p.steps && st.step > 0 && len(rest) > 0 {
			lines = append(append(lines, ""), rest...) // comments after the last instruction
		}
	}
	return lines
}

// plainCode is the code of an instruction with the comments above it.
func plainCode(code []string, width int) []string {
	var lines []string
	for _, line := range code {
		if len(lines) > 0 || strings.TrimSpace(line) != "" {
			lines = append(lines, wrapIndent("    ", line, width)...)
		}
	}
	for len(lines) > 0 && strings.TrimSpace(lines[len(lines)-1]) == "" {
		lines = lines[:len(lines)-1]
	}
	return lines
}

func underlined(text, mark string, width int) []string {
	rows := wrap(term.Sanitize(text), width)
	return append(rows, strings.Repeat(mark, widest(rows)))
}
