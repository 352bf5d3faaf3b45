package reporttext

import (
	"fmt"
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

// printed feeds events to a printer and returns what it wrote to stdout.
func printed(events ...runner.Event) string {
	var out strings.Builder
	p := NewPrinter(Style{}, sampleExercise(), func(text string) { out.WriteString(text) })
	for _, e := range events {
		p.Event(e)
	}
	return out.String()
}

func TestPassIsPrintedOnce(t *testing.T) {
	a, b := result("builds", "The image builds", exercises.Pass), result("up", "It stays up", exercises.Pass)
	rep := exercises.Report{Checks: []exercises.CheckResult{a, b}}
	rep.Conclude(sampleExercise())
	want := "✓ The image builds (2.1 s)\n✓ It stays up (2.1 s)\npass: 2 of 2 required checks, 2/2 points\n"
	got := printed(runner.CheckDone{Result: a}, runner.Decided{Report: rep}, runner.Decided{Report: rep})
	if got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

func TestRevisedCheckIsPrintedAgain(t *testing.T) {
	up, down := result("up", "It stays up", exercises.Pass), result("up", "It stays up", exercises.Fail)
	down.Cause = exercises.ExitedAtStart
	built := result("builds", "The image builds", exercises.Pass)
	rep := exercises.Report{Checks: []exercises.CheckResult{built, down}}
	rep.Conclude(sampleExercise())
	got := printed(runner.CheckDone{Result: up}, runner.CheckDone{Result: built}, runner.CheckDone{Result: down}, runner.Decided{Report: rep})
	for _, want := range []string{"✓ It stays up (2.1 s)\n", "✗ It stays up (2.1 s) (revised)\n", "\nfail: "} {
		if strings.Count(got, want) != 1 {
			t.Errorf("%q is not there once in\n%s", want, got)
		}
	}
	if !strings.HasPrefix(got, "✓ The image builds") {
		t.Errorf("the checks are not in the order of the spec:\n%s", got)
	}
}

func TestFailedCheckShowsEvidence(t *testing.T) {
	var log strings.Builder
	for i := range 20 {
		fmt.Fprintf(&log, "line %d\n", i)
	}
	c := result("builds", "The image builds", exercises.Fail)
	c.Expected, c.Observed = "a built image", "two\nlines red"
	c.Source = &exercises.Passage{File: "Dockerfile", First: 5, Last: 6, From: 4, Excerpt: []string{"", "RUN a \\", " && b"}}
	c.Command, c.ExitCode = []string{"docker", "build", "it's here"}, 3
	c.Log, c.Hint, c.Lesson = log.String(), "Look.", "minimal-dockerfile"
	got := printed(runner.CheckDone{Result: c})
	want := `✗ The image builds (2.1 s)
    expected: a built image
    observed: two
      lines red
    where: Dockerfile, line 5
          4
      >   5  RUN a \
      >   6   && b
    command: docker build 'it'\''s here'
    exit code: 3
    log (the last 15 lines; all of it in --json):
    | line 5
`
	if !strings.HasPrefix(got, want) {
		t.Errorf("got\n%swant it to start with\n%s", got, want)
	}
	if !strings.HasSuffix(got, "    | line 19\n    hint: Look.\n    read: tutor show minimal-dockerfile\n") {
		t.Errorf("the end is wrong:\n%s", got)
	}
}

func TestOtherLines(t *testing.T) {
	blocked := result("up", "It stays up", exercises.Blocked)
	blocked.BlockedBy = "builds"
	advice := result("root", "Not root", exercises.Fail)
	advice.Required = false
	for want, c := range map[string]exercises.CheckResult{
		`– It stays up (not checked: it needs "The image builds")`: blocked,
		"! Not root (advice only)":                                 advice,
		"! The image builds (could not be checked)":                result("builds", "The image builds", exercises.Error),
	} {
		if got := (Style{}).Line(sampleExercise(), c); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestVerdictOfErrors(t *testing.T) {
	for cause, machine := range map[exercises.Cause]bool{exercises.DockerMissing: true, exercises.Interrupted: false} {
		c := result("builds", "", exercises.Error)
		c.Cause = cause
		got := Style{}.Verdict(exercises.Report{Outcome: exercises.Error, Checks: []exercises.CheckResult{c}})
		if !strings.HasPrefix(got, "error: ") || strings.HasSuffix(got, "(the machine, not your work)") != machine {
			t.Errorf("%s: %q", cause, got)
		}
	}
}
