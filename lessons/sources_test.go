package lessons

import (
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"tutor/internal/schema"
)

// made is a folder of files, each given as its name and its text.
func made(files ...string) fstest.MapFS {
	folder := fstest.MapFS{}
	for i := 0; i+1 < len(files); i += 2 {
		folder[files[i]] = &fstest.MapFile{Data: []byte(files[i+1])}
	}
	return folder
}

func lessonNamed(id, body string) string {
	return strings.Replace(goodFront, "id: one", "id: "+id, 1) + body
}

func twoSources() (one, two Source) {
	one = Source{FS: made("01-one.md", lessonNamed("one", "See [other](02-two.md).\n"), "02-two.md", lessonNamed("two", "Text.\n")), Name: "one"}
	two = Source{FS: made("02-two.md", lessonNamed("three", "See [it](02-two.md).\n"), "course.yaml", "title: Mine\n"), Name: "../mine/lessons", Origin: "/home/me/mine/lessons"}
	return one, two
}

func TestSourcesAreOneCourse(t *testing.T) {
	one, two := twoSources()
	c, err := LoadSources(one, two)
	if err != nil {
		t.Fatal(err)
	}
	last := c.Lessons()[2]
	if last.ID != "three" || last.Number != 3 || last.Origin != two.Origin || last.File != "../mine/lessons/02-two.md" {
		t.Errorf("the last lesson is %+v", last)
	}
	if c.Title() != "Mine" {
		t.Errorf("the title is %q", c.Title())
	}
	for _, from := range c.Lessons() {
		want := map[string]string{"one": "two", "two": "two", "three": "three"}[from.ID]
		if got, ok := c.Resolve(from, "02-two.md"); !ok || got.Lesson != want {
			t.Errorf("02-two.md of %s is %v, want %s", from.ID, got, want)
		}
	}
	if problems := LintSources([]Source{one, two}, nil); len(problems) > 0 {
		t.Error(problems)
	}
}

func TestLintSources(t *testing.T) {
	for name, tt := range map[string]struct {
		source Source
		want   string
	}{
		"id of another folder": {
			Source{FS: made("01.md", lessonNamed("two", "Text.\n")), Name: "mine"},
			`mine/01.md:2:5: id "two" is already used by one/02-two.md; give each lesson its own id`,
		},
		"link to another folder": {
			Source{FS: made("01.md", lessonNamed("a", "[x](01-one.md)\n")), Name: "mine", Origin: "/mine"},
			"mine/01.md:7:1: dead link: there is no lesson or file 01-one.md; link to a file of this folder",
		},
		"unknown exercise": {
			Source{FS: made("01.md", strings.Replace(lessonNamed("a", "Text.\n"), "---\nText", "exercise: build-imag\n---\nText", 1))},
			`01.md:6:11: the course has no exercise "build-imag"; did you mean build-image?`,
		},
		"no lesson":         {Source{FS: made("README.md", "x"), Name: "mine"}, "mine: no lesson in this folder; add a Markdown file such as 01-first-steps.md"},
		"files that belong": {Source{FS: made("a.md", lessonNamed("a", "[x](files/x.py)\n"), "LICENSE.txt", "", "license", "", ".gitignore", "", "ex/a/b", "", "files/x.py", ""), Besides: []string{"ex"}}, ""},
		"stray file":        {Source{FS: made("a.md", lessonNamed("a", "Text.\n"), "notes.txt", "")}, "notes.txt: this file is no part of the course and is not read; move it elsewhere, or link to it from a lesson"},
		"picture":           {Source{FS: made("a.md", lessonNamed("a", "![x](b.png)\n"), "b.png", "")}, ""},
		"stray folder":      {Source{FS: made("a.md", lessonNamed("a", "Text.\n"), "b/c", "")}, "b: this folder is no part of the course and is not read; move it elsewhere"},
		"misnamed lesson":   {Source{FS: made("a.md", lessonNamed("a", "Text.\n"), "b.MD", "")}, "b.MD: this file is not read; a lesson's name ends in .md, in small letters"},
		"misnamed outline":  {Source{FS: made("a.md", lessonNamed("a", "Text.\n"), "course.yml", "")}, "course.yml: this file is not read; the name is course.yaml"},
		"a Go package":      {Source{FS: made("a.md", lessonNamed("a", "Text.\n"), "a.go", "", "b/c", "")}, ""},
		"objective of another folder": {
			Source{FS: made("a.md", strings.Replace(lessonNamed("a", quizzes), "---\n##", "practises: [x]\n---\n##", 1), "course.yaml", outlineX), Name: "mine"},
			`mine/course.yaml:3:5: objective "x" is already in shared/course.yaml; give each its own id`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			sources := []Source{tt.source}
			switch {
			case strings.Contains(name, "another folder") && strings.HasPrefix(name, "objective"):
				sources = append([]Source{{FS: made("s.md", lessonNamed("s", "Text.\n"), "course.yaml", outlineX), Name: "shared"}}, sources...)
			case strings.Contains(name, "another folder"):
				one, _ := twoSources()
				sources = append([]Source{one}, sources...)
			}
			if got := LintSources(sources, []string{"build-image", "env-var"}).Error(); got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}

func TestALinkToAFileThatCannotBeReadIsNotDead(t *testing.T) {
	course := made("a.md", lessonNamed("a", "[x](b.md#y)\n"))
	course["b.md"] = &fstest.MapFile{Data: []byte("gone"), Mode: os.ModeSymlink}
	got := LintSources([]Source{{FS: course}}, nil)
	if len(got) != 1 || !strings.HasPrefix(got.Error(), "b.md:1:1: cannot read this lesson (") {
		t.Errorf("got %v", got)
	}
}

// locked is a folder that may not be looked into.
type locked struct{}

func (locked) Open(name string) (fs.File, error) {
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
}

func TestAFolderThatCannotBeRead(t *testing.T) {
	one, _ := twoSources()
	got := LintSources([]Source{one, {FS: locked{}, Name: "mine"}}, nil)
	if want := "mine: cannot read the folder mine (open .: permission denied); see its permissions"; got.Error() != want {
		t.Errorf("got %v, want %s", got, want)
	}
}

const (
	quizzes  = "## Quiz: one\n\n- [x] a - yes\n- [ ] b - no\n\n## Quiz: two\n\n- [x] a - yes\n- [ ] b - no\n"
	outlineX = "title: Mine\nobjectives:\n  - id: x\n    text: X\n"
)

func TestEveryProblemHasARule(t *testing.T) {
	for _, p := range everyProblem() {
		if !schema.IsKebab(p.Rule) {
			t.Errorf("rule %q of %v", p.Rule, p)
		}
	}
}

func TestIDsAreThoseOfBrokenLessonsToo(t *testing.T) {
	src := Source{FS: made("a.md", "---\nid: a\ntitel: x\n---\n", "b.md", "x", "c.md", lessonNamed("c", "# x\n"))}
	if got := strings.Join(IDs(src), " "); got != "a c" {
		t.Errorf("got %q", got)
	}
}
