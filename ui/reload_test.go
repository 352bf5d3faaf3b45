package ui

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/muesli/termenv"

	"tutor/exercises"
	"tutor/internal/problem"
	"tutor/lessons"
)

// brokenCourse is what a preview says of two mistakes.
func brokenCourse() Reload {
	return Reload{Problems: problem.List{
		{
			File: "mine/02-dockerfile.md", Line: 3, Col: 1, Text: "titel: A minimal Dockerfile", Rule: "unknown-key",
			Message: `unknown key "titel"; did you mean title?`,
		},
		{
			File: "mine/02-dockerfile.md", Line: 25, Col: 1, Text: "1. The base image: Python 3.14 on a small Debian.", Rule: "walkthrough-count",
			Message: "the Dockerfile has 8 instructions but the list has 7 items; write exactly one item for each instruction",
		},
		{File: "mine/notes.txt", Rule: "stray-file", Message: "this file is no part of the course and is not read; move it elsewhere"},
	}}
}

// written is the fixture course with some texts replaced, as its author would.
func written(t testing.TB, oldNew ...string) *lessons.Course {
	t.Helper()
	replace := strings.NewReplacer(oldNew...)
	course, err := lessons.Load(fstest.MapFS{
		"01-images.md":     {Data: []byte(replace.Replace(imagesLesson))},
		"02-dockerfile.md": {Data: []byte(replace.Replace(dockerfileLesson))},
	})
	if err != nil {
		t.Fatal(err)
	}
	return course
}

func saved(course *lessons.Course) reloadMsg {
	return reloadMsg{Reload{Course: course, Exercises: []*exercises.Exercise{fixtureExercise()}}}
}

func emptyCourse(o *Options, _ *memory) { o.Course, o.Exercises = &lessons.Course{}, nil }

func reloadScenes() []scene {
	return []scene{
		{"problems", []setting{startAt("images-and-containers")}, func(d *driver) {
			d.press("right")
			d.send(reloadMsg{brokenCourse()})
		}},
		{"problems-hidden", []setting{startAt("images-and-containers")}, func(d *driver) {
			d.send(reloadMsg{brokenCourse()})
			d.press("esc")
		}},
		{"problems-at-start", []setting{emptyCourse}, func(d *driver) { d.send(reloadMsg{brokenCourse()}) }},
	}
}

func TestReloadStaysOnThePage(t *testing.T) {
	d := newDriver(t, 80, 24, termenv.Ascii, startAt("images-and-containers"))
	d.press("right")
	d.sees("page 2/3")
	d.send(saved(written(t, "Run one with", "Start one with", "## From image to container", "## New\n\nText.\n\n## From image to container")))
	d.sees("page 3/4")
	d.sees("Start one with")
	d.send(saved(written(t)))
	d.sees("page 2/3")
	d.send(saved(written(t, "## From image to container", "## Renamed", "Run one", "Begin one")))
	d.sees("Renamed") // by its number, since its name is gone
	d.sees("page 2/3")
}

func TestReloadStaysOnTheStepOfAWalkthrough(t *testing.T) {
	d := newDriver(t, 80, 24, termenv.Ascii, startAt("minimal-dockerfile"))
	d.press("right", "right", "right")
	d.sees("step 3/7")
	d.send(saved(written(t, "Only the list of packages", "Just the list")))
	d.sees("step 3/7")
	d.sees("Just the list")
	if len(d.root.trail.back) != 0 { // a step is no place of its own
		t.Errorf("the trail has %v", d.root.trail.back)
	}
}

func TestReloadOfTheMap(t *testing.T) {
	d := newDriver(t, 80, 24, termenv.Ascii)
	d.press("end")
	d.send(saved(written(t, "Images and containers", "Pictures and boxes")))
	d.sees("Pictures and boxes")
	d.seesNot("What comes after") // the third lesson is gone, and the selected row with it
	d.press("home", "j", "j", "enter")
	d.sees("A minimal Dockerfile")
}

func TestReloadKeepsTheSelectedRow(t *testing.T) {
	d := newDriver(t, 80, 24, termenv.Ascii)
	d.press("home", "j", "j", "j")
	if got := d.root.home.item(); got.exercise == nil {
		t.Fatalf("row %d is no exercise", d.root.home.selected)
	}
	d.send(saved(written(t, "exercise: build-image\n", ""))) // it moves to the end of the list
	if got := d.root.home.item(); got.exercise == nil || got.exercise.ID != "build-image" {
		t.Errorf("%+v is selected", got)
	}
	d.press("home", "j", "j")
	course, err := lessons.Load(fstest.MapFS{
		"00-new.md":        {Data: []byte("---\nid: new\ntitle: New\nminutes: 1\n---\nText.\n")},
		"01-images.md":     {Data: []byte(imagesLesson)},
		"02-dockerfile.md": {Data: []byte(dockerfileLesson)},
	})
	if err != nil {
		t.Fatal(err)
	}
	d.send(saved(course))
	if got := d.root.home.item(); got.lesson == nil || got.lesson.ID != "minimal-dockerfile" {
		t.Errorf("%+v is selected", got)
	}
}

func TestReloadOfALessonThatIsGone(t *testing.T) {
	d := newDriver(t, 80, 24, termenv.Ascii, startAt("next-steps"))
	d.sees("That is it.")
	d.send(saved(written(t)))
	d.sees("0 of 2 lessons read")
}

