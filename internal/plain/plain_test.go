package plain

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"tutor/exercises"
	"tutor/internal/progress"
	"tutor/internal/study"
	"tutor/lessons"
	"tutor/runner"
)

const firstLesson = `---
id: first
title: The first
minutes: 5
objectives: [Know it]
summary: It begins.
exercise: words
---

Text with **stress**.

| Term | Meaning | Why |
|---|---|---|
| port | a door | so that you knock |
| image | a recipe | it is kept |

## Steps

` + "```dockerfile walk\nFROM python:3.14-slim\nRUN a && \\\n    b\n```" + `

1. The base.
2. Two commands.

## Quiz: Doors

Which ones?

- [x] The left - it is open
- [ ] The middle - it is shut
- [x] The right - it is open, too

## Find it

` + "```dockerfile spot\nFROM python:3.14-slim\n\nEXPOSE 80\n```" + `

1. [ ] This is fine.
2. [x] The wrong port.

## Run it

` + "```sh run\necho hello\n```\n\n```output\nhello\n```" + `
`

const secondLesson = `---
id: second
title: The second
minutes: 5
objectives: [Know more]
summary: It ends.
---

All about ports.
`

const task = "# Words\n\nSay it in words.\n"

const answerFile = "# Answers\n\n## Pick\n\nWhich one?\n\n- [ ] This one\n- [x] That\n  one\n\n## Why\n\nWhy is that so?\n"

// desk is what a dialogue in a test stands on.
type desk struct {
	Options
	t     *testing.T
	store *progress.Store
	dir   string
	out   strings.Builder
	ran   []runner.Command
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	course, err := lessons.Load(fstest.MapFS{
		"01.md": {Data: []byte(firstLesson)}, "02.md": {Data: []byte(secondLesson)},
		"course.yaml": {Data: []byte("title: Doors\nobjectives:\n  - {id: know, text: Know it all}\n")},
	})
	if err != nil {
		t.Fatal(err)
	}
	store, err := progress.Open("")
	if err != nil {
		t.Fatal(err)
	}
	d := &desk{t: t, store: store, dir: filepath.Join(t.TempDir(), "words")}
	ex := &exercises.Exercise{
		ID: "words", Number: 1, Title: "In words", Lesson: "first", Minutes: 5, Task: task, Starter: "starter", Reference: "reference",
		FS: fstest.MapFS{"starter/answer.md": {Data: []byte(answerFile)}},
		Checks: []exercises.Check{
			{ID: "pick", Title: "The choice", Kind: "answer", Points: 1, Settings: exercises.Answer{
				File: "answer.md", Section: "Pick", Choices: []exercises.Choice{{Text: "This one", Right: true}, {Text: "That one"}},
			}},
			{ID: "why", Title: "The reason", Kind: "answer", Points: 1, Settings: exercises.Answer{File: "answer.md", Section: "Why", Rubric: "rubric.yaml"}},
		},
		Next: []string{"Say it again."},
	}
	d.Options = Options{
		Out: &d.out, Width: 80, Course: course, Exercises: []*exercises.Exercise{ex},
		Learner: study.Learner{Store: store}, Program: "tutor", Now: time.Now,
		Text:            func(markdown string, _ int) []string { return strings.Split(markdown, "\n") },
		WorkspaceDir:    func(*exercises.Exercise) string { return d.dir },
		CreateWorkspace: d.create,
		Answers:         files{},
		Grade:           d.grade,
		RunCommand: func(_ context.Context, cmd runner.Command, emit func(string)) runner.CommandResult {
			d.ran = append(d.ran, cmd)
			emit("hello\x1b[31m")
			return runner.CommandResult{}
		},
		Reset: func(*exercises.Exercise) ([]string, func() (string, error)) {
			return []string{"It begins again."}, func() (string, error) { return "Done.\n", nil }
		},
		Reference: func(*exercises.Exercise) (string, error) { return "The same.\n", nil },
	}
	return d
}

func (d *desk) create(ex *exercises.Exercise) (string, error) {
	if err := os.MkdirAll(d.dir, 0o755); err != nil {
		return "", err
	}
	if err := os.WriteFile(filepath.Join(d.dir, "answer.md"), []byte(answerFile), 0o644); err != nil {
		return "", err
	}
	return d.dir, d.store.SetWorkspace(ex.ID, d.dir)
}

