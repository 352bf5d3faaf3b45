package ui

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/muesli/termenv"
)

func TestHighlight(t *testing.T) {
	const bold = "\x1b[1m"
	for _, tt := range []struct{ name, line, find, plain, styled string }{
		{"nothing to find", "a canary", "", "a canary", "a canary"},
		{"none", "a finch", "canary", "a finch", "a finch"},
		{"any letter case", "Canary", "canary", "»Canary«", reverseSGR + "Canary" + resetSGR},
		{"two words", "a b", "b a", "»a« »b«", reverseSGR + "a" + resetSGR + " " + reverseSGR + "b" + resetSGR},
		{"twice", "aa", "a", "»a«»a«", reverseSGR + "a" + resetSGR + reverseSGR + "a" + resetSGR},
		{
			"the line's style goes on", bold + "a canary b" + resetSGR, "canary", bold + "a »canary« b" + resetSGR,
			bold + "a " + reverseSGR + "canary" + resetSGR + bold + " b" + resetSGR,
		},
		{
			"a style begins inside", "can" + bold + "ary" + resetSGR + "!", "canary",
			"»can" + bold + "ary" + resetSGR + "«!",
			reverseSGR + "can" + bold + reverseSGR + "ary" + resetSGR + reverseSGR + resetSGR + "!",
		},
		{"wide letters", "日本語", "本", "日»本«語", "日" + reverseSGR + "本" + resetSGR + "語"},
	} {
		words := strings.Fields(tt.find)
		if got := highlight(tt.line, words, termenv.Ascii); got != tt.plain {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.plain)
		}
		if got := highlight(tt.line, words, termenv.TrueColor); got != tt.styled {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.styled)
		}
	}
}

func TestMarkedTextIsNotWiderThanThePane(t *testing.T) {
	source := "- a canary that sings; canary canary\n\n> canary birds, canary birds\n\n```sh\necho canary canary\n```\n\n" +
		"| canary | b |\n|---|---|\n| the canary | `canary canary` |\n"
	for _, profile := range []termenv.Profile{termenv.Ascii, termenv.TrueColor} {
		for width := 20; width < 60; width++ {
			lines := renderAll([]string{source}, width, true, profile, "canary")[0]
			marks := 0
			for _, line := range lines {
				if n := ansi.StringWidth(line); n > width {
					t.Errorf("%d cells in %d: %q", n, width, line)
				}
				marks += strings.Count(line, foundBegin) + strings.Count(line, reverseSGR)
			}
			if marks < 9 {
				t.Errorf("width %d: %d marks in\n%s", width, marks, strings.Join(lines, "\n"))
			}
		}
	}
}
