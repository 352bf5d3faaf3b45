package lessons

import (
	"errors"
	"io/fs"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
)

func twoLessons() fstest.MapFS {
	return fstest.MapFS{
		"10-later.md":   {Data: []byte("---\nid: later\ntitle: Later\nminutes: 7\nexercise: build-image\n---\nText.\n")},
		"02-early.md":   {Data: []byte("---\nid: early\ntitle: \"Early: on\"\nminutes: 60\nsummary: S\nobjectives:\n  - Read\n  - \"Write: well\"\n---\nText.\n")},
		"readme.md":     {Data: []byte("no lesson")},
		".#02-early.md": {Data: []byte("an editor's lock file")},
		"notes.txt":     {Data: []byte("no lesson")},
		"more.md/x.md":  {Data: []byte("a folder is no lesson")},
	}
}

func TestLoadReadsTheFrontMatterInFileOrder(t *testing.T) {
	c, err := Load(twoLessons())
	if err != nil {
		t.Fatal(err)
	}
	metas := c.Lessons()
	if len(metas) != 2 {
		t.Fatalf("got %+v", metas)
	}
	first, second := metas[0], metas[1]
	if first.ID != "early" || first.Number != 1 || first.Title != "Early: on" || first.Minutes != 60 ||
		first.Summary != "S" || first.File != "02-early.md" || !slices.Equal(first.Objectives, []string{"Read", "Write: well"}) {
		t.Errorf("first is %+v", first)
	}
	if second.ID != "later" || second.Number != 2 || second.Exercise != "build-image" {
		t.Errorf("second is %+v", second)
	}
	if m, ok := c.Meta("later"); !ok || m.Number != 2 {
		t.Errorf("Meta gives %+v, %v", m, ok)
	}
	if _, ok := c.Meta("nothing"); ok {
		t.Error("Meta knows a lesson that is not there")
	}
}

func TestLoadReturnsProblems(t *testing.T) {
	c, err := Load(fstest.MapFS{"01-a.md": {Data: []byte("no front matter")}})
	var problems Problems
	if c != nil || !errors.As(err, &problems) || len(problems) != 1 {
		t.Errorf("got %v, %v", c, err)
	}
}

func TestLoadOfAFolderThatIsNotThere(t *testing.T) {
	_, err := Load(missing{})
	var problems Problems
	if !errors.Is(err, fs.ErrNotExist) || errors.As(err, &problems) {
		t.Errorf("got %v", err)
	}
	if got := Lint(missing{}); len(got) != 1 {
		t.Errorf("Lint gives %v", got)
	}
}

type missing struct{}

func (missing) Open(string) (fs.File, error) { return nil, fs.ErrNotExist }

func TestLessonReportsItsProblems(t *testing.T) {
	c, err := Load(fstest.MapFS{"01-a.md": {Data: []byte(goodFront + "# One\n")}})
	if err != nil {
		t.Fatalf("the index does not need the body: %v", err)
	}
	var problems Problems
	if l, err := c.Lesson("one"); l != nil || !errors.As(err, &problems) {
		t.Errorf("got %v, %v", l, err)
	}
}

func TestUnknownLessonNamesWhatWasMeant(t *testing.T) {
	c, err := Load(twoLessons())
	if err != nil {
		t.Fatal(err)
	}
	for id, want := range map[string]string{
		"erly": `unknown lesson "erly"; did you mean early?`,
		"late": `unknown lesson "late"; did you mean later?`,
		"xyz":  `unknown lesson "xyz"; this course has early, later`,
		"":     `unknown lesson ""; this course has early, later`,
	} {
		_, err := c.Lesson(id)
		if !errors.Is(err, ErrUnknownLesson) || err.Error() != want {
			t.Errorf("%q: got %v, want %s", id, err, want)
		}
	}
}

func TestLessonIsParsedOnceForAll(t *testing.T) {
	c, err := Load(twoLessons())
	if err != nil {
		t.Fatal(err)
	}
	got := make([]*Lesson, 8)
	var wg sync.WaitGroup
	for i := range got {
		wg.Go(func() { got[i], _ = c.Lesson("early") })
	}
	wg.Wait()
	for _, l := range got {
		if l == nil || l != got[0] {
			t.Fatalf("got %v", got)
		}
	}
}

// What an author's editor does to line ends must not show.
func TestLineEndsAndByteOrderMark(t *testing.T) {
	plain := goodFront + "## A\n\nText\nmore.\n\n" + walk("FROM a", `RUN b \`, " c") + "1. one\n2. two\n"
	want := lessonOf(t, plain)
	for name, content := range map[string]string{
		"BOM":              "\uFEFF" + plain,
		"CRLF":             strings.ReplaceAll(plain, "\n", "\r\n"),
		"BOM and CRLF":     "\uFEFF" + strings.ReplaceAll(plain, "\n", "\r\n"),
		"CR":               strings.ReplaceAll(plain, "\n", "\r"),
		"blanks after ---": strings.ReplaceAll(plain, "---\n", "--- \t\n"),
		"no last newline":  strings.TrimSuffix(plain, "\n"),
	} {
		got := lessonOf(t, content)
		if dump(got) != dump(want) {
			t.Errorf("%s: got\n%s\nwant\n%s", name, dump(got), dump(want))
		}
	}
}
