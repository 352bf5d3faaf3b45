package ui

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/muesli/termenv"

	"tutor/exercises"
	"tutor/internal/progress"
	"tutor/runner"
)

func openExercise(t *testing.T, width, height int, settings ...setting) *driver {
	t.Helper()
	return newDriver(t, width, height, termenv.Ascii, append([]setting{startAt("build-image")}, settings...)...)
}

func (d *driver) op() int { return d.root.grading.run.op }

func TestAFolderIsMadeOnlyAfterAYes(t *testing.T) {
	made := 0
	d := openExercise(t, 60, 15, func(o *Options, _ *memory) {
		o.CreateWorkspace = func(*exercises.Exercise) (string, error) { made++; return "/home/learner/ex", nil }
	})
	d.press("space")
	d.sees("y/n")
	d.sees("/home/learner/tutor/build-image")
	d.press("n")
	if made != 0 {
		t.Fatal("a no made a folder")
	}
	d.sees("No folder was made.")
	d.press("space", "y")
	if made != 1 {
		t.Fatalf("%d folders were made", made)
	}
	d.sees("Your folder is ready: /home/learner/ex.")
	if d.root.grading != nil {
		t.Error("making a folder started a grade")
	}
	d.press("space")
	if d.root.grading == nil {
		t.Error("space does not check")
	}
}

func TestAFolderThatCannotBeMadeIsSaid(t *testing.T) {
	d := openExercise(t, 60, 15, func(o *Options, _ *memory) {
		o.CreateWorkspace = func(*exercises.Exercise) (string, error) { return "", errors.New("it already holds files") }
	})
	d.press("space", "y")
	d.sees("The folder could not be made: it already holds files")
}

// TestAGradeFromKeyToVerdict runs a grade in its goroutine, through the coalescer.
func TestAGradeFromKeyToVerdict(t *testing.T) {
	cleaned := make(chan struct{})
	d := openExercise(t, 60, 15, withWorkspace, withGrade(
		func(_ context.Context, ex *exercises.Exercise, dir string, emit func(runner.Event)) exercises.Report {
			if ex.ID != "build-image" || dir != "/home/learner/tutor/build-image" {
				t.Errorf("graded %s in %s", ex.ID, dir)
			}
			emit(runner.CheckStarted{ID: "builds"})
			emit(runner.LogLine{Text: "line\x1b]0;title\x07 one"})
			emit(runner.Decided{Report: failedReport()})
			<-cleaned
			report := failedReport()
			report.Cleanup.Left = 1
			return report
		}))
	d.press("space")
	for !strings.Contains(d.plain(), "cleaning up…") {
		d.receive()
	}
	d.sees("✗ failed: The app listens on the loopback")
	d.sees("› ✗ The container stays up")
	if d.progress.Outcome("build-image") != "" {
		t.Error("the outcome was recorded before the clean-up")
	}
	close(cleaned)
	for d.root.grading != nil {
		d.receive()
	}
	d.seesNot("cleaning up")
	d.sees("1 left behind:")
	if d.progress.Outcome("build-image") != exercises.Fail {
		t.Error("the outcome was not recorded")
	}
	d.press("tab", "tab")
	d.sees("line one")
}

// TestAnAnswerForAPersonIsNoFailure grades an answer that a rubric cannot judge.
func TestAnAnswerForAPersonIsNoFailure(t *testing.T) {
	d := openExercise(t, 100, 30, withWorkspace, withGrade(
		func(context.Context, *exercises.Exercise, string, func(runner.Event)) exercises.Report {
			report := failedReport()
			for i := range report.Checks {
				report.Checks[i].Outcome, report.Checks[i].Cause = exercises.Pass, ""
			}
			report.Checks[0].Outcome, report.Checks[0].Cause = exercises.Fail, exercises.AnswerNeedsReview
			report.Checks[0].Required = true
			return report
		}))
	d.press("space")
	for d.root.grading != nil {
		d.receive()
	}
	d.sees("review: A rubric cannot tell")
	d.sees("for a person to read")
	if !d.progress.Review("build-image") {
		t.Error("nobody knows that a person has to read it")
	}
}

