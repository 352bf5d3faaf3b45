package exercises

import (
	"slices"
	"strings"

	"github.com/yuin/goldmark"
	gast "github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// AnswerPart finds what stands below a heading of an answer file, up to the next heading that is as large: the bytes
// from and to of the text. The heading may be misspelt a little, as when the answer is judged.
func AnswerPart(source, heading string) (from, to int, ok bool) {
	src := []byte(source)
	var heads []part
	for n := goldmark.New().Parser().Parse(text.NewReader(src)).FirstChild(); n != nil; n = n.NextSibling() {
		if h, isHeading := n.(*gast.Heading); isHeading && h.Lines().Len() > 0 {
			heads = append(heads, partOf(source, h))
		}
	}
	at := findPart(heads, plainWords(heading))
	if at < 0 {
		return 0, 0, false
	}
	to = len(source)
	for _, next := range heads[at+1:] {
		if next.level <= heads[at].level {
			to = next.start
			break
		}
	}
	return heads[at].body, to, true
}

// part is a heading: where its line starts, and where what stands below it does.
type part struct {
	words       string
	level       int
	start, body int
}

func partOf(source string, h *gast.Heading) part {
	last := h.Lines().At(h.Lines().Len() - 1)
	p := part{level: h.Level, words: plainWords(string(h.Lines().Value([]byte(source))))}
	p.start = strings.LastIndexByte(source[:h.Lines().At(0).Start], '\n') + 1
	p.body = lineEnd(source, last.Stop-1)
	rest, _, _ := strings.Cut(source[p.body:], "\n")
	if rule := strings.TrimSpace(rest); rule != "" && !strings.HasPrefix(strings.TrimSpace(source[p.start:]), "#") && strings.Trim(rule, "=-") == "" {
		p.body = lineEnd(source, p.body) // the heading is underlined
	}
	return p
}

// lineEnd is where the line after the one with the byte at begins.
func lineEnd(source string, at int) int {
	if n := strings.IndexByte(source[at:], '\n'); n >= 0 {
		return at + n + 1
	}
	return len(source)
}

func findPart(heads []part, want string) int {
	var names []string
	for _, h := range heads {
		names = append(names, h.words)
	}
	if at := slices.Index(names, want); at >= 0 {
		return at
	}
	near := nearest(want, names)
	if near == "" {
		return -1
	}
	return slices.Index(names, near)
}

// SameOption says whether a text of an answer file is that of an option, whatever its marks and capitals.
func (c Choice) SameOption(text string) bool { return plainWords(text) == plainWords(c.Text) }
