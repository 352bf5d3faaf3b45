package ui

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// gutterCells is the width of the mark, the line number and a blank before each line of code.
const gutterCells = 5

// codePane is the code of a walkthrough or of a mistake to find, with the current lines marked.
type codePane struct {
	pane   pane
	starts []int    // first row of each line; one more for the end
	marks  []string // a further column, one cell for each line; nil for none
}

// signCells is the width of that column with a blank.
const signCells = 2

// draw lays out the code in width cells. Lines first to last are the current ones, if any, and the others step back,
// also where none is current: a step then changes few lines, and few bytes go to the terminal. Long lines go on in the next row, so nothing is out of sight.
func (c *codePane) draw(styles *Styles, code []string, first, last, width int) {
	var rows []string
	gutter := gutterCells
	if c.marks != nil {
		gutter += signCells
	}
	c.starts = c.starts[:0]
	for i, line := range code {
		c.starts = append(c.starts, len(rows))
		mark, style, number := " ", styles.Muted, styles.Muted
		if first >= 0 && i >= first && i <= last {
			mark, style, number = styles.Accent.Render(glyphLines), styles.Accent.Bold(true), styles.Accent
		}
		for j, part := range wrap(line, width-gutter) {
			label := strings.Repeat(" ", gutterCells-2)
			if j == 0 {
				label = number.Render(fmt.Sprintf("%*d", gutterCells-2, i+1))
			}
			rows = append(rows, mark+label+c.sign(i, j)+" "+style.Render(part))
		}
	}
	c.starts = append(c.starts, len(rows))
	c.pane.lines = rows
}

// sign is what the further column says in a row of a line.
func (c *codePane) sign(line, row int) string {
	switch {
	case c.marks == nil:
		return ""
	case row > 0:
		return strings.Repeat(" ", signCells)
	}
	return " " + c.marks[line]
}

// reveal scrolls so that the lines are seen, with one before them where there is room.
func (c *codePane) reveal(first, last int) {
	if last+1 >= len(c.starts) {
		return
	}
	from, to := c.starts[first], c.starts[last+1]-1
	if from > 0 && to-from+1 < c.pane.height {
		from--
	}
	c.pane.reveal(from, to)
}

func widest(lines []string) int {
	n := 0
	for _, line := range lines {
		n = max(n, ansi.StringWidth(line))
	}
	return n
}
