package term

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// Excerpt returns a line of foreign text, safe for the screen, and the blanks and the caret that mark a column below
// it. The column is counted in characters from 1; one past the end marks the end. With a width above 0 both are at
// most so many cells wide: what does not fit is cut, with an ellipsis, around the column.
func Excerpt(line string, column, width int) (text, caret string) {
	runes := []rune(strings.ToValidUTF8(line, "\uFFFD"))
	at := min(max(column-1, 0), len(runes))
	before := Sanitize(string(runes[:at]))
	text = Sanitize(string(runes))
	if !strings.HasPrefix(text, before) { // a sequence reaches over the column
		before = ""
	}
	cells := ansi.StringWidth(before)
	if width > 0 && ansi.StringWidth(text) > width {
		text, cells = window(text, cells, width)
	}
	return text, strings.Repeat(" ", cells) + "^"
}

// window cuts the text to width cells around the cell at.
func window(text string, at, width int) (cut string, moved int) {
	const ellipsis = "…"
	if at < width-1 {
		return ansi.Truncate(text, width, ellipsis), at
	}
	skip := at - width/2 + 1 // the ellipsis takes one
	rest := ansi.TruncateLeft(text, skip, ellipsis)
	moved = at - (ansi.StringWidth(text) - ansi.StringWidth(rest))
	return ansi.Truncate(rest, width, ellipsis), max(0, min(moved, width-1))
}
