package script

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// How much of foreign text is shown, in characters.
const (
	maxText  = 240 // a command
	maxSays  = 700 // a sentence
	maxWord  = 90  // a word in a sentence
	maxItems = 12  // words in a list
)

// oneLine makes the text printable and puts it on one line. Of a very long text it looks at the beginning only.
func oneLine(s string) string {
	if len(s) > 4096 {
		s = s[:4096]
	}
	s = strings.NewReplacer("\\\r\n", " ", "\\\n", " ").Replace(s)
	s = strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
	return strings.Join(strings.Fields(s), " ")
}

// clip shortens a text to so many characters, at a blank when there is one near.
func clip(s string, limit int) string {
	if utf8.RuneCountInString(s) <= limit {
		return s
	}
	cut := string([]rune(s)[:limit-1])
	if i := strings.LastIndexByte(cut, ' '); i > len(cut)*2/3 {
		cut = cut[:i]
	}
	return cut + "…"
}

// shown is a word as a sentence holds it.
func shown(s string) string { return clip(oneLine(s), maxWord) }

// sentence makes one of a clause and what leads to it.
func sentence(lead, clause string) string {
	s := clip(oneLine(lead+clause), maxSays-1)
	r, n := utf8.DecodeRuneInString(s)
	s = string(unicode.ToUpper(r)) + s[n:]
	if strings.HasSuffix(s, ":") || strings.HasSuffix(s, "…") || strings.HasSuffix(s, ".") && !strings.HasSuffix(s, " .") {
		return s
	}
	return s + "."
}

// list joins words as one says them: a, b and c.
func list(words []string) string { return joined(words, "and") }

func joined(words []string, last string) string {
	switch n := len(words); {
	case n == 0:
		return ""
	case n == 1:
		return words[0]
	case n > maxItems:
		return fmt.Sprintf("%s and %d more", strings.Join(words[:maxItems], ", "), n-maxItems)
	default:
		return strings.Join(words[:n-1], ", ") + " " + last + " " + words[n-1]
	}
}

// quoted is text that a command prints or looks for.
func quoted(s string) string {
	if s == "" {
		return "an empty text"
	}
	return `"` + s + `"`
}

// plural counts: one line, 2 lines.
func plural(n int, noun string) string {
	if n == 1 {
		return "one " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// isVariable says whether the word is a variable and nothing else, such as $VERSION.
func isVariable(word string) bool {
	return strings.HasPrefix(word, "$") && !strings.HasPrefix(word, "$(") && !strings.ContainsAny(word[1:], "$/.-: ")
}

// following names the lines of a here-document.
func following(n int) string {
	if n == 1 {
		return "the line that follows"
	}
	return fmt.Sprintf("the %d lines that follow", n)
}
