package ui

import (
	"strings"

	"tutor/internal/term"
	"tutor/lessons"
)

// termsMarkdown is a list of terms, since a table has no room for sentences on a narrow screen and would cut them.
func termsMarkdown(list lessons.TermList) string {
	var b strings.Builder
	for _, t := range list.Terms {
		if b.Len() > 0 && len(t.Notes) > 0 {
			b.WriteString(pieceEnd + "\n")
		}
		b.WriteString("- **" + escaped(t.Name) + "**: " + t.Meaning + "\n")
		for _, note := range t.Notes {
			b.WriteString("  - " + escaped(note.Label) + ": " + note.Markdown + "\n")
		}
	}
	return b.String() + pieceEnd
}

// termMarkdown is what a term means, without its name.
func termMarkdown(t lessons.Term) string {
	parts := []string{t.Meaning}
	for _, note := range t.Notes {
		parts = append(parts, "- "+escaped(note.Label)+": "+note.Markdown)
	}
	return term.Sanitize(strings.Join(parts, "\n\n"))
}

// escaped makes plain text Markdown that shows as that text.
func escaped(text string) string {
	var b strings.Builder
	for _, r := range term.Sanitize(text) {
		if strings.ContainsRune("\\`*_{}[]()<>#+-.!|~&", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}