func TestCancelWaitsForTheCleanUp(t *testing.T) {
	d := openExercise(t, 60, 15, withWorkspace)
	d.press("space", "esc")
	d.sees("cancelled, cleaning up…")
	d.send(runNews{op: d.op(), events: []runner.Event{runner.Decided{Report: errorReport(exercises.Interrupted)}}})
	d.sees("cancelled, cleaning up…") // what the learner stopped is no fault of the machine
	for d.root.grading != nil {
		d.receive()
	}
	d.sees("cancelled, cleaned up")
	if d.progress.Outcome("build-image") != "" {
		t.Error("a cancelled grade was recorded")
	}
	d.press("esc")
	d.sees("lessons read")
}

func TestQuitWaitsForTheCleanUp(t *testing.T) {
	cleaned := make(chan struct{})
	d := openExercise(t, 60, 15, withWorkspace, withGrade(
		func(ctx context.Context, _ *exercises.Exercise, _ string, _ func(runner.Event)) exercises.Report {
			<-ctx.Done()
			<-cleaned
			return errorReport(exercises.Interrupted)
		}))
	d.press("space", "l") // the grade goes on while the lesson is read
	d.sees("A minimal Dockerfile")
	d.press("ctrl+c")
	d.sees("cancelled, cleaning up…")
	close(cleaned)
	for {
		_, cmd := d.root.Update(<-d.sent)
		if quits(cmd) {
			return
		}
		if d.root.grading == nil {
			t.Fatal("the grade is over and the program goes on")
		}
	}
}

// quits says whether a command ends the program.
func quits(cmd tea.Cmd) bool {
	if cmd == nil {
		return false
	}
	switch msg := cmd().(type) {
	case tea.QuitMsg:
		return true
	case tea.BatchMsg:
		for _, one := range msg {
			if quits(one) {
				return true
			}
		}
	}
	return false
}

func TestNewsOfAnOlderGradeIsDropped(t *testing.T) {
	d := openExercise(t, 120, 40, withWorkspace)
	d.press("space")
	old := d.op()
	d.send(gradeOver{op: old, raw: failedReport(), seen: failedReport()})
	d.press("space")
	if d.op() == old {
		t.Fatal("two grades have one operation id")
	}
	before := d.plain()
	d.send(runNews{op: old, events: []runner.Event{runner.CheckDone{Result: result("builds", "fail")}}, lines: []string{"stale"}})
	d.send(gradeOver{op: old, raw: passedReport(), seen: passedReport()})
	d.send(gradeTick{op: old})
	if after := d.plain(); after != before {
		t.Errorf("news of an older grade changed the screen:\n%s", after)
	}
	if d.root.grading == nil {
		t.Error("the end of an older grade ended the one that runs")
	}
}

func TestHintsComeOneByOne(t *testing.T) {
	d := openExercise(t, 120, 60, withWorkspace)
	d.press("space")
	d.send(gradeOver{op: d.op(), raw: failedReport(), seen: sanitizeReport(failedReport())})
	hints := exercises.ListensOnLoopback.Explain().Hints
	for i := range hints {
		d.press("h")
		d.sees("Hint " + string(rune('1'+i)) + " of 3")
	}
	d.press("h")
	d.sees("There is no further hint")
}

func TestTheWholeEvidenceCanBeScrolledOnASmallScreen(t *testing.T) {
	d := openExercise(t, 40, 12, withWorkspace)
	d.press("space")
	report := failedReport()
	report.Checks[1].Log = strings.Repeat("a line of the log\n", 500) + "the very last line"
	d.send(gradeOver{op: d.op(), raw: report, seen: sanitizeReport(report)})
	d.press("enter")
	seen := ""
	for range 120 {
		seen += d.plain()
		d.press("pgdown")
	}
	for _, want := range []string{"Expected", "Observed", "'a word'", "Read again", "the very last line"} {
		if !strings.Contains(seen, want) {
			t.Errorf("%q was never on the screen", want)
		}
	}
	d.press("home")
	d.sees("The container stays up")
	d.press("G")
	d.sees("the very last line")
}

