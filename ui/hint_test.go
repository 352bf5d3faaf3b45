package ui

import (
	"testing"

	"tutor/exercises"
	"tutor/internal/progress"
	"tutor/runner"
)

const loopbackKey = "build-image/stays-up/listens-on-loopback"

// graded runs a grade to its end.
func (d *driver) graded(rep exercises.Report) {
	d.press("space")
	d.send(gradeOver{op: d.op(), raw: rep, seen: sanitizeReport(rep)})
}

func withNext(o *Options, _ *memory) {
	o.Exercises[0].Next = []string{"Pin the base image by its\x1b[2J digest, so that a build next year starts from the same bytes.", "Scan it."}
	o.Exercises[0].Reference = "reference"
}

func TestHintsAreCountedAndComeBack(t *testing.T) {
	d := openExercise(t, 120, 60, withWorkspace)
	d.graded(failedReport())
	d.press("h", "h")
	if got := d.progress.hints[loopbackKey].Shown; got != 2 {
		t.Errorf("%d tiers were kept, want 2", got)
	}
	d.graded(failedReport()) // the same again
	d.sees("Hint 2 of 3")
	d.press("h")
	d.sees("Hint 3 of 3")
	other := failedReport()
	other.Checks[1].Cause = exercises.ListensOnOther
	d.graded(other)
	d.seesNot("Hint 1 of 3")
	d.graded(failedReport()) // back after it had gone
	d.seesNot("Hint 1 of 3")
}

func TestHintsOfEarlierAreShown(t *testing.T) {
	d := openExercise(t, 120, 60, withWorkspace, func(_ *Options, m *memory) {
		m.outcomes["build-image"] = exercises.Fail
		m.hints[loopbackKey] = progress.Failure{Check: "stays-up", Cause: "listens-on-loopback", Shown: 1}
	})
	d.seesNot("Hint 1 of 3")
	d.graded(failedReport())
	d.sees("Hint 1 of 3")
	d.seesNot("Hint 2 of 3")
}

// TestAHintBeforeTheVerdictIsRecorded: progress knows what failed only once the grade is over.
func TestAHintBeforeTheVerdictIsRecorded(t *testing.T) {
	d := openExercise(t, 120, 60, withWorkspace)
	d.press("space")
	op := d.op()
	d.send(runNews{op: op, events: []runner.Event{runner.Decided{Report: sanitizeReport(failedReport())}}})
	d.press("h")
	d.sees("Hint 1 of 3")
	if len(d.progress.hints) > 0 {
		t.Errorf("hints were kept before their report: %v", d.progress.hints)
	}
	d.send(gradeOver{op: op, raw: failedReport(), seen: sanitizeReport(failedReport())})
	if got := d.progress.hints; len(got) != 1 || got[loopbackKey].Shown != 1 {
		t.Errorf("kept: %v", got)
	}
}

func TestAHintOfTheExerciseItself(t *testing.T) {
	d := openExercise(t, 120, 60, withWorkspace, func(o *Options, _ *memory) {
		o.Exercises[0].Checks[1].Hints = map[exercises.Cause][]string{exercises.ListensOnLoopback: {"one of\x1b[2J its own", "two", "three"}}
	})
	d.graded(failedReport())
	d.press("h")
	d.sees("one of its own")
}

func TestAfterAPassTheNextStepsAreShown(t *testing.T) {
	d := openExercise(t, 120, 60, withWorkspace, withNext)
	d.graded(failedReport())
	d.seesNot("professional")
	d.graded(passedReport())
	d.sees("What a professional would do next")
	d.sees("- Pin the base image by its digest")
	d.sees("tutor hint 1 --reference")
	d.sees("the evidence says what professionals do next")
}

// TestWhatIsLeftIsNeverCut has a verdict, first below the checks, then in the one line below the evidence.
func TestWhatIsLeftIsNeverCut(t *testing.T) {
	d := openExercise(t, 60, 15, withWorkspace, withNext)
	for _, rep := range []exercises.Report{failedReport(), passedReport()} {
		rep.Cleanup.Left = 2
		d.graded(rep)
		d.sees(" · 2 left")
		d.sees("run tutor clean")
		d.press("tab")
		d.sees(" · 2 left behind: run tutor clean")
	}
}
