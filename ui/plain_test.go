package ui

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"tutor/lessons"
)

func TestPlainLessonsHaveNoEscapesAndNoBoxes(t *testing.T) {
	for _, course := range []*lessons.Course{fixtureCourse(t), practiceCourse(t)} {
		plainCourse(t, course)
	}
}

func plainCourse(t *testing.T, course *lessons.Course) {
	t.Helper()
	for _, meta := range course.Lessons() {
		lesson, err := course.Lesson(meta.ID)
		if err != nil {
			t.Fatal(err)
		}
		text, err := RenderPlain(lesson, 60, false)
		if err != nil {
			t.Fatal(err)
		}
		if strings.ContainsAny(text, "\x1b│─┼") {
			t.Errorf("%s holds an escape or a box:\n%s", meta.ID, text)
		}
		for _, line := range strings.Split(text, "\n") {
			if ansi.StringWidth(line) > 60 {
				t.Errorf("%s: too wide: %q", meta.ID, line)
			}
		}
		golden(t, "plain-"+meta.ID, text)
	}
}

// TestPlainQuizzesAreNotSpoiled finds no answer before the section with the answers.
func TestPlainQuizzesAreNotSpoiled(t *testing.T) {
	lesson, err := practiceCourse(t).Lesson("ports")
	if err != nil {
		t.Fatal(err)
	}
	text, err := RenderPlain(lesson, 200, false)
	if err != nil {
		t.Fatal(err)
	}
	before, after, ok := strings.Cut(text, "\nAnswers\n-------\n")
	if !ok {
		t.Fatalf("no answers in\n%s", text)
	}
	for _, answer := range []string{"Host on the left", "It listens there", "It is secret", "can be read by everyone", "A folder of its own"} {
		if strings.Contains(before, answer) || !strings.Contains(after, answer) {
			t.Errorf("%q stands in the wrong place of\n%s", answer, text)
		}
	}
}
