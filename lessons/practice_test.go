package lessons

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

func blocksOf(t *testing.T, body string) []Block {
	t.Helper()
	var all []Block
	for _, p := range mustParse(t, body) {
		all = append(all, p.Blocks...)
	}
	return all
}

func TestQuestions(t *testing.T) {
	body := "## Quiz: ports\n\nWhich side is\n`-p a:b`?\n\n- [x] a-b `c - d` - because\n  of **this**.\n- [ ] b – no - not\n\n" +
		"### Quiz: What is it?\n\n- [x] one — yes\n- [X] two — too\n- [ ] three — no\n\nAnd now?\n\n1. [ ] x - no\n2. [x] y - yes\n"
	blocks := blocksOf(t, body)
	want := []Question{
		{"quiz-ports", "Which side is\n`-p a:b`?", []Option{
			{"a-b `c - d`", "because\nof **this**.", true, 15}, {"b – no", "not", false, 17},
		}, 15},
		{"quiz-what-is-it", "What is it?", []Option{
			{"one", "yes", true, 21}, {"two", "too", true, 22}, {"three", "no", false, 23},
		}, 21},
		{"quiz-what-is-it.2", "And now?", []Option{{"x", "no", false, 27}, {"y", "yes", true, 28}}, 27},
	}
	if len(blocks) != len(want) {
		t.Fatalf("got %+v", blocks)
	}
	for i, w := range want {
		g, ok := blocks[i].(Question)
		if !ok || g.ID != w.ID || g.Prompt != w.Prompt || !slices.Equal(g.Options, w.Options) || g.Line != w.Line {
			t.Errorf("question %d is\n%+v, want\n%+v", i, blocks[i], w)
		}
	}
}

func TestCorrect(t *testing.T) {
	q := Question{Options: []Option{{Right: true}, {}, {Right: true}}}
	for _, tt := range []struct {
		choice []int
		want   bool
	}{{[]int{2, 0}, true}, {[]int{0, 2, 2}, true}, {[]int{0}, false}, {[]int{0, 1, 2}, false}, {nil, false}, {[]int{9}, false}} {
		if got := q.Correct(tt.choice); got != tt.want {
			t.Errorf("Correct(%v) = %v", tt.choice, got)
		}
	}
	if !q.Multiple() || (Question{Options: []Option{{Right: true}, {}}}).Multiple() {
		t.Error("Multiple is wrong")
	}
	s := Spot{Steps: []Step{{}, {Mistake: true}}}
	if s.Correct(0) || !s.Correct(1) || s.Correct(2) || s.Correct(-1) {
		t.Error("Spot.Correct is wrong")
	}
}

func TestSpot(t *testing.T) {
	blocks := blocksOf(t, "## Find it\n\nText.\n\n"+spot("FROM a", "# note", "RUN b")+"1. [ ] fine\n2. [x] **wrong**\n\n   more\n")
	s, ok := blocks[1].(Spot)
	if !ok || s.ID != "find-it" || s.Language != "dockerfile" || len(s.Code) != 3 {
		t.Fatalf("got %+v", blocks)
	}
	want := []Step{{0, 0, "fine", false, 20}, {2, 2, "**wrong**\n\nmore", true, 21}}
	if !slices.Equal(s.Steps, want) {
		t.Errorf("got %+v, want %+v", s.Steps, want)
	}
}

func TestTermList(t *testing.T) {
	blocks := blocksOf(t, "Text:\n| Why | Term | Says |\n|---|---|---|\n| it `a\\|b` | **Docker** file | [x](https://e.org) |\n| w | port |\n")
	list, ok := blocks[1].(TermList)
	if p := blocks[0]; !ok || p != (Prose{"Text:", 10}) || list.Line != 11 || len(list.Terms) != 2 {
		t.Fatalf("got %+v", blocks)
	}
	first := list.Terms[0]
	if first.ID != "docker-file" || first.Name != "Docker file" || first.Meaning != "it `a|b`" || first.Line != 13 ||
		!slices.Equal(first.Notes, []TermNote{{"Says", "[x](https://e.org)"}}) {
		t.Errorf("got %+v", first)
	}
	if second := list.Terms[1]; second.Meaning != "w" || len(second.Notes) != 0 {
		t.Errorf("got %+v", second)
	}
}

