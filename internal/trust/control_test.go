//go:build linux

package trust

import (
	"regexp"
	"testing"
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

// TestControlIsSeen shows that no family of controls can hide from the corpus, and that the program may draw.
func TestControlIsSeen(t *testing.T) {
	for _, bad := range []string{
		"\x1b[2J", "\x1b]0;x\a", "\x1b]8;;x\x1b\\", "\x1b]52;c;eA==\a", "\x1bPx\x1b\\", "\x1b_x\x1b\\", "\x1b^x", "\x1bc", "\x9b2J", "\u009b2J", "\x90x",
		"\u202e", "\u2066", "\u200f", "\u061c", "\u2028", "\r", "\b", "\x00", "\x7f", "\t", "\xff",
	} {
		if _, found := control("text " + bad + " text\n"); !found {
			t.Errorf("%q is not seen", bad)
		}
	}
	for _, bad := range []string{"\x1b]0;x\a", "\x1b]8;;x\x1b\\", "\x1b]52;c;eA==\a", "\x1bPx\x1b\\", "\x1b_x\x1b\\", "\x1bc", "\x9b2J", "\u009b2J", "\u202e", "\x00"} {
		if _, found := control(undrawn("\x1b[1;31mred " + bad + "\x1b[0m")); !found {
			t.Errorf("%q is not seen on a screen", bad)
		}
	}
	if at, found := control("plain ✓ é 日本 \ufffd\n"); found {
		t.Errorf("plain text has a control at %d", at)
	}
	if at, found := control(undrawn("\x1b[?25l\x1b]11;?\a\x1b[38;2;1;2;3mtext\x1b[0m\r\n")); found {
		t.Errorf("what the program draws has a control at %d", at)
	}
}
