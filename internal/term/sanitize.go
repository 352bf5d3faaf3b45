// Package term makes foreign text safe to put on a screen.
//
// Logs, HTTP bodies, file names and course texts come from people the learner may not know. A terminal acts on
// escape sequences, control characters and bidirectional overrides, so none of them may pass.
package term

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// tabWidth is how many cells a tab stop is apart.
const tabWidth = 8

// Sanitize returns the text without escape sequences, C0 and C1 controls and bidirectional formatting characters.
// Line feeds stay; CR LF and a lone CR become a line feed, so that no text is hidden by writing over it;
// tabs become blanks up to the next multiple of 8 runes; invalid UTF-8 becomes U+FFFD. The result is valid UTF-8.
// Sanitize(Sanitize(s)) == Sanitize(s).
func Sanitize(s string) string {
	if isPlain(s) {
		return s
	}
	s = strings.ToValidUTF8(s, "\uFFFD") // first: C1 as a lone byte must not start a sequence
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(s)
	var b strings.Builder
	b.Grow(len(s))
	for line := range strings.Lines(s) {
		sanitizeLine(&b, line)
	}
	return b.String()
}

// sanitizeLine works on one line, so that a sequence nobody closed hides no more than the rest of its line.
func sanitizeLine(b *strings.Builder, line string) {
	column := 0
	for _, r := range ansi.Strip(line) {
		switch {
		case r == '\n':
		case r == '\t':
			n := tabWidth - column%tabWidth
			b.WriteString(strings.Repeat(" ", n))
			column += n
		case IsUnsafe(r):
		default:
			b.WriteRune(r)
			column++
		}
	}
	if strings.HasSuffix(line, "\n") {
		b.WriteByte('\n')
	}
}

// isPlain says whether the text is printable ASCII and line feeds only, which needs no work.
func isPlain(s string) bool {
	for i := range len(s) {
		if c := s[i]; (c < ' ' && c != '\n') || c >= 0x7f {
			return false
		}
	}
	return true
}

// IsUnsafe says whether a terminal could act on the rune: a C0 or C1 control, DEL, a line or paragraph separator,
// or a character that changes the direction of the text around it (Unicode Standard Annex 9).
// The line feed counts as unsafe here.
func IsUnsafe(r rune) bool {
	switch {
	case r < ' ', r >= 0x7f && r <= 0x9f:
	case r == 0x061c, r == 0x200e, r == 0x200f:
	case r >= 0x2028 && r <= 0x202e, r >= 0x2066 && r <= 0x2069:
	default:
		return false
	}
	return true
}