func TestCommands(t *testing.T) {
	blocks := blocksOf(t, "```sh run\nls -l\n\ncd x\n```\n\n```output\na\n\nb\n```\n\n```sh run\nls -l\n```\nText.\n\n```output\nx\n```\n")
	want := []Command{
		{"run-ls--l", "ls -l\n\ncd x", "a\n\nb", true, 10},
		{"run-ls--l.2", "ls -l", "", false, 22},
	}
	if len(blocks) != 3 || blocks[0] != want[0] || blocks[1] != want[1] {
		t.Errorf("got %+v", blocks)
	}
}

func TestAgree(t *testing.T) {
	for _, tt := range []struct {
		want, got string
		found     []bool
		whole     bool
	}{
		{"a\nb", "a  \nb\n\n", []bool{true, true}, true},
		{"a\nb", "a\nx\nb", []bool{true, true}, false},
		{"a\nb", "b", []bool{false, true}, false},
		{"a", "a\nmore", []bool{true}, false},
		{"...\nb", "x\ny\nb", []bool{true, true}, true},
		{"a\n...", "a\nb\nc", []bool{true, true}, true},
		{"a\n...", "a", []bool{true, true}, true},
		{"a\n...\nb", "a\nb", []bool{true, true, true}, true},
		{"", "", []bool{}, true},
		{"", "x", []bool{}, false},
		{"b\na", "a\nb", []bool{true, false}, false},
	} {
		found, whole := Command{Output: tt.want, HasOutput: true}.Agree(strings.Split(tt.got, "\n"))
		if !slices.Equal(found, tt.found) || whole != tt.whole {
			t.Errorf("%q against %q: %v %v, want %v %v", tt.got, tt.want, found, whole, tt.found, tt.whole)
		}
	}
}

const secondLesson = "---\nid: two\ntitle: Two\nminutes: 5\nobjectives: [Read]\npractises: [read]\n---\n"