// grade passes the check of the choice when it is right, and the other one when the file has the word because.
func (d *desk) grade(_ context.Context, ex *exercises.Exercise, dir string, emit func(runner.Event)) exercises.Report {
	data, err := os.ReadFile(filepath.Join(dir, "answer.md"))
	if err != nil {
		d.t.Error(err)
	}
	rep := exercises.Report{Exercise: ex.ID}
	for i, word := range []string{"[x] This one", "because"} {
		c := exercises.CheckResult{ID: ex.Checks[i].ID, Title: ex.Checks[i].Title, Required: true, Outcome: exercises.Pass}
		if !strings.Contains(string(data), word) {
			c.Outcome, c.Cause, c.Observed, c.Hint, c.Lesson = exercises.Fail, exercises.AnswerMissing, "━ nothing", "Write.", "first"
		}
		rep.Checks = append(rep.Checks, c)
		emit(runner.CheckDone{Result: c})
	}
	rep.Conclude(ex)
	return rep
}

// files is the folder of the learner.
type files struct{}

func (files) ReadAnswer(_ *exercises.Exercise, dir, file string) ([]byte, bool, error) {
	data, err := os.ReadFile(filepath.Join(dir, file))
	return data, err == nil, err
}

func (files) SaveAnswer(dir, file string, data, _ []byte) error {
	return os.WriteFile(filepath.Join(dir, file), data, 0o644)
}

// types holds a dialogue of lines that are all there at once, as from a script, and returns what was said.
func (d *desk) types(lines ...string) string {
	d.t.Helper()
	d.out.Reset()
	d.In = strings.NewReader(strings.Join(append(lines, ""), "\n"))
	if err := Run(d.t.Context(), d.Options); err != nil {
		d.t.Fatal(err)
	}
	return d.out.String()
}

// has fails unless the text has the parts, in this order.
func has(t *testing.T, text string, parts ...string) {
	t.Helper()
	rest := text
	for _, part := range parts {
		_, after, ok := strings.Cut(rest, part)
		if !ok {
			t.Errorf("%q does not come, or not after the others, in\n%s", part, text)
			return
		}
		rest = after
	}
}

func TestALessonIsReadPageByPage(t *testing.T) {
	d := newDesk(t)
	said := d.types("", "", "", "", "1 3", "", "3", "", "")
	has(
		t, said, "Doors.", "1: The first, 5 minutes, not read yet.", "e 1: exercise, In words", "Enter starts with lesson 1, The first",
		"Lesson 1, The first, page 1 of 5.", "port: a door\n  Why: so that you knock\nimage: a recipe",
		"page 2 of 5.\nSteps.", "Line 3:     b", "Step 1 of 2.\nLine 1, FROM python:3.14-slim: The base.",
		"Step 2 of 2.\nLines 2 to 3, RUN a && \\: Two commands.",
		"Question.\nWhich ones?\nChoose all that apply.\n1: The left\n2: The middle", "Right: these and no others.", "1, right, your choice: it is open", "2, not right: it is shut",
		"Find the mistake", "Line 3: EXPOSE 80", "Right: the mistake is in line 3.", "Line 3, the mistake: The wrong port.", "Line 1: This is fine.",
		"A command, x runs it:\n  echo hello\nExpected output:\n  hello", "the lesson is read", "Enter goes on to exercise 1, In words",
		"Exercise 1, In words.", "Your progress is kept.",
	)
	if !d.store.Done("first") || d.store.Done("second") {
		t.Error("the wrong lessons are read")
	}
	if got, want := d.store.Place(), (progress.Place{Lesson: "first", Page: 4, Anchor: "run-it", Exercise: "words"}); got != want {
		t.Errorf("the place is %+v, want %+v", got, want)
	}
	for id, choice := range map[string][]int{"quiz-doors": {0, 2}, "find-it": {1}} {
		if a, ok := d.store.Answer("first", id); !ok || !a.Right || a.Tries != 1 || !slices.Equal(a.Choice, choice) {
			t.Errorf("%s: %+v, %v", id, a, ok)
		}
	}
	has(t, d.types(), "1: The first, 5 minutes, read, you are at page 5.", "Enter continues with exercise 1, In words")
}

