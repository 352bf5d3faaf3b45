package ui

import (
	"errors"
	"strings"
	"testing"
	"time"

	"tutor/internal/progress"
)

// twoAttempts leads to a first attempt that failed and a second one that passed.
func twoAttempts(d *driver) {
	d.press("space")
	d.send(gradeOver{op: d.op(), raw: failedReport(), seen: sanitizeReport(failedReport())})
	d.press("space")
	d.send(gradeOver{op: d.op(), raw: passedReport(), seen: passedReport()})
}

func TestWhatHasChangedSinceTheLastAttempt(t *testing.T) {
	d := openExercise(t, 120, 60, withWorkspace)
	d.press("H")
	d.seesNot("Attempts at")
	twoAttempts(d)
	d.sees("Attempt 2, changed since attempt 1")
	d.sees("  ✗ → ✓ The container stays up and listens on 8000")
	d.sees("  ✓ → " + glyphAdvice + " It does not run as root")
	d.press("H")
	d.sees("Attempts at Exercise 1")
	text := d.plain()
	second, first := strings.Index(text, "✓ Attempt 2"), strings.Index(text, "✗ Attempt 1")
	if second < 0 || first < second {
		t.Errorf("the newest attempt is not the first one:\n%s", text)
	}
	d.sees("the first one: 1 of 4 checks passed")
	d.press("esc")
	d.press("space")
	d.seesNot("changed since") // not before there is a report
}

func TestAttemptsOfEarlierSessions(t *testing.T) {
	d := openExercise(t, 60, 15, withWorkspace, func(_ *Options, m *memory) {
		for n := 5; n <= 20; n++ {
			m.history["build-image"] = append(m.history["build-image"], progress.Attempt{
				Number: n, At: startOfTime().Add(-48 * time.Hour), Outcome: "fail",
				Checks: []progress.Checked{{Check: "builds", Outcome: "fail", Cause: "dockerfile-syntax"}, {Check: "gone", Outcome: "pass"}},
			})
		}
		m.history["build-image"][15].Checks[0].Cause = "build-command-failed"
		m.history["build-image"][14].Checks[1].Outcome = "fail"
	})
	d.press("H")
	d.sees("✗ Attempt 20, ")
	d.sees("✗ The image builds, for another reason")
	d.press("pgdown", "pgdown", "pgdown", "pgdown", "pgdown", "pgdown", "pgdown")
	d.sees("earlier ones are not kept: 0 of 1 checks passed")
	d.fits("history")
}

func TestAnAttemptThatCannotBeSavedIsSaid(t *testing.T) {
	d := openExercise(t, 100, 30, withWorkspace, func(_ *Options, m *memory) { m.fail = errors.New("the disk is full") })
	d.press("space")
	d.send(gradeOver{op: d.op(), raw: failedReport(), seen: sanitizeReport(failedReport())})
	d.sees("Your progress could not be saved: the disk is full")
}
