package lessons

import (
	"strings"

	"github.com/yuin/goldmark/ast"
)

// listItems gives each item of a top-level list the rows up to the next one.
func listItems(src *source, list *ast.List, at span) []span {
	var items []span
	for n := list.FirstChild(); n != nil; n = n.NextSibling() {
		row := min(max(at.from, src.row(n.Pos())), at.to)
		if last := len(items) - 1; last >= 0 {
			items[last].to = row
		}
		items = append(items, span{node: n, from: row, to: at.to})
	}
	return items
}

// itemMarkdown is an item's text as if it stood at the left margin, so that it
// can be rendered without its list.
func (d *document) itemMarkdown(item span) string {
	offset := item.node.(*ast.ListItem).Offset
	lines := make([]string, 0, item.to-item.from)
	for row := item.from; row < item.to; row++ {
		lines = append(lines, dedent(d.src.line(row), offset, row == item.from))
	}
	return strings.Trim(strings.Join(lines, "\n"), "\n")
}

// dedent removes up to n columns of white space from the start of a line; the
// first line of an item loses its marker as well. What is left of a tab that
// reaches past column n stays, as spaces.
func dedent(line string, n int, withMarker bool) string {
	col := 0
	for i := 0; i < len(line); i++ {
		switch {
		case col >= n:
			return strings.Repeat(" ", col-n) + line[i:]
		case line[i] == '\t':
			col += tabWidth - col%tabWidth
		case line[i] == ' ' || withMarker:
			col++
		default:
			return line[i:]
		}
	}
	return ""
}

// expandTabs replaces tabs by the spaces to the next tab stop.
func expandTabs(line string) string {
	if !strings.Contains(line, "\t") {
		return line
	}
	var b strings.Builder
	col := 0
	for _, r := range line {
		if r != '\t' {
			b.WriteRune(r)
			col++
			continue
		}
		stop := col + tabWidth - col%tabWidth
		b.WriteString(strings.Repeat(" ", stop-col))
		col = stop
	}
	return b.String()
}
