package ui

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// rows draws the question below its prompt. texts are those of the question, rendered; above is how many lines of the
// pane come before.
func (q *questionView) rows(styles *Styles, width, above int, texts [][]string) []string {
	d := questionDrawing{questionView: q, styles: styles, width: width, above: above}
	d.head()
	for i := range q.Options {
		d.option(i, texts)
	}
	if q.nothing {
		q.verdict = above + len(d.rows)
		d.say(glyphError + " Nothing is chosen yet. Space or a number chooses, → goes on without an answer.")
	}
	return d.rows
}

type questionDrawing struct {
	*questionView
	styles       *Styles
	width, above int
	rows         []string
}

// say adds a text of the tutor's own.
func (d *questionDrawing) say(text string) {
	style := d.styles.Warn
	switch {
	case strings.HasPrefix(text, glyphPass):
		style = d.styles.OK
	case strings.HasPrefix(text, glyphFail):
		style = d.styles.Bad
	}
	glyph, words, _ := strings.Cut(text, " ")
	for _, row := range wrapIndent(glyph+" ", words, d.width) {
		d.rows = append(d.rows, style.Render(row))
	}
}

func (d *questionDrawing) head() {
	if d.answered {
		d.verdict = d.above + len(d.rows) + 1
		d.rows = append(d.rows, "")
		d.say(d.result())
		d.rows = append(d.rows, "")
		return
	}
	d.rows = append(d.rows, "")
	for _, row := range wrap(d.howMany(), d.width) {
		d.rows = append(d.rows, d.styles.Muted.Render(row))
	}
	d.rows = append(d.rows, "")
}

// option draws one option, and once the question is answered why it is right or wrong.
func (d *questionDrawing) option(i int, texts [][]string) {
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
func (d *questionDrawing) hung(lead string, lines []string) {
	for _, line := range lines {
		d.rows = append(d.rows, lead+line)
		lead = strings.Repeat(" ", ansi.StringWidth(lead))
	}
}
