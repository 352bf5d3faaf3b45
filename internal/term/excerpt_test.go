package term

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

func TestExcerptMarksTheColumn(t *testing.T) {
	for _, tt := range []struct {
		line        string
		column      int
		width       int
		text, caret string
	}{
		{"titel: x", 1, 0, "titel: x", "^"},
		{"titel: x", 8, 0, "titel: x", "       ^"},
		{"titel: x", 9, 0, "titel: x", "        ^"},
		{"titel: x", 99, 0, "titel: x", "        ^"},
		{"titel: x", 0, 0, "titel: x", "^"},
		{"", 1, 20, "", "^"},
		{"語語x", 3, 0, "語語x", "    ^"},
		{"\tx", 2, 0, "        x", "        ^"},
		{"a\x1b[2Jb", 6, 0, "ab", " ^"},
		{"a \x1b]0;title", 4, 0, "a ", "  ^"},
		{"ab\xffc", 4, 0, "ab\uFFFDc", "   ^"},
		{strings.Repeat("a", 30), 5, 10, "aaaaaaaaa…", "    ^"},
		{strings.Repeat("a", 20) + "X" + strings.Repeat("b", 20), 21, 11, "…aaaaXbbbb…", "     ^"},
		{strings.Repeat("a", 20) + "X", 21, 10, "…aaaaX", "     ^"},
	} {
		text, caret := Excerpt(tt.line, tt.column, tt.width)
		if text != tt.text || caret != tt.caret {
			t.Errorf("Excerpt(%q, %d, %d) =\n%q\n%q, want\n%q\n%q", tt.line, tt.column, tt.width, text, caret, tt.text, tt.caret)
		}
	}
}

func FuzzExcerptFits(f *testing.F) {
	f.Add("語 a\tb\x1b[31m", 3, 8)
	f.Fuzz(func(t *testing.T, line string, column, width int) {
		if width < 2 || width > 1000 || len(line) > 10000 {
			return
		}
		line, _, _ = strings.Cut(line, "\n")
		text, caret := Excerpt(line, column, width)
		if ansi.StringWidth(text) > width {
			t.Errorf("text of %d cells: %q", ansi.StringWidth(text), text)
		}
		if len(caret) > width+1 {
			t.Errorf("caret of %d cells, text %q", len(caret), text)
		}
		if Sanitize(text) != text {
			t.Errorf("unsafe: %q", text)
		}
	})
}
