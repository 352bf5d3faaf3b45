package lessons

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rivo/uniseg"
)

// firstWords are the instructions of both shipped Dockerfiles, in order.
var firstWords = []string{"FROM", "WORKDIR", "COPY", "RUN", "COPY", "EXPOSE", "CMD"}

func lessonOf(t *testing.T, content string) *Lesson {
	t.Helper()
	c, err := Load(fstest.MapFS{"01-one.md": {Data: []byte(content)}})
	if err != nil {
		t.Fatal(err)
	}
	l, err := c.Lesson("one")
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func dump(l *Lesson) string { return fmt.Sprintf("%+v", *l) }

func shipped(t *testing.T) []*Lesson {
	t.Helper()
	c, err := Load(Embedded())
	if err != nil {
		t.Fatal(err)
	}
	var all []*Lesson
	for _, m := range c.Lessons() {
		l, err := c.Lesson(m.ID)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, l)
	}
	return all
}

func TestShippedCourseLintsClean(t *testing.T) {
	if problems := Lint(Embedded()); len(problems) > 0 {
		t.Error(problems)
	}
}

func TestShippedLessons(t *testing.T) {
	var ids []string
	for _, l := range shipped(t) {
		ids = append(ids, l.ID)
		if len(l.Pages) < 2 || l.Summary == "" || len(l.Objectives) == 0 {
			t.Errorf("%s: %d pages, summary %q, objectives %q", l.ID, len(l.Pages), l.Summary, l.Objectives)
		}
	}
	for _, id := range []string{"images-and-containers", "minimal-dockerfile", "containerize-the-app"} {
		if !slices.Contains(ids, id) {
			t.Errorf("no lesson %s in %q", id, ids)
		}
	}
}

func TestShippedWalkthroughsExplainEachInstruction(t *testing.T) {
	found := 0
	for _, l := range shipped(t) {
		for _, p := range l.Pages {
			for _, b := range p.Blocks {
				w, ok := b.(Walkthrough)
				if !ok {
					continue
				}
				found++
				for i, s := range w.Steps {
					word, _, _ := strings.Cut(w.Code[s.First], " ")
					if s.First != i || s.Last != i || word != firstWords[i] {
						t.Errorf("%s step %d covers lines %d to %d, %q", l.ID, i, s.First, s.Last, word)
					}
				}
			}
		}
	}
	if found != 2 {
		t.Errorf("found %d walkthroughs, want 2", found)
	}
}

// Diagrams must stay whole in a 60-column terminal, and a page must be
// readable without scrolling far: the app's source is the longest.
func TestShippedPagesFitATerminal(t *testing.T) {
	for _, l := range shipped(t) {
		for _, p := range l.Pages {
			lines := 0
			for _, b := range p.Blocks {
				if prose, ok := b.(Prose); ok {
					lines += strings.Count(prose.Markdown, "\n") + 1
					checkDiagrams(t, l.ID, prose)
				}
			}
			if lines > 30 {
				t.Errorf("%s, page %q has %d lines", l.ID, p.Title, lines)
			}
		}
	}
}

func checkDiagrams(t *testing.T, id string, prose Prose) {
	t.Helper()
	_, rest, found := strings.Cut(prose.Markdown, "```text\n")
	for found {
		var diagram string
		diagram, rest, _ = strings.Cut(rest, "\n```")
		for line := range strings.SplitSeq(diagram, "\n") {
			if width := uniseg.StringWidth(line); width > 56 {
				t.Errorf("%s: %d cells: %s", id, width, line)
			}
		}
		_, rest, found = strings.Cut(rest, "```text\n")
	}
}
