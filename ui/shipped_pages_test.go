package ui

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/muesli/termenv"

	"tutor/lessons"
)

// TestTheCourseIsShownWhole draws every stage of every page, at the widths that learners have most, a narrow and a wide
// one. The whole screen is checked elsewhere; here it is the panes, whose lines a screen would cut: none may be wider
// than its pane, and every word of a page must be in one of them.
func TestTheCourseIsShownWhole(t *testing.T) {
	course, err := lessons.Load(lessons.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name    string
		width   int
		profile termenv.Profile
		find    []string
	}{
		{"40 plain", 40, termenv.Ascii, nil},
		{"60 plain, with marks", 60, termenv.Ascii, []string{"docker", "the", "a"}},
		{"60", 60, termenv.TrueColor, nil},
		{"80, with marks", 80, termenv.TrueColor, []string{"docker", "the", "a"}},
		{"120", 120, termenv.TrueColor, nil},
		{"120 plain, with marks", 120, termenv.Ascii, []string{"image"}},
		{"160 plain", 160, termenv.Ascii, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			for _, meta := range course.Lessons() {
				lesson, err := course.Lesson(meta.ID)
				if err != nil {
					t.Fatal(err)
				}
				d := newDriver(t, tt.width, 24, tt.profile, startAt(meta.ID), func(o *Options, _ *memory) { o.Course = course })
				if tt.find != nil {
					d.root.found = finding{words: tt.find}
					d.send(sizeMsg([2]int{tt.width, 24}))
				}
				shown := shownWords(t, d)
				for i, page := range lesson.Pages {
					if tt.profile != termenv.Ascii { // without colours, marks stand between the letters
						checkWords(t, meta.ID, i, page.Text(), shown[i])
					}
				}
			}
		})
	}
}

func checkWords(t *testing.T, id string, page int, text, shown string) {
	t.Helper()
	for _, word := range strings.Fields(text) {
		if !strings.Contains(shown, squeezed(word)) {
			t.Errorf("%s, page %d: %q is not shown", id, page+1, word)
		}
	}
}

// shownWords turns the pages of the lesson that is shown. It returns what the panes show on each, without blanks, so that a
// word that was broken is whole.
func shownWords(t *testing.T, d *driver) map[int]string {
	t.Helper()
	s, ok := d.root.now.(*lessonScreen)
	if !ok || s.failed != "" {
		t.Fatalf("no lesson is shown:\n%s", d.plain())
	}
	shown := map[int]string{}
	for range 500 {
		for _, p := range []*pane{&s.text, &s.code.pane, &s.side} {
			for _, line := range p.lines {
				if n := ansi.StringWidth(line); n > p.width {
					t.Errorf("%s, page %d: %d cells in a pane of %d: %q", s.meta.ID, s.page+1, n, p.width, line)
				}
			}
			if p == &s.side {
				continue // its titles are not the page's text
			}
			shown[s.page] += squeezed(ansi.Strip(strings.Join(p.lines, " ")))
		}
		d.press("right")
		if d.root.now != screen(s) {
			return shown
		}
	}
	t.Errorf("%s has no end", s.meta.ID)
	return shown
}

func squeezed(text string) string {
	return strings.Join(strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" \n│|▌▏┃●○◉", r) }), "")
}
