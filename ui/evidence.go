package ui

import (
	"fmt"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"tutor/exercises"
	"tutor/internal/term"
)

// evidence writes down everything that is known about one check.
type evidence struct {
	styles *Styles
	width  int
	lines  []string
}

// evidenceOf returns the lines about a check, and which of them starts the newest hint.
func (s *exerciseScreen) evidenceOf(c *checkState, width int) (lines []string, hintLine int) {
	e := &evidence{styles: s.styles, width: width}
	if c == nil {
		e.text(s.styles.Muted.Render, "This exercise has no checks.")
		return e.lines, 0
	}
	e.text(s.styles.Title.Render, oneLine(c.check.Title))
	if c.result == nil {
		e.text(s.styles.Muted.Render, s.waitingText(c))
		s.buildLine = 0
		if s.builds(c) {
			e.lines = append(e.lines, "")
			rows, now := s.buildLines(s.build, width)
			s.buildLine = len(e.lines) + now
			e.lines = append(e.lines, rows...)
		}
		return e.lines, 0
	}
	r := c.result
	e.text(s.styles.Muted.Render, outcomeText(c)+durationText(r.DurationMS))
	e.why(c, s.checkTitle(r.BlockedBy))
	e.changed(s)
	if r.Mend.Wrong != "" {
		e.mend(r)
		return e.lines, 0
	}
	e.section("Expected", r.Expected)
	e.section("Observed", r.Observed)
	e.passage(r.Source)
	if c.check.Kind == "build" && r.Source == nil && s.build != nil && len(s.build.steps) > 0 {
		e.label("Build")
		rows, _ := s.buildLines(s.build, width)
		e.lines = append(e.lines, rows...)
	}
	e.section("Command, to repeat by hand (c copies it)", shellLine(r.Command))
	if r.ExitCode != 0 || r.Cause == exercises.ExitedAtStart {
		e.section("Exit code", fmt.Sprint(r.ExitCode))
	}
	hintLine = e.hints(c, s.hintsSeen(c))
	if at := s.meta(r.Lesson); at >= 0 && r.Outcome != exercises.Pass {
		e.section("Read again", "l opens "+lessonName(s.metas[at]))
	}
	e.next(s)
	e.log(r)
	return e.lines, hintLine
}

func (e *evidence) text(style func(...string) string, text string) {
	for _, row := range wrap(text, e.width) {
		e.lines = append(e.lines, style(row))
	}
}

func (e *evidence) label(text string) {
	e.lines = append(e.lines, "")
	e.text(e.styles.Accent.Render, text)
}

// section writes a label and, indented, a text; nothing when there is no text.
func (e *evidence) section(label, text string) {
	text = strings.TrimRight(text, "\n")
	if strings.TrimSpace(text) == "" {
		return
	}
	e.label(label)
	for _, line := range strings.Split(text, "\n") {
		e.lines = append(e.lines, wrapIndent("  ", line, e.width)...)
	}
}

// why says in plain words what happened.
func (e *evidence) why(c *checkState, blocker string) {
	r := c.result
	switch {
	case r.Outcome == exercises.Blocked && blocker != "":
		e.lines = append(e.lines, "")
		e.text(e.styles.Text.Render, "This was not checked, because another check has to pass first: "+blocker+".")
	case r.Outcome == exercises.Pass || r.Cause == "":
	default:
		style := e.styles.Bad
		if r.Outcome == exercises.Error {
			style = e.styles.Warn
		}
		e.lines = append(e.lines, "")
		e.text(style.Render, r.Cause.Explain().Sentence)
	}
}

// mend says what is wrong with the machine, and what mends it: the doctor's line in place of docker's words.
func (e *evidence) mend(r *exercises.CheckResult) {
	e.section("What is wrong", r.Mend.Wrong)
	e.section("What mends it, in a shell", r.Mend.Command)
	e.section("Besides", r.Mend.Note)
	e.section("Is the rest all right?", "tutor doctor looks at everything, and so does d on the course map.")
	if strings.Contains(strings.TrimSpace(r.Log), "\n") { // one line is docker's words again
		e.log(r)
	}
}

