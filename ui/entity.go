package ui

import (
	"html"
	"regexp"
	"strconv"
	"strings"

	"tutor/internal/term"
)

// safeMarkdown is a text that has no control in it, and makes none: Markdown has names and numbers for characters, which
// become characters only when it is rendered, among the sequences that are our own.
func safeMarkdown(markdown string) string {
	markdown = term.Sanitize(markdown)
	for strings.Contains(markdown, "&") {
		without := reference.ReplaceAllStringFunc(markdown, func(entity string) string {
			if strings.ContainsFunc(meant(entity), term.IsUnsafe) {
				return ""
			}
			return entity
		})
		if without == markdown {
			break
		}
		markdown = without // what stood around one may make another
	}
	return markdown
}

// reference is a character by its name or number.
var reference = regexp.MustCompile(`(?i)&(#x[0-9a-f]+|#[0-9]+|[a-z][a-z0-9]*);?`)

// meant is the character that is referred to. A number is taken at its word: HTML has other characters in the place of
// the controls above 127, and not every reader of Markdown follows it there.
func meant(entity string) string {
	name := reference.FindStringSubmatch(entity)[1]
	digits, isNumber := strings.CutPrefix(strings.ToLower(name), "#")
	if !isNumber {
		return html.UnescapeString("&" + name + ";")
	}
	base := 10
	if hex, ok := strings.CutPrefix(digits, "x"); ok {
		digits, base = hex, 16
	}
	number, err := strconv.ParseInt(digits, base, 32)
	if err != nil || number == 0 {
		return "" // too large, or none: it becomes U+FFFD
	}
	return string(rune(number))
}
