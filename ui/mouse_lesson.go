package ui

import tea "github.com/charmbracelet/bubbletea"

// wheel scrolls the code when the pointer is on it, else the text.
func (s *lessonScreen) wheel(x, y, n int) tea.Cmd {
	if s.lesson == nil {
		return nil
	}
	s.resume = target{}
	if _, on := s.codeRow(x, y); on {
		s.code.pane.scroll(n)
		return nil
	}
	s.text.scroll(n)
	return s.read()
}

// click chooses an option of a question, marks a line of code, or turns to a page in the list beside the text.
func (s *lessonScreen) click(x, y int) tea.Cmd {
	if s.lesson == nil {
		return nil
	}
	s.resume = target{}
	p := s.current()
	if side := s.sidebarWidth(p); side > 0 && x < side {
		return s.clickPage(y)
	}
	if row, on := s.codeRow(x, y); on {
		return s.clickCode(rowAt(s.code.starts, row))
	}
	if q := s.here().question; q != nil && !q.answered {
		return s.clickOption(q, s.textRow(x, y))
	}
	return nil
}

// codeRow is the row of the code's pane at a cell; false when the cell is not on the code.
func (s *lessonScreen) codeRow(x, y int) (row int, on bool) {
	p := s.current()
	if p.code == nil {
		return 0, false
	}
	x -= s.width - s.room(p) // the list of pages
	if beside := s.room(p) >= besideWidth; beside && x >= s.codeWidth(p) || !beside && y >= s.code.pane.height {
		return 0, false
	}
	return s.code.pane.top + y, x >= 0
}

// textRow is the row of the text's pane at a cell, or -1.
func (s *lessonScreen) textRow(x, y int) int {
	p := s.current()
	if p.code != nil && s.room(p) < besideWidth {
		y -= s.code.pane.height + 1
	}
	if x < s.width-s.room(p) || y < 0 || y >= s.text.shown() {
		return -1
	}
	return s.text.top + y
}

func (s *lessonScreen) clickOption(q *questionView, row int) tea.Cmd {
	for i, span := range q.spans {
		if row >= span[0] && row <= span[1] {
			q.cursor = i
			return s.pick(q, i)
		}
	}
	return nil
}

// clickCode marks the line of a mistake to find, or goes to the step that explains the line.
func (s *lessonScreen) clickCode(line int) tea.Cmd {
	p := s.current()
	if line < 0 {
		return nil
	}
	if p.spot != nil {
		return s.clickSpot(p.spot, line)
	}
	for i := range p.stages {
		if st := &p.stages[i]; st.step > 0 && line >= st.first && line <= st.last {
			s.stage, s.text.top = i, 0
			return s.arrange()
		}
	}
	return nil
}

func (s *lessonScreen) clickPage(y int) tea.Cmd {
	row, at := s.side.top+y, 1 // below the heading
	for page := range s.pages {
		n := len(s.sidebarRow(page, s.side.width))
		if row >= at && row < at+n && page != s.page {
			s.page = page
			return s.arrived()
		}
		at += n
	}
	return nil
}

func (s *lessonScreen) clickSpot(sp *spotView, line int) tea.Cmd {
	for i, step := range sp.Steps {
		if line >= step.First && line <= step.Last && i != sp.cursor {
			sp.cursor = i
			return s.moveSpot(sp, 0)
		}
	}
	return nil
}
