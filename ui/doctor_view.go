package ui

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"tutor/runner"
)

// The layout of a line: mark and glyph, title, what was seen. Below besideTitle what was seen stands under the title.
const (
	doctorIndent = 4
	titleCells   = 16
	besideTitle  = 56
)

func (s *doctorScreen) setSize(width, height int) {
	s.list.setSize(width, height)
	s.arrange()
}

func (s *doctorScreen) view() []string { return withMore(s.styles, &s.list) }

// arrange lays out what is known by now.
func (s *doctorScreen) arrange() {
	rows := s.summary()
	s.starts = s.starts[:0]
	for i, f := range s.lines {
		s.starts = append(s.starts, len(rows))
		rows = append(rows, s.rows(f, i == s.selected)...)
	}
	s.starts = append(s.starts, len(rows))
	s.list.setLines(rows)
}

// summary says above the lines what all of them come to.
func (s *doctorScreen) summary() []string {
	text, style := "Everything that the exercises need is there.", s.styles.OK
	switch bad := s.firstOf(runner.StateBad); {
	case !s.over:
		text, style = "Looking at what the exercises need …", s.styles.Muted
	case bad >= 0:
		text, style = "Exercises cannot be graded yet. Mend this first: "+s.lines[bad].Title+". Then r looks again.", s.styles.Bad
	case s.firstOf(runner.StateWarn) >= 0:
		text, style = "Exercises can be graded. Lines with ! could be better.", s.styles.Warn
	}
	rows := wrap(text, min(s.list.width, proseWidth))
	for i, row := range rows {
		rows[i] = style.Render(row)
	}
	return append(rows, "")
}

// rows is one line of the doctor, with what mends it below.
func (s *doctorScreen) rows(f runner.Finding, selected bool) []string {
	mark, style := " ", s.styles.Text
	if selected {
		mark, style = s.styles.Accent.Render(glyphSelected), s.styles.Accent.Bold(true)
	}
	first := mark + " " + s.glyph(f.State) + " "
	width := min(s.list.width, doctorIndent+titleCells+proseWidth)
	var rows []string
	if width < besideTitle {
		rows = append(wrapIndent(first, style.Render(f.Title), width), s.below(f.Evidence, width)...)
	} else {
		title, evidence := doctorColumns(f)
		rows = wrapIndent(first+style.Render(title)+strings.Repeat(" ", titleCells-ansi.StringWidth(title)), evidence, width)
	}
	if f.Fix != "" {
		command := wrapCode(f.Fix, max(8, width-doctorIndent-len("fix: ")))
		for i, row := range command {
			label := strings.Repeat(" ", len("fix: "))
			if i == 0 {
				label = s.styles.Accent.Render("fix:") + " "
			}
			rows = append(rows, strings.Repeat(" ", doctorIndent)+label+s.styles.Code.Render(row))
		}
	}
	return append(rows, s.below(f.Note, width)...)
}

// doctorColumns is a line's title, and what was seen. What of the title does not fit goes before that: the name of an
// image.
func doctorColumns(f runner.Finding) (title, evidence string) {
	title, evidence = f.Title, f.Evidence
	if ansi.StringWidth(title) < titleCells {
		return title, evidence
	}
	title, evidence = ansi.Truncate(title, titleCells-1, "…"), title+": "+evidence
	if at := strings.LastIndex(f.Title, " "); at >= 0 && ansi.StringWidth(f.Title[:at]) < titleCells {
		title, evidence = f.Title[:at], f.Title[at+1:]
		if f.Evidence != "" {
			evidence += ": " + f.Evidence
		}
	}
	return title, evidence
}

// below is a text under a line's title; nothing when there is none.
func (s *doctorScreen) below(text string, width int) []string {
	if text == "" {
		return nil
	}
	rows := wrapIndent(strings.Repeat(" ", doctorIndent), text, width)
	for i, row := range rows {
		rows[i] = s.styles.Muted.Render(row)
	}
	return rows
}

func (s *doctorScreen) glyph(state runner.State) string {
	switch state {
	case runner.StateOK:
		return s.styles.OK.Render(glyphPass)
	case runner.StateWarn:
		return s.styles.Warn.Render(glyphError)
	case runner.StateBad:
		return s.styles.Bad.Render(glyphFail)
	case runner.StateUnknown:
		return s.styles.Muted.Render(glyphBlocked)
	}
	return s.styles.Muted.Render(glyphWaiting)
}