func TestEvidenceHoldsNoControls(t *testing.T) {
	d := openExercise(t, 120, 60, withWorkspace)
	d.press("space")
	d.send(gradeOver{op: d.op(), raw: failedReport(), seen: sanitizeReport(failedReport())})
	if view := d.root.View(); strings.ContainsAny(view, "\x07\x1b") {
		t.Errorf("a control character is on the screen: %q", view)
	}
}

func TestTheLogFollowsUntilItIsScrolled(t *testing.T) {
	d := openExercise(t, 60, 15, withWorkspace)
	d.press("space", "tab", "tab")
	lines := func(from, to int) runNews {
		n := runNews{op: d.op()}
		for i := from; i < to; i++ {
			n.lines = append(n.lines, "line "+string(rune('A'+i)))
		}
		return n
	}
	d.send(lines(0, 20))
	d.sees("line T")
	d.press("up")
	before := d.plain()
	d.send(lines(20, 25))
	if after := d.plain(); after != before {
		t.Errorf("new lines moved what is being read:\n%s\nwas\n%s", after, before)
	}
	d.press("G")
	d.sees("line Y")
}

func TestAShortLogLeavesTheEvidenceItsRoom(t *testing.T) {
	d := openExercise(t, 120, 40, withWorkspace)
	sees := func(log string) {
		t.Helper()
		for _, want := range []string{"› Log", log, "Expected", "Observed", "Command, to repeat by hand"} {
			d.sees(want)
		}
	}
	over := func() gradeOver {
		return gradeOver{op: d.op(), raw: failedReport(), seen: sanitizeReport(failedReport())}
	}
	d.press("space", "tab", "tab")
	d.sees("What the build and your container print comes here.")
	d.send(runNews{op: d.op(), lines: []string{"listening on 127.0.0.1:8000"}})
	d.send(over())
	sees("listening on 127.0.0.1:8000")
	d.press("space")
	d.send(over())
	sees("No lines. A container's log is read when a check fails.")
}

func TestTheLessonLeadsBackToTheExercise(t *testing.T) {
	d := openExercise(t, 80, 24, withWorkspace)
	d.press("l")
	d.sees("A minimal Dockerfile")
	if d.progress.Place() != (progress.Place{Exercise: "build-image"}) {
		t.Error("looking something up moved the learner's place")
	}
	d.press("esc")
	d.sees("Exercise 1")
}

func TestOnlyOneGradeRuns(t *testing.T) {
	d := newDriver(t, 80, 24, termenv.Ascii, withWorkspace, startAt("build-image"), func(o *Options, m *memory) {
		other := fixtureExercise()
		other.ID, other.Number, other.Title = "env-var", 2, "Variables"
		o.Exercises = append(o.Exercises, other)
		m.workspace["env-var"] = "/w"
	})
	d.press("space")
	first := d.op()
	d.root.goTo = target{kind: toExercise, id: "env-var"}
	d.run(d.root.travel())
	d.press("space")
	d.sees("A check of Exercise 1: Build the image is running")
	if d.op() != first {
		t.Error("a second grade was started")
	}
}

func TestElapsedTimeOfTheRunningCheck(t *testing.T) {
	d := openExercise(t, 60, 15, withWorkspace)
	d.press("space")
	d.send(runNews{op: d.op(), events: []runner.Event{runner.CheckStarted{ID: "builds"}}})
	d.clock = d.clock.Add(75 * time.Second)
	d.send(gradeTick{op: d.op()})
	d.sees("1 min 15 s\n  · The container")
}

// TestReadingGoesOnPastAnExercise leaves one that was not solved, with a key that the screen names.
func TestReadingGoesOnPastAnExercise(t *testing.T) {
	d := openExercise(t, 60, 15)
	d.sees("space make your folder")
	d.sees("n goes on")
	want := d.root.afterExercise("build-image")
	d.press("n")
	if got := d.root.here(); got.kind != want.kind || got.id != want.id {
		t.Errorf("n leads to %+v, not to %+v", got, want)
	}
	d.seesNot("Checks")
	d = openExercise(t, 60, 15, withWorkspace)
	d.press("space", "n") // not while a check runs: the help does not name it
	d.sees("checking your work")
	d.sees("Exercise 1")
}
