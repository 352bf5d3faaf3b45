package cli

import (
	"fmt"
	"reflect"
	"strings"
	"time"

	"tutor/exercises"
	"tutor/runner"
)

// logLines is how many lines of a log are shown; the report has more.
const logLines = 15

// checkPrinter prints checks as they are done and the verdict as soon as it stands.
type checkPrinter struct {
	streams *IOStreams
	status  *statusLine
	ex      *exercises.Exercise
	printed map[string]exercises.CheckResult
	waiting map[string]exercises.CheckResult // done before a check that the spec lists earlier
	verdict bool                             // has been printed

	afterPass string // to print below a pass
}

func newCheckPrinter(streams *IOStreams, status *statusLine, ex *exercises.Exercise) *checkPrinter {
	return &checkPrinter{streams: streams, status: status, ex: ex, printed: map[string]exercises.CheckResult{}, waiting: map[string]exercises.CheckResult{}}
}

func (p *checkPrinter) event(e runner.Event) {
	switch e := e.(type) {
	case runner.CheckDone:
		p.inOrder(e.Result)
	case runner.Decided:
		p.decided(e.Report)
	}
}

// inOrder prints a result once all that the spec lists before it are printed: checks end in any order, and a list that
// is in another order each time is hard to read.
func (p *checkPrinter) inOrder(c exercises.CheckResult) {
	if _, again := p.printed[c.ID]; again {
		p.check(c)
		return
	}
	p.waiting[c.ID] = c
	for i := range p.ex.Checks {
		id := p.ex.Checks[i].ID
		if _, done := p.printed[id]; done {
			continue
		}
		next, ready := p.waiting[id]
		if !ready {
			return
		}
		p.check(next)
	}
}

// check prints a result, unless it is the one that was printed before.
func (p *checkPrinter) check(c exercises.CheckResult) {
	before, again := p.printed[c.ID]
	if again && sameVerdict(before, c) {
		return
	}
	p.printed[c.ID] = c
	p.status.erase()
	revised := ""
	if again {
		revised = " (revised)"
	}
	p.streams.printf("%s%s\n", p.line(c), revised)
	p.streams.printf("%s", block(c))
}

// sameVerdict ignores the duration, which is no news.
func sameVerdict(a, b exercises.CheckResult) bool {
	a.DurationMS, b.DurationMS = 0, 0
	return reflect.DeepEqual(a, b)
}

// decided prints what has not been printed yet, then the verdict, once.
func (p *checkPrinter) decided(rep exercises.Report) {
	if p.verdict {
		return
	}
	p.verdict = true
	p.status.erase()
	for _, c := range rep.Checks {
		p.check(c)
	}
	p.streams.printf("%s\n", verdict(rep))
	if rep.Outcome == exercises.Pass {
		p.streams.printf("%s", p.afterPass)
	}
}

func (p *checkPrinter) line(c exercises.CheckResult) string {
	title := oneLine(c.Title)
	took := ""
	if c.DurationMS >= 50 { // less would read as 0.0 s
		took = fmt.Sprintf(" (%s)", seconds(c.DurationMS))
	}
	switch {
	case c.Outcome == exercises.Pass:
		return glyphPass + " " + title + took
	case c.Outcome == exercises.Blocked && c.BlockedBy != "":
		return fmt.Sprintf("%s %s (not checked: it needs %q)", glyphNone, title, oneLine(checkTitle(p.ex, c.BlockedBy)))
	case c.Outcome == exercises.Blocked:
		return fmt.Sprintf("%s %s (not checked)", glyphNone, title)
	case c.Outcome == exercises.Error:
		return fmt.Sprintf("%s %s (could not be checked)", glyphNote, title)
	case !c.Required:
		return fmt.Sprintf("%s %s (advice only)", glyphNote, title)
	}
	return glyphFail + " " + title + took
}

func seconds(ms int64) string {
	return fmt.Sprintf("%.1f s", (time.Duration(ms) * time.Millisecond).Seconds())
}

// verdict is the last word about a report, in one line.
func verdict(rep exercises.Report) string {
	sentence := oneLine(rep.Cause().Explain().Sentence)
	switch {
	case rep.Outcome == exercises.Pass:
		passed, required := requiredChecks(rep)
		return fmt.Sprintf("pass: %d of %d required checks, %d/%d points", passed, required, rep.Points, rep.MaxPoints)
	case rep.NeedsReview():
		return "review: " + sentence
	case rep.Outcome == exercises.Fail:
		return "fail: " + sentence
	case rep.Cause() == exercises.Interrupted:
		return "error: " + sentence
	}
	return "error: " + sentence + " (the machine, not your work)"
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

// block is the evidence below a check's line; empty where there is nothing to explain.
func block(c exercises.CheckResult) string {
	if c.Outcome != exercises.Fail && c.Outcome != exercises.Error {
		return ""
	}
	var b strings.Builder
	field := func(name, text string) {
		if text = strings.TrimSpace(text); text != "" {
			fmt.Fprintf(&b, "    %s: %s\n", name, strings.ReplaceAll(text, "\n", "\n      "))
		}
	}
	if c.Cause != "" {
		field("cause", c.Cause.Explain().Sentence)
	}
	if !c.Required && c.Outcome == exercises.Fail { // advice is read, not hunted down
		field("observed", c.Observed)
		field("advice", c.Hint)
		return b.String()
	}
	if c.Mend.Wrong != "" { // the doctor's line in place of docker's words, which --json has
		field("wrong", oneLine(c.Mend.Wrong))
		field("fix", oneLine(c.Mend.Command))
		field("note", oneLine(c.Mend.Note))
		if strings.Contains(strings.TrimSpace(c.Log), "\n") { // one line is docker's words again
			b.WriteString(logBlock(c))
		}
		return b.String()
	}
	field("expected", c.Expected)
	field("observed", c.Observed)
	field("where", passage(c.Source))
	field("command", oneLine(commandLine(c.Command)))
	if c.ExitCode != 0 {
		field("exit code", fmt.Sprint(c.ExitCode))
	}
	b.WriteString(logBlock(c))
	field("hint", c.Hint)
	if c.Lesson != "" {
		field("read", "tutor show "+c.Lesson)
	}
	return b.String()
}

// passage is a place in the learner's own file, with its lines marked.
func passage(p *exercises.Passage) string {
	if p == nil {
		return ""
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s, line %d", p.File, p.First)
	for i, line := range p.Excerpt {
		mark, n := " ", p.From+i
		if n >= p.First && n <= p.Last {
			mark = ">"
		}
		b.WriteString("\n" + strings.TrimRight(fmt.Sprintf("%s %3d  %s", mark, n, line), " "))
	}
	return b.String()
}

// logBlock is the end of the log, where the reason mostly stands.
func logBlock(c exercises.CheckResult) string {
	text := strings.TrimRight(c.Log, " \t\r\n")
	if text == "" {
		return ""
	}
	lines := strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
	head := "log:"
	switch cut := len(lines) > logLines; {
	case cut && c.Truncated:
		head = fmt.Sprintf("log (the last %d lines; --json has more, though not all):", logLines)
	case cut:
		head = fmt.Sprintf("log (the last %d lines; all of it in --json):", logLines)
	case c.Truncated:
		head = "log (its end):"
	}
	lines = lines[max(0, len(lines)-logLines):]
	return "    " + head + "\n    | " + strings.Join(lines, "\n    | ") + "\n"
}
