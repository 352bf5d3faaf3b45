package ui

import (
	"slices"
	"testing"

	"github.com/muesli/termenv"
)

func TestItemsAndQuotesHang(t *testing.T) {
	source := "- one two three\n  four five six\n- `a` seven\n\n> quoted words that go on and on\n> for a while\n\n" +
		"1. first\n   item here now\n\n```sh\n- not an item\n  kept\n```\n\nlast line of\ntext\n"
	want := []string{
		"• one two three four", "  five six", "• `a` seven", "", "> quoted words that", "> go on and on for a", "> while", "",
		"1. first item here", "   now", "", "  - not an item", "    kept", "", "last line of text",
	}
	if got := renderAll([]string{source}, 20, true, termenv.Ascii)[0]; !slices.Equal(got, want) {
		t.Errorf("got\n%q\nwant\n%q", got, want)
	}
}