func TestALessonThatIsNotReadToItsEndIsNotDone(t *testing.T) {
	d := newDesk(t)
	d.types("1", "p 4")
	if d.store.Done("first") || d.store.Place().Page != 3 {
		t.Errorf("done %v at %+v", d.store.Done("first"), d.store.Place())
	}
}

func TestWrongAnswers(t *testing.T) {
	d := newDesk(t)
	said := d.types("1", "p 3", "2", "9", "one", "p 4", "2", "1", "b")
	has(t, said, "Not right. You chose 2; right are 1 and 3.", "2, not right, your choice", "Numbers answer it again.",
		"The options are 1 to 3.", `"one" cannot be typed here`,
		"Type the number of one line that has an instruction", "Not right. You chose line 1; the mistake is in line 3.",
		"You have answered this before. Not right. You chose 2")
	if a, _ := d.store.Answer("first", "quiz-doors"); a.Right || a.Tries != 1 {
		t.Errorf("%+v", a)
	}
}

func TestTermsAreReviewedUntilTheyAreKnown(t *testing.T) {
	d := newDesk(t)
	if err := d.store.SetDone("first"); err != nil {
		t.Fatal(err)
	}
	said := d.types("r", "", "n", "", "y", "", "y")
	has(t, said, "Term review, 2 terms.", "What does this mean: port", "port: a door", "Missed: it comes back.",
		"What does this mean: image", "Known.", "Once more: what does this mean: port", "The review is done. 1 of 2 terms known at once.",
		"Missed, and known later: port.", "tomorrow: 2 terms", "The course map.")
	if port, _ := d.store.Term("port"); port.Reviews != 2 || port.Missed != 1 || !port.Known() {
		t.Errorf("%+v", port)
	}
	has(t, d.types("r"), "There is no term to review now.", "tomorrow: 2 terms")
}

func TestTermsOfUnreadLessonsAreOffered(t *testing.T) {
	d := newDesk(t)
	has(t, d.types("r", "y"), "not opened yet explain 2 terms", "What does this mean: port")
}

func TestAnExerciseIsDoneInWords(t *testing.T) {
	d := newDesk(t)
	said := d.types("e1", "s", "", "s", "y", "c", "h", "h", "a", "1", "Well,", "# because", ".", "c", "d", "")
	has(
		t, said, "Your folder is not made yet.", "No folder was made.", "Your folder is ready",
		"Not passed: The choice", "observed: - nothing", "read: lesson 1, The first", "Exercise not passed yet:",
		"Hint 1 of 3", "Hint 2 of 3",
		"Question 1 of 2: Pick.\nWhich one?", "1: This one\n2: That one\nTicked now: 2.", "Ticked: 1.", "Written to answer.md",
		"Question 2 of 2: Why.\nWhy is that so?", "Written to answer.md", "Passed: The choice\nPassed: The reason\nExercise passed: 2 of 2 required checks, 2 of 2 points.",
		"1: Say it again.", "The same.", "Lesson 2, The second",
	)
	if strings.Contains(said, "Write.") {
		t.Error("the check gives a hint away")
	}
	known := d.store.Exercise("words")
	if !known.Passed || known.Attempts != 2 || known.Hints != 2 || known.Workspace != d.dir {
		t.Errorf("%+v", known)
	}
	data, err := os.ReadFile(filepath.Join(d.dir, "answer.md"))
	if want := "# Answers\n\n## Pick\n\nWhich one?\n\n- [x] This one\n- [ ] That\n  one\n\n## Why\n\nWell,\n\\# because\n"; string(data) != want {
		t.Errorf("%v, the file is\n%s\nwant\n%s", err, data, want)
	}
}

func TestAnAnswerIsNotLostWhenTheInputEnds(t *testing.T) {
	d := newDesk(t)
	d.types("e1", "s", "y", "a", "", "It is so because")
	data, _ := os.ReadFile(filepath.Join(d.dir, "answer.md"))
	if !strings.Contains(string(data), "It is so because") {
		t.Errorf("the file is\n%s", data)
	}
}