func linkedLessons(t *testing.T) *Course {
	t.Helper()
	fsys := fstest.MapFS{
		"course.yaml": {Data: []byte("title: Both\nobjectives:\n  - id: read\n    text: Read it\n")},
		"01-one.md": {Data: []byte(goodFront + "## First\n\nSee [two](02-two.md#deep) or [up](#first) or <https://e.org>.\n\n" +
			"The ÉCLAIR is near a canary.\n\n## Canary releases\n\nA few first.\n")},
		"02-two.md": {Data: []byte(secondLesson + "## Start\n\n| Term | Meaning |\n|---|---|\n| zebra | z |\n| Ape | a |\n\n" +
			"## More\n\n### Deep\n\nText with `canary --release`.\n\n## Quiz: canary?\n\n- [x] a - secretword\n- [ ] b - no\n\n" +
			"## Find\n\n" + spot("FROM canary") + "1. [x] wrong\n")},
	}
	if problems := Lint(fsys); len(problems) > 0 {
		t.Fatal(problems)
	}
	c, err := Load(fsys)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestOutline(t *testing.T) {
	c := linkedLessons(t)
	if c.Title() != "Both" || !slices.Equal(c.Objectives(), []Objective{{"read", "Read it"}}) {
		t.Errorf("got %q %v", c.Title(), c.Objectives())
	}
	items, err := c.Practice()
	if err != nil || len(items) != 2 || items[0].ID != "quiz-canary" || items[0].Target != (Target{"two", 2}) ||
		items[1].ID != "find" || !slices.Equal(items[1].Objectives, []string{"read"}) {
		t.Errorf("got %+v, %v", items, err)
	}
}

// outlineCases give each mistake in course.yaml and where it is reported.
var outlineCases = map[string]string{
	"titel: A\n":                                         `course.yaml:1:1: unknown key "titel"; did you mean title?`,
	"# later\n":                                          "course.yaml:1:1: title is missing",
	"title: A\nobjectives: read\n":                       "course.yaml:2:13: objectives must be a list",
	"title: A\nobjectives:\n  - read\n":                  "course.yaml:3:5: an objective must have",
	"title: A\nobjectives:\n  - id: read\n":              "course.yaml:3:7: text is missing",
	"title: A\nobjectives:\n  - id: read\n    text: R\n": `course.yaml:3:5: objective "read" is practised by 1 question`,
	"title: A\nobjectives:\n  - id: a\n    text: R\n  - id: a\n    text: S\n": `course.yaml:5:7: objective "a" is already there`,
	"title: A\nobjectives:\n  - id: reed\n    text: R\n":                      `01-one.md:6:13: the course has no objective "read"; did you mean reed?`,
}

// outlined is a course of one lesson with one question.
func outlined(yaml string) fstest.MapFS {
	lesson := strings.Replace(secondLesson, "id: two", "id: one", 1) + "## Quiz: a\n\n- [x] a - b\n- [ ] b - c\n"
	return fstest.MapFS{"course.yaml": {Data: []byte(yaml)}, "01-one.md": {Data: []byte(lesson)}}
}

func TestOutlineProblems(t *testing.T) {
	for yaml, want := range outlineCases {
		if got := Lint(outlined(yaml)); len(got) != 1 || !strings.Contains(got.Error(), want) {
			t.Errorf("%q gives\n%v, want\n%s", yaml, got, want)
		}
	}
}

func TestGlossary(t *testing.T) {
	terms, err := linkedLessons(t).Glossary()
	if err != nil || len(terms) != 2 || terms[0].Name != "Ape" || terms[1].Name != "zebra" || terms[1].Target != (Target{"two", 0}) {
		t.Errorf("got %+v, %v", terms, err)
	}
}

func TestTermsAreExplainedOnce(t *testing.T) {
	table := "| Term | Meaning |\n|---|---|\n| image | m |\n"
	got := Lint(fstest.MapFS{
		"01-a.md": {Data: []byte(goodFront + table)},
		"02-b.md": {Data: []byte(strings.Replace(goodFront, "one", "two", 1) + table)},
	})
	if len(got) != 1 || !strings.HasPrefix(got.Error(), `02-b.md:9:1: term "image" is already explained in 01-a.md`) {
		t.Errorf("got %v", got)
	}
}

func TestResolve(t *testing.T) {
	c := linkedLessons(t)
	one, _ := c.Meta("one")
	for dest, want := range map[string]Target{
		"02-two.md": {"two", 0}, "02-two.md#deep": {"two", 1}, "./02-two.md#More": {"two", 1},
		"#canary-releases": {"one", 1}, "": {"one", 0},
	} {
		if got, ok := c.Resolve(one, dest); !ok || got != want {
			t.Errorf("%q leads to %v, %v", dest, got, ok)
		}
	}
	for _, dest := range []string{"https://e.org/02-two.md", "03.md", "02-two.md#none", "mailto:a@b", "http://[x"} {
		if got, ok := c.Resolve(one, dest); ok {
			t.Errorf("%q leads to %v", dest, got)
		}
	}
	l, err := c.Lesson("one")
	if err != nil {
		t.Fatal(err)
	}
	links := l.Pages[0].Links
	if len(links) != 3 || links[0] != (Link{"two", "02-two.md#deep", 9, 5}) || links[2].Dest != "https://e.org" || !links[2].IsExternal() {
		t.Errorf("got %+v", links)
	}
}

func TestSearch(t *testing.T) {
	c := linkedLessons(t)
	search := func(query string) []Hit {
		t.Helper()
		hits, err := c.Search(query)
		if err != nil {
			t.Fatal(err)
		}
		return hits
	}
	hits := search(" CANARY ")
	var at []Target
	for _, h := range hits {
		at = append(at, h.Target)
		for _, m := range h.Matches {
			if !strings.EqualFold(h.Snippet[m[0]:m[1]], "canary") {
				t.Errorf("%q is marked in %q", h.Snippet[m[0]:m[1]], h.Snippet)
			}
		}
	}
	// The page with the word in its title comes first.
	if want := []Target{{"one", 1}, {"two", 2}, {"one", 0}, {"two", 1}, {"two", 3}}; !slices.Equal(at, want) {
		t.Errorf("got %v, want %v", at, want)
	}
	if h := search("éclair near"); len(h) != 1 || len(h[0].Matches) != 2 {
		t.Errorf("got %+v", h)
	}
	for _, query := range []string{"", "  ", "secretword", "canary zzz"} {
		if h := search(query); len(h) != 0 {
			t.Errorf("%q finds %+v", query, h)
		}
	}
}

func TestStandings(t *testing.T) {
	items := []PracticeItem{
		{Target{"a", 1}, "q1", []string{"read"}},
		{Target{"a", 2}, "q2", []string{"read", "run"}},
		{Target{"b", 0}, "q3", []string{"read"}},
	}
	right := map[string]bool{"q1": true, "q2": true}
	got := Standings([]Objective{{ID: "read"}, {ID: "run"}, {ID: "idle"}}, items, func(i PracticeItem) bool { return right[i.ID] })
	want := []Standing{
		{Objective{ID: "read"}, 3, 2, Target{"b", 0}}, {Objective{ID: "run"}, 1, 1, Target{"a", 2}}, {Objective: Objective{ID: "idle"}},
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if got[0].Met() || !got[1].Met() || got[2].Met() {
		t.Error("Met is wrong")
	}
}
