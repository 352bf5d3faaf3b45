package term

import (
	"html"
	"strconv"
	"strings"
)

// Referred is the text that a character reference of HTML stands for; name is what is between & and ;, such as amp, #27
// or #x1b. It is empty for a number that is no character. A number is taken at its word: HTML has other characters in the
// place of the controls above 127, and not every reader of Markdown follows it there.
func Referred(name string) string {
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
