package ui

import (
	"slices"
	"strings"

	style "github.com/charmbracelet/glamour/ansi"
	"github.com/muesli/termenv"
)

// piece is a part of a Markdown text that is rendered in its own way.
type piece struct {
	markdown string // of code, the lines between the fences
	kind     pieceKind
	fence    string // of code: what its last line begins with
	info     string // of code: what stands behind the fence, such as its language
}

type pieceKind int

const (
	textPiece  pieceKind = iota
	tablePiece           // the lines that begin with a bar
	codePiece            // a fenced block at the left margin; one in a list is part of its text
)

// pieceEnd is a line that ends a piece: glamour knows no blank line between items, and writes two after nested ones.
const pieceEnd = "<!-- -->"

// splitPieces cuts Markdown into tables, code and the text between them.
func splitPieces(markdown string) []piece {
	var s splitter
	for line := range strings.Lines(markdown) {
		s.take(line)
	}
	return slices.DeleteFunc(s.pieces, func(p piece) bool { return p.kind != codePiece && strings.TrimSpace(p.markdown) == "" })
}

// splitter takes a text line by line.
type splitter struct {
	pieces []piece
	open   bool   // the last piece is code that goes on
	fenced bool   // in code that is part of a list
	before string // the line before
}

func (s *splitter) take(line string) {
	if s.open {
		s.takeCode(line)
		return
	}
	if fence := fenceOf(line); fence != "" && !s.fenced {
		s.pieces = append(s.pieces, piece{kind: codePiece, fence: fence, info: strings.TrimSpace(line[len(fence):])})
		s.open, s.before = true, ""
		return
	}
	trimmed := strings.TrimLeft(line, " ")
	if fenceOf(trimmed) != "" {
		s.fenced = !s.fenced
	} else if !s.fenced && continuesItem(s.before, line) {
		last := &s.pieces[len(s.pieces)-1]
		last.markdown = strings.TrimRight(last.markdown, "\n") + " " + trimmed
		return
	}
	s.before = line
	if !s.fenced && strings.TrimSpace(line) == pieceEnd {
		s.pieces = append(s.pieces, piece{})
		return
	}
	kind := textPiece
	if !s.fenced && strings.HasPrefix(trimmed, "|") {
		kind = tablePiece
	}
	if n := len(s.pieces); n == 0 || s.pieces[n-1].kind != kind {
		s.pieces = append(s.pieces, piece{kind: kind})
	}
	s.pieces[len(s.pieces)-1].markdown += line
}

func (s *splitter) takeCode(line string) {
	last := &s.pieces[len(s.pieces)-1]
	if end := strings.TrimSpace(line); strings.HasPrefix(end, last.fence) && strings.Trim(end, last.fence[:1]) == "" {
		s.open = false
		return
	}
	last.markdown += line
}

// fenceOf is the run of at least three backticks or tildes that a line begins with, or empty.
func fenceOf(line string) string {
	for _, mark := range []string{"`", "~"} {
		if n := len(line) - len(strings.TrimLeft(line, mark)); n >= 3 {
			return line[:n]
		}
	}
	return ""
}

// continuesItem says whether the line is more of the list item that began on the line before: glamour joins the lines
// of a paragraph, but not those of an item.
func continuesItem(before, line string) bool {
	trimmed := strings.TrimLeft(line, " ")
	indent := len(line) - len(trimmed)
	return isItem(strings.TrimLeft(before, " ")) && indent >= 2 && strings.TrimSpace(trimmed) != "" && !isItem(trimmed)
}

func isItem(line string) bool {
	return markerWidth(line) > 0 || (len(line) > 1 && line[1] == ' ' && strings.ContainsRune("-*+", rune(line[0])))
}

// Code is indented, and a line that goes on in the next row is marked: without the mark, two rows look like two commands.
const (
	codeIndent = "  "
	codeGoesOn = "↪ "
)

// renderCode shows the lines of a code block as they are.
func renderCode(code string, find []string, width int, config style.StyleConfig, profile termenv.Profile) []string {
	colour := profile.String()
	if c := config.CodeBlock.Color; c != nil {
		colour = colour.Foreground(profile.Color(*c))
	}
	var lines []string
	for line := range strings.SplitSeq(strings.TrimRight(code, "\n"), "\n") {
		if line == "" {
			lines = append(lines, "")
			continue
		}
		for _, row := range wrapCode(highlight(colour.Styled(line), find, profile), width-len(codeIndent)) {
			lines = append(lines, codeIndent+row)
		}
	}
	return lines
}

// wrapCode wraps a line of code and marks the rows that go on.
func wrapCode(line string, width int) []string {
	if rows := wrap(line, width); len(rows) == 1 {
		return rows
	}
	rows := wrap(line, max(1, width-2))
	for i := range rows {
		if i > 0 {
			rows[i] = codeGoesOn + rows[i]
		}
	}
	return rows
}
