package ui

import (
	"testing"

	"github.com/muesli/termenv"
)

func TestBackAndForwardThroughVisitedPlaces(t *testing.T) {
	d := newDriver(t, 80, 24, termenv.Ascii)
	d.press("home", "enter", "right") // map, lesson 1 page 1, page 2
	d.sees("page 2/3")
	d.press("[")
	d.sees("page 1/3")
	d.press("alt+left")
	d.sees("lessons read")
	d.press("[") // nothing before
	d.sees("lessons read")
	d.press("]", "alt+right")
	d.sees("page 2/3")
	d.press("]") // nothing after
	d.sees("page 2/3")
}

func TestANewPlaceEndsWhatWasForward(t *testing.T) {
	d := newDriver(t, 80, 24, termenv.Ascii)
	d.press("home", "enter", "right", "[", "[", "end", "enter")
	d.sees("That is it.")
	d.press("]")
	d.sees("That is it.")
	d.press("[")
	d.sees("lessons read")
	d.press("[")
	d.sees("lessons read") // the way that was left is gone
}

func TestBackLeadsFromAnExerciseToTheStepBefore(t *testing.T) {
	d := newDriver(t, 80, 24, termenv.Ascii, startAt("minimal-dockerfile"))
	for range 8 {
		d.press("right")
	}
	d.sees("That is all.")
	d.press("right")
	d.sees("Exercise 1: Build the image")
	d.press("[")
	d.sees("That is all.")
	d.press("]")
	d.sees("Exercise 1: Build the image")
}

func TestBackShowsWhatWasSeenOfThePage(t *testing.T) {
	d := newDriver(t, 40, 12, termenv.Ascii, startAt("images-and-containers"))
	d.press("right", "j", "j", "j")
	seen := d.plain()
	d.press("esc", "[")
	if got := d.plain(); got != seen {
		t.Errorf("got\n%s\nwant\n%s", got, seen)
	}
}

func TestTheTrailIsBounded(t *testing.T) {
	var tr trail
	for i := range 3 * longestTrail {
		tr.at(target{kind: toLesson, page: i})
	}
	if n := len(tr.back); n != longestTrail {
		t.Errorf("%d places back", n)
	}
	if to, _ := tr.goBack(); to.page != 3*longestTrail-2 {
		t.Errorf("back leads to page %d", to.page)
	}
}
