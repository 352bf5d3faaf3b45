package reporttext

import (
	"strings"
	"testing"

	"tutor/exercises"
)

func TestLinesInWords(t *testing.T) {
	blocked := result("up", "It stays up", exercises.Blocked)
	blocked.BlockedBy = "builds"
	advice := result("root", "Not root", exercises.Fail)
	advice.Required = false
	review := result("why", "Why", exercises.Fail)
	review.Cause = exercises.AnswerNeedsReview
	for want, c := range map[string]exercises.CheckResult{
		"Passed: The image builds (2.1 s)":                       result("builds", "The image builds", exercises.Pass),
		"Not passed: The image builds (2.1 s)":                   result("builds", "The image builds", exercises.Fail),
		`Not checked: It stays up (it needs "The image builds")`: blocked,
		"Advice only: Not root":                                  advice,
		"For a person to read: Why":                              review,
		"Could not be checked: The image builds":                 result("builds", "The image builds", exercises.Error),
	} {
		if got := (Style{Words: true}).Line(sampleExercise(), c); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestEvidenceInWords(t *testing.T) {
	c := result("ready", "Ready", exercises.Fail)
	c.Observed, c.Hint, c.Lesson, c.Log = "1 of 2 are ready\n✗ user: root; next: USER\n✓ health: asks", "Look.", "first", "a\nb"
	c.Findings = []exercises.Finding{{Subject: "user", Found: "root", Next: "USER"}, {Subject: "health", Ready: true, Found: "asks"}}
	c.Source = &exercises.Passage{File: "Dockerfile", First: 5, Last: 5, From: 4, Excerpt: []string{"FROM a", "RUN b"}}
	style := Style{Words: true, NoHints: true, Read: func(id string) string { return "lesson " + id }}
	want := `    observed: 1 of 2 are ready
      user, missing: root. Next: USER
      health, there: asks
    where: Dockerfile, line 5
      line 5: RUN b
    log:
      a
      b
    read: lesson first
`
	if got := style.Evidence(c); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	c.Cause = exercises.DaemonDown
	if got := style.Evidence(c); !strings.Contains(got, "hint: Look.") {
		t.Errorf("what is wrong with the machine is kept back:\n%s", got)
	}
}