func TestAnAnswerThatStaysWritesNothing(t *testing.T) {
	d := newDesk(t)
	d.types("e1", "s", "y")
	d.Answers = noFiles{}
	has(t, d.types("e1", "a", "", "."), "Your answer stays as it is.", "Your answer stays as it is.", "These were all the questions.")
}

// noFiles cannot be written.
type noFiles struct{ files }

func (noFiles) SaveAnswer(string, string, []byte, []byte) error { return errors.New("no room") }

func TestAnAnswerThatCannotBeWrittenIsSaid(t *testing.T) {
	d := newDesk(t)
	d.Answers = noFiles{}
	has(t, d.types("e1", "s", "y", "a", "1"), "Your answer could not be written: no room")
}

func TestACommandIsAskedForAndCompared(t *testing.T) {
	d := newDesk(t)
	said := d.types("1", "p 5", "x", "n", "x", "y")
	has(t, said, "This would run:\n  echo hello\nIt runs in the folder "+d.dir, "which is made first, from the starter of exercise 1, In words.",
		"This would run:", "It runs.", "  hello\n", "Done. Its output: as expected.")
	if len(d.ran) != 1 || d.ran[0] != (runner.Command{Script: "echo hello", Dir: d.dir}) {
		t.Errorf("%+v was run", d.ran)
	}
}

func TestACourseFromOutsideIsTrustedFirst(t *testing.T) {
	d := newDesk(t)
	origin := t.TempDir()
	course, err := lessons.LoadSources(lessons.Source{FS: fstest.MapFS{"01.md": {Data: []byte(firstLesson)}}, Origin: origin})
	if err != nil {
		t.Fatal(err)
	}
	d.Course = course
	has(t, d.types("1", "p 5", "x", "y", "y"), study.TrustWarning, "Do you trust this course?", `"y" cannot be typed here`)
	if len(d.ran) > 0 || d.store.Trusted(origin) {
		t.Fatal("it was run, or is trusted")
	}
	has(t, d.types("1", "p 5", "x", "trust", "y"), "Do you trust this course?", "Run this command?", "Done.")
	if !d.store.Trusted(origin) {
		t.Error("the answer was not remembered")
	}
	if said := d.types("1", "p 5", "x"); strings.Contains(said, "trust") {
		t.Error("it asks again")
	}
}

func TestACommandGoesOnWhileTheLearnerReads(t *testing.T) {
	d := newDesk(t)
	stopped := make(chan struct{})
	d.RunCommand = func(ctx context.Context, _ runner.Command, emit func(string)) runner.CommandResult {
		emit("serving")
		<-ctx.Done()
		close(stopped)
		return runner.CommandResult{Stopped: true, ExitCode: -1, Removed: runner.Swept{Containers: 1}}
	}
	said := d.types("1", "p 5", "x", "y", "leave", "", "m", "o", "y", "o")
	has(t, said, "It goes on running.", "Exercise 1, In words", "The course map.", "This runs: echo hello", "  serving",
		"Stopped. Removed: 1 container. Its output: differs: 0 of 1 expected lines came.", "No command is running.")
	<-stopped
}

func TestWhatRunsIsStoppedAtTheEnd(t *testing.T) {
	for _, end := range [][]string{{"leave", "q"}, {"leave"}, {"stop"}, {}} {
		d := newDesk(t)
		ended := false
		d.RunCommand = func(ctx context.Context, _ runner.Command, _ func(string)) runner.CommandResult {
			<-ctx.Done()
			ended = true
			return runner.CommandResult{Stopped: true, ExitCode: -1}
		}
		d.types(append([]string{"1", "p 5", "x", "y"}, end...)...)
		if !ended {
			t.Errorf("after %v it still runs", end)
		}
	}
}

func TestACheckIsStopped(t *testing.T) {
	d := newDesk(t)
	d.Grade = func(ctx context.Context, ex *exercises.Exercise, _ string, _ func(runner.Event)) exercises.Report {
		<-ctx.Done()
		return exercises.Report{Exercise: ex.ID, Outcome: exercises.Error}
	}
	has(t, d.types("e1", "s", "y", "c", "stop"), "Type stop to end it.", "Stopped, and cleaned up. Nothing is recorded.")
	if d.store.Exercise("words").Attempts != 0 {
		t.Error("it was recorded")
	}
}

