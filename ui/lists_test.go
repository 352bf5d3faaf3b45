package ui

import (
	"slices"
	"strings"
	"testing"

	"github.com/muesli/termenv"

	"tutor/lessons"
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

// TestTheSelectedRowIsSeen walks down lists that are longer than the screen: the last row says that there is more.
func TestTheSelectedRowIsSeen(t *testing.T) {
	course, err := lessons.Load(lessons.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	for name, key := range map[string]string{"map": "home", "contents": "t", "glossary": "g"} {
		for _, size := range [][2]int{{60, 15}, {40, 12}, {30, 8}} {
			d := newDriver(t, size[0], size[1], termenv.Ascii, func(o *Options, _ *memory) { o.Course = course })
			d.press(key)
			d.sees("↓ more")
			for at := range 16 {
				if !strings.Contains(d.plain(), "\n› ") {
					t.Fatalf("%s, %s: row %d is selected and not seen:\n%s", name, sizeName(size[0], size[1]), at+1, d.plain())
				}
				d.press("down")
			}
		}
	}
}
