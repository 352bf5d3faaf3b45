package ui

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

func TestPlainLessonsHaveNoEscapesAndNoBoxes(t *testing.T) {
	course := fixtureCourse(t)
	for _, meta := range course.Lessons() {
		lesson, err := course.Lesson(meta.ID)
		if err != nil {
			t.Fatal(err)
		}
		text, err := RenderPlain(lesson, 60)
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