func TestTheEndOfTheInputLetsACheckFinish(t *testing.T) {
	d := newDesk(t)
	has(t, d.types("e1", "s", "y", "c"), "Exercise not passed yet:", "Your progress is kept.")
	if d.store.Exercise("words").Attempts != 1 {
		t.Error("it was not recorded")
	}
}

func TestTheContextEndsTheDialogue(t *testing.T) {
	d := newDesk(t)
	in, keys := io.Pipe() // nothing is typed
	t.Cleanup(func() { _ = keys.Close() })
	ctx, cancel := context.WithCancel(t.Context())
	d.In, d.Out = in, cancelling{cancel}
	if err := Run(ctx, d.Options); !errors.Is(err, context.Canceled) {
		t.Errorf("it ends with %v", err)
	}
}

// cancelling ends a context with the first prompt.
type cancelling struct{ cancel func() }

func (c cancelling) Write(p []byte) (int, error) {
	if strings.HasSuffix(string(p), "? help: ") {
		c.cancel()
	}
	return len(p), nil
}

func TestHelpSaysAllThatCanBeTyped(t *testing.T) {
	d := newDesk(t)
	has(t, d.types("?", "1", "help"), "a number: opens that lesson", "/WORDS: searches", "p NUMBER: goes to a page")
}

func TestSearchAndGlossary(t *testing.T) {
	d := newDesk(t)
	said := d.types("/ports", "1", "g door", "g por", "/", "/zebra")
	has(t, said, "Found on 1 page.\n1: lesson 2, The second, page 1", "Lesson 2, The second, page 1 of 1.",
		`No term has "door"`, "port: a door", "Type / and the words", `No page has "zebra".`)
}

func TestProgressIsSaidInWords(t *testing.T) {
	d := newDesk(t)
	has(t, d.types("p"), "Lessons: 0 of 2 read.", "Questions: 0 of 2 answered right.", "Objective not met yet, 0 of 0: Know it all")
}

func TestLabsAreListedWhenThereAreAny(t *testing.T) {
	d := newDesk(t)
	if said := d.types("lab health"); !strings.Contains(said, `"lab health" cannot be typed here`) {
		t.Errorf("without labs it says\n%s", said)
	}
	d.Labs = []string{"health"}
	d.Lab = func(_ context.Context, name string, in io.Reader, out io.Writer) error {
		buf := make([]byte, 3) // shorter than the line
		n, err := io.ReadFull(in, buf)
		_, _ = fmt.Fprintf(out, "%s heard %q\x1b[2J\n", name, buf[:n])
		return err
	}
	has(t, d.types("lab nothing", "lab health", "guess", "p"), `There is no lab "nothing". The labs are health.`, `health heard "gue"`, "Lessons: 0 of 2 read.")
}

func TestResetAsksFirst(t *testing.T) {
	d := newDesk(t)
	has(t, d.types("e1", "reset", "", "reset", "y"), "It begins again.", "Nothing was changed.", "Done.")
}

func TestNothingIsDrawn(t *testing.T) {
	d := newDesk(t)
	d.RunCommand = func(_ context.Context, _ runner.Command, emit func(string)) runner.CommandResult {
		emit("━━━╸ \x1b[32m50%\x1b[0m ⣿ █")
		return runner.CommandResult{ExitCode: 1}
	}
	said := d.types("1", "p 5", "x", "y")
	has(t, said, "---- 50% * #", "Not done: exit code 1.")
	for _, r := range said {
		if r == 0x1b || r >= 0x2500 && r <= 0x259f || r >= 0x2800 && r <= 0x28ff {
			t.Fatalf("there is %U in\n%s", r, said)
		}
	}
}

func TestLinesAreBrokenBetweenWordsOnATerminal(t *testing.T) {
	d := newDesk(t)
	d.Wraps, d.Width = true, 30
	said := d.types("1", "p 4")
	for l := range strings.SplitSeq(said, "\n") {
		if len(strings.TrimRight(l, " ")) > 30 && !strings.HasPrefix(l, " ") && !strings.HasPrefix(l, "Line ") {
			t.Errorf("%q is too long", l)
		}
	}
	has(t, said, "1: The first, 5 minutes, not \nread yet", "Line 1: FROM python:3.14-slim\n")
}
