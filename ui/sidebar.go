package ui

import (
	"strings"

	"tutor/exercises"
)

// The widths of a terminal, in cells, from which a lesson's pages are listed beside its text. Code needs a column of
// its own, so it leaves room later.
const (
	sidebarFrom     = 110
	sidebarFromCode = 150
)

// The width of the list of pages, and what stands between it and the page.
const (
	sidebarLeast = 23
	sidebarMost  = 32
	sidebarGap   = " " + glyphBar + " "
	gapCells     = 3
)

// sidebarWidth is 0 where there is no room for the list, or nothing to list.
func (s *lessonScreen) sidebarWidth(p *pageView) int {
	from := sidebarFrom
	if p.code != nil {
		from = sidebarFromCode
	}
	if s.width < from || len(s.pages) < 2 {
		return 0
	}
	return min(max(s.width-proseWidth-gapCells, sidebarLeast), sidebarMost)
}

// room is the width that the page has for itself.
func (s *lessonScreen) room(p *pageView) int {
	if side := s.sidebarWidth(p); side > 0 {
		return s.width - side - gapCells
	}
	return s.width
}

// arrangeSidebar lists the pages, the current one in sight.
func (s *lessonScreen) arrangeSidebar(p *pageView) {
	width := s.sidebarWidth(p)
	if width == 0 {
		return
	}
	s.side.setSize(width, s.height)
	lines := []string{s.styles.Muted.Render("Pages")}
	from, to := 0, 0
	for i := range s.pages {
		if i == s.page {
			from = len(lines)
		}
		lines = append(lines, s.sidebarRow(i, width)...)
		if i == s.page {
			to = len(lines) - 1
		}
	}
	s.side.setLines(lines)
	s.side.reveal(from, to)
}

func (s *lessonScreen) sidebarRow(page, width int) []string {
	mark, style, glyph := " ", s.styles.Muted, s.styles.outcome("")
	if page == s.page {
		mark, style = s.styles.Accent.Render(glyphSelected), s.styles.Accent.Bold(true)
	}
	if s.pageRead(s.meta.ID, page) {
		glyph = s.styles.outcome(exercises.Pass)
	}
	lead := mark + " " + glyph + " "
	rows := wrap(style.Render(s.pages[page].title), width-markCells)
	for i, row := range rows {
		rows[i] = lead + row
		lead = strings.Repeat(" ", markCells)
	}
	return rows
}

// besideSidebar puts the list of pages before the page.
func (s *lessonScreen) besideSidebar(body []string) []string {
	width := 0
	if s.lesson != nil {
		width = s.sidebarWidth(s.current())
	}
	if width == 0 {
		return body
	}
	return columns(s.side.view(), width, s.styles.Muted.Render(sidebarGap), body)
}
