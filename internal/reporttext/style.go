package reporttext

import (
	"fmt"
	"strings"
	"time"

	"tutor/exercises"
	"tutor/internal/shell"
)

// logLines is how many lines of a log are shown; the report has more.
const logLines = 15

// Style is how a report is put into lines. The zero style has glyphs and the first hint of each check.
type Style struct {
	Words bool // instead of glyphs: the first word of a line is its state
	// NoHints leaves the hints to those who ask for them.
	NoHints bool
	// Read says how to get to a lesson; nil for the command that prints it.
	Read func(lesson string) string
}

// The glyphs carry the state, since nothing here has a colour.
const (
	GlyphPass = "✓"
	GlyphFail = "✗"
	GlyphNote = "!"
	GlyphNone = "–"
)

// Line is a check's state and title.
func (s Style) Line(ex *exercises.Exercise, c exercises.CheckResult) string {
	took, needs := "", ""
	if c.DurationMS >= 50 { // less would read as 0.0 s
		took = Seconds(c.DurationMS)
	}
	if c.BlockedBy != "" {
		needs = fmt.Sprintf("it needs %q", oneLine(CheckTitle(ex, c.BlockedBy)))
	}
	if s.Words {
		return inWords(c, took, needs)
	}
	glyph, note := GlyphFail, took
	switch {
	case c.Outcome == exercises.Pass:
		glyph = GlyphPass
	case c.Outcome == exercises.Blocked && needs != "":
		glyph, note = GlyphNone, "not checked: "+needs
	case c.Outcome == exercises.Blocked:
		glyph, note = GlyphNone, "not checked"
	case c.Outcome == exercises.Error:
		glyph, note = GlyphNote, "could not be checked"
	case !c.Required:
		glyph, note = GlyphNote, "advice only"
	}
	return glyph + " " + oneLine(c.Title) + bracketed(note)
}

func inWords(c exercises.CheckResult, took, needs string) string {
	word, note := "Not passed", took
	switch {
	case c.Outcome == exercises.Pass:
		word = "Passed"
	case c.Outcome == exercises.Blocked:
		word, note = "Not checked", needs
	case c.Outcome == exercises.Error:
		word, note = "Could not be checked", ""
	case !c.Required:
		word, note = "Advice only", ""
	case c.Cause == exercises.AnswerNeedsReview:
		word, note = "For a person to read", ""
	}
	return word + ": " + oneLine(c.Title) + bracketed(note)
}

func bracketed(note string) string {
	if note == "" {
		return ""
	}
	return " (" + note + ")"
}

// CheckTitle is the title of the check with this id.
func CheckTitle(ex *exercises.Exercise, id string) string {
	if c, ok := ex.Check(id); ok {
		return c.Title
	}
	return id
}

// Seconds is a time in milliseconds, in seconds.
func Seconds(ms int64) string {
	return fmt.Sprintf("%.1f s", (time.Duration(ms) * time.Millisecond).Seconds())
}

// Verdict is the last word about a report, in one line.
func (s Style) Verdict(rep exercises.Report) string {
	sentence := oneLine(rep.Cause().Explain().Sentence)
	switch {
	case rep.Outcome == exercises.Pass && s.Words:
		passed, required := requiredChecks(rep)
		return fmt.Sprintf("Exercise passed: %d of %d required checks, %d of %d points.", passed, required, rep.Points, rep.MaxPoints)
	case rep.Outcome == exercises.Pass:
		passed, required := requiredChecks(rep)
		return fmt.Sprintf("pass: %d of %d required checks, %d/%d points", passed, required, rep.Points, rep.MaxPoints)
	case rep.NeedsReview():
		return s.word("review", "For a person to read") + sentence
	case rep.Outcome == exercises.Fail:
		return s.word("fail", "Exercise not passed yet") + sentence
	case rep.Cause() == exercises.Interrupted:
		return s.word("error", "No verdict") + sentence
	}
	return s.word("error", "No verdict") + sentence + " (the machine, not your work)"
}

func (s Style) word(short, long string) string {
	if s.Words {
		return long + ": "
	}
	return short + ": "
}

func requiredChecks(rep exercises.Report) (passed, all int) {
	for _, c := range rep.Checks {
		if c.Required {
			all++
			if c.Outcome == exercises.Pass {
				passed++
			}
		}
	}
	return passed, all
}

