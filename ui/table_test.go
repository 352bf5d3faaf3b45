package ui

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/muesli/termenv"
)

const commandTable = `| Step | Command | What you lose |
|---|---|---|
| 1. look | ` + "`docker system df`" + ` | nothing |
| 2. volumes | ` + "`docker volume rm NAME`" + ` | **data, for good**, and a [page](02-b.md#c) |
| 3. bars | ` + "`a \\| b`" + ` | |
`

// A learner must be able to read every word of a table, however narrow the terminal.
func TestTablesLoseNothing(t *testing.T) {
	for _, profile := range []termenv.Profile{termenv.Ascii, termenv.TrueColor} {
		for width := 12; width <= 100; width++ {
			lines := renderTable(commandTable, nil, width, markdownStyle(true, profile), profile)
			seen := ansi.Strip(strings.Join(lines, " "))
			for _, word := range strings.Fields("Step Command What you lose look docker system df nothing volumes rm NAME data, for good and page bars") {
				if !strings.Contains(strings.ReplaceAll(seen, " ", ""), word) && !strings.Contains(seen, word) {
					t.Errorf("width %d: %q is gone from\n%s", width, word, strings.Join(lines, "\n"))
				}
			}
			if widest(lines) > width {
				t.Errorf("width %d: a line is %d wide:\n%s", width, widest(lines), strings.Join(lines, "\n"))
			}
		}
	}
}

func TestNarrowTablesBecomeLists(t *testing.T) {
	lines := renderTable(commandTable, nil, 24, markdownStyle(true, termenv.Ascii), termenv.Ascii)
	const want = "• Step: 1. look\n  Command: `docker\n  system df`\n  What you lose: nothing"
	if got := strings.Join(lines, "\n"); !strings.HasPrefix(got, want) {
		t.Errorf("got\n%s", got)
	}
}

// A file name behind a link is of no use in the tutor, which opens the page itself.
func TestLinksToPagesShowTheirText(t *testing.T) {
	for markdown, want := range map[string]string{
		"See [the **last** lesson](12-summary.md#top) now.": "See [the last lesson] now.",
		"See [a](b.md), [c](#d \"t\") and `[e](f)`.":        "See [a], [c] and `[e](f)`.",
		"See [docs](https://docs.docker.com/x).":            "See docs https://docs.docker.com/x.",
		"No link ](here.":                                   "No link ](here.",
	} {
		if got := strings.Join(renderAll([]string{markdown}, 80, true, termenv.Ascii)[0], "\n"); got != want {
			t.Errorf("%q gives %q, want %q", markdown, got, want)
		}
	}
}