func TestReloadGoesBackToALessonThatWasGone(t *testing.T) {
	only := func(name, text string) *lessons.Course {
		course, err := lessons.Load(fstest.MapFS{name: {Data: []byte(text)}})
		if err != nil {
			t.Fatal(err)
		}
		return course
	}
	d := newDriver(t, 80, 24, termenv.Ascii, startAt("minimal-dockerfile"))
	d.press("right", "right", "right")
	d.sees("step 3/7")
	d.send(saved(only("01-images.md", imagesLesson)))
	d.send(saved(only("01-images.md", imagesLesson))) // another file is saved meanwhile
	d.sees("0 of 1 lessons read")
	d.send(saved(written(t)))
	d.sees("step 3/7")
	d.send(saved(only("01-images.md", imagesLesson)))
	d.press("enter", "esc") // the author has moved on
	d.send(saved(written(t)))
	d.sees("0 of 2 lessons read")
}

func TestReloadOfAnExercise(t *testing.T) {
	d := newDriver(t, 80, 24, termenv.Ascii, startAt("build-image"))
	ex := fixtureExercise()
	ex.Title = "Build it anew"
	d.send(reloadMsg{Reload{Course: written(t), Exercises: []*exercises.Exercise{ex}}})
	d.sees("Build it anew")
	d.send(reloadMsg{Reload{Course: written(t)}})
	d.sees("lessons read")
}

func TestAGradeOutlivesAReload(t *testing.T) {
	d := newDriver(t, 80, 24, termenv.Ascii, startAt("build-image"), withWorkspace)
	d.press("space")
	running := d.root.grading
	d.send(saved(written(t)))
	if d.root.grading != running || d.root.now != screen(running) {
		t.Error("the screen of the grade was replaced")
	}
}

func TestProblemsAreShownUntilTheyAreMended(t *testing.T) {
	d := newDriver(t, 80, 24, termenv.Ascii, startAt("images-and-containers"))
	d.press("right")
	d.send(reloadMsg{brokenCourse()})
	for _, text := range []string{
		"From image to container", "above is the last version that can be shown",
		"✗ mine/02-dockerfile.md:3:1", "did you mean title?", "titel: A minimal Dockerfile",
	} {
		d.sees(text)
	}
	d.press("esc")
	d.seesNot("did you mean")
	d.sees("✗ 3 problems")
	d.press("left")
	d.sees("page 1/3")
	d.send(reloadMsg{brokenCourse()})
	d.sees("did you mean") // the next save
	d.send(saved(written(t)))
	d.seesNot("did you mean")
	d.seesNot("3 problems")
	d.sees("page 1/3")
}

func TestProblemsBesideACourseThatCanBeShown(t *testing.T) {
	d := newDriver(t, 80, 24, termenv.Ascii, startAt("images-and-containers"))
	d.send(reloadMsg{Reload{Course: written(t, "frozen", "solid"), Problems: brokenCourse().Problems[2:]}})
	d.sees("solid")
	d.sees("✗ 1 problem")
	d.sees("the course as it is stands above")
}

func TestProblemsScroll(t *testing.T) {
	d := newDriver(t, 60, 15, termenv.Ascii, startAt("images-and-containers"))
	d.send(reloadMsg{brokenCourse()})
	d.seesNot("notes.txt")
	d.press("pgdown", "pgdown", "pgdown")
	d.sees("notes.txt")
	d.press("pgup", "pgup", "pgup")
	d.sees("titel")
}

func TestAPreviewThatBeginsWithProblems(t *testing.T) {
	d := newDriver(t, 80, 24, termenv.Ascii, emptyCourse)
	d.send(reloadMsg{brokenCourse()})
	d.sees("nothing can be shown yet")
	d.sees("notes.txt") // there is room for all
	d.send(saved(written(t)))
	d.sees("Images and containers")
	d.seesNot("nothing can be shown")
}

func TestAnOldTextIsNotShownForANewCourse(t *testing.T) {
	d := newDriver(t, 80, 24, termenv.Ascii, startAt("images-and-containers"))
	late := renderedMsg{key: d.root.textKey("lesson/images-and-containers/0", 80), parts: [][]string{{"the old text"}}}
	d.send(saved(written(t, "frozen", "solid")))
	d.send(late)
	d.sees("solid")
	d.seesNot("the old text")
}

func TestProblemsAreSafeForTheScreen(t *testing.T) {
	d := newDriver(t, 80, 24, termenv.Ascii)
	d.send(reloadMsg{Reload{Problems: problem.List{{File: "a\x1b[2J.md", Line: 1, Col: 2, Text: "\x1b]0;x\x07y", Message: "m\x1b[31m\nn"}}}})
	if strings.ContainsAny(d.root.View(), "\x1b\x07") {
		t.Errorf("%q", d.root.View())
	}
}

// What a command prints stays in sight while the course is loaded anew; the page behind it is the new one.
func TestACommandOutlivesAReload(t *testing.T) {
	d := newDriver(t, 80, 24, termenv.Ascii, withCommands, withWorkspace)
	d.press("x", "enter")
	d.prints("serving on 8000")
	course, err := lessons.Load(fstest.MapFS{
		"01-run.md": {Data: []byte(strings.Replace(commandLesson, "The app prints its line, and stays.", "The app has a new text.", 1))},
	})
	if err != nil {
		t.Fatal(err)
	}
	d.send(saved(course))
	d.sees("serving on 8000")
	d.press("esc")
	d.sees("The app has a new text.")
}

// The lesson behind the problems is read anew: for a moment it has nothing to show.
func TestProblemsOverALessonThatIsBeingRead(t *testing.T) {
	d := newDriver(t, 100, 30, termenv.Ascii, startAt("images-and-containers"))
	rel := saved(written(t))
	rel.Problems = brokenCourse().Problems
	d.root.Update(rel) // what it asks for is not there yet
	d.fits("problems over an empty lesson")
	d.sees("✗ 3 problems")
}
