package ui

import (
	"errors"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/muesli/termenv"

	"tutor/exercises"
	"tutor/internal/progress"
)

func leftOffAt(place progress.Place) setting { return func(_ *Options, m *memory) { m.place = place } }

func TestTheTutorOpensOnThePageThatWasLeft(t *testing.T) {
	d := newDriver(t, 80, 24, termenv.Ascii, leftOffAt(progress.Place{Lesson: "images-and-containers", Page: 1}))
	d.sees("From image to container")
	d.sees("page 2/3")
	d.press("esc")
	d.sees("› →    Continue: lesson 1, Images and containers, page 2")
	d.press("enter")
	d.sees("page 2/3")
}

func TestTheAnchorFindsAPageThatMoved(t *testing.T) {
	d := newDriver(t, 80, 24, termenv.Ascii, leftOffAt(progress.Place{Lesson: "images-and-containers", Page: 2, Anchor: "from-image-to-container"}))
	d.sees("page 2/3")
	if got := d.progress.Place(); got.Page != 1 || got.Anchor != "from-image-to-container" {
		t.Errorf("the place is %+v", got)
	}
}

func TestTheTutorOpensOnTheExerciseThatWasLeft(t *testing.T) {
	d := newDriver(t, 80, 24, termenv.Ascii, startAt("minimal-dockerfile"))
	for range 9 {
		d.press("right")
	}
	d.sees("Exercise 1")
	place := d.progress.Place()
	if place.Exercise != "build-image" || place.Lesson != "minimal-dockerfile" {
		t.Fatalf("the place is %+v", place)
	}
	d = newDriver(t, 80, 24, termenv.Ascii, leftOffAt(place))
	d.sees("Exercise 1")
	d.press("esc")
	d.sees("› →    Continue: Exercise 1: Build the image")
}

func TestAPlaceThatIsGoneOpensTheMap(t *testing.T) {
	for _, place := range []progress.Place{{}, {Lesson: "gone", Page: 3}, {Lesson: "gone", Exercise: "gone-too"}} {
		d := newDriver(t, 80, 24, termenv.Ascii, leftOffAt(place))
		d.sees("lessons read")
		d.sees("lesson 1, Images and containers")
	}
	d := newDriver(t, 80, 24, termenv.Ascii, leftOffAt(progress.Place{Lesson: "images-and-containers", Page: 99}))
	d.sees("page 3/3")
}

func TestContinueLeadsToWhatFollows(t *testing.T) {
	done := func(ids ...string) setting {
		return func(_ *Options, m *memory) {
			for _, id := range ids {
				m.done[id] = true
			}
		}
	}
	inReview := func(_ *Options, m *memory) {
		m.outcomes["build-image"], m.reviews["build-image"] = exercises.Fail, true
	}
	passed := func(_ *Options, m *memory) { m.outcomes["build-image"] = exercises.Pass }
	for _, tt := range []struct {
		name     string
		settings []setting
		want     string
	}{
		{"nothing was read", nil, "Start: lesson 1, Images"},
		{"a lesson was read", []setting{done("images-and-containers")}, "Continue: lesson 2, A minimal Dockerfile"},
		{"the exercise is left", []setting{done("images-and-containers", "minimal-dockerfile", "next-steps")}, "Continue: Exercise 1"},
		{"a lesson was skipped", []setting{done("minimal-dockerfile", "next-steps"), passed}, "Continue: lesson 1"},
		{"an answer waits for a person", []setting{done("images-and-containers", "minimal-dockerfile", "next-steps"), inReview}, "begin again"},
		{"all is done", []setting{done("images-and-containers", "minimal-dockerfile", "next-steps"), passed}, "begin again"},
	} {
		d := newDriver(t, 80, 24, termenv.Ascii, tt.settings...)
		if !strings.Contains(d.plain(), tt.want) {
			t.Errorf("%s: no %q in\n%s", tt.name, tt.want, d.plain())
		}
		d.press("enter")
		d.seesNot("lessons read")
	}
}

func TestContinueAfterTheEndOfALessonIsItsExercise(t *testing.T) {
	d := newDriver(t, 80, 24, termenv.Ascii, startAt("minimal-dockerfile"))
	for range 8 {
		d.press("right")
	}
	d.press("esc", "home")
	d.sees("Continue: Exercise 1: Build the image")
	d.press("j", "enter", "esc", "home") // into the first lesson, and out again
	d.sees("Continue: lesson 1, Images and containers, page 1")
}

func TestObjectivesAreMetByRightAnswers(t *testing.T) {
	d := newDriver(t, 80, 24, termenv.Ascii, withNavigation(t), halfWay, startAt("words"))
	d.press("esc", "home")
	d.sees("1 of 2 questions right, 0 of 2 objectives met")
	d.press("end", "up")
	d.sees("› ·    Say which problems containers solve")
	d.sees("1/2 right")
	d.press("enter") // to the question that is open
	d.sees("Quiz: the image")
	if err := d.progress.SetAnswer("run", "quiz-the-image", []int{0}, true); err != nil {
		t.Fatal(err)
	}
	d.press("esc", "home")
	d.sees("2 of 2 questions right, 2 of 2 objectives met")
	d.press("end")
	d.sees("› ✓    Read a Dockerfile")
	d.sees("1/1 right")
}

func TestTermsThatAreDueAreCounted(t *testing.T) {
	d := newDriver(t, 80, 24, termenv.Ascii, withNavigation(t), halfWay, startAt("words"))
	d.press("esc", "home", "down")
	d.sees("› →    Review the terms")
	d.sees("3 due") // of four, one was known
}

func TestAStaleCountIsDropped(t *testing.T) {
	d := newDriver(t, 80, 24, termenv.Ascii, withNavigation(t))
	d.send(standingMsg{op: d.root.home.standingOp - 1, standing: standing{known: true, items: 99}})
	d.seesNot("99")
}

func TestACourseThatCannotBeCountedStillHasAMap(t *testing.T) {
	d := newDriver(t, 80, 24, termenv.Ascii)
	d.root.home.standing = standing{}
	d.send(standingMsg{op: d.root.home.standingOp, err: errors.New("lesson 2 is broken"), saved: errors.New("disk is full")})
	d.sees("Start: lesson 1")
	d.sees("could not be saved: disk is full")
}

func TestTheMapScrollsOnASmallTerminal(t *testing.T) {
	d := newDriver(t, 40, 12, termenv.Ascii, withNavigation(t))
	seen := ""
	for range 12 {
		seen += d.plain()
		d.fits("map")
		d.press("down")
	}
	for _, text := range []string{"Start: lesson 1", "Review the terms", "From image to service", "Exercise 1", "Say which problems", "what each"} {
		if !strings.Contains(seen, text) {
			t.Errorf("%q was never on the screen", text)
		}
	}
}

// TestTheFirstFrameReadsNoLesson holds back what is asked for at the start: the map must be there without it.
func TestTheFirstFrameReadsNoLesson(t *testing.T) {
	d := newDriver(t, 80, 24, termenv.Ascii, withNavigation(t))
	d.root.home = newHome(d.root.app)
	d.root.now = d.root.home
	_, cmd := d.root.Update(tea.WindowSizeMsg{Width: 80, Height: 24})
	d.sees("Start: lesson 1")
	d.seesNot("questions right")
	d.run(cmd)
	d.sees("0 of 2 questions right")
}
