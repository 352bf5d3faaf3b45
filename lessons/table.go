package lessons

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// checkRow finds cells that no column takes: Markdown drops them without a
// word. A bar in a cell is the end of it, between backticks too.
func (d *document) checkRow(row *extast.TableRow) {
	columns := len(cells(row.Parent().FirstChild()))
	line, _, _ := strings.Cut(string(d.src.text[row.Pos():]), "\n")
	if n := len(rowCells(line)); n > columns {
		d.add(row.Pos(), "table-cells", "the row has %s and the table %s, so the rest is not shown; remove it, or write \\| for a bar that is text",
			count(n, "cell"), count(columns, "column"))
	}
}

// checkNoTable finds tables that are none: the line below the header has to
// have as many cells.
func (d *document) checkNoTable(p *ast.Paragraph) {
	for i := 1; i < p.Lines().Len(); i++ {
		rule, above := p.Lines().At(i), p.Lines().At(i-1)
		line := strings.TrimSpace(string(rule.Value(d.src.text)))
		if !strings.Contains(line, "|") || !strings.Contains(line, "-") || strings.Trim(line, "|-: \t") != "" {
			continue
		}
		d.add(rule.Start, "no-table", "no table: the line above has %s and this one has %s; give both the same number",
			count(len(rowCells(string(above.Value(d.src.text)))), "cell"), count(len(rowCells(line)), "cell"))
		return
	}
}

// rowCells splits a row of a table as GitHub Flavored Markdown does.
func rowCells(line string) []string {
	line = strings.ReplaceAll(strings.TrimSpace(line), `\|`, "")
	return strings.Split(strings.TrimSuffix(strings.TrimPrefix(line, "|"), "|"), "|")
}
