package ui

import (
	"encoding/base64"
	"os"
	"strings"
	"testing"

	"github.com/muesli/termenv"

	"tutor/lessons"
)

func TestGlossaryListsTheTermsOfThePageFirst(t *testing.T) {
	d := newDriver(t, 80, 24, termenv.Ascii, withNavigation(t), startAt("run"))
	d.press("g")
	d.sees("On this page\n› Container •")
	d.sees("All other terms\n  Environment variable")
	d.press("end")
	d.sees("A setting that is handed")
	d.press("enter")
	d.sees("page 2/3")
	d.sees("The words")
	d.press("[")
	d.sees("Start one")
}

func TestGlossaryOfTheCourseMapHasNoPage(t *testing.T) {
	d := newDriver(t, 80, 24, termenv.Ascii, withNavigation(t))
	d.press("g")
	d.seesNot("On this page")
	d.sees("› Container")
	d.typeText("zzz")
	d.sees("No term has “zzz” in its name.")
	d.press("enter", "down", "esc")
	d.sees("lessons read")
}

func TestTermsAreFoundAsWords(t *testing.T) {
	text := lettersOnly("Export the images, and set environment\nvariables. (Compose!)")
	for name, want := range map[string]bool{
		"Port": false, "image": true, "Environment variable": true, "compose": true, "Export": true, "": false, "variable env": false,
	} {
		if got := mentions(text, name); got != want {
			t.Errorf("%q: %v, want %v", name, got, want)
		}
	}
}

func TestContentsMarkWhatWasReadAndJump(t *testing.T) {
	d := newDriver(t, 80, 24, termenv.Ascii, withNavigation(t), startAt("run"))
	d.press("right", "t")
	d.sees("    ✓ Start one\n›   ✓ Canary releases ← you are here\n    · Line by line")
	d.press("j", "j", "enter")
	d.sees("page 4/4")
	d.press("t", "home", "enter")
	d.sees("1  The words you need")
	d.press("t", "t")
	d.sees("Learn these four words")
}

func TestPagesBeforeTheOneLeftLastTimeAreRead(t *testing.T) {
	d := newDriver(t, 80, 24, termenv.Ascii, withNavigation(t), startAt("run"), func(_ *Options, m *memory) {
		m.place.Lesson, m.place.Page = "run", 2
	})
	d.press("t")
	d.sees("✓ Canary releases")
	d.sees("✓ Line by line ← you are here")
	d.sees("· Quiz")
}

func TestLinksJumpAreCopiedOrSaidToBeDead(t *testing.T) {
	d := newDriver(t, 80, 24, termenv.Ascii, withNavigation(t), startAt("words"))
	d.press("o", "j")
	d.sees("✗ leads nowhere: the course has no 09-gone.md")
	d.press("j", "enter") // a dead link
	d.sees("Links on this page")
	d.press("y")
	d.seesNot("copied")
	d.press("j", "y")
	d.sees("✓ copied")
	sent, err := os.ReadFile(d.out.Name())
	if err != nil {
		t.Fatal(err)
	}
	address := "https://docs.docker.com/get-started/docker-concepts/the-basics/what-is-an-image/"
	if want := base64.StdEncoding.EncodeToString([]byte(address)); !strings.Contains(string(sent), want) {
		t.Errorf("the terminal got %q", sent)
	}
	d.press("home", "enter")
	d.sees("A canary release")
}

func TestAnOnlyLinkIsFollowedAtOnce(t *testing.T) {
	d := newDriver(t, 80, 24, termenv.Ascii, withNavigation(t), startAt("run"))
	d.press("o")
	d.sees("The words")
	d.sees("page 2/3")
	d.press("[", "right")
	d.press("o") // a page without links
	d.sees("Canary releases")
}

func TestLinksOfAPageThatWasLeftAreDropped(t *testing.T) {
	d := newDriver(t, 80, 24, termenv.Ascii, withNavigation(t), startAt("run"))
	_, cmd := d.root.Update(keyNamed("o"))
	d.press("right")
	d.run(cmd)
	d.sees("Canary releases")
}

func TestPopupsHaveNothingToShowInAnEmptyCourse(t *testing.T) {
	d := newDriver(t, 60, 15, termenv.Ascii, func(o *Options, _ *memory) { o.Course, o.Exercises = &lessons.Course{}, nil })
	for _, popup := range []string{"t", "?"} {
		d.press(popup, "down", "enter")
		d.fits(popup)
		d.press("esc")
	}
}
