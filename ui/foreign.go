package ui

import (
	"strings"

	"tutor/exercises"
	"tutor/internal/term"
)

// sanitizeReport makes every text of a report safe for the screen. It changes a copy.
func sanitizeReport(rep exercises.Report) exercises.Report {
	checks := make([]exercises.CheckResult, len(rep.Checks))
	for i, c := range rep.Checks {
		checks[i] = sanitizeResult(c)
	}
	rep.Checks = checks
	rep.Title = oneLine(rep.Title)
	return rep
}

// safeTexts makes lines safe, one by one.
func safeTexts(lines []string) []string {
	safe := make([]string, len(lines))
	for i, line := range lines {
		safe[i] = strings.ReplaceAll(term.Sanitize(line), "\n", " ")
	}
	return safe
}

func sanitizeResult(c exercises.CheckResult) exercises.CheckResult {
	c.Title = oneLine(c.Title)
	c.Expected = term.Sanitize(c.Expected)
	c.Observed = term.Sanitize(c.Observed)
	c.Log = term.Sanitize(c.Log)
	c.Hint = term.Sanitize(c.Hint)
	c.Mend = exercises.Mend{Wrong: oneLine(c.Mend.Wrong), Command: oneLine(c.Mend.Command), Note: oneLine(c.Mend.Note)}
	command := make([]string, len(c.Command))
	for i, arg := range c.Command {
		command[i] = term.Sanitize(arg)
	}
	c.Command = command
	if c.Source != nil {
		source := *c.Source
		source.File, source.Excerpt = oneLine(source.File), safeTexts(source.Excerpt)
		c.Source = &source
	}
	return c
}
