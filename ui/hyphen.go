package ui

import (
	"strings"
	"unicode"
)

// heldHyphen stands in for a hyphen inside a word while glamour wraps: its wrapping breaks lines after a hyphen and
// does not count it, so that lines with "--no-cache-dir" come out too long and are broken twice.
const heldHyphen = '\uE000' // private use, one cell

// holdHyphens replaces the hyphens that stand before a letter or a digit. Those of lists, rules and tables stay, and so
// do those in fenced code, which is not wrapped.
func holdHyphens(markdown string) string {
	if !strings.Contains(markdown, "-") {
		return markdown
	}
	var b strings.Builder
	b.Grow(len(markdown) + 16)
	fenced := false
	for line := range strings.Lines(markdown) {
		if trimmed := strings.TrimLeft(line, " "); strings.HasPrefix(trimmed, "```") || strings.HasPrefix(trimmed, "~~~") {
			fenced = !fenced
		} else if !fenced {
			line = holdLine(line)
		}
		b.WriteString(line)
	}
	return b.String()
}

func holdLine(line string) string {
	runes := []rune(line)
	for i := len(runes) - 2; i >= 0; i-- { // from the end: in "--no" the first hyphen follows the second
		next := runes[i+1]
		if runes[i] == '-' && (next == heldHyphen || unicode.IsLetter(next) || unicode.IsDigit(next)) {
			runes[i] = heldHyphen
		}
	}
	return string(runes)
}

func releaseHyphens(text string) string { return strings.ReplaceAll(text, string(heldHyphen), "-") }
