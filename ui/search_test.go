package ui

import (
	"errors"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/muesli/termenv"

	"tutor/lessons"
)

func TestSearchJumpsToThePage(t *testing.T) {
	d := newDriver(t, 80, 24, termenv.Ascii, withNavigation(t))
	d.press("/")
	d.typeText("canary rel")
	d.press("enter")
	d.sees("page 2/4")
	d.sees("A »canary« »rel«ease")
	d.press("n")
	d.sees("hit 1/1 · page 2/4")
	d.press("esc")
	d.seesNot("»")
	d.sees("page 2/4") // esc ended the search, not the reading
	d.press("esc")
	d.sees("lessons read")
}

func TestHitsAreWalkedThrough(t *testing.T) {
	d := newDriver(t, 80, 24, termenv.Ascii, withNavigation(t), startAt("words"))
	d.press("/")
	d.typeText("canary")
	d.press("enter", "n")
	d.sees("»canary«-demo") // in a command block
	d.press("n")
	d.sees("step 2/2") // in the code of a walkthrough
	d.press("n")
	d.sees("»Canary« releases")
	d.press("N")
	d.sees("step 2/2")
	d.press("[")
	d.sees("»Canary« releases")
}

func TestShippedCourseHasCanaryReleases(t *testing.T) {
	course, err := lessons.Load(lessons.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	d := newDriver(t, 80, 24, termenv.Ascii, func(o *Options, _ *memory) { o.Course = course })
	d.press("/")
	d.typeText("canary")
	d.press("enter")
	d.sees("»Canary« releases")
}

func TestTypedKeysAreTextInASearch(t *testing.T) {
	d := newDriver(t, 80, 24, termenv.Ascii, withNavigation(t))
	d.press("/")
	d.send(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("q?/gtn")}) // runes that came together
	d.sees("/ q?/gtn▏")
	d.press("ctrl+u")
	d.send(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("two\twords\n\x1b[2Jhere"), Paste: true})
	d.sees("/ two     words here▏")
	d.press("ctrl+w", "backspace", "backspace")
	d.sees("/ two     word▏")
	d.press("esc", "/")
	d.sees("/ ▏ type a word")
	d.fits("search")
}

func TestAStaleAnswerIsDropped(t *testing.T) {
	d := newDriver(t, 80, 24, termenv.Ascii, withNavigation(t))
	d.press("/")
	d.typeText("port")
	s := d.root.over.(*searchScreen)
	d.send(searchMsg{op: s.op - 1, words: []string{"por"}, hits: []lessons.Hit{{Title: "stale"}}})
	d.seesNot("stale")
	d.press("esc")
	d.send(searchMsg{op: s.op, words: []string{"port"}, hits: []lessons.Hit{{Title: "stale"}}}) // nobody waits for it any more
	d.sees("lessons read")
}

func TestEnterWaitsForTheAnswer(t *testing.T) {
	d := newDriver(t, 80, 24, termenv.Ascii, withNavigation(t))
	d.press("/")
	_, cmd := d.root.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("canary")})
	d.press("enter")
	d.sees("Searching")
	d.run(cmd)
	d.sees("»Canary« releases")
}

func TestACourseThatCannotBeSearchedIsSaid(t *testing.T) {
	d := newDriver(t, 60, 15, termenv.Ascii, withNavigation(t))
	d.press("/")
	d.typeText("a")
	s := d.root.over.(*searchScreen)
	d.send(searchMsg{op: s.op, words: []string{"a"}, err: errors.New("lesson 3 is broken\x1b[2J")})
	d.sees("cannot be searched: lesson 3 is broken")
	d.press("enter")
	d.fits("broken")
}

func TestLongInputIsBoundedAndItsEndSeen(t *testing.T) {
	d := newDriver(t, 40, 12, termenv.Ascii, withNavigation(t))
	d.press("/")
	d.send(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(strings.Repeat("日", 500) + "end"), Paste: true})
	d.fits("a long input")
	if n := len(d.root.over.(*searchScreen).input.text); n > longestInput {
		t.Errorf("%d bytes were taken", n)
	}
}
