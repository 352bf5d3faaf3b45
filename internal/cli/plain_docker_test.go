package cli

import (
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"tutor/exercises"
	"tutor/internal/progress"
	"tutor/internal/study"
	"tutor/lessons"

	"tutor/internal/dockertest"
)

// partner is the other side of a dialogue: it types a line when it is asked for one.
type partner struct {
	t    *testing.T
	in   io.Writer
	out  chan string
	over chan int // the exit code

	all, heard strings.Builder // all that was said; and since the last line typed
}

// talkTo starts the program on a pipe and waits for its first prompt.
func talkTo(t *testing.T, args ...string) *partner {
	t.Helper()
	in, typed := io.Pipe()
	p := &partner{t: t, in: typed, out: make(chan string, 1000), over: make(chan int, 1)}
	streams, _, _ := testStreams()
	streams.In, streams.Out = in, p
	go func() {
		p.over <- Main(args, streams)
		close(p.out)
	}()
	p.prompt()
	return p
}

func (p *partner) Write(text []byte) (int, error) {
	p.out <- string(text)
	return len(text), nil
}

// asks is how every prompt ends.
var asks = regexp.MustCompile(`(\? help|Enter is no|leaves it as it is|Enter goes back|leaves it as it is\.\n)(: |)$`)

// prompt reads until the tutor waits for a line, and returns what it said since the last one.
func (p *partner) prompt() string {
	p.t.Helper()
	hung := time.After(10 * time.Minute) // the machine may be slow; the dialogue must not hang
	for !asks.MatchString(p.heard.String()) {
		select {
		case text, ok := <-p.out:
			if !ok {
				p.t.Fatalf("the dialogue has ended:\n%s", p.heard.String())
			}
			p.heard.WriteString(text)
			p.all.WriteString(text)
		case <-hung:
			p.t.Fatalf("no prompt after\n%s", p.heard.String())
		}
	}
	return p.heard.String()
}

// says types a line, and returns what the tutor says to it.
func (p *partner) says(text string) string {
	p.t.Helper()
	p.types(text)
	return p.prompt()
}

func (p *partner) types(text string) {
	p.t.Helper()
	p.heard.Reset()
	if _, err := io.WriteString(p.in, text+"\n"); err != nil {
		p.t.Fatal(err)
	}
}

// hears fails unless the answer to a line has a text.
func (p *partner) hears(line, want string) {
	p.t.Helper()
	if got := p.says(line); !strings.Contains(got, want) {
		p.t.Fatalf("to %q it says\n%s\nwithout %q", line, got, want)
	}
}

// quits ends the dialogue and returns all that was said.
func (p *partner) quits() string {
	p.t.Helper()
	p.types("q")
	for text := range p.out {
		p.all.WriteString(text)
	}
	if code := <-p.over; code != 0 {
		p.t.Errorf("exit code %d", code)
	}
	return p.all.String()
}

// reads goes through a lesson and answers every question right.
func (p *partner) reads(lesson *lessons.Lesson) {
	p.t.Helper()
	p.hears(strconv.Itoa(lesson.Number), "page 1 of "+strconv.Itoa(len(lesson.Pages)))
	for i, page := range lesson.Pages {
		for j, block := range turns(page) {
			if i+j > 0 {
				p.says("")
			}
			p.answers(block)
		}
	}
	p.says("m")
}

// turns are the blocks of a page after which the tutor asks what to do: one of those that follow each other as text, and
// a walkthrough once for each step.
func turns(page lessons.Page) []lessons.Block {
	var all []lessons.Block
	text := false
	for _, block := range page.Blocks {
		switch b := block.(type) {
		case lessons.Question, lessons.Spot:
			all, text = append(all, b), false
		case lessons.Walkthrough:
			for range b.Steps {
				all = append(all, b)
			}
			text = false
		default:
			if !text {
				all = append(all, b)
			}
			text = true
		}
	}
	return all
}

func (p *partner) answers(block lessons.Block) {
	p.t.Helper()
	switch b := block.(type) {
	case lessons.Question:
		var right []string
		for i, o := range b.Options {
			if o.Right {
				right = append(right, strconv.Itoa(i+1))
			}
		}
		p.hears(strings.Join(right, " "), "Right")
	case lessons.Spot:
		for _, step := range b.Steps {
			if step.Mistake {
				p.hears(strconv.Itoa(step.First+1), "Right: the mistake is in")
			}
		}
	}
}

// reviews says of every term that it is known.
func (p *partner) reviews() {
	p.t.Helper()
	p.hears("r", "What does this mean")
	for !strings.Contains(p.heard.String(), "The review is done") {
		p.says("")
		p.says("y")
	}
}

