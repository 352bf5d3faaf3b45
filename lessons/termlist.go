package lessons

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// termHeader is the header of the column that makes a table a term list.
const termHeader = "Term"

// termColumn is the index of a table's column of terms, or -1.
func termColumn(table *extast.Table, source []byte) int {
	for i, header := range cells(table.FirstChild()) {
		if strings.EqualFold(plainText(header, source), termHeader) {
			return i
		}
	}
	return -1
}

func cells(row ast.Node) []ast.Node {
	var all []ast.Node
	if row == nil {
		return nil
	}
	for c := row.FirstChild(); c != nil; c = c.NextSibling() {
		all = append(all, c)
	}
	return all
}

func (b *pageBuilder) takeTerms(table *extast.Table, at span, column int) {
	b.endProse()
	var labels []string
	for _, header := range cells(table.FirstChild()) {
		labels = append(labels, plainText(header, b.doc.src.text))
	}
	list := TermList{Line: b.doc.src.number(at.from)}
	if len(labels) < 2 {
		b.doc.addRow(at.from, "term-meaning", "the table has terms but no meanings; add a column beside %q", termHeader)
	}
	for row := table.FirstChild().NextSibling(); row != nil; row = row.NextSibling() {
		list.Terms = append(list.Terms, b.term(row, labels, column))
	}
	b.addBlock(list, at.from)
}

// term reads a row: the first column beside the term is its meaning, further
// ones are notes under their header.
func (b *pageBuilder) term(row ast.Node, labels []string, column int) Term {
	src := b.doc.src
	t := Term{Line: src.number(src.row(row.Pos()))}
	for i, cell := range cells(row) {
		text := cellMarkdown(cell, src.text)
		switch {
		case i == column:
			t.Name = plainText(cell, src.text)
			t.ID = slug(t.Name)
		case i == 0 || i == 1 && column == 0:
			t.Meaning = text
		case text != "" && i < len(labels):
			t.Notes = append(t.Notes, TermNote{Label: labels[i], Markdown: text})
		}
	}
	b.checkTerm(t, row)
	return t
}

func (b *pageBuilder) checkTerm(t Term, row ast.Node) {
	switch first, taken := b.terms[t.ID]; {
	case t.Name == "":
		b.doc.add(row.Pos(), "term-name", "a row without a term; write one, or remove the row")
	case t.Meaning == "":
		b.doc.add(row.Pos(), "term-meaning", "term %q has no meaning; write one in the next column", t.Name)
	case taken:
		b.doc.add(row.Pos(), "duplicate-term", "term %q is already explained on line %d; explain each term once", t.Name, first)
	}
	if t.Name != "" && b.terms[t.ID] == 0 {
		b.terms[t.ID] = t.Line
	}
}

// cellMarkdown is a cell's text as it would stand outside of a table, where a
// bar needs no backslash.
func cellMarkdown(cell ast.Node, source []byte) string {
	var text strings.Builder
	lines := cell.Lines()
	for i := range lines.Len() {
		segment := lines.At(i)
		text.Write(segment.Value(source))
	}
	return strings.TrimSpace(strings.ReplaceAll(text.String(), `\|`, "|"))
}
