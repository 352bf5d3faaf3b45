package ui

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"

	"tutor/exercises"
)

// The bar of a build, in cells.
const (
	widestBar   = 30
	narrowest   = 6 // narrower says nothing
	lineNumbers = 3
	tookCells   = 8 // room for the seconds of a step
)

// bar draws how much of a build is done, and says it: colour alone would not.
func (s *exerciseScreen) bar(b *buildProgress, width int) string {
	done, cached, total := b.count()
	text := fmt.Sprintf("%d/%d steps", done, total)
	if cached > 0 {
		text += fmt.Sprintf(" · %d cached", cached)
	}
	cells := min(widestBar, width-ansi.StringWidth(text)-1)
	if cells < narrowest || total == 0 {
		return s.styles.Muted.Render(ansi.Truncate(text, width, "…"))
	}
	full := cells * done / total
	drawn := s.styles.OK.Render(strings.Repeat(glyphFull, full)) + s.styles.Muted.Render(strings.Repeat(glyphEmpty, cells-full))
	return drawn + " " + s.styles.Muted.Render(text)
}

// buildRow is a build in one line: what is done, and what is being done.
func (s *exerciseScreen) buildRow(b *buildProgress, width int) string {
	done, _, total := b.count()
	step := b.current()
	if step == nil {
		return s.styles.Muted.Render(ansi.Truncate(fmt.Sprintf("%d/%d steps", done, total), width, "…"))
	}
	return s.styles.Muted.Render(spread(fmt.Sprintf("%d/%d %s", done, total, step.instruction()), step.took(s.now()), width))
}

// buildLines draws a build on the learner's own Dockerfile, each step with its state and its seconds. now is the line
// to look at.
func (s *exerciseScreen) buildLines(b *buildProgress, width int) (lines []string, now int) {
	lines = append(lines, s.bar(b, width), "")
	rows, at := s.stepRows(b, width), -1
	if b.located() {
		rows, at = s.sourceRows(b, width)
	}
	return append(lines, rows...), len(lines) + max(at, 0)
}

// located says whether every step has its line.
func (b *buildProgress) located() bool {
	for _, step := range b.steps {
		if step.First == 0 || step.Last > len(b.lines) {
			return false
		}
	}
	return len(b.lines) > 0
}

// stepRows lists the steps as the builder names them.
func (s *exerciseScreen) stepRows(b *buildProgress, width int) []string {
	rows := make([]string, 0, len(b.steps))
	for i := range b.steps {
		step := &b.steps[i]
		row := spread(step.Name, step.took(s.now()), max(1, width-2))
		rows = append(rows, s.stepGlyph(step)+" "+s.stepStyle(step).Render(row))
	}
	return rows
}

// sourceRows draws the Dockerfile with the state of each step at its first line. at is the row of the step that runs.
func (s *exerciseScreen) sourceRows(b *buildProgress, width int) (rows []string, at int) {
	at = -1
	first := map[int]*buildStep{}
	inside := map[int]*buildStep{}
	for i := range b.steps {
		step := &b.steps[i]
		first[step.First] = step
		for n := step.First; n <= step.Last; n++ {
			inside[n] = step
		}
	}
	current := b.current()
	for i, line := range b.lines {
		glyph, took, style := " ", "", s.styles.Muted
		if step := inside[i+1]; step != nil {
			style = s.stepStyle(step)
		}
		if step := first[i+1]; step != nil {
			glyph, took = s.stepGlyph(step), step.took(s.now())
			if step == current {
				at = len(rows)
			}
		}
		prefix := glyph + " " + s.styles.Muted.Render(fmt.Sprintf("%*d", lineNumbers, i+1)) + " "
		for _, row := range wrapCode(line, width-lineNumbers-tookCells-3) {
			rows = append(rows, prefix+style.Render(spread(row, took, max(1, width-lineNumbers-3))))
			prefix, took = strings.Repeat(" ", lineNumbers+3), ""
		}
	}
	return rows, at
}

func (s *exerciseScreen) stepGlyph(step *buildStep) string {
	switch {
	case step.Failed:
		return s.styles.outcome(exercises.Fail)
	case step.Waiting:
		return s.styles.Muted.Render(glyphWaiting)
	case !step.Done:
		return s.turning()
	}
	return s.styles.outcome(exercises.Pass)
}

// stepStyle tells what is being done from what is done and what waits.
func (s *exerciseScreen) stepStyle(step *buildStep) lipgloss.Style {
	switch {
	case step.Failed:
		return s.styles.Bad
	case !step.Waiting && !step.Done:
		return s.styles.Title
	case step.Waiting:
		return s.styles.Muted
	}
	return s.styles.Text
}

// passage draws a place in the learner's file with its lines marked.
func (e *evidence) passage(p *exercises.Passage) {
	if p == nil {
		return
	}
	where := fmt.Sprintf("Where: %s, line %d", p.File, p.First)
	if p.Last > p.First {
		where = fmt.Sprintf("Where: %s, lines %d to %d", p.File, p.First, p.Last)
	}
	e.label(where)
	for i, line := range p.Excerpt {
		n, mark, style := p.From+i, " ", e.styles.Muted
		if n >= p.First && n <= p.Last {
			mark, style = e.styles.Bad.Render(glyphSelected), e.styles.Bad
		}
		prefix := fmt.Sprintf("%*d ", lineNumbers, n)
		for j, row := range wrapCode(line, e.width-lineNumbers-3) {
			if j > 0 {
				prefix = strings.Repeat(" ", lineNumbers+1)
			}
			e.lines = append(e.lines, mark+" "+e.styles.Muted.Render(prefix)+style.Render(row))
		}
	}
}
