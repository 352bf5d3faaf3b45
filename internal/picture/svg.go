package main

import (
	"encoding/xml"
	"fmt"
	"strings"
)

// The colours of a terminal with a dark background. The frame is seen on a dark page and on a light one.
const (
	ink   = "#d4d8df"
	paper = "#16181d"
	frame = "#6b7280"
)

// The size of a cell and of the margin, in pixels. A monospaced letter is 0.6 times as wide as it is high.
const (
	cellWidth  = 8
	cellHeight = 17
	baseline   = 13
	margin     = 14
	fontSize   = 13.3
)

const fonts = `ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace`

// drawing is an SVG while it is written.
type drawing struct {
	body    strings.Builder
	classes map[look]string
	styles  strings.Builder
}

// draw is the screen as an SVG, with its own background: it can be read on any page.
func draw(title string, columns int, rows [][]cell) string {
	d := &drawing{classes: map[look]string{{}: ""}}
	for y, row := range rows {
		d.row(margin+y*cellHeight, row)
	}
	width, height := columns*cellWidth+2*margin, len(rows)*cellHeight+2*margin
	var out strings.Builder
	fmt.Fprintf(&out, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" role="img" xml:space="preserve">`+"\n",
		width, height, width, height)
	fmt.Fprintf(&out, "<title>%s</title>\n<style>text{font:%gpx %s;fill:%s}%s</style>\n", escape(title), fontSize, fonts, ink, d.styles.String())
	fmt.Fprintf(&out, `<rect x=".5" y=".5" width="%d" height="%d" rx="8" fill="%s" stroke="%s"/>`+"\n", width-1, height-1, paper, frame)
	return out.String() + d.body.String() + "</svg>\n"
}

// row draws each run of text at its column, so that columns stay straight in a font of another width.
func (d *drawing) row(top int, row []cell) {
	column := 0
	for from := 0; from < len(row); {
		to := from
		for to < len(row) && !gap(row, to) {
			to++
		}
		columns := width(row[from:to])
		if to > from {
			d.run(margin+column*cellWidth, top, columns, row[from:to])
		}
		column += columns
		for to < len(row) && row[to].blank() {
			column += row[to].width
			to++
		}
		from = to
	}
}

// gap says whether two blanks or the end of what is seen begin at the cell.
func gap(row []cell, at int) bool {
	return row[at].blank() && (at == 0 || at+1 == len(row) || row[at+1].blank())
}

func width(cells []cell) int {
	n := 0
	for _, c := range cells {
		n += c.width
	}
	return n
}

func (d *drawing) run(x, top, columns int, cells []cell) {
	d.papers(x, top, cells)
	fmt.Fprintf(&d.body, `<text x="%d" y="%d" textLength="%d" lengthAdjust="spacingAndGlyphs">`, x, top+baseline, columns*cellWidth)
	for from := 0; from < len(cells); {
		to := from
		var text strings.Builder
		for to < len(cells) && (cells[to].look == cells[from].look || cells[to].blank()) {
			text.WriteString(cells[to].text)
			to++
		}
		if class := d.class(cells[from].look); class != "" {
			fmt.Fprintf(&d.body, `<tspan class="%s">%s</tspan>`, class, escape(text.String()))
		} else {
			d.body.WriteString(escape(text.String()))
		}
		from = to
	}
	d.body.WriteString("</text>\n")
}

// papers draws the backgrounds that are not the terminal's.
func (d *drawing) papers(x, top int, cells []cell) {
	for _, c := range cells {
		if c.look.paper != "" {
			fmt.Fprintf(&d.body, `<rect x="%d" y="%d" width="%d" height="%d" fill="%s"/>`+"\n", x, top, c.width*cellWidth, cellHeight, c.look.paper)
		}
		x += c.width * cellWidth
	}
}

// class names the style of a look; empty for the terminal's own.
func (d *drawing) class(l look) string {
	l.paper = "" // drawn on its own
	if name, ok := d.classes[l]; ok {
		return name
	}
	name := fmt.Sprintf("c%d", len(d.classes))
	d.classes[l] = name
	var css []string
	if l.ink != "" {
		css = append(css, "fill:"+l.ink)
	}
	if l.bold {
		css = append(css, "font-weight:bold")
	}
	if l.italic {
		css = append(css, "font-style:italic")
	}
	if l.underline {
		css = append(css, "text-decoration:underline")
	}
	fmt.Fprintf(&d.styles, ".%s{%s}", name, strings.Join(css, ";"))
	return name
}

// escape makes text safe in XML.
func escape(text string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(text)) // a builder does not fail
	return b.String()
}
