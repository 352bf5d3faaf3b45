package ui

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/muesli/termenv"

	"tutor/lessons"
)

func TestRunesThatComeTogetherAreEachAKey(t *testing.T) {
	d := newDriver(t, 80, 24, termenv.Ascii)
	d.send(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("jjjk")})
	if d.root.home.selected != 2 {
		t.Errorf("jjjk selects row %d, want 2", d.root.home.selected)
	}
	// The second rune is for the screen that the first one opened.
	d.send(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("lll")})
	d.sees("step 2/7")
}

func TestPastedTextIsNoKeys(t *testing.T) {
	d := newDriver(t, 80, 24, termenv.Ascii)
	_, cmd := d.root.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("q"), Paste: true})
	if cmd != nil {
		t.Error("a pasted q does something")
	}
}

func TestMapScrollsToTheSelectedRow(t *testing.T) {
	d := newDriver(t, 40, 8, termenv.Ascii)
	d.press("G")
	d.sees("› · 3")
	d.press("home")
	d.sees("› →")
}

func TestEveryPageOfACourseCanBeTurned(t *testing.T) {
	d := newDriver(t, 60, 15, termenv.Ascii)
	d.press("home", "enter", "right", "right")
	d.sees("page 3/3")
	d.sees("This was the last page. → goes on to lesson 2, A minimal")
	if !d.progress.Done("images-and-containers") {
		t.Error("the last page was seen, but the lesson is not done")
	}
	if got := d.progress.Place(); got.Lesson != "images-and-containers" || got.Page != 2 {
		t.Errorf("place is %+v", got)
	}
	d.press("right")
	d.sees("2  A minimal Dockerfile")
	d.sees("Line by line")
	for range 7 {
		d.press("right")
	}
	d.sees("step 7/7")
	if d.progress.Done("minimal-dockerfile") {
		t.Error("the lesson is done before its last text was seen")
	}
	d.press("right")
	d.sees("That is all.")
	if !d.progress.Done("minimal-dockerfile") {
		t.Error("the lesson's end was seen, but it is not done")
	}
	d.press("right")
	d.sees("Exercise 1: Build the image")
	d.press("esc")
	d.sees("2 of 3 lessons read")
}

func TestBackwardsComesToTheEndOfThePageBefore(t *testing.T) {
	d := newDriver(t, 80, 24, termenv.Ascii, startAt("minimal-dockerfile"))
	d.press("right", "right")
	d.sees("step 2/7")
	d.press("left", "left")
	d.sees("Line by line")
	d.press("left")
	d.sees("Line by line") // nothing before the first page
}

func TestSpaceScrollsBeforeItTurnsThePage(t *testing.T) {
	d := newDriver(t, 40, 8, termenv.Ascii, startAt("images-and-containers"))
	d.press("right")
	seen := d.plain()
	for range 40 {
		if strings.Contains(d.plain(), "page 3/3") {
			break
		}
		d.press("space")
		seen += d.plain()
	}
	for _, line := range []string{"docker run --rm", "the image stays", "writable layer", "frozen"} {
		if !strings.Contains(strings.Join(strings.Fields(seen), " "), line) {
			t.Errorf("%q was never on the screen", line)
		}
	}
}

func TestLongCodeIsReachableOnASmallScreen(t *testing.T) {
	d := newDriver(t, 40, 12, termenv.Ascii, startAt("minimal-dockerfile"))
	seen := ""
	for range 10 {
		seen += d.plain()
		d.press("right")
	}
	for _, piece := range []string{"FROM python:3.14-slim", "-r", "narrow pane at all", `CMD ["python", "app.py"]`} {
		if !strings.Contains(seen, piece) {
			t.Errorf("%q was never on the screen", piece)
		}
	}
	d = newDriver(t, 40, 12, termenv.Ascii, startAt("minimal-dockerfile"))
	d.press("tab", "G")
	d.sees(`CMD ["python", "app.py"]`)
}

