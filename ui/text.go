package ui

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

const resetSGR = "\x1b[0m"

// heldHyphen stands in for a hyphen while a line is broken, which happens only between words: a command such as
// "--no-cache-dir" in two pieces is not a command any more.
const heldHyphen = '\uE000' // private use, one cell

func releaseHyphens(text string) string { return strings.ReplaceAll(text, string(heldHyphen), "-") }

// wrap breaks text into lines of at most width cells, between words where it can. It always returns a line.
// Styles that reach over a line's end are closed there and opened again, so that each line stands alone.
func wrap(text string, width int) []string {
	width = max(width, 1)
	lines := strings.Split(text, "\n")
	if len(lines) == 1 && ansi.StringWidth(text) <= width {
		return lines
	}
	out := make([]string, 0, len(lines))
	for _, line := range lines {
		if ansi.StringWidth(line) <= width {
			out = append(out, line)
			continue
		}
		out = append(out, wrapLine(line, width)...)
	}
	return standAlone(out)
}

// wrapLine breaks one line, at blanks: one broken after a hyphen, as ansi.Wrap would, is a command nobody can repeat. A cluster wider than the whole screen is all that can still be too wide; it is shown as
// a question mark rather than left to push the screen apart.
func wrapLine(line string, width int) []string {
	if hyphen := string(heldHyphen); !strings.Contains(line, hyphen) {
		line = strings.ReplaceAll(line, "-", hyphen)
		return strings.Split(releaseHyphens(strings.Join(breakLine(line, width), "\n")), "\n")
	}
	return breakLine(line, width)
}

func breakLine(line string, width int) []string {
	rows := strings.Split(ansi.Wrap(line, width, ""), "\n")
	for i, row := range rows {
		if ansi.StringWidth(row) > width {
			rows[i] = ansi.Truncate(row, width, "")
		}
	}
	return rows
}

// wrapIndent wraps text under a first and a hanging prefix of the same width.
func wrapIndent(first, text string, width int) []string {
	indent := ansi.StringWidth(first)
	rows := wrap(text, width-indent)
	for i, row := range rows {
		if i == 0 {
			rows[i] = first + row
			continue
		}
		rows[i] = strings.Repeat(" ", indent) + row
	}
	return rows
}

// standAlone gives each line the styles that are on at its start, and turns them off at its end.
func standAlone(lines []string) []string {
	on := ""
	for i, line := range lines {
		if on == "" && !strings.Contains(line, "\x1b[") {
			continue
		}
		before := on
		on = activeAfter(on, line)
		line = before + line
		if on != "" {
			line += resetSGR
		}
		lines[i] = line
	}
	return lines
}

// activeAfter returns the SGR sequences that are on after the line, given those before it.
func activeAfter(on, line string) string {
	for {
		at := strings.Index(line, "\x1b[")
		if at < 0 {
			return on
		}
		line = line[at:]
		end := strings.IndexByte(line, 'm')
		if end < 0 {
			return on
		}
		if seq := line[:end+1]; seq == resetSGR || seq == "\x1b[m" {
			on = ""
		} else {
			on += seq
		}
		line = line[end+1:]
	}
}

// trimEnd removes blanks and styles of blanks from the end of a line.
func trimEnd(line string) string {
	for {
		line = strings.TrimRight(line, " ")
		at := strings.LastIndex(line, "\x1b[")
		if at < 0 || !strings.HasSuffix(line, "m") || strings.ContainsAny(line[at+2:len(line)-1], "m ") {
			return line
		}
		if !isSGR(line[at:]) {
			return line
		}
		line = line[:at]
	}
}

func isSGR(seq string) bool {
	for _, r := range seq[2 : len(seq)-1] {
		if (r < '0' || r > '9') && r != ';' && r != ':' {
			return false
		}
	}
	return true
}

// fit pads or cuts a line to exactly width cells. What is cut is marked.
func fit(line string, width int) string {
	n := ansi.StringWidth(line)
	if n > width {
		return fit(ansi.Truncate(line, width, "…"), width)
	}
	return line + strings.Repeat(" ", width-n)
}

// spread puts left and right at the two ends of a line, and cuts the left one when there is no room for both.
func spread(left, right string, width int) string {
	room := width - ansi.StringWidth(right) - 1
	if right == "" || room < min(ansi.StringWidth(left), 8) {
		return ansi.Truncate(left, width, "…")
	}
	return fit(left, room) + " " + right
}
