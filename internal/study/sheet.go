package study

import (
	"slices"
	"strings"

	"tutor/exercises"
)

// Ticked ticks the options of a question in an answer file, and no other of its options; false when the file does not
// hold all of them.
func Ticked(text string, a exercises.Answer, chosen []int) (string, bool) {
	from, to, ok := exercises.AnswerPart(text, a.Section)
	if !ok {
		return text, false
	}
	lines := strings.SplitAfter(text[from:to], "\n")
	found := map[int]bool{}
	for i, line := range lines {
		at, mark, isOption := ToggledBox(line)
		if !isOption {
			continue
		}
		option := optionAt(a, lines[i:], at)
		if option < 0 {
			continue
		}
		found[option] = true
		if wanted := slices.Contains(chosen, option); wanted == (mark == 'x') { // what it is now is not what is wanted
			lines[i] = line[:at] + string(mark) + line[at+1:]
		}
	}
	return text[:from] + strings.Join(lines, "") + text[to:], len(found) == len(a.Choices)
}

// optionAt finds the option that begins on the first line, with its mark at a byte; -1 when it is none of the question's.
func optionAt(a exercises.Answer, lines []string, at int) int {
	text := lines[0][at+len("x]"):]
	for _, more := range lines[1:] {
		if _, _, another := ToggledBox(more); another || strings.TrimSpace(more) == "" {
			break
		}
		text += " " + more
	}
	for i, c := range a.Choices {
		if c.SameOption(text) {
			return i
		}
	}
	return -1
}

// Chosen is which options of a question are ticked in an answer file.
func Chosen(text string, a exercises.Answer) []int {
	from, to, ok := exercises.AnswerPart(text, a.Section)
	if !ok {
		return nil
	}
	var chosen []int
	lines := strings.SplitAfter(text[from:to], "\n")
	for i, line := range lines {
		at, mark, isOption := ToggledBox(line)
		if isOption && mark == ' ' {
			if option := optionAt(a, lines[i:], at); option >= 0 {
				chosen = append(chosen, option)
			}
		}
	}
	return chosen
}

// Written puts what a learner wrote below the heading of their answer, in place of what is there. In a file without the
// heading it comes at the end, under a new one.
func Written(text string, a exercises.Answer, lines []string) string {
	var b strings.Builder
	for _, line := range lines {
		b.WriteString(notAHeading(line) + "\n")
	}
	from, to, ok := exercises.AnswerPart(text, a.Section)
	if !ok {
		return strings.TrimRight(text, "\n") + "\n\n## " + a.Section + "\n\n" + b.String()
	}
	head := text[:from]
	if !strings.HasSuffix(head, "\n") {
		head += "\n"
	}
	if rest := text[to:]; rest != "" {
		return head + "\n" + b.String() + "\n" + rest
	}
	return head + "\n" + b.String()
}

// notAHeading keeps a line of prose from ending its answer: Markdown takes "# x" for a heading, and a line of strokes
// for one that underlines it.
func notAHeading(line string) string {
	bare := strings.TrimLeft(line, " ")
	if strings.HasPrefix(bare, "#") || bare != "" && (strings.Trim(bare, "- ") == "" || strings.Trim(bare, "= ") == "") {
		return `\` + bare
	}
	return line
}

// Part is what stands below a heading of an answer file; empty without it.
func Part(text, heading string) string {
	from, to, ok := exercises.AnswerPart(text, heading)
	if !ok {
		return ""
	}
	return strings.TrimSpace(text[from:to])
}
