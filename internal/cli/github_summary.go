package cli

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"tutor/exercises"
	"tutor/internal/reporttext"
	clean "tutor/internal/term"
)

// summarize adds the report to the job's page.
func (g *githubActions) summarize(rep exercises.Report, ex *exercises.Exercise) error {
	if g == nil || g.summary == "" {
		return nil
	}
	f, err := os.OpenFile(g.summary, os.O_WRONLY|os.O_APPEND|os.O_CREATE, 0o644)
	if err != nil {
		return fmt.Errorf("open the summary of the step: %w", err)
	}
	_, err = f.WriteString(clean.Sanitize(summaryText(rep, ex)))
	if err := errors.Join(err, f.Close()); err != nil {
		return fmt.Errorf("write the summary of the step: %w", err)
	}
	return nil
}

// summaryText is a report in Markdown.
func summaryText(rep exercises.Report, ex *exercises.Exercise) string {
	var b strings.Builder
	fmt.Fprintf(&b, "## Exercise %d, %s\n\n%s %s\n\n", ex.Number, plainMarkdown(ex.Title), outcomeGlyph(rep.Outcome), plainMarkdown(reporttext.Style{}.Verdict(rep)))
	b.WriteString("| | Check | Why |\n|---|---|---|\n")
	for _, c := range rep.Checks {
		glyph, why := outcomeGlyph(c.Outcome), ""
		if c.Outcome == exercises.Fail && !c.Required {
			glyph = glyphNote
		}
		if c.Outcome != exercises.Pass {
			why = junitMessage(ex, c)
		}
		fmt.Fprintf(&b, "| %s | %s | %s |\n", glyph, plainMarkdown(c.Title), plainMarkdown(why))
	}
	for _, c := range rep.Checks {
		if evidence := (reporttext.Style{}).Evidence(c); evidence != "" && c.Required {
			fmt.Fprintf(&b, "\n### %s\n\n%s\n", plainMarkdown(c.Title), fenced("text", strings.Split(strings.TrimRight(evidence, "\n"), "\n")))
		}
	}
	b.WriteByte('\n')
	return b.String()
}