// solves makes a folder, copies the reference into it as an editor would, and checks. What is written in words is said.
func (p *partner) solves(ex *exercises.Exercise) {
	p.t.Helper()
	p.hears("e "+strconv.Itoa(ex.Number), "Your folder is not made yet")
	p.says("s")
	p.hears("y", "Your folder is ready")
	p.hears("c", "Exercise not passed yet")
	p.hears("h", "Hint 1 of")
	answer := copyReference(p.t, ex, ex.ID)
	if answer != "" {
		p.tells(ex, answer)
	}
	p.hears("c", "Exercise passed")
	p.says("m")
}

// tells gives the answers of the reference.
func (p *partner) tells(ex *exercises.Exercise, reference string) {
	p.t.Helper()
	p.says("a")
	for i := range ex.Checks {
		a, ok := ex.Checks[i].Settings.(exercises.Answer)
		switch {
		case !ok:
		case len(a.Choices) > 0:
			p.hears(strconv.Itoa(study.Chosen(reference, a)[0]+1), "Ticked")
		default:
			for line := range strings.SplitSeq(study.Part(reference, a.Section), "\n") {
				p.types(line)
			}
			p.hears(".", "Written to")
		}
	}
}

// copyReference copies all files of the reference but the answer, which it returns.
func copyReference(t *testing.T, ex *exercises.Exercise, dir string) (answer string) {
	t.Helper()
	reference, err := fs.Sub(ex.FS, ex.Reference)
	if err != nil {
		t.Fatal(err)
	}
	err = fs.WalkDir(reference, ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := fs.ReadFile(reference, path)
		if err != nil || path == "answer.md" {
			answer = string(data)
			return err
		}
		return os.WriteFile(filepath.Join(dir, path), data, 0o644)
	})
	if err != nil {
		t.Fatal(err)
	}
	return answer
}

// drawn finds what a screen reader cannot say: escape sequences, box drawing, blocks and braille.
var drawn = regexp.MustCompile(`[\x{1b}\x{2500}-\x{259f}\x{2800}-\x{28ff}]`)

func notDrawn(t *testing.T, text string) {
	t.Helper()
	if at := drawn.FindStringIndex(text); at != nil {
		t.Errorf("there is %q in %q", text[at[0]:at[1]], text[max(0, at[0]-80):min(len(text), at[1]+80)])
	}
}

// TestTheWholeCourseWithoutScreens does all that there is to do, in lines of text: it reads every lesson, answers every
// question, reviews the terms and solves every exercise on the real engine.
func TestTheWholeCourseWithoutScreens(t *testing.T) {
	dockertest.Require(t)
	state := t.TempDir()
	t.Setenv("XDG_STATE_HOME", state)
	t.Chdir(t.TempDir())
	streams, _, _ := testStreams()
	a := newApp(streams)
	course, err := a.course()
	if err != nil {
		t.Fatal(err)
	}
	all, err := a.exercises()
	if err != nil {
		t.Fatal(err)
	}
	p := talkTo(t, "--plain")
	for _, m := range course.Lessons() {
		lesson, err := course.Lesson(m.ID)
		if err != nil {
			t.Fatal(err)
		}
		p.reads(lesson)
	}
	p.reviews()
	for _, ex := range all {
		p.solves(ex)
	}
	notDrawn(t, p.quits())
	store, err := progress.Open(filepath.Join(state, "tutor", "progress.json"))
	if err != nil {
		t.Fatal(err)
	}
	wantAllDone(t, course, all, study.Learner{Store: store})
}

func wantAllDone(t *testing.T, course *lessons.Course, all []*exercises.Exercise, l study.Learner) {
	t.Helper()
	for _, m := range course.Lessons() {
		if !l.Done(m.ID) {
			t.Errorf("lesson %s is not read", m.ID)
		}
	}
	items, err := course.Practice()
	if err != nil {
		t.Fatal(err)
	}
	for _, item := range items {
		if answer, ok := l.Answer(item.Lesson, item.ID); !ok || !answer.Right || answer.Tries != 1 {
			t.Errorf("%s/%s: %+v", item.Lesson, item.ID, answer)
		}
	}
	terms, err := course.Glossary()
	if err != nil {
		t.Fatal(err)
	}
	for _, term := range terms {
		if known, ok := l.Term(term.ID); !ok || !known.Known() {
			t.Errorf("term %s is not known", term.ID)
		}
	}
	for _, ex := range all {
		if known := l.Exercise(ex.ID); !known.Passed || known.Points != ex.MaxPoints() || known.Attempts != 2 || known.Hints != 1 {
			t.Errorf("%s: %+v", ex.ID, known)
		}
	}
}
