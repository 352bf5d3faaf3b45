package cli

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"tutor/internal/progress"
	"tutor/lessons"
)

// notes is what the learner learned, as Markdown.
func (s *standing) notes() (string, error) {
	n := &noteWriter{standing: s}
	title := s.course.Title()
	if title == "" {
		title = "the course"
	}
	n.linef("# What I learned: %s", plainMarkdown(title))
	n.linef("As of %s.", day(s.now))
	begun := 0
	for _, meta := range s.lessons {
		lesson, err := s.course.Lesson(meta.ID)
		if err != nil {
			return "", err
		}
		if s.begun(lesson) {
			begun++
			n.lesson(lesson)
		}
	}
	if begun == 0 {
		n.linef("No lesson is begun yet.")
	}
	n.exercises()
	return strings.Join(n.parts, "\n\n") + "\n", nil
}

// begun says whether the learner has read the lesson, is in it, or has answered something of it.
func (s *standing) begun(lesson *lessons.Lesson) bool {
	if s.learner.Done(lesson.ID) || s.learner.Place().Lesson == lesson.ID {
		return true
	}
	for _, item := range s.practice {
		if answered, _ := s.answered(item); answered && item.Lesson == lesson.ID {
			return true
		}
	}
	return slices.ContainsFunc(s.terms, func(t lessons.GlossaryTerm) bool {
		_, reviewed := s.learner.Term(t.ID)
		return reviewed && t.Lesson == lesson.ID
	})
}

// noteWriter gathers the document's parts, with an empty line between them.
type noteWriter struct {
	*standing
	parts []string
}

func (n *noteWriter) linef(format string, args ...any) {
	n.parts = append(n.parts, fmt.Sprintf(format, args...))
}

func (n *noteWriter) lesson(lesson *lessons.Lesson) {
	n.linef("## %d. %s", lesson.Number, plainMarkdown(lesson.Title))
	if at := n.learner.DoneAt(lesson.ID); n.learner.Done(lesson.ID) {
		n.linef("Read%s. Afterwards I can:", onDay(at))
	} else {
		n.linef("Begun. Afterwards I can:")
	}
	var objectives []string
	for _, o := range lesson.Objectives {
		objectives = append(objectives, item(o))
	}
	n.linef("%s", strings.Join(objectives, "\n"))
	n.terms(lesson)
	n.answers(lesson)
}

func (n *noteWriter) terms(lesson *lessons.Lesson) {
	var items []string
	for _, page := range lesson.Pages {
		for _, t := range page.Terms() {
			items = append(items, n.term(t))
		}
	}
	if len(items) > 0 {
		n.linef("### Terms")
		n.linef("%s", strings.Join(items, "\n"))
	}
}

func (n *noteWriter) term(t lessons.Term) string {
	text := fmt.Sprintf("**%s**: %s", plainMarkdown(t.Name), t.Meaning)
	for _, note := range t.Notes {
		text += fmt.Sprintf("\n\n*%s*: %s", plainMarkdown(note.Label), note.Markdown)
	}
	state, reviewed := n.learner.Term(t.ID)
	switch {
	case !reviewed:
	case state.Known():
		text += fmt.Sprintf("\n\n%s known%s", glyphPass, onDay(state.At))
	default:
		text += fmt.Sprintf("\n\n%s not known yet%s", glyphFail, onDay(state.At))
	}
	return item(text)
}

// answers writes the questions and spots of the lesson that were answered.
func (n *noteWriter) answers(lesson *lessons.Lesson) {
	var texts []string
	for _, page := range lesson.Pages {
		for i := range page.Blocks {
			if text := n.answer(lesson.ID, page, i); text != "" {
				texts = append(texts, text)
			}
		}
	}
	if len(texts) > 0 {
		n.linef("### Questions")
	}
	for i, text := range texts {
		n.linef("#### Question %d", i+1)
		n.linef("%s", text)
	}
}

// answer is empty when the block is nothing to answer, or not answered.
func (n *noteWriter) answer(lesson string, page lessons.Page, at int) string {
	switch b := page.Blocks[at].(type) {
	case lessons.Question:
		if answer, ok := n.learner.Answer(lesson, b.ID); ok {
			return questionNote(b, answer)
		}
	case lessons.Spot:
		if answer, ok := n.learner.Answer(lesson, b.ID); ok {
			return spotNote(spotPrompt(page, at), b, answer)
		}
	}
	return ""
}

func questionNote(q lessons.Question, answer progress.Answer) string {
	items := make([]string, len(q.Options))
	for i, option := range q.Options {
		verdict := glyphFail + " wrong"
		if option.Right {
			verdict = glyphPass + " right"
		}
		mark := "[ ]"
		if slices.Contains(answer.Choice, i) {
			mark = "[x]"
		}
		items[i] = item(fmt.Sprintf("%s %s\n\n%s: %s", mark, option.Markdown, verdict, option.Explanation))
	}
	return strings.Join([]string{
		q.Prompt, strings.Join(items, "\n"), answerLine(answer, len(q.Options), "The [x] is what I chose. "),
	}, "\n\n")
}

