package ui

import (
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/muesli/termenv"

	"tutor/lessons"
)

// TestEveryPageOfTheRealCourseFits turns every page of every lesson on four sizes.
func TestEveryPageOfTheRealCourseFits(t *testing.T) {
	course, err := lessons.Load(lessons.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	for _, size := range [][2]int{{200, 60}, {90, 24}, {60, 15}, {40, 12}} {
		for _, meta := range course.Lessons() {
			d := newDriver(t, size[0], size[1], termenv.TrueColor, startAt(meta.ID), func(o *Options, _ *memory) { o.Course = course })
			lesson, ok := d.root.now.(*lessonScreen)
			if !ok || lesson.failed != "" {
				t.Fatalf("%s is not shown: %s", meta.ID, d.plain())
			}
			for range 200 {
				d.fits(meta.ID)
				if d.root.now != screen(lesson) || lesson.lastStage() && lesson.text.atEnd() {
					break
				}
				d.press(keysToReadOn(lesson)...)
			}
			if !d.progress.Done(meta.ID) {
				t.Errorf("%s is not done after its last page at %v", meta.ID, size)
			}
		}
	}
}

// keysToReadOn answers what there is to answer.
func keysToReadOn(lesson *lessonScreen) []string {
	switch st := lesson.here(); {
	case st.answered():
	case st.question != nil:
		return []string{"1", "enter"}
	case st.spot != nil:
		return []string{"down", "enter"}
	}
	return []string{"space"}
}

// TestManyLessonsCostTheMapLittle bounds what a key costs in a course of 2,000 lessons.
func TestManyLessonsCostTheMapLittle(t *testing.T) {
	d := newDriver(t, 100, 30, termenv.TrueColor)
	for range 2000 {
		d.root.home.items = append(d.root.home.items, homeItem{lesson: &d.root.metas[0]})
	}
	d.send(tea.WindowSizeMsg{Width: 100, Height: 30})
	began := time.Now()
	for range 100 {
		d.press("j")
		_ = d.root.View()
	}
	if each := time.Since(began) / 100; each > 20*time.Millisecond { // 0.3 ms; the race detector needs ten times that
		t.Errorf("a key takes %v", each)
	}
}

func BenchmarkKeyInALongMap(b *testing.B) {
	d := newDriver(b, 100, 30, termenv.TrueColor)
	for range 2000 {
		d.root.home.items = append(d.root.home.items, homeItem{lesson: &d.root.metas[0]})
	}
	d.send(tea.WindowSizeMsg{Width: 100, Height: 30})
	for b.Loop() {
		d.press("j")
		d.press("k")
		_ = d.root.View()
	}
}

func BenchmarkStepOfAWalkthrough(b *testing.B) {
	d := newDriver(b, 100, 30, termenv.TrueColor, startAt("minimal-dockerfile"))
	for b.Loop() {
		d.press("right")
		d.press("left")
		_ = d.root.View()
	}
}
