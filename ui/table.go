package ui

import (
	"slices"
	"strings"

	style "github.com/charmbracelet/glamour/ansi"
	"github.com/charmbracelet/x/ansi"
	"github.com/muesli/termenv"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
)

// leastCell is the narrowest a column gets, in cells; a table that needs narrower ones is shown row by row.
const leastCell = 8

// table is a Markdown table with rendered cells. The first row is the header.
type table struct {
	rows    [][]string
	columns int
	config  style.StyleConfig
	profile termenv.Profile
}

// renderTable lays out a table in width cells. Nothing is ever cut: cells are wrapped, and where columns have no room
// each row becomes a short list.
func renderTable(markdown string, find []string, width int, config style.StyleConfig, profile termenv.Profile) []string {
	t := table{config: config, profile: profile}
	for _, row := range tableCells(markdown) {
		rendered := make([]string, len(row))
		for i, cell := range row {
			rendered[i] = strings.Join(render(cell, find, wholeLine, config, profile), " ")
		}
		t.rows = append(t.rows, rendered)
		t.columns = max(t.columns, len(row))
	}
	if len(t.rows) == 0 {
		return wrap(markdown, width)
	}
	if widths := t.fit(width); widths != nil {
		return t.grid(widths)
	}
	return t.records(width)
}

// tableCells is the Markdown of each cell, row by row.
func tableCells(markdown string) [][]string {
	source := []byte(markdown)
	root := goldmark.New(goldmark.WithExtensions(extension.Table)).Parser().Parse(text.NewReader(source))
	node := root.FirstChild()
	if node == nil || node.Kind() != extast.KindTable {
		return nil
	}
	var rows [][]string
	for row := node.FirstChild(); row != nil; row = row.NextSibling() {
		var cells []string
		for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
			cells = append(cells, cellText(cell, source))
		}
		rows = append(rows, cells)
	}
	return rows
}

func cellText(cell ast.Node, source []byte) string {
	var b strings.Builder
	for i := range cell.Lines().Len() {
		segment := cell.Lines().At(i)
		b.Write(segment.Value(source))
	}
	return strings.TrimSpace(strings.ReplaceAll(b.String(), `\|`, "|"))
}

func (t *table) separator() string {
	if t.profile == termenv.Ascii {
		return " | "
	}
	return " " + glyphBar + " "
}

// fit chooses the width of each column, or returns nil when the table needs more room than there is.
func (t *table) fit(width int) []int {
	room := width - (t.columns-1)*len(" | ")
	widths, least := make([]int, t.columns), make([]int, t.columns)
	for _, row := range t.rows {
		for i, cell := range row {
			widths[i] = max(widths[i], ansi.StringWidth(cell))
			least[i] = max(least[i], longestWord(cell), min(leastCell, ansi.StringWidth(cell)))
		}
	}
	for total(widths) > room {
		widest := -1
		for i := range widths {
			if widths[i] > least[i] && (widest < 0 || widths[i] > widths[widest]) {
				widest = i
			}
		}
		if widest < 0 {
			return nil
		}
		widths[widest]--
	}
	return widths
}

func total(widths []int) int {
	sum := 0
	for _, w := range widths {
		sum += w
	}
	return sum
}

func longestWord(cell string) int { return widest(strings.Fields(ansi.Strip(cell))) }

// grid is the table with a rule below its header.
func (t *table) grid(widths []int) []string {
	var lines []string
	rows := make([][]string, len(t.rows))
	apart := false // where a cell needs two lines, rows would run into each other
	for i, row := range t.rows {
		rows[i] = t.gridRow(row, widths, i == 0)
		apart = apart || i > 0 && len(rows[i]) > 1
	}
	for i, row := range rows {
		if i > 1 && apart {
			lines = append(lines, "")
		}
		lines = append(lines, row...)
		if i == 0 {
			lines = append(lines, t.rule(widths))
		}
	}
	return lines
}

func (t *table) gridRow(row []string, widths []int, header bool) []string {
	cells := make([][]string, len(widths))
	height := 1
	for i := range widths {
		if i < len(row) {
			cells[i] = wrap(row[i], max(widths[i], 1))
		}
		height = max(height, len(cells[i]))
	}
	lines := make([]string, height)
	for y := range lines {
		parts := make([]string, len(widths))
		for i, w := range widths {
			cell := ""
			if y < len(cells[i]) {
				cell = cells[i][y]
			}
			if header && cell != "" {
				cell = t.bold(cell)
			}
			parts[i] = fit(cell, w)
		}
		lines[y] = trimEnd(strings.Join(parts, t.separator()))
	}
	return lines
}

func (t *table) bold(text string) string {
	if t.profile == termenv.Ascii {
		return text
	}
	return "\x1b[1m" + text + resetSGR
}

func (t *table) rule(widths []int) string {
	line, cross := "-", "-|-"
	if t.profile != termenv.Ascii {
		line, cross = "─", "─┼─"
	}
	parts := make([]string, len(widths))
	for i, w := range widths {
		parts[i] = strings.Repeat(line, w)
	}
	return strings.Join(parts, cross)
}

// records shows each row as lines of "header: cell".
func (t *table) records(width int) []string {
	header := t.rows[0]
	var lines []string
	for _, row := range t.rows[1:] {
		if len(lines) > 0 {
			lines = append(lines, "")
		}
		for i, cell := range row {
			if cell == "" {
				continue
			}
			label := "• "
			if i > 0 {
				label = "  "
			}
			if i < len(header) && header[i] != "" {
				cell = t.bold(header[i]+":") + " " + cell
			}
			lines = append(lines, wrapIndent(label, cell, width)...)
		}
	}
	if len(lines) == 0 {
		return wrap(strings.Join(slices.Clone(header), ", "), width)
	}
	return lines
}
