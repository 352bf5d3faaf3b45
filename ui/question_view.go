package ui

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// rows draws the question below its prompt. texts are those of the question, rendered; above is how many lines of the
// pane come before.
func (q *questionView) rows(styles *Styles, width, above int, texts [][]string) []string {
	d := questionRows{questionView: q, styles: styles, width: width, above: above}
	d.head()
	for i := range q.Options {
		d.option(i, texts)
	}
	if q.nothing {
		advice := glyphError + " Nothing is chosen yet. Space or a number chooses, → goes on without an answer."
		d.rows = append(d.rows, styles.verdict(advice, width)...)
		q.verdict = above + len(d.rows) - 1
	}
	return d.rows
}

// questionRows is a question while it is drawn.
type questionRows struct {
	*questionView
	styles       *Styles
	width, above int
	rows         []string
}

// verdict is a sentence in the colour of the glyph that it begins with.
func (s *Styles) verdict(text string, width int) []string {
	glyph, words, _ := strings.Cut(text, " ")
	style := s.Warn
	switch glyph {
	case glyphPass:
		style = s.OK
	case glyphFail:
		style = s.Bad
	}
	rows := wrapIndent(glyph+" ", words, width)
	for i, row := range rows {
		rows[i] = style.Render(row)
	}
	return rows
}

func (d *questionRows) head() {
	if d.answered {
		d.verdict = d.above + len(d.rows) + 1
		d.rows = append(append(append(d.rows, ""), d.styles.verdict(d.result(), d.width)...), "")
		return
	}
	d.rows = append(d.rows, "")
	for _, row := range wrap(d.howMany(), d.width) {
		d.rows = append(d.rows, d.styles.Muted.Render(row))
	}
	d.rows = append(d.rows, "")
}

// option draws one option, and once the question is answered why it is right or wrong.
func (d *questionRows) option(i int, texts [][]string) {
	first := len(d.rows)
	mark := " "
	if i == d.cursor && !d.answered {
		mark = d.styles.Accent.Render(glyphSelected)
	}
	box := d.box(i)
	if d.picked[i] {
		box = d.styles.Accent.Bold(true).Render(box)
	}
	lead := fmt.Sprintf("%s %s %*d ", mark, box, d.hang()-7, i+1)
	d.hung(lead, texts[2*i])
	d.spans = append(d.spans, [2]int{d.above + first, d.above + len(d.rows) - 1})
	if !d.answered {
		return
	}
	glyph := d.styles.Bad.Render(glyphFail)
	if d.Options[i].Right {
		glyph = d.styles.OK.Render(glyphPass)
	}
	d.hung(strings.Repeat(" ", d.hang()-2)+glyph+" ", texts[2*i+1])
	if i+1 < len(d.Options) {
		d.rows = append(d.rows, "")
	}
}

// hung adds lines below each other, the first one after lead.
func (d *questionRows) hung(lead string, lines []string) {
	for _, line := range lines {
		d.rows = append(d.rows, lead+line)
		lead = strings.Repeat(" ", ansi.StringWidth(lead))
	}
}
