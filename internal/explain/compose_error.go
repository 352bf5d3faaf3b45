package explain

import (
	"fmt"
	"regexp"
	"strings"
	"sync"

	"github.com/agext/levenshtein"
)

// ComposeError says why a text is no Compose file, and what to do.
type ComposeError struct {
	Line    int    // 1 and up
	Text    string // the line itself
	Message string // what is wrong, and what was expected
	Fix     string // the likely fix; may be empty
}

// Error gives the line, what is wrong and what to do.
func (e *ComposeError) Error() string {
	text := fmt.Sprintf("line %d: %s", e.Line, e.Message)
	if e.Fix != "" {
		text += "; " + e.Fix
	}
	return text
}

var (
	gluedKey   = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^\s*(?:- )?([A-Za-z_][\w-]*):([^\s/:][^:]*)$`) })
	gluedKnown = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^\s*([a-z_]+):([^\s].*)$`) })
	innerColon = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^\s*(?:- )?([^\s:'"]+):\s+([^'"].*:(?:\s.*)?)$`) })
	braces     = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\{\{.*\}\}`) })
)

// syntaxProblem finds the likely slip behind what a YAML parser says about a line. It often stops one line too late.
func syntaxProblem(line int, message string, lines []string) *ComposeError {
	if e := openBracket(line, lines); e != nil {
		return e
	}
	for _, at := range []int{line, line - 1} {
		if at < 1 || at > len(lines) {
			continue
		}
		if e := likelySlip(lines[at-1]); e != nil {
			e.Line = at
			return e
		}
	}
	e := &ComposeError{Line: line, Message: "this is not valid YAML"}
	switch {
	case strings.Contains(message, "already defined"):
		e.Message = "the same key stands here for the second time"
		e.Fix = "keep one of the two; a list takes several values"
	case strings.Contains(message, "end character"):
		e.Message, e.Fix = "a text in quotes has no closing quote", "add the quote that is missing"
	case strings.Contains(message, "must be specified"), strings.Contains(message, "end token"), strings.Contains(message, "flow map"):
		e.Message, e.Fix = "a bracket is opened and not closed, or a comma is missing", `close each [ with ] and each { with }, and write a comma between the parts`
	case strings.Contains(message, "mapping value is not allowed"), strings.Contains(message, "unexpected key"), strings.Contains(message, "non-map value"):
		e.Message = "this does not fit the lines above"
		e.Fix = "indent what belongs together by the same number of blanks, and write key: value with a blank behind the colon"
	default:
		e.Message += " (" + plainWords(message) + ")"
		e.Fix = "check indentation, colons and quotes of this line and of the one before"
	}
	return e
}

// openBracket finds a bracket that is opened on a line and not closed there, where the parser stopped on the next one.
func openBracket(line int, lines []string) *ComposeError {
	for _, at := range []int{line, line - 1} {
		if at < 1 {
			continue
		}
		text := lines[at-1]
		if open := strings.Count(text, "[") > strings.Count(text, "]"); open || strings.Count(text, "{") > strings.Count(text, "}") {
			sign := "]"
			if !open {
				sign = "}"
			}
			return &ComposeError{Line: at, Message: "a bracket is opened here and not closed", Fix: "add the " + sign + " that is missing"}
		}
	}
	return nil
}

func plainWords(message string) string {
	return strings.ReplaceAll(strings.ReplaceAll(message, "\t", "a tab"), "'", "")
}

// likelySlip knows the slips that a single line shows.
func likelySlip(text string) *ComposeError {
	indent := text[:len(text)-len(strings.TrimLeft(text, " \t"))]
	if m := gluedKnown().FindStringSubmatch(text); m != nil && knownKeys().keys["services"].any.keys[m[1]] != nil {
		return &ComposeError{Message: "there is no blank behind the colon of " + m[1], Fix: "write " + m[1] + ": " + strings.Trim(shortText(m[2]), `"`)}
	}
	switch glued, inner := gluedKey().FindStringSubmatch(text), innerColon().FindStringSubmatch(text); {
	case strings.Contains(indent, "\t"):
		return &ComposeError{Message: "the line is indented with a tab, and YAML takes blanks alone", Fix: "put two blanks for each level in place of the tab"}
	case glued != nil && len(glued[2]) > 0 && !strings.HasPrefix(glued[1], "http"):
		return &ComposeError{Message: "there is no blank behind the colon of " + glued[1], Fix: "write " + glued[1] + ": " + shortText(glued[2])}
	case braces().MatchString(text):
		return &ComposeError{Message: "two braces in a row are no value", Fix: `for a variable, write "${NAME}"`}
	case inner != nil:
		return &ComposeError{Message: "the value of " + inner[1] + " has a colon in it, and reads as a second key", Fix: `put the value in quotes: ` + inner[1] + `: "` + strings.Trim(shortText(inner[2]), `"`) + `"`}
	case strings.Contains(text, ": @"), strings.Contains(text, ": `"), strings.Contains(text, ": %"):
		return &ComposeError{Message: "a value cannot begin with this sign", Fix: "put the value in quotes"}
	}
	return nil
}

// nearestWord is the word that was most likely meant, or "".
func nearestWord(typed string, words []string) string {
	best, least := "", max(1, (len(typed)+1)/3)+1
	for _, w := range words {
		if d := levenshtein.Distance(strings.ToLower(typed), w, nil); d < least || d == least && w < best {
			best, least = w, d
		}
	}
	return best
}
