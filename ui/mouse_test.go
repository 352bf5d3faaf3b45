package ui

import (
	"reflect"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"
	"github.com/muesli/termenv"
)

func withMouse(o *Options, _ *memory) { o.Mouse = true }

// click presses the left button on the text, which has to be on the screen.
func (d *driver) click(text string) {
	d.t.Helper()
	for y, line := range strings.Split(d.plain(), "\n") {
		if before, _, ok := strings.Cut(line, text); ok {
			d.send(tea.MouseMsg{X: ansi.StringWidth(before), Y: y, Button: tea.MouseButtonLeft, Action: tea.MouseActionPress})
			return
		}
	}
	d.t.Fatalf("%q is not on the screen:\n%s", text, d.plain())
}

func (d *driver) wheel(button tea.MouseButton, x, y int) {
	d.t.Helper()
	d.send(tea.MouseMsg{X: x, Y: y, Button: button, Action: tea.MouseActionPress})
}

func TestAClickSelectsAndAnotherOpens(t *testing.T) {
	d := newDriver(t, 60, 15, termenv.Ascii, withMouse)
	d.click("What comes after")
	d.sees("› · 3")
	d.click("long title") // the second line of the same row
	d.sees("3  What comes after")

	d = newDriver(t, 60, 15, termenv.Ascii, withMouse)
	d.press("t")
	d.click("A minimal Dockerfile")
	d.sees("› · 2")
	d.click("A minimal Dockerfile")
	d.sees("Line by line")

	d = newDriver(t, 60, 15, termenv.Ascii, withMouse)
	d.press("/")
	for _, r := range "layer" {
		d.press(string(r))
	}
	d.sees("› ")
	d.click("From image to container")
	d.click("From image to container")
	d.sees("page 2/3")
}

func TestAClickOnCodeGoesToItsStep(t *testing.T) {
	for _, width := range []int{60, 100, 160} {
		d := newDriver(t, width, 24, termenv.Ascii, withMouse, startAt("minimal-dockerfile"))
		d.press("right")
		d.sees("step 1/7")
		d.click("EXPOSE 8000")
		d.sees("step 6/7")
		d.wheel(tea.MouseButtonLeft, width-1, 20) // nothing is there
		d.sees("step 6/7")
	}
}

func TestAClickChoosesAnAnswer(t *testing.T) {
	d := newDriver(t, 80, 24, termenv.Ascii, append(practising(t, "ports"), withMouse)...)
	d.press("right")
	d.sees("Which address")
	d.click("the number on the left")
	d.sees("› (•) 2")
}

func TestAClickMarksAMistake(t *testing.T) {
	d := newDriver(t, 80, 24, termenv.Ascii, append(practising(t, "ports"), withMouse)...)
	for range 3 {
		d.press("right")
	}
	d.sees("One line of this Dockerfile")
	d.click("FROM python")
	d.sees("▌")
}

func TestAClickGoesToAPaneOrACheck(t *testing.T) {
	for _, width := range []int{60, 120} {
		d := newDriver(t, width, 24, termenv.Ascii, withMouse, startAt("build-image"), withWorkspace)
		if width == 60 {
			d.click("Checks")
		}
		d.click("GET / answers")
		if at := d.root.now.(*exerciseScreen).selected; at != 3 {
			t.Errorf("at a width of %d the click selects check %d", width, at)
		}
		d.click("GET / answers")
		if focus := d.root.now.(*exerciseScreen).focus; focus != evidencePane {
			t.Errorf("at a width of %d the second click goes to pane %d", width, focus)
		}
		d.click("Task")
		if focus := d.root.now.(*exerciseScreen).focus; focus != taskPane {
			t.Errorf("at a width of %d the click goes to pane %d", width, focus)
		}
	}
}

func TestTheWheelScrolls(t *testing.T) {
	d := newDriver(t, 40, 12, termenv.Ascii, withMouse, startAt("images-and-containers"))
	d.press("right")
	before := d.plain()
	d.wheel(tea.MouseButtonWheelDown, 5, 5)
	if s := d.root.now.(*lessonScreen); s.text.top != wheelLines {
		t.Errorf("the wheel scrolls %d lines", s.text.top)
	}
	d.wheel(tea.MouseButtonWheelUp, 5, 5)
	if d.plain() != before {
		t.Error("the wheel does not scroll back")
	}
	d.press("?") // popups scroll, too
	before = d.plain()
	d.wheel(tea.MouseButtonWheelDown, 5, 5)
	if d.plain() == before {
		t.Error("the wheel does not scroll the keys")
	}
	d = newDriver(t, 60, 15, termenv.Ascii, withMouse)
	d.wheel(tea.MouseButtonWheelDown, 5, 5)
	if d.root.home.selected != 1 {
		t.Errorf("the wheel selects row %d of the map", d.root.home.selected)
	}
}

// TestTheMouseStaysOutOfTheFrame presses every cell of a terminal that is too small, and of one that just is not.
func TestTheMouseStaysOutOfTheFrame(t *testing.T) {
	for _, sc := range allScenes(t) {
		for _, size := range [][2]int{{29, 8}, {30, 8}, {100, 14}} {
			d := newDriver(t, size[0], size[1], termenv.Ascii, append(sc.settings, withMouse)...)
			sc.play(d)
			for y := range size[1] {
				for x := 0; x < size[0]; x += 7 {
					d.wheel(tea.MouseButtonLeft, x, y)
				}
				d.wheel(tea.MouseButtonWheelDown, 3, y)
			}
			d.fits(sc.name)
		}
	}
}

// TestTheMouseIsOnAgainWheneverTheSizeIsTold is how it survives an editor: after it bubbletea tells the size.
func TestTheMouseIsOnAgainWheneverTheSizeIsTold(t *testing.T) {
	on := reflect.TypeOf(tea.EnableMouseCellMotion())
	for _, wanted := range []bool{true, false} {
		d := newDriver(t, 60, 15, termenv.Ascii, func(o *Options, _ *memory) { o.Mouse = wanted })
		_, cmd := d.root.Update(sizeMsg([2]int{60, 15}))
		found := false
		for _, msg := range messages(cmd) {
			found = found || reflect.TypeOf(msg) == on
		}
		if found != wanted {
			t.Errorf("the mouse is wanted: %t; switched on: %t", wanted, found)
		}
	}
}

// messages does a command and all those that it stands for.
func messages(cmd tea.Cmd) []tea.Msg {
	if cmd == nil {
		return nil
	}
	msg := cmd()
	batch, ok := msg.(tea.BatchMsg)
	if !ok {
		return []tea.Msg{msg}
	}
	var all []tea.Msg
	for _, one := range batch {
		all = append(all, messages(one)...)
	}
	return all
}
