package cli

import (
	"strings"
	"testing"

	"tutor/exercises"
	"tutor/runner"
)

func sampleExercise() *exercises.Exercise {
	return &exercises.Exercise{ID: "ex", Number: 1, Checks: []exercises.Check{
		{ID: "builds", Title: "The image builds", Points: 1}, {ID: "up", Title: "It stays up", Points: 1},
	}}
}

func result(id, title string, outcome exercises.Outcome) exercises.CheckResult {
	return exercises.CheckResult{ID: id, Title: title, Outcome: outcome, Required: true, DurationMS: 2140}
}

func TestStatusLineIsErased(t *testing.T) {
	streams, out, errOut := testStreams()
	streams.Live, streams.Width = true, 20
	status := &statusLine{streams: streams}
	status.event(sampleExercise(), runner.CheckStarted{ID: "builds"})
	status.event(sampleExercise(), runner.BuildStep{Name: "[2/5] COPY a very\x1b[2J long name"})
	status.event(sampleExercise(), runner.CheckNote{ID: "builds", Text: "x"})
	status.erase()
	status.erase()
	if out.Len() > 0 || strings.ContainsRune(errOut.String(), 0x1b) {
		t.Errorf("stdout %q, stderr %q", out, errOut)
	}
	for _, part := range strings.Split(errOut.String(), "\r") {
		if n := len([]rune(part)); n > 19 {
			t.Errorf("%q has %d cells", part, n)
		}
	}
	if !strings.HasSuffix(errOut.String(), "\r"+strings.Repeat(" ", status.width)+"\r") && !strings.HasSuffix(errOut.String(), " \r") {
		t.Errorf("the line is left: %q", errOut)
	}
}
