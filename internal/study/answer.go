package study

import (
	"fmt"
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"

	"tutor/exercises"
	"tutor/internal/term"
)

// byteOrderMark begins what some editors on Windows save.
const byteOrderMark = "\uFEFF"

// Answer is a text file as it is edited: with line feeds alone, and what its bytes have besides.
type Answer struct {
	Text string
	crlf bool // every line ends with CR LF
	mark bool // it begins with a byte order mark
}

// OpenAnswer takes a file apart. A file that could not be put together again to the byte is not edited; why not is the
// end of a sentence that begins with its name.
func OpenAnswer(data []byte) (a Answer, whyNot string) {
	if len(data) > exercises.MaxAnswer {
		return a, fmt.Sprintf("is larger than %d KB", exercises.MaxAnswer>>10)
	}
	if !utf8.Valid(data) {
		return a, "is not text in UTF-8"
	}
	a.Text, a.mark = strings.CutPrefix(string(data), byteOrderMark)
	if n := strings.Count(a.Text, "\r\n"); n > 0 {
		if n != strings.Count(a.Text, "\n") {
			return a, "has lines that end with CR LF and lines that end with LF"
		}
		a.crlf, a.Text = true, strings.ReplaceAll(a.Text, "\r\n", "\n")
	}
	line := 1
	for _, r := range a.Text {
		switch {
		case r == '\n':
			line++
		case r == '\t':
			return a, fmt.Sprintf("has a tab in line %d", line)
		case term.IsUnsafe(r), r == utf8.RuneError, r == '\uFEFF':
			return a, fmt.Sprintf("has a character in line %d that a screen cannot show", line)
		}
	}
	return a, ""
}

// Bytes puts a text together as the file was.
func (a Answer) Bytes(text string) []byte {
	if a.crlf {
		text = strings.ReplaceAll(text, "\n", "\r\n")
	}
	if a.mark {
		text = byteOrderMark + text
	}
	return []byte(text)
}

// box matches the beginning of an option, up to what stands between its brackets.
var box = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^([ >]*(?:[-*+]|\d{1,9}[.)]) +\[)[ xX]\]`) })

// ToggledBox is what goes between the brackets of a line's box when it changes, and where; false when it has none.
func ToggledBox(line string) (at int, mark rune, ok bool) {
	found := box().FindStringSubmatchIndex(line)
	if found == nil {
		return 0, 0, false
	}
	at = found[3] // all before it is ASCII
	if line[at] == ' ' {
		return at, 'x', true
	}
	return at, ' ', true
}

// AnswerChangedError says that a file was written by somebody else meanwhile.
type AnswerChangedError struct {
	Now []byte // what is there now; nil when there is no file any more
}

func (e *AnswerChangedError) Error() string { return "it was changed by another program meanwhile" }
