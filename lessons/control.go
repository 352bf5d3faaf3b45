package lessons

import (
	"bytes"
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"

	"tutor/internal/term"
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
func isControl(r rune) bool { return r != '\t' && r != '\n' && term.IsUnsafe(r) }

// reference is a character by its name or number, as Markdown takes it from HTML.
var reference = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`&(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]*);`)
})

// checkReferences looks for controls that are written as references. In code they are only text.
func (d *document) checkReferences(n *ast.Text) {
	if n.Parent() != nil && n.Parent().Kind() == ast.KindCodeSpan {
		return
	}
	text := n.Segment.Value(d.src.text)
	if bytes.IndexByte(text, '&') < 0 {
		return
	}
	for _, at := range reference().FindAllSubmatchIndex(text, -1) {
		if name := string(text[at[2]:at[3]]); strings.ContainsFunc(term.Referred(name), isControl) {
			d.add(n.Segment.Start+at[0], "control-character", "&%s; is a control character, which no screen shows; remove it", name)
		}
	}
}
