package ui

import (
	"slices"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
)

func atSpot(t *testing.T, width, height int) *driver {
	t.Helper()
	d := newPractice(t, width, height)
	d.press("right", "right", "right")
	d.sees("Spot the mistake")
	return d
}

func TestAMistakeIsFound(t *testing.T) {
	d := atSpot(t, 80, 24)
	d.press("enter")
	d.sees("No line is marked yet")
	d.send(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("jjjj")}) // a held key
	d.sees("▌  5   RUN pip")
	d.sees("▌  6       -r requirements.txt") // continued lines are one instruction
	d.press("down", "enter")
	d.sees("✓ Right: the mistake is in line 7.")
	d.sees("▌  7 ✗ ENV API_KEY")
	d.sees("can be read by everyone")
	if got, _ := d.progress.Answer("ports", "spot-the-mistake"); !got.Right || !slices.Equal(got.Choice, []int{4}) {
		t.Errorf("kept is %+v", got)
	}
	d.press("r")
	d.sees("✓ Right")
}

func TestExplanationsBeginWithTheChoiceAndTheMistake(t *testing.T) {
	d := atSpot(t, 80, 24)
	d.press("down", "down", "enter")
	var seen []string
	for _, text := range []string{"A folder of its own", "Line 7, the mistake", "Line 2", "Line 4", "Lines 5 to 6", "Line 8", "Line 9"} {
		d.sees(text)
		seen = append(seen, text)
		d.press("right")
	}
	d.sees("2  Images") // the next lesson
	d.goTo(target{kind: toLesson, id: "ports", page: 3})
	d.sees("✗ Not right. You chose line 3")
	d.press("down")
	d.sees("✓ Line 4")
	d.press("left")
	d.sees("✓ Line 2")
	d.press("left", "left")
	d.sees("✗ Not right.")
	d.press("left")
	d.sees("What goes outside")
	if len(seen) != 7 {
		t.Error("not every line was explained")
	}
}

func TestAMistakeNotFoundCanBeTriedAgain(t *testing.T) {
	d := atSpot(t, 80, 24)
	d.press("down", "enter", "right", "r")
	d.sees("Which line is the mistake?")
	d.seesNot("✗")
	d.press("up", "up", "up", "enter")
	d.sees("✓ Right")
	if got, _ := d.progress.Answer("ports", "spot-the-mistake"); !got.Right || got.Tries != 2 {
		t.Errorf("kept is %+v", got)
	}
}

func TestThePickedLineIsShownAgain(t *testing.T) {
	d := atSpot(t, 80, 24)
	d.press("down", "enter")
	d = newPractice(t, 80, 24, keepIn(d.progress))
	d.sees("You chose line 2")
	for _, size := range [][2]int{{40, 12}, {120, 40}, {30, 8}, {80, 24}} {
		d.send(sizeMsg(size))
		d.fits("resized")
	}
	d.sees("You chose line 2")
}

func TestTheMarkedLineStaysInSight(t *testing.T) {
	d := atSpot(t, 40, 12)
	for _, line := range []string{"FROM", "WORKDIR", "COPY requirements", "RUN", "ENV", "COPY app", "CMD"} {
		d.press("down")
		if !strings.Contains(d.plain(), line) {
			t.Errorf("%s is marked but not seen:\n%s", line, d.plain())
		}
	}
}
