package explain

import (
	"regexp"
	"slices"
	"strings"
	"sync"

	"tutor/internal/dockerfile"
)

// Mistake is why a file cannot be explained, told to the one who wrote it.
type Mistake struct {
	Line int    // 1 and up
	Text string // the line itself
	What string // what is wrong, in the builder's words
	Fix  string // what to do
}

// MistakeOf makes a Mistake of a syntax error.
func MistakeOf(text []byte, err *dockerfile.SyntaxError) Mistake {
	src := newSource(text)
	m := Mistake{Line: max(1, min(err.Line, len(src.lines))), What: reworded(err.Message)}
	m.Text = oneLine(src.lines[m.Line-1])
	near := suggested().FindStringSubmatch(err.Message)
	switch {
	case near != nil && strings.Contains(err.Message, "unknown instruction"):
		m.Fix = "Did you mean " + strings.ToUpper(near[1]) + "?"
	case near != nil:
		m.Fix = "Did you mean " + near[1] + "?"
	default:
		m.Fix = fixOf(m, src)
	}
	return m
}

// suggested is the builder's own guess at what was meant.
var suggested = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\s*\(?did you mean "?([\w-]+)"?\?\)?`) })

// reworded takes away what the builder says around the reason.
func reworded(message string) string {
	message = suggested().ReplaceAllString(message, "")
	m := regexp.MustCompile(`^(dockerfile parse error( on)? line \d+: |file with no instructions$)`).ReplaceAllString(message, "")
	if m == "" {
		m = "the file has no instructions"
	}
	return oneLine(m)
}

// instructionNames are all instructions of the language, in small letters.
// https://docs.docker.com/reference/dockerfile/#overview
func instructionNames() []string {
	return strings.Fields("from run cmd label maintainer expose env add copy entrypoint volume user workdir arg onbuild stopsignal healthcheck shell")
}

// fixOf says what to do, by what the builder complains about and by the line.
func fixOf(m Mistake, src *source) string {
	word, _, _ := strings.Cut(strings.TrimSpace(m.Text), " ")
	what := strings.ToLower(m.What)
	switch {
	case strings.Contains(what, "unknown instruction"):
		return unknownFix(word, m, src)
	case strings.Contains(what, "unterminated heredoc"):
		return "End the text with a line that holds only the word after <<."
	case strings.Contains(what, "unknown flag"), strings.Contains(what, "unknown type"):
		return "Check the option's spelling: docs.docker.com/reference/dockerfile lists those of " + strings.ToUpper(word) + "."
	case strings.Contains(what, "from requires"):
		return "Write FROM IMAGE, or FROM IMAGE AS NAME."
	case strings.Contains(what, "requires at least two arguments"), strings.Contains(what, "copy requires"), strings.Contains(what, "add requires"):
		return "Write what to copy and then where to: " + strings.ToUpper(word) + " SOURCE TARGET."
	case strings.Contains(what, "requires exactly one argument"), strings.Contains(what, "requires at least one argument"):
		return "Write what " + strings.ToUpper(word) + " is to work with behind it."
	case strings.Contains(what, "must have two arguments"), strings.Contains(what, "can't find = in"):
		return "Write NAME=VALUE, with no blanks around the =."
	case strings.Contains(what, "before the first from"), strings.Contains(what, "no build stage"):
		return "Begin with FROM: only ARG may stand before it."
	case strings.Contains(what, "no from"):
		return "Add a FROM that names the image to start from."
	case strings.Contains(what, "no instructions"), strings.Contains(what, "is empty"):
		return "Write at least FROM with an image, such as FROM python:3.14-slim."
	}
	return "docs.docker.com/reference/dockerfile says how " + strings.ToUpper(word) + " is written."
}

// unknownFix tells a misspelt instruction from the rest of a command whose line before does not go on.
func unknownFix(word string, m Mistake, src *source) string {
	if near := nearestWord(word, instructionNames()); near != "" {
		return "Did you mean " + strings.ToUpper(near) + "?"
	}
	if m.Line > 1 {
		before := strings.TrimSpace(src.lines[m.Line-2])
		name, _, _ := strings.Cut(before, " ")
		if goesOn(name) && !strings.HasSuffix(before, `\`) && startsCommand(m.Text) {
			return "If it belongs to the line before, end that with a backslash."
		}
	}
	return "A line begins with an instruction: " + strings.ToUpper(strings.Join(instructionNames()[:5], ", ")) + " ... A command stands behind RUN."
}

// goesOn says whether an instruction often takes several lines.
func goesOn(name string) bool {
	return slices.Contains([]string{"RUN", "ENV", "COPY", "ADD", "LABEL", "CMD", "ENTRYPOINT", "HEALTHCHECK"}, strings.ToUpper(name))
}

// startsCommand says whether a line looks like a part of a shell command.
func startsCommand(line string) bool {
	return strings.HasPrefix(line, "&&") || strings.HasPrefix(line, "-") || strings.HasPrefix(line, "|") || strings.ToLower(line) == line
}
