package ui

import (
	"fmt"
	"strings"

	"github.com/muesli/termenv"

	"tutor/internal/term"
)

// number counts the questions of the page on from those before it, and returns how many there are by now.
func (p *pageView) number(before int) int {
	for i := range p.stages {
		if st := &p.stages[i]; st.question != nil || st.spot != nil {
			before++
			st.number = before
		}
	}
	return before
}

// plainDrill is what there is to answer on a stage, without the answer.
func (p *pageView) plainDrill(st *stage, width int) []string {
	switch {
	case st.question != nil:
		return st.question.plain(st.number, width)
	case st.spot != nil:
		return p.plainSpot(st.number, width)
	}
	return nil
}

func (q *questionView) plain(number, width int) []string {
	ask := "choose one."
	if q.Multiple() {
		ask = "choose all that apply."
	}
	lines := append([]string{""}, wrap(fmt.Sprintf("Question %d: %s", number, ask), width)...)
	lines = append(lines, "")
	for i, o := range q.Options {
		lines = append(lines, hungMarkdown("  "+letter(i)+") ", o.Markdown, width)...)
	}
	return lines
}

func (p *pageView) plainSpot(number, width int) []string {
	lines := append([]string{""}, wrap(fmt.Sprintf("Question %d: which line is the mistake?", number), width)...)
	lines = append(lines, "")
	for i, code := range p.code {
		lines = append(lines, wrapIndent(fmt.Sprintf("  %3d  ", i+1), code, width)...)
	}
	return lines
}

// plainAnswers are the right answers to the questions of the page, with all explanations.
func (p *pageView) plainAnswers(width int) []string {
	var lines []string
	for i := range p.stages {
		switch st := &p.stages[i]; {
		case st.question != nil:
			lines = append(lines, st.question.plainAnswer(st.number, width)...)
		case st.spot != nil:
			lines = append(lines, st.spot.plainAnswer(st.number, width)...)
		}
	}
	return lines
}

func (q *questionView) plainAnswer(number, width int) []string {
	var right, lines []string
	for i, o := range q.Options {
		verdict := "Wrong: "
		if o.Right {
			verdict = "Right: "
			right = append(right, letter(i))
		}
		lines = append(lines, hungMarkdown("  "+letter(i)+") ", verdict+o.Explanation, width)...)
	}
	head := wrap(fmt.Sprintf("Question %d: %s", number, listed(right)), width)
	return append(append(append([]string{""}, head...), ""), lines...)
}

func (s *spotView) plainAnswer(number, width int) []string {
	lines := append([]string{""}, wrap(fmt.Sprintf("Question %d: %s", number, s.Mistakes()), width)...)
	lines = append(lines, "")
	for i, step := range s.Steps {
		lines = append(lines, hungMarkdown("  ", s.Role(i)+": "+step.Markdown, width)...)
	}
	return lines
}

// letter names an option: a, b, c and so on.
func letter(i int) string {
	if i < 26 {
		return string(rune('a' + i))
	}
	return fmt.Sprint(i + 1)
}

// hungMarkdown renders a text after lead, with its further lines at the same indent or, after blanks alone, further in.
func hungMarkdown(lead, markdown string, width int) []string {
	follow := strings.Repeat(" ", max(4, len(lead)))
	lines := renderAll([]string{term.Sanitize(markdown)}, max(1, width-len(follow)), true, termenv.Ascii)[0]
	for i, line := range lines {
		lines[i] = strings.TrimRight(lead+line, " ")
		lead = follow
	}
	return lines
}
