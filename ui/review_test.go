package ui

import (
	"errors"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/muesli/termenv"
)

func readPorts(_ *Options, m *memory) { m.done["ports"] = true }

// reviewing starts the course with questions and goes to the review of terms.
func reviewing(t *testing.T, width, height int, more ...setting) *driver {
	t.Helper()
	settings := append([]setting{func(o *Options, _ *memory) { o.Course, o.Exercises = practiceCourse(t), nil }}, more...)
	d := newDriver(t, width, height, termenv.Ascii, settings...)
	d.review()
	return d
}

func (d *driver) review() { d.goTo(target{kind: toReview}) }

func (d *driver) goTo(to target) {
	d.root.goTo = to
	d.run(d.root.travel())
}

func (d *driver) isAtHome() {
	d.t.Helper()
	if d.root.now != screen(d.root.home) {
		d.t.Errorf("this is not the course map:\n%s", d.plain())
	}
}

func TestTermsMissedComeBack(t *testing.T) {
	d := reviewing(t, 80, 24, readPorts)
	d.sees("1 of 3")
	d.sees("port")
	d.seesNot("listens on")
	d.press("1") // nothing to grade yet
	d.press("enter")
	d.sees("the number that an app in a container listens on")
	d.sees("Why it matters")
	d.sees("Explained in lesson 1, Ports and settings.")
	d.press("enter") // does not grade
	d.sees("Did you know it?")
	d.press("1")
	d.sees("2 of 3, 1 to come back")
	d.press("space", "y")
	d.press("space", "left")
	d.sees("3 of 3, 2 to come back")
	d.sees("Once more")
	d.press("enter", "n")
	d.sees("3 of 3, 2 to come back")
	d.press("enter", "2")
	d.press("enter", "right")
	d.sees("1 of 3 terms known at once.")
	d.sees("Missed, and known later: port, tag_of_an_image.")
	d.sees("tomorrow: 3 terms")
	for id, missed := range map[string]int{"port": 2, "environment-variable": 0, "tag_of_an_image": 1} {
		if got, _ := d.progress.Term(id); got.Missed != missed || got.Box != 1 {
			t.Errorf("%s is %+v, want %d missed", id, got, missed)
		}
	}
	d.press("enter")
	d.isAtHome()
	d.review()
	d.sees("There is no term to review now.")
	d.sees("tomorrow: 3 terms")
	d.sees("explain 2 terms")
	d.press("enter")
	d.sees("1 of 2")
}

func TestKeysThatComeTogetherReview(t *testing.T) {
	d := reviewing(t, 80, 24, readPorts)
	d.press("enter")
	d.send(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("2 2 2")})
	d.sees("3 of 3 terms known at once.")
}

func TestAReviewCanBeLeft(t *testing.T) {
	d := reviewing(t, 80, 24, readPorts)
	d.press("enter", "2", "enter", "1", "esc")
	d.isAtHome()
	if got, _ := d.progress.Term("port"); !got.Known() {
		t.Errorf("what was graded is forgotten: %+v", got)
	}
	clear(d.progress.terms) // as if the disk were slow
	d.review()
	d.sees("1 of 2") // what is known now is not asked again
	d.sees("environment variable")
}

func TestTermsOfLessonsNeverOpenedAreOffered(t *testing.T) {
	d := reviewing(t, 80, 24)
	d.sees("There is no term to review now.")
	d.seesNot("They come back")
	d.sees("explain 5 terms. Enter asks")
	d.press("j", "enter")
	d.sees("1 of 5")
}

func TestAnOpenedLessonIsBegun(t *testing.T) {
	d := newDriver(t, 80, 24, termenv.Ascii, practising(t, "images")...)
	d.goTo(target{kind: toLesson, id: "ports"})
	d.goTo(target{kind: toHome})
	d.review()
	d.sees("1 of 5")
}

func TestTheLessonsEndLeadsToItsTerms(t *testing.T) {
	d := newDriver(t, 80, 24, termenv.Ascii, practising(t, "images")...)
	d.press("T") // only at the end
	d.seesNot("Term review")
	d.press("right")
	d.sees("T reviews what you remember of its 2 terms.")
	d.press("T")
	d.sees("Term review")
	d.press("esc")
	d.sees("The last page")
	d.sees("2  Images")
}

func TestAReviewThatComesLateIsDropped(t *testing.T) {
	d := reviewing(t, 80, 24, readPorts)
	d.send(reviewLoadedMsg{op: 0, err: errors.New("stale")})
	d.seesNot("stale")
}

func TestACourseWithoutTermsSaysSo(t *testing.T) {
	d := newDriver(t, 40, 12, termenv.Ascii)
	d.review()
	d.sees("This course explains no terms.")
	d.press("enter", "1", "2", "space", "j")
	d.fits("no terms")
	d.press("esc")
	d.isAtHome()
}

func TestResizeKeepsTheCard(t *testing.T) {
	d := reviewing(t, 120, 40, readPorts)
	d.press("enter", "2", "enter")
	for _, size := range [][2]int{{40, 12}, {30, 8}, {80, 24}} {
		d.send(sizeMsg(size))
		d.fits("resized")
	}
	d.sees("a value that comes from outside")
	d.sees("2 of 3")
	d.send(sizeMsg([2]int{30, 8}))
	for range 30 {
		d.press("j")
	}
	d.sees("knew it")
}
