package lessons

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
)

// FuzzParse holds the promises that do not depend on what the text says: no
// panic, every problem inside the file, and every step inside its code.
func FuzzParse(f *testing.F) {
	for _, tt := range problemCases {
		f.Add([]byte(tt.content))
		f.Add([]byte(strings.TrimPrefix(tt.content, goodFront)))
	}
	shipped, err := fs.Glob(Embedded(), "*.md")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range shipped {
		data, err := fs.ReadFile(Embedded(), name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		checkFile(t, data)
		// Most mutations break the front matter; the body is to be tried too.
		checkFile(t, append([]byte(goodFront), data...))
	})
}

func checkFile(t *testing.T, data []byte) {
	t.Helper()
	course := fstest.MapFS{"01-one.md": {Data: data}}
	problems := Lint(course)
	checkPlaces(t, data, problems)
	c, err := Load(course)
	if err != nil {
		return
	}
	l, err := c.Lesson(c.Lessons()[0].ID)
	if err != nil && len(problems) == 0 {
		t.Fatalf("Lesson says %v, Lint says %v", err, problems)
	}
	if err == nil {
		checkPages(t, l.Pages)
	}
}

func checkPlaces(t *testing.T, data []byte, problems Problems) {
	t.Helper()
	lines := strings.Count(strings.ReplaceAll(string(data), "\r\n", "\n"), "\n") + strings.Count(string(data), "\r") + 1
	for _, p := range problems {
		if p.Line < 1 || p.Line > lines || p.Col < 1 || p.Col > len([]rune(p.Text))+1 {
			t.Fatalf("problem outside of the file's %d lines: %+v", lines, p)
		}
	}
}

func checkPages(t *testing.T, pages []Page) {
	t.Helper()
	seen := map[string]bool{}
	line := 0
	for _, p := range pages {
		if p.Title == "" || seen[p.Anchor] || len(p.Blocks) == 0 || p.Line <= line {
			t.Fatalf("page %+v after line %d", p, line)
		}
		seen[p.Anchor], line = true, p.Line
		for _, b := range p.Blocks {
			if w, ok := b.(Walkthrough); ok {
				checkSteps(t, w)
			}
		}
	}
}

func checkSteps(t *testing.T, w Walkthrough) {
	t.Helper()
	next := 0
	for _, s := range w.Steps {
		if s.First < next || s.Last < s.First || s.Last >= len(w.Code) || s.Markdown == "" {
			t.Fatalf("step %+v in %d lines of code", s, len(w.Code))
		}
		next = s.Last + 1
	}
}
