package main

import (
	"fmt"
	"image/color"
	"strings"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/cellbuf"
)

// cell is a character, or a cluster of them, and its look.
type cell struct {
	text  string
	width int // in columns
	look  look
}

// look is how a cell is drawn. Colours are as SVG writes them; empty for the terminal's own.
type look struct {
	ink, paper              string
	bold, italic, underline bool
}

// readScreen reads text with SGR sequences, as `tmux capture-pane -e -p` prints a screen. All other sequences and
// control characters are left out, and so are empty lines at the end.
func readScreen(capture string) [][]cell {
	var rows [][]cell
	var pen cellbuf.Style
	for line := range strings.Lines(strings.TrimRight(capture, "\n")) {
		rows = append(rows, readRow(strings.TrimRight(line, "\n"), &pen))
	}
	return rows
}

func readRow(line string, pen *cellbuf.Style) []cell {
	var row []cell
	parser, state := ansi.NewParser(), byte(0)
	for len(line) > 0 {
		seq, width, n, next := ansi.DecodeSequence(line, state, parser)
		switch {
		case width > 0:
			row = append(row, cell{text: seq, width: width, look: lookOf(pen)})
		case ansi.HasCsiPrefix(seq) && parser.Command() == 'm':
			cellbuf.ReadStyle(parser.Params(), pen)
		}
		line, state = line[n:], next
	}
	return row
}

func lookOf(pen *cellbuf.Style) look {
	l := look{
		ink: hex(pen.Fg), paper: hex(pen.Bg),
		bold: pen.Attrs.Contains(cellbuf.BoldAttr), italic: pen.Attrs.Contains(cellbuf.ItalicAttr),
		underline: pen.UlStyle != cellbuf.NoUnderline,
	}
	if pen.Attrs.Contains(cellbuf.ReverseAttr) {
		l.ink, l.paper = or(l.paper, paper), or(l.ink, ink)
	}
	return l
}

func or(colour, otherwise string) string {
	if colour == "" {
		return otherwise
	}
	return colour
}

func hex(c color.Color) string {
	if c == nil {
		return ""
	}
	r, g, b, _ := c.RGBA()
	return fmt.Sprintf("#%02x%02x%02x", r>>8, g>>8, b>>8)
}

// blank says whether nothing of the cell is seen.
func (c cell) blank() bool { return c.text == " " && c.look.paper == "" && !c.look.underline }