func TestTextOfAnotherWidthIsNotShown(t *testing.T) {
	d := newDriver(t, 80, 24, termenv.Ascii, startAt("images-and-containers"))
	late := renderedMsg{key: textKey{source: "lesson/images-and-containers/0", width: 33, theme: ThemeDark}, parts: [][]string{{"stale"}}}
	d.send(late)
	d.seesNot("stale")
	d.sees("An image is")
}

func TestALessonThatComesLateIsDropped(t *testing.T) {
	d := newDriver(t, 80, 24, termenv.Ascii, startAt("images-and-containers"))
	d.send(lessonLoadedMsg{op: 0, lesson: &lessons.Lesson{Pages: []lessons.Page{{Title: "stale"}}}})
	d.seesNot("stale")
}

// TestALessonIsLoadedOnce starts at a lesson that comes after the size of the terminal, which asks for it again.
func TestALessonIsLoadedOnce(t *testing.T) {
	d := newDriver(t, 80, 24, termenv.Ascii)
	d.root.goTo = target{kind: toLesson, id: "images-and-containers"}
	first := d.root.travel()
	_, again := d.root.Update(tea.WindowSizeMsg{Width: 80, Height: 24})
	d.run(first)
	d.sees("page 1/3")
	d.press("right")
	d.run(again)
	d.sees("page 2/3")
}

func TestHelpListsEveryKeyThatWorks(t *testing.T) {
	d := newDriver(t, 80, 24, termenv.Ascii, startAt("build-image"), withWorkspace)
	d.press("?")
	for _, text := range []string{"check now", "next pane", "lesson", "quit", "suspend"} {
		d.sees(text)
	}
	d.seesNot("cancel") // nothing runs
	d.press("esc")
	d.sees("space checks your work")
}

func TestProgressThatCannotBeSavedIsSaid(t *testing.T) {
	d := newDriver(t, 60, 15, termenv.Ascii, func(_ *Options, m *memory) { m.fail = errors.New("disk is full\x1b[2J") })
	d.press("enter")
	d.sees("Your progress could not be saved: disk is full")
	d.fits("notice")
	d.press("j")
	d.seesNot("could not be saved")
}

func TestTooSmallIsSaid(t *testing.T) {
	d := newDriver(t, 29, 8, termenv.Ascii)
	d.sees("The tutor needs a terminal")
	d.fits("too small")
}

func TestAnEmptyCourseIsSaid(t *testing.T) {
	d := newDriver(t, 60, 15, termenv.Ascii, func(o *Options, _ *memory) { o.Course, o.Exercises = &lessons.Course{}, nil })
	d.sees("no lessons")
	d.press("enter", "j", "G")
	d.fits("empty course")
}

// TestTheKeyThatMissesNothingComesFirst reads a page that is longer than the screen: the key that turns it at once would
// skip the rest.
func TestTheKeyThatMissesNothingComesFirst(t *testing.T) {
	d := newDriver(t, 60, 15, termenv.Ascii, startAt("images-and-containers"))
	d.press("right")
	d.sees("↓ more")
	d.sees("\nspace read on · → next page")
	d.press("end")
	d.seesNot("↓ more")
	d.sees("\n→ next page · ")
}

func TestALongPageNamesItsLinks(t *testing.T) {
	course, err := lessons.Load(fstest.MapFS{"01-long.md": {Data: []byte(
		"---\nid: long\ntitle: Long\nminutes: 1\nsummary: Long.\n---\n## First\n\nText.\n\n## Second\n\nSee [first](#first).\n\n" +
			strings.Repeat("- item\n", 20))}})
	if err != nil {
		t.Fatal(err)
	}
	d := newDriver(t, 60, 15, termenv.Ascii, startAt("long"), func(o *Options, _ *memory) { o.Course = course })
	d.press("right")
	d.sees("↓ more")
	d.sees("space read on · → next · o links")
}