// hints writes the tiers that were asked for. What is wrong with the machine is no riddle: there all are shown.
func (e *evidence) hints(c *checkState, shown int) (line int) {
	r := c.result
	if r.Outcome == exercises.Pass {
		return 0
	}
	if r.Cause == "" {
		line = len(e.lines)
		e.section("Advice", adviceText(c))
		return line
	}
	tiers := c.check.HintTiers(r.Cause)
	if r.Cause.Infra() {
		shown = len(tiers)
	}
	for i, hint := range tiers[:min(shown, len(tiers))] {
		line = len(e.lines)
		e.section(fmt.Sprintf("Hint %d of %d", i+1, len(tiers)), term.Sanitize(hint))
	}
	if rest := len(tiers) - shown; rest > 0 {
		e.section("Hints", fmt.Sprintf("h shows the next of %d", rest))
	}
	return line
}

// next says, after a pass, what a professional would do and where the reference is.
func (e *evidence) next(s *exerciseScreen) {
	if s.report == nil || s.report.Outcome != exercises.Pass {
		return
	}
	if len(s.ex.Next) > 0 {
		e.label("What a professional would do next")
	}
	for _, next := range s.ex.Next {
		e.lines = append(e.lines, wrapIndent("  - ", oneLine(next), e.width)...)
	}
	if s.ex.Reference != "" {
		e.section("Compare with the reference, in a shell", fmt.Sprintf("tutor hint %d --reference", s.ex.Number))
	}
}

func adviceText(c *checkState) string {
	if c.result.Hint != "" {
		return c.result.Hint
	}
	return oneLine(c.check.Advice)
}

func (e *evidence) log(r *exercises.CheckResult) {
	label := "Log"
	if r.Truncated {
		label = "Log, the end of it: there was more than is kept"
	}
	e.section(label, r.Log)
}

// waitingText is about a check without a result.
func (s *exerciseScreen) waitingText(c *checkState) string {
	switch {
	case c.running:
		text := "running"
		if d := s.elapsed(c); d != "" {
			text += " " + d
		}
		if c.note != "" {
			text += ": " + c.note
		}
		return text
	case s.run != nil:
		return "waiting for its turn"
	}
	return "Not checked yet. Press space to check your work."
}

func outcomeText(c *checkState) string {
	switch c.result.Outcome {
	case exercises.Pass:
		return "passed"
	case exercises.Fail:
		if !c.check.Required() {
			return "advice, which never fails the exercise"
		}
		if c.result.Cause == exercises.AnswerNeedsReview {
			return "for a person to read"
		}
		return "failed"
	case exercises.Blocked:
		return "blocked"
	}
	if c.result.Cause == exercises.Interrupted {
		return "stopped before its end"
	}
	return "could not be decided: the machine, not you"
}

func durationText(ms int64) string {
	if ms < 1000 {
		return ""
	}
	return " · " + seconds(time.Duration(ms)*time.Millisecond)
}

func (s *exerciseScreen) checkTitle(id string) string {
	if c := s.find(id); c != nil {
		return oneLine(c.check.Title)
	}
	return id
}

// command is what was run for the selected check; empty when nothing was.
func (s *exerciseScreen) command() string {
	if c := s.current(); c != nil && c.result != nil {
		return shellLine(c.result.Command)
	}
	return ""
}

func (s *exerciseScreen) copyCommand() tea.Cmd {
	if command := s.command(); command != "" {
		return s.copyText(command)
	}
	s.message = "No command was run for this check yet."
	return nil
}

// shellLine is a command as a POSIX shell reads it.
func shellLine(args []string) string {
	words := make([]string, len(args))
	for i, arg := range args {
		words[i] = arg
		if arg == "" || strings.ContainsFunc(arg, needsQuotes) {
			words[i] = "'" + strings.ReplaceAll(arg, "'", `'\''`) + "'"
		}
	}
	return strings.Join(words, " ")
}

func needsQuotes(r rune) bool {
	return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && !strings.ContainsRune("@%+=:,./_-", r)
}
