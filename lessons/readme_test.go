package lessons

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
)

func readme(t *testing.T) (ast.Node, []byte) {
	t.Helper()
	data, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	md := goldmark.New(goldmark.WithExtensions(extension.Table))
	return md.Parser().Parse(text.NewReader(data)), data
}

// An instructor copies the example: it has to be a lesson without problems.
func TestReadmeExampleIsALesson(t *testing.T) {
	root, data := readme(t)
	var example string
	for n := root.FirstChild(); n != nil; n = n.NextSibling() {
		if f, ok := n.(*ast.FencedCodeBlock); ok && string(f.Language(data)) == "markdown" {
			example = string(f.Lines().Value(data))
		}
	}
	course := fstest.MapFS{"01-first-image.md": {Data: []byte(example)}}
	if problems := Lint(course); len(problems) > 0 {
		t.Fatal(problems)
	}
	c, err := Load(course)
	if err != nil {
		t.Fatal(err)
	}
	l, err := c.Lesson("first-image")
	if err != nil {
		t.Fatal(err)
	}
	if len(l.Pages) != 6 || l.Pages[2].Anchor != "two-lines-one-by-one" {
		t.Fatalf("pages are %+v", l.Pages)
	}
	steps := l.Pages[2].Blocks[0].(Walkthrough).Steps
	if len(steps) != 2 || steps[0].First != 1 || steps[1].First != 2 || steps[1].Last != 3 {
		t.Errorf("steps are %+v", steps)
	}
}

// firstColumn gives the rows' first cells of the table below a heading.
func firstColumn(t *testing.T, heading string) []string {
	t.Helper()
	root, data := readme(t)
	var cells []string
	under := ""
	for n := root.FirstChild(); n != nil; n = n.NextSibling() {
		if h, ok := n.(*ast.Heading); ok {
			under = plainText(h, data)
		}
		if n.Kind() != extast.KindTable || under != heading {
			continue
		}
		for row := n.FirstChild().NextSibling(); row != nil; row = row.NextSibling() {
			cells = append(cells, plainText(row.FirstChild(), data))
		}
	}
	if len(cells) == 0 {
		t.Fatalf("README.md has no table under %q", heading)
	}
	return cells
}

func TestReadmeListsTheKeys(t *testing.T) {
	var keys []string
	for _, f := range fields(&Meta{}) {
		keys = append(keys, f.key)
	}
	if got, want := strings.Join(firstColumn(t, "Front matter"), " "), strings.Join(keys, " "); got != want {
		t.Errorf("README.md lists %s, the code has %s", got, want)
	}
}

// The table of messages and the messages must agree, in both directions.
func TestReadmeListsTheProblems(t *testing.T) {
	documented := firstColumn(t, "Problems")
	used := map[string]bool{}
	for _, p := range everyProblem() {
		known := false
		for _, d := range documented {
			if strings.Contains(p.Message, d) {
				used[d], known = true, true
			}
		}
		if !known && !coveredByAnotherKey(p.Message) {
			t.Errorf("README.md does not explain: %s", p.Message)
		}
	}
	for _, d := range documented {
		if !used[d] {
			t.Errorf("README.md explains %q, which no problem says", d)
		}
	}
}

// coveredByAnotherKey says whether the table has the message for the key id,
// which stands there for all keys.
func coveredByAnotherKey(message string) bool {
	return strings.Contains(message, " is missing; add a line") || strings.Contains(message, " is empty; write a value")
}

func everyProblem() Problems {
	courses := []fstest.MapFS{
		{},
		{"01-one.md": {Data: make([]byte, maxFileSize+1)}},
		{"01-a.md": {Data: []byte(goodFront)}, "02-b.md": {Data: []byte(goodFront)}},
		{"01-a.md": {Data: []byte("gone"), Mode: os.ModeSymlink}},
	}
	for _, tt := range problemCases {
		courses = append(courses, fstest.MapFS{"01-one.md": {Data: []byte(tt.content)}})
	}
	for yaml := range outlineCases {
		courses = append(courses, outlined(yaml))
	}
	var all Problems
	for _, c := range courses {
		all = append(all, LintSources([]Source{{FS: c}}, nil)...)
	}
	objectives := Source{FS: made("s.md", lessonNamed("s", "Text.\n"), "course.yaml", outlineX), Name: "shared"}
	strays := Source{FS: made("a.md", front("exercise: x"), "notes.txt", "", "b.MD", "", "c/d", "", "course.yml", "", "course.yaml", outlineX), Name: "mine"}
	all = append(all, LintSources([]Source{objectives, strays}, nil)...)
	all = append(all, LintSources([]Source{{FS: locked{}}}, nil)...)
	return all
}
