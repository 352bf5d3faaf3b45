package exercises

import (
	"fmt"
	"strings"
	"time"
)

// shownRunes is how much of a foreign value a sentence shows.
const shownRunes = 200

// cut shortens foreign text to shownRunes runes and makes it valid UTF-8.
func cut(s string) string {
	if len(s) > 4*(shownRunes+1) { // no rune is longer than four bytes
		s = s[:4*(shownRunes+1)]
	}
	s = strings.ToValidUTF8(s, "\uFFFD")
	runes := []rune(s)
	if len(runes) <= shownRunes {
		return s
	}
	return string(runes[:shownRunes]) + "…"
}

// list joins words as a sentence does.
func list(words []string) string { return strings.Join(words, ", ") }

// seconds writes a duration the way a person says it: to the tenth of a second, in ms below 1 s.
func seconds(d time.Duration) string {
	if d < time.Second {
		return fmt.Sprintf("%d ms", d.Milliseconds())
	}
	return strings.TrimSuffix(fmt.Sprintf("%.1f", d.Seconds()), ".0") + " s"
}
