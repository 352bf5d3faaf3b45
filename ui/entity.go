package ui

import (
	"regexp"
	"strings"
	"sync"

	"tutor/internal/term"
)

// safeMarkdown is a text that has no control in it, and makes none: Markdown has names and numbers for characters, which
// become characters only when it is rendered, among the sequences that are our own.
func safeMarkdown(markdown string) string {
	markdown = term.Sanitize(markdown)
	for strings.Contains(markdown, "&") {
		without := reference().ReplaceAllStringFunc(markdown, func(entity string) string {
			if strings.ContainsFunc(term.Referred(strings.Trim(entity, "&;")), term.IsUnsafe) {
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
var reference = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)&(#x[0-9a-f]+|#[0-9]+|[a-z][a-z0-9]*);?`)
})
