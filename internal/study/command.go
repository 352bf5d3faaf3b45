package study

import (
	"strings"

	"tutor/internal/term"
)

// What a learner is asked before the first command of a course that is not the tutor's own.
const (
	TrustQuestion = "Do you trust this course?"
	TrustWhy      = "The lesson comes from a folder, not from tutor:"
	TrustWarning  = "Its commands run on this machine with your rights. A command can read, change and delete " +
		"your files and send them elsewhere. Trust the course only when you know who wrote it."
	TrustKept = "Your answer is remembered for this folder. You are still asked before each command."
)

// Hidden says why a script cannot be shown as it is; empty when it can. Nobody can agree to run what they do not see.
func Hidden(script string) string {
	if strings.TrimRight(term.Sanitize(script), "\n") == strings.TrimRight(script, "\n") {
		return ""
	}
	return "This block holds characters that cannot be shown, so it is not run. Tell its author."
}
