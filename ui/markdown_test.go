package ui

import (
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/muesli/termenv"
)

// TestNoLineIsBrokenTwice renders text full of hyphens: every line but a paragraph's last must have room for no
// further word.
func TestNoLineIsBrokenTwice(t *testing.T) {
	text := strings.Repeat("Use `--no-cache-dir` in a slow-start well-known multi-stage build. ", 6)
	words := strings.Fields(text)
	for width := 24; width <= 84; width += 5 {
		lines := renderAll([]string{text}, width, true, termenv.TrueColor)[0]
		at := 0
		for i, line := range lines {
			n := len(strings.Fields(ansi.Strip(line)))
			at += n
			if i == len(lines)-1 {
				continue
			}
			if free := width - ansi.StringWidth(line) - 1; ansi.StringWidth(strings.Trim(words[at], "`")) <= free {
				t.Errorf("width %d: %q has room for %q", width, ansi.Strip(line), words[at])
			}
		}
		if at != len(words) {
			t.Errorf("width %d: %d words of %d", width, at, len(words))
		}
	}
}

// TestNoMarkdownIsLeftWithoutColour: stars and hashes would look like text that nobody rendered.
func TestNoMarkdownIsLeftWithoutColour(t *testing.T) {
	source := "### A heading\n\nThis is **strong** and *stressed*; `a * b` is code."
	want := []string{"A heading", "", "This is strong and stressed; `a * b` is code."}
	if got := renderAll([]string{source}, 80, true, termenv.Ascii)[0]; !slices.Equal(got, want) {
		t.Errorf("got\n%q\nwant\n%q", got, want)
	}
}
