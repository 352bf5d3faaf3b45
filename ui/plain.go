package ui

import (
	"fmt"
	"strings"

	"github.com/muesli/termenv"

	"tutor/internal/term"
	"tutor/lessons"
)

// RenderPlain returns a lesson as text of at most width cells a line, without colours or box drawing. Explanations of
// code follow it, each under the instruction it is about.
func RenderPlain(lesson *lessons.Lesson, width int) (string, error) {
	if width < 1 {
		return "", fmt.Errorf("width %d is too small", width)
	}
	var lines []string
	title := oneLine(lesson.Title)
	if lesson.Number > 0 {
		title = fmt.Sprintf("%d. %s", lesson.Number, title)
	}
	lines = append(lines, underlined(title, "=", width)...)
	for _, p := range lesson.Pages {
		lines = append(lines, "")
		page := newPageView(p)
		if page.title != oneLine(lesson.Title) {
			lines = append(append(lines, underlined(page.title, "-", width)...), "")
		}
		lines = append(lines, page.plain(width)...)
	}
	return strings.Join(lines, "\n") + "\n", nil
}

func (p *pageView) plain(width int) []string {
	parts := renderAll(p.sources(), width, true, termenv.Ascii)
	var lines []string
	for i, st := range p.stages {
		if i > 0 {
			lines = append(lines, "")
		}
		if st.step > 0 {
			for _, code := range p.code[st.first : st.last+1] {
				lines = append(lines, wrapIndent("    ", code, width)...)
			}
			lines = append(lines, "")
		}
		body, _ := st.weave(parts, func(c int) []string { return st.commands[c].plain(width) })
		lines = append(lines, body...)
	}
	return lines
}

func underlined(text, mark string, width int) []string {
	rows := wrap(term.Sanitize(text), width)
	return append(rows, strings.Repeat(mark, widest(rows)))
}
