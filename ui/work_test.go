package ui

import (
	"context"
	"errors"
	"io"
	"os"
	"strings"
	"testing"

	"tutor/exercises"
	"tutor/runner"
)

// fakeEditor is an editor that is left at once.
type fakeEditor struct{ run func() error }

func (f fakeEditor) Run() error          { return f.run() }
func (f fakeEditor) SetStdin(io.Reader)  {}
func (f fakeEditor) SetStdout(io.Writer) {}
func (f fakeEditor) SetStderr(io.Writer) {}

func withEditor(run func(check string) error) setting {
	return func(o *Options, _ *memory) {
		o.Edit = func(_ *exercises.Exercise, check *exercises.Check, dir string) (Process, error) {
			if dir == "" {
				return nil, errors.New("no folder")
			}
			id := ""
			if check != nil {
				id = check.ID
			}
			return fakeEditor{func() error { return run(id) }}, nil
		}
	}
}

// gradesIn counts grades, each of which ends when it is told to or cancelled.
type gradesIn struct {
	begun chan string
	end   chan exercises.Report
}

func newGradesIn() *gradesIn {
	return &gradesIn{begun: make(chan string, 10), end: make(chan exercises.Report)}
}

func (g *gradesIn) grade(ctx context.Context, _ *exercises.Exercise, dir string, _ func(runner.Event)) exercises.Report {
	g.begun <- dir
	select {
	case <-ctx.Done():
		return errorReport(exercises.Interrupted)
	case report := <-g.end:
		return report
	}
}

// finish ends the grade that runs, and waits until the screen knows.
func (g *gradesIn) finish(d *driver, report exercises.Report) {
	d.t.Helper()
	op := d.op()
	g.end <- report
	for d.root.grading != nil && d.op() == op {
		d.receive()
	}
}

func TestTheEditorLeadsToACheck(t *testing.T) {
	g := newGradesIn()
	opened := []string{}
	d := openExercise(t, 100, 30, withWorkspace, withGrade(g.grade), withEditor(func(check string) error {
		opened = append(opened, check)
		return nil
	}))
	d.sees("e opens your editor")
	d.press("e")
	<-g.begun
	g.finish(d, failedReport())
	d.sees("failed: The app listens on the loopback")
	d.press("e") // about the check that is selected
	<-g.begun
	first := d.op()
	d.press("e") // what runs is of an older state
	d.sees("saved meanwhile")
	for d.op() == first {
		d.receive()
	}
	<-g.begun
	g.finish(d, passedReport())
	d.sees("passed 4/4")
	if got := strings.Join(opened, ","); got != ",stays-up," {
		t.Errorf("the editor was opened about %q", got)
	}
}

func TestAnEditorThatCannotBeOpenedIsSaid(t *testing.T) {
	d := openExercise(t, 100, 30, withWorkspace, func(o *Options, _ *memory) {
		o.Edit = func(*exercises.Exercise, *exercises.Check, string) (Process, error) { return nil, runner.ErrNoEditor }
	})
	d.press("e")
	d.sees("No editor was opened: no editor was found; set VISUAL or EDITOR")
	d = openExercise(t, 100, 30, withWorkspace, withEditor(func(string) error { return errors.New("exit status 1") }))
	d.press("e")
	d.sees("The editor ended with an error: exit status 1")
	if d.root.grading != nil {
		t.Error("it was checked all the same")
	}
	d = openExercise(t, 100, 30, withEditor(func(string) error { return nil }))
	d.press("e")
	d.sees("Make your folder")
}

// watching is a folder in which saves are told by hand.
type watching struct{ saved, ended chan func() }

func withWatch(w *watching) setting {
	return func(o *Options, _ *memory) {
		o.WatchWork = func(ctx context.Context, _ string, saved func()) error {
			w.saved <- saved
			<-ctx.Done()
			w.ended <- nil
			return nil
		}
	}
}

