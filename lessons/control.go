package lessons

import (
	"bytes"
	"html"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
)

// controls reports the first character of each line that is no text: a terminal acts on some, and others turn the text
// around them, so that it says something else than it shows.
func controls(src *source) Problems {
	var found Problems
	reported := -1
	for at := 0; at < len(src.text); {
		r, size := utf8.DecodeRune(src.text[at:])
		if row := src.row(at); isControl(r) && row != reported {
			found = append(found, src.problem(at, "control-character", "U+%04X is a control character, which no screen shows; remove it", r))
			reported = row
		}
		at += size
	}
	return found
}

// isControl says whether a character is no text. Tabs and line feeds are.
func isControl(r rune) bool {
	switch {
	case r < utf8.RuneSelf: // nearly all
		return r < ' ' && r != '\t' && r != '\n' || r == 0x7f
	case r == '\u2028', r == '\u2029':
		return true
	}
	return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r)
}

// reference is a character by its name or number, as Markdown takes it from HTML.
var reference = regexp.MustCompile(`&(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]*);`)

// checkReferences looks for controls that are written as references. In code they are only text.
func (d *document) checkReferences(n *ast.Text) {
	if n.Parent() != nil && n.Parent().Kind() == ast.KindCodeSpan {
		return
	}
	text := n.Segment.Value(d.src.text)
	if bytes.IndexByte(text, '&') < 0 {
		return
	}
	for _, at := range reference.FindAllSubmatchIndex(text, -1) {
		if name := string(text[at[2]:at[3]]); strings.ContainsFunc(meant(name), isControl) {
			d.add(n.Segment.Start+at[0], "control-character", "&%s; is a control character, which no screen shows; remove it", name)
		}
	}
}

func meant(name string) string {
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