func spotNote(prompt string, spot lessons.Spot, answer progress.Answer) string {
	parts := []string{fenced(spot.Language, spot.Code)}
	if prompt != "" {
		parts = slices.Insert(parts, 0, prompt)
	}
	for i, step := range spot.Steps {
		chosen := slices.Contains(answer.Choice, i)
		if !chosen && !step.Mistake {
			continue
		}
		verdict, who := glyphFail+" no mistake", "The mistake is"
		if step.Mistake {
			verdict = glyphPass + " the mistake"
		}
		if chosen {
			who = "I chose"
		}
		parts = append(parts, item(fmt.Sprintf("%s %s: %s\n\n%s: %s", who, lineNumbers(step), codeSpan(codeOf(spot, step)), verdict, step.Markdown)))
	}
	return strings.Join(append(parts, answerLine(answer, len(spot.Steps), "")), "\n\n")
}

// spotPrompt is the text before the code, as far as it belongs to the page.
func spotPrompt(page lessons.Page, at int) string {
	if at > 0 {
		if prose, ok := page.Blocks[at-1].(lessons.Prose); ok {
			return prose.Markdown
		}
	}
	return plainMarkdown(page.Title)
}

// answerLine says how it went. An index that no option has is one that the author took away.
func answerLine(answer progress.Answer, options int, before string) string {
	line := before + glyphFail + " answered wrong"
	if answer.Right {
		line = before + glyphPass + " answered right"
	}
	line += fmt.Sprintf("%s, %s.", onDay(answer.At), tries(answer.Tries))
	if slices.ContainsFunc(answer.Choice, func(i int) bool { return i < 0 || i >= options }) {
		line += " The question has changed since: what I chose is no longer among the answers."
	}
	return line
}

func tries(n int) string {
	if n == 1 {
		return "at the first try"
	}
	return fmt.Sprintf("after %d tries", n)
}

func (n *noteWriter) exercises() {
	var items []string
	for _, ex := range n.standing.exercises {
		known := n.learner.Exercise(ex.ID)
		if known.Outcome == "" {
			continue
		}
		outcome := n.learner.Outcome(ex.ID)
		items = append(items, item(fmt.Sprintf("%s %d. %s: %s, %d of %d points, %s, the last%s%s", outcomeGlyph(outcome), ex.Number,
			plainMarkdown(ex.Title), outcome, known.Points, known.MaxPoints, plural(known.Attempts, "attempt"), onDay(known.At), hintsAsked(known.Hints))))
	}
	if len(items) > 0 {
		n.linef("## Exercises")
		n.linef("%s", strings.Join(items, "\n"))
	}
}

func day(at time.Time) string { return at.Format(time.DateOnly) }

// onDay is empty when the day is not known.
func onDay(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return " on " + day(at.Local())
}

// item makes a list item of a Markdown text: its further lines belong to it by their indent.
func item(text string) string {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	for i := 1; i < len(lines); i++ {
		if strings.TrimSpace(lines[i]) != "" {
			lines[i] = "  " + lines[i]
		}
	}
	return "- " + strings.Join(lines, "\n")
}

// fenced is a code block whose fence is longer than any run of backticks inside.
func fenced(language string, code []string) string {
	text := strings.Join(code, "\n")
	fence := strings.Repeat("`", max(3, longestRun(text)+1))
	return fence + language + "\n" + text + "\n" + fence
}

// codeSpan is code on one line.
func codeSpan(code string) string {
	ticks := strings.Repeat("`", longestRun(code)+1)
	if strings.HasPrefix(code, "`") || strings.HasSuffix(code, "`") {
		code = " " + code + " "
	}
	return ticks + code + ticks
}

func longestRun(text string) int {
	longest, run := 0, 0
	for _, r := range text {
		if r != '`' {
			run = 0
			continue
		}
		run++
		longest = max(longest, run)
	}
	return longest
}

// codeOf is the code that the step is about, on one line.
func codeOf(spot lessons.Spot, step lessons.Step) string {
	first := max(0, min(step.First, len(spot.Code)))
	last := max(first, min(step.Last+1, len(spot.Code)))
	return oneLine(strings.Join(spot.Code[first:last], " "))
}

func lineNumbers(step lessons.Step) string {
	if step.First == step.Last {
		return fmt.Sprintf("line %d", step.First+1)
	}
	return fmt.Sprintf("lines %d to %d", step.First+1, step.Last+1)
}

// plainMarkdown is Markdown that reads as the text itself, on one line.
func plainMarkdown(text string) string {
	var b strings.Builder
	for _, r := range oneLine(text) {
		if strings.ContainsRune("\\`*_[]<>#|~", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}