func TestASaveIsCheckedAndEndsAnOlderGrade(t *testing.T) {
	g, w := newGradesIn(), &watching{make(chan func(), 1), make(chan func(), 1)}
	d := openExercise(t, 100, 30, withWorkspace, withGrade(g.grade), withWatch(w))
	d.press("w")
	d.sees("· watching")
	saved := <-w.saved
	saved() // the watch has begun, and nothing was checked yet
	d.receive()
	<-g.begun
	first := d.op()
	saved()
	for d.op() == first {
		d.receive()
	}
	<-g.begun // what was saved
	if d.progress.Outcome("build-image") != "" {
		t.Error("a grade that was overtaken was recorded")
	}
	g.finish(d, failedReport())
	d.sees("failed: ")
	saved()
	d.receive()
	<-g.begun
	d.press("esc")
	for d.root.grading != nil {
		d.receive()
	}
	d.sees("cancelled, cleaned up")
	d.press("w")
	<-w.ended
	d.sees("Saves are not checked any more.")
	d.seesNot("· watching")
	saved() // it was on its way
	d.receive()
	if d.root.grading != nil {
		t.Error("a save was checked after the watch")
	}
}

func TestAWatchEndsWithTheProgram(t *testing.T) {
	g, w := newGradesIn(), &watching{make(chan func(), 1), make(chan func(), 1)}
	d := openExercise(t, 100, 30, withWorkspace, withGrade(g.grade), withWatch(w))
	d.press("w")
	saved := <-w.saved
	saved()
	d.receive()
	<-g.begun
	d.press("ctrl+c")
	<-w.ended
	saved()
	for d.root.grading != nil {
		d.receive()
	}
	if len(g.begun) > 0 {
		t.Error("a grade began while the program ends")
	}
}

func TestCopyOfTheCommandThatWasRun(t *testing.T) {
	d := openExercise(t, 100, 30, withWorkspace)
	d.press("c")
	d.sees("No command was run for this check yet.")
	d.press("space")
	d.send(gradeOver{op: d.op(), raw: failedReport(), seen: sanitizeReport(failedReport())})
	d.press("c")
	d.sees("copied: docker run --rm -d")
	if text, err := os.ReadFile(d.out.Name()); err != nil || !strings.Contains(string(text), "\x1b]52;c;") {
		t.Errorf("the terminal got %q, %v", text, err)
	}
}

func TestResetAsksAndForgets(t *testing.T) {
	reset := 0
	var failure error
	d := openExercise(t, 100, 30, withWorkspace, func(o *Options, _ *memory) {
		o.PlanReset = func(*exercises.Exercise) (dir, backup string) { return "/home/learner/ex", "/home/learner/ex.backup-1" }
		o.Reset = func(_ *exercises.Exercise, dir, backup string) error {
			if dir != "/home/learner/ex" || backup != "/home/learner/ex.backup-1" {
				t.Errorf("reset %s to %s", dir, backup)
			}
			reset++
			return failure
		}
	})
	d.press("space")
	d.press("r") // not while a check runs
	d.seesNot("Begin again")
	d.send(gradeOver{op: d.op(), raw: failedReport(), seen: sanitizeReport(failedReport())})
	d.press("r")
	d.sees("Your work is kept as")
	d.sees("/home/learner/ex.backup-1")
	d.press("enter", "n")
	d.sees("Nothing was changed.")
	failure = errors.New("the disk is full")
	d.press("r", "y")
	d.sees("It could not begin again: the disk is full")
	d.sees("✗ The container stays up")
	failure = nil
	d.press("r", "y")
	if reset != 2 {
		t.Fatalf("%d resets", reset)
	}
	d.sees("The exercise begins again. Your work: /home/learner/ex.backup-1")
	d.sees("· The container stays up")
	if d.root.known.outcome["build-image"] != "" || d.root.known.workspace["build-image"] != "/home/learner/ex" {
		t.Error("the screens remember what was forgotten")
	}
}
