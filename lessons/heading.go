package lessons

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
)

// plainText is the text a reader sees in a node, without its markup.
func plainText(n ast.Node, source []byte) string {
	var b bytes.Buffer
	writeText(&b, n, source)
	return strings.Join(strings.Fields(b.String()), " ")
}

func writeText(b *bytes.Buffer, n ast.Node, source []byte) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			b.Write(resolved(c.Segment.Value(source), n.Kind() == ast.KindCodeSpan))
			if c.SoftLineBreak() || c.HardLineBreak() {
				b.WriteByte(' ')
			}
		case *ast.String:
			b.Write(c.Value)
		case *ast.AutoLink:
			b.Write(c.Label(source))
		default:
			writeText(b, c, source)
		}
	}
}

// resolved gives the characters that escapes and entities stand for; goldmark
// leaves both to its renderer.
func resolved(value []byte, raw bool) []byte {
	if raw {
		return value
	}
	return util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(value)))
}

// anchors counts how often each fragment was wanted in a lesson.
type anchors map[string]int

// add makes the fragment that code forges make of a heading: small letters,
// dashes for spaces, no punctuation, and a number when it is already taken.
func (a anchors) add(title string) string {
	base := slug(title)
	anchor := base
	for a[anchor] > 0 {
		anchor = fmt.Sprintf("%s-%d", base, a[base])
		a[base]++
	}
	a[anchor] = 1
	return anchor
}

func slug(title string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == ' ':
			return '-'
		case r == '-' || r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
			return unicode.ToLower(r)
		}
		return -1
	}, title)
}