// Evidence is what stands below a check's line; empty where there is nothing to explain.
func (s Style) Evidence(c exercises.CheckResult) string {
	if c.Outcome != exercises.Fail && c.Outcome != exercises.Error {
		return ""
	}
	var b strings.Builder
	field := func(name, text string) {
		if text = strings.TrimSpace(lineFeeds(text)); text != "" {
			fmt.Fprintf(&b, "    %s: %s\n", name, strings.ReplaceAll(text, "\n", "\n      "))
		}
	}
	if c.Cause != "" {
		field("cause", c.Cause.Explain().Sentence)
	}
	if !c.Required && c.Outcome == exercises.Fail { // advice is read, not hunted down
		field("observed", s.observed(c))
		field("advice", c.Hint)
		return b.String()
	}
	if c.Mend.Wrong != "" { // the doctor's line in place of docker's words, which --json has
		field("wrong", oneLine(c.Mend.Wrong))
		field("fix", oneLine(c.Mend.Command))
		field("note", oneLine(c.Mend.Note))
		if strings.Contains(strings.TrimSpace(c.Log), "\n") { // one line is docker's words again
			b.WriteString(s.log(c))
		}
		return b.String()
	}
	field("expected", c.Expected)
	field("observed", s.observed(c))
	field("where", s.passage(c.Source))
	field("command", oneLine(shell.Line(c.Command)))
	if c.ExitCode != 0 {
		field("exit code", fmt.Sprint(c.ExitCode))
	}
	b.WriteString(s.log(c))
	if !s.NoHints || c.Cause.Infra() { // what is wrong with the machine is no riddle
		field("hint", c.Hint)
	}
	switch {
	case c.Lesson == "":
	case s.Read != nil:
		field("read", s.Read(c.Lesson))
	default:
		field("read", "tutor show "+c.Lesson)
	}
	return b.String()
}

// passage is a place in the learner's own file, with its lines marked.
func (s Style) passage(p *exercises.Passage) string {
	if p == nil {
		return ""
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s, line %d", p.File, p.First)
	for i, line := range p.Excerpt {
		mark, n := " ", p.From+i
		here := n >= p.First && n <= p.Last
		if s.Words {
			if here { // the others are for the eye, to find it
				fmt.Fprintf(&b, "\nline %d: %s", n, line)
			}
			continue
		}
		if here {
			mark = ">"
		}
		b.WriteString("\n" + strings.TrimRight(fmt.Sprintf("%s %3d  %s", mark, n, line), " "))
	}
	return b.String()
}

// observed says the rows of a readiness table in words, where glyphs would say them.
func (s Style) observed(c exercises.CheckResult) string {
	if !s.Words || len(c.Findings) == 0 {
		return c.Observed
	}
	head, _, _ := strings.Cut(c.Observed, "\n")
	rows := []string{head}
	for _, f := range c.Findings {
		state, next := "missing", ". Next: "+f.Next
		if f.Ready {
			state, next = "there", ""
		}
		rows = append(rows, fmt.Sprintf("%s, %s: %s%s", f.Subject, state, f.Found, next))
	}
	return strings.Join(rows, "\n")
}

// log is the end of the log, where the reason mostly stands.
func (s Style) log(c exercises.CheckResult) string {
	text := strings.TrimRight(lineFeeds(c.Log), " \t\n")
	if text == "" {
		return ""
	}
	lines := strings.Split(text, "\n")
	head := "log:"
	switch cut := len(lines) > logLines; {
	case cut && c.Truncated:
		head = fmt.Sprintf("log (the last %d lines; --json has more, though not all):", logLines)
	case cut:
		head = fmt.Sprintf("log (the last %d lines; all of it in --json):", logLines)
	case c.Truncated:
		head = "log (its end):"
	}
	bar := "\n    | "
	if s.Words {
		bar = "\n      "
	}
	lines = lines[max(0, len(lines)-logLines):]
	return "    " + head + bar + strings.Join(lines, bar) + "\n"
}

// lineFeeds ends each line as term.Sanitize will: one that begins after a carriage return is to be indented, too, or the
// learner's program could write a line of the report.
func lineFeeds(s string) string { return strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(s) }

// oneLine keeps a text from breaking the line that it stands in.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
