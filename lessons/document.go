package lessons

import (
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
)

// document is the body of a lesson as goldmark sees it: its top-level nodes,
// each with the rows of the source it covers.
type document struct {
	src      *source
	nodes    []span
	problems Problems
}

// span is a top-level node and its rows [from, to). Blank lines after a node
// belong to it: goldmark knows where a node starts, and it ends where the next
// one does.
type span struct {
	node     ast.Node
	from, to int
}

func newDocument(src *source) *document {
	md := goldmark.New(goldmark.WithExtensions(extension.Table, extension.TaskList))
	root := md.Parser().Parse(text.NewReader(src.text))
	d := &document{src: src}
	row := 0
	for n := root.FirstChild(); n != nil; n = n.NextSibling() {
		row = max(row, src.row(startOf(n)))
		if last := len(d.nodes) - 1; last >= 0 {
			d.nodes[last].to = row
		}
		d.nodes = append(d.nodes, span{node: n, from: row, to: src.rows()})
	}
	d.check(root)
	return d
}

// startOf is where a node starts. A table directly below a paragraph claims the
// paragraph's place; its header knows better.
func startOf(n ast.Node) int {
	if n.Kind() == extast.KindTable && n.FirstChild() != nil {
		return n.FirstChild().Pos()
	}
	return n.Pos()
}

func (d *document) add(offset int, rule, format string, args ...any) {
	d.problems = append(d.problems, d.src.problem(offset, rule, format, args...))
}

func (d *document) addRow(row int, rule, format string, args ...any) {
	d.problems = append(d.problems, d.src.problemAt(row, 1, rule, format, args...))
}

// markdown is the text of the rows [from, to) as written.
func (d *document) markdown(from, to int) string {
	start, end := d.src.starts[from], len(d.src.text)
	if to < d.src.rows() {
		end = d.src.starts[to] - 1
	}
	return string(d.src.text[start:end])
}

// isComment says whether a block of HTML is a comment for authors, and nothing
// else.
func (d *document) isComment(block span) bool {
	text := strings.TrimSpace(d.markdown(block.from, block.to))
	return strings.HasPrefix(text, "<!--") && strings.Index(text, "-->") == len(text)-len("-->")
}
