package term

import (
	"strings"

	"github.com/rivo/uniseg"
)

// Wrap breaks a text between words into lines of at most width cells. A word that is longer stays whole, so that an
// address can be copied. Runs of blanks and line feeds count as one blank. A width below 1 does not break.
func Wrap(text string, width int) []string {
	var lines []string
	line, cells := "", 0
	for _, word := range strings.Fields(text) {
		w := uniseg.StringWidth(word)
		if line != "" && width > 0 && cells+1+w > width {
			lines, line, cells = append(lines, line), "", 0
		}
		if line != "" {
			line, cells = line+" ", cells+1
		}
		line, cells = line+word, cells+w
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}
