//go:build linux

package trust

import (
	"regexp"
	"unicode"
	"unicode/utf8"
)

// control finds the first byte in a text that a terminal could act on, other than a line feed: a control of C0 or C1,
// as a byte or as UTF-8, or a character that changes the direction of what is around it.
func control(text string) (at int, found bool) {
	for i, r := range text {
		switch {
		case r == '\n':
		case r == utf8.RuneError && !isReplacement(text[i:]), unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r), r == '\u2028', r == '\u2029':
			return i, true
		}
	}
	return 0, false
}

// isReplacement tells a U+FFFD from a byte that is no UTF-8.
func isReplacement(text string) bool {
	_, size := utf8.DecodeRuneInString(text)
	return size > 1
}

// drawing is what the program itself sends to a terminal: colours, the cursor, modes, and questions about the colours.
var drawing = regexp.MustCompile("\x1b(\\[[0-9;:?>=<]*[A-Za-z]|\\]1[01];\\?(\a|\x1b\\\\))|[\r\t\b]")

// undrawn takes out what the program itself draws with. What is left has to be safe.
func undrawn(text string) string { return drawing.ReplaceAllString(text, "") }
