package ui

import (
	"strings"
	"time"

	"tutor/internal/explain"
	"tutor/internal/term"
)

// explainDeadline is how long reading and explaining a file may take; an ordinary one takes a millisecond.
const explainDeadline = 10 * time.Second

// safeExplained makes all that comes from the file safe for the screen.
func safeExplained(f Explained) Explained {
	f.Name, f.Lines, f.Problem = oneLine(f.Name), safeCode(f.Lines), term.Sanitize(f.Problem)
	if f.Document == nil {
		return f
	}
	d := *f.Document
	d.Items, d.Findings = nil, nil
	for _, i := range f.Document.Items {
		i.Text, i.Says = oneLine(i.Text), oneLine(i.Says)
		parts := make([]explain.Part, len(i.Parts))
		for k, p := range i.Parts {
			parts[k] = explain.Part{Text: oneLine(p.Text), Says: oneLine(p.Says)}
		}
		i.Parts = parts
		d.Items = append(d.Items, i)
	}
	for _, g := range f.Document.Findings {
		g.What, g.Why, g.Fix = oneLine(g.What), oneLine(g.Why), oneLine(g.Fix)
		d.Findings = append(d.Findings, g)
	}
	f.Document = &d
	return f
}

// beside says whether code and explanation stand side by side.
func (s *explainScreen) beside() bool { return s.width >= besideWidth }

func (s *explainScreen) codeWidth() int {
	if !s.beside() {
		return s.width
	}
	return min(max(widest(s.file.Lines)+gutterCells+signCells, 34), s.width*3/5)
}

// arrange lays out the code and what is said about the lines that are current.
func (s *explainScreen) arrange() {
	if !s.ready || s.width == 0 {
		return
	}
	first, last := -1, -1
	switch {
	case len(s.items()) > 0:
		item := s.items()[s.step]
		first, last = item.Start-1, min(item.End, len(s.file.Lines))-1
	case s.file.Line > 0 && s.file.Line <= len(s.file.Lines):
		first, last = s.file.Line-1, s.file.Line-1
	}
	s.code.marks = s.marks()
	s.code.draw(s.styles, s.file.Lines, first, last, s.codeWidth())
	width := s.width
	if s.beside() {
		width -= s.codeWidth() + len(columnGap)
		s.code.pane.setSize(s.codeWidth(), s.height)
		s.text.setSize(min(width, proseWidth), s.height)
	} else {
		height := min(len(s.code.pane.lines), s.height/2)
		s.code.pane.setSize(s.width, height)
		s.text.setSize(min(width, proseWidth), s.height-height-1)
	}
	s.text.setLines(s.said())
	if first >= 0 {
		s.code.reveal(first, last)
	}
}

// marks are the findings in the margin of the code.
func (s *explainScreen) marks() []string {
	marks := make([]string, len(s.file.Lines))
	for i := range marks {
		marks[i] = " "
	}
	if s.file.Document != nil {
		for _, f := range s.file.Document.Findings {
			if i := f.Line - 1; i < len(marks) && marks[i] == " " || i < len(marks) && f.Severity == explain.Warning {
				marks[i] = s.mark(f)
			}
		}
	}
	if i := s.file.Line - 1; s.file.Problem != "" && i >= 0 && i < len(marks) {
		marks[i] = s.styles.Bad.Render(glyphFail)
	}
	return marks
}

func (s *explainScreen) mark(f explain.Finding) string {
	if f.Severity == explain.Warning {
		return s.styles.Warn.Render(glyphError)
	}
	return s.styles.Muted.Render(glyphAdvice)
}

// said is the text beside the code.
func (s *explainScreen) said() []string {
	if s.file.Problem != "" {
		return s.paragraphs(s.file.Problem)
	}
	if len(s.items()) == 0 {
		return wrap("There is nothing in this file to explain.", s.text.width)
	}
	item := s.items()[s.step]
	lines := []string{s.styles.Accent.Bold(true).Render(item.Name)}
	if size, ok := s.sizes[item.Start]; ok {
		lines = append(lines, wrap(s.styles.Muted.Render(sizeText(size)), s.text.width)...)
	}
	lines = append(lines, "")
	lines = append(lines, wrap(item.Says, s.text.width)...)
	for _, p := range item.Parts {
		lines = append(lines, "")
		for _, row := range wrapIndent(glyphChosen+" ", p.Text, s.text.width) {
			lines = append(lines, s.styles.Code.Render(row))
		}
		lines = append(lines, wrapIndent("  ", p.Says, s.text.width)...)
	}
	for _, f := range s.here() {
		lines = append(lines, "")
		lines = append(lines, wrapIndent(s.mark(f)+" ", f.What, s.text.width)...)
		lines = append(lines, wrapIndent("  ", f.Why, s.text.width)...)
		lines = append(lines, wrapIndent("  ", f.Fix, s.text.width)...)
	}
	return lines
}

func (s *explainScreen) paragraphs(text string) []string {
	var lines []string
	for _, p := range strings.Split(text, "\n") {
		lines = append(lines, wrap(p, s.text.width)...)
	}
	return lines
}

func (s *explainScreen) view() []string {
	if !s.ready {
		lines := make([]string, s.height)
		lines[0] = s.styles.Muted.Render("Reading your file …")
		return lines
	}
	code := s.code.pane.view()
	if s.beside() {
		return columns(code, s.codeWidth(), columnGap, withMore(s.styles, &s.text))
	}
	rule := s.styles.Muted.Render(strings.Repeat(glyphRule, s.width))
	return append(append(code, rule), withMore(s.styles, &s.text)...)
}

// sizeText says what a line added to the image of the last check.
func sizeText(bytes int64) string {
	if bytes == 0 {
		return "adds nothing to the size of the image"
	}
	return "adds " + explain.Size(bytes) + " to the image"
}
