package ui

import (
	"fmt"
	"strings"

	"github.com/muesli/termenv"

	"tutor/internal/term"
)

// RenderSpoken returns Markdown as lines for somebody who hears them one by one, or reads them with their fingers: a
// table is a list of its rows, code is announced and its lines stay whole, and nothing is drawn. Other text has lines of
// at most width cells.
func RenderSpoken(markdown string, width int) []string {
	config := markdownStyle(true, termenv.Ascii)
	var lines []string
	for _, piece := range splitPieces(term.Sanitize(markdown)) {
		if len(lines) > 0 {
			lines = append(lines, "")
		}
		switch piece.kind {
		case tablePiece:
			lines = append(lines, spokenTable(piece.markdown, width)...)
		case codePiece:
			lines = append(lines, spokenCode(piece)...)
		default:
			lines = append(lines, render(piece.markdown, nil, width, config, termenv.Ascii)...)
		}
	}
	return lines
}

// spokenTable says each row as "first cell: second cell", and names the columns after the second.
func spokenTable(markdown string, width int) []string {
	config := markdownStyle(true, termenv.Ascii)
	rows := tableCells(markdown)
	if len(rows) == 0 {
		return wrap(markdown, width)
	}
	for _, row := range rows {
		for i, cell := range row {
			row[i] = strings.Join(render(cell, nil, wholeLine, config, termenv.Ascii), " ")
		}
	}
	header, rows := rows[0], rows[1:]
	lines := wrap(fmt.Sprintf("A table of %s: %s.", counted(len(rows), "row"), strings.Join(header, ", ")), width)
	for _, row := range rows {
		lines = append(lines, wrap(spokenRow(header, row), width)...)
	}
	return lines
}

func spokenRow(header, row []string) string {
	var b strings.Builder
	for i, cell := range row {
		switch {
		case cell == "":
		case i == 0:
			b.WriteString(cell + ": ")
		case i == 1:
			b.WriteString(cell)
		default:
			end := ". "
			if text := b.String(); text == "" || strings.ContainsRune(".!?", rune(text[len(text)-1])) {
				end = " "
			}
			b.WriteString(end + header[min(i, len(header)-1)] + ": " + cell)
		}
	}
	return b.String()
}

// spokenCode is a block of code with a line before it that says what comes. A drawing has one after it, too.
func spokenCode(p piece) []string {
	code := strings.Split(strings.TrimRight(p.markdown, "\n"), "\n")
	drawn := isDrawing(p.info, code)
	what := codeName(p.info)
	if drawn {
		what = "A drawing made of characters"
	}
	lines := []string{fmt.Sprintf("%s, %s:", what, counted(len(code), "line"))}
	for _, line := range code {
		lines = append(lines, strings.TrimRight(codeIndent+line, " "))
	}
	if drawn {
		lines = append(lines, "End of the drawing.")
	}
	return lines
}

func codeName(info string) string {
	language, _, _ := strings.Cut(info, " ")
	switch language {
	case "", "text", "output":
		return "Text"
	case "sh", "bash", "console":
		return "Commands"
	case "dockerfile":
		return "Dockerfile"
	}
	return strings.ToUpper(language)
}

// isDrawing says whether the lines are a picture: some have nothing but strokes, or arrows.
func isDrawing(info string, code []string) bool {
	if language, _, _ := strings.Cut(info, " "); language != "" && language != "text" || len(code) < 2 {
		return false
	}
	for _, line := range code {
		strokes := strings.TrimSpace(line)
		if strokes != "" && strings.Trim(strokes, `|/\+-^v<> `) == "" || strings.Contains(line, "->") {
			return true
		}
	}
	return false
}
