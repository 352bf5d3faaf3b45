package ui

import (
	tea "github.com/charmbracelet/bubbletea"
)

// wheelLines is how many lines of a text a notch of the wheel scrolls, as in other programs. A list moves by one row.
const wheelLines = 3

// clicked is a screen or popup on which a click does something. x and y count cells from 0 in what view returns.
type clicked interface{ click(x, y int) tea.Cmd }

// wheeled is a screen on which the wheel does something else than the arrow keys. n is in lines; down is positive.
type wheeled interface{ wheel(x, y, n int) tea.Cmd }

// mouse handles the wheel and the left button. What they do, keys do as well.
func (r *root) mouse(msg tea.MouseMsg) tea.Cmd {
	y := msg.Y - r.bodyTop()
	if _, height := r.area(); r.quitting || r.cramped() || y < 0 || y >= height {
		return nil
	}
	r.notice, r.said = "", ""
	switch {
	case msg.Button == tea.MouseButtonWheelUp:
		return r.wheel(msg.X, y, -1)
	case msg.Button == tea.MouseButtonWheelDown:
		return r.wheel(msg.X, y, 1)
	case msg.Button == tea.MouseButtonLeft && msg.Action == tea.MouseActionPress:
		if on, ok := r.onTop().(clicked); ok {
			return tea.Batch(on.click(msg.X, y), r.travel())
		}
	}
	return nil
}

// wheel moves by n notches.
func (r *root) wheel(x, y, n int) tea.Cmd {
	if on, ok := r.onTop().(wheeled); ok {
		return tea.Batch(on.wheel(x, y, n*wheelLines), r.travel())
	}
	arrow, times := tea.KeyMsg{Type: tea.KeyDown}, wheelLines
	if n < 0 {
		arrow.Type = tea.KeyUp
	}
	if _, ok := r.onTop().(clicked); ok { // a list
		times = 1
	}
	cmds := make([]tea.Cmd, times)
	for i := range cmds {
		cmds[i] = r.key(arrow)
	}
	return tea.Batch(cmds...)
}

// onTop is what the learner sees: the popup, or else the screen.
func (r *root) onTop() any {
	if r.over != nil {
		return r.over
	}
	return r.now
}

// mouseOn switches the mouse on, if the learner wants it. Bubbletea forgets it whenever another program had the
// terminal, and then always tells the size.
func (r *root) mouseOn() tea.Cmd {
	if !r.opts.Mouse {
		return nil
	}
	return tea.EnableMouseCellMotion
}

// enter is what a click on the selected row does.
func enter() tea.KeyMsg { return tea.KeyMsg{Type: tea.KeyEnter} }

// click selects the choice in row y of the list's pane; true when it was selected already.
func (c *choices) click(y int) (again bool) {
	at := rowAt(c.starts, c.pane.top+y)
	if at < 0 || y < 0 || y >= c.pane.shown() {
		return false
	}
	again = at == c.selected
	c.choose(at)
	return again
}

// rowAt is the item that has the line: starts are the first lines of all, with one more for the end; -1 for none.
func rowAt(starts []int, line int) int {
	for i := range len(starts) - 1 {
		if line >= starts[i] && line < starts[i+1] {
			return i
		}
	}
	return -1
}

func (h *homeScreen) click(x, y int) tea.Cmd {
	at := rowAt(h.starts, h.list.top+y)
	switch {
	case at < 0 || x >= h.listWidth || y >= h.listHeight:
	case at == h.selected:
		return h.update(enter())
	default:
		h.move(at - h.selected)
	}
	return nil
}

func (c *contentsScreen) click(_, y int) tea.Cmd {
	if c.list.click(y) {
		return c.update(enter())
	}
	c.draw()
	return nil
}

func (l *linksScreen) click(_, y int) tea.Cmd {
	if l.list.click(y) {
		return l.update(enter())
	}
	l.draw()
	return nil
}

// inputRows are those above the list of a popup with a text field.
const inputRows = 2

func (s *searchScreen) click(_, y int) tea.Cmd {
	if s.list.click(y - inputRows) {
		return s.update(enter())
	}
	s.draw()
	return nil
}

func (g *glossaryScreen) click(_, y int) tea.Cmd {
	if g.list.click(y - inputRows) {
		return g.update(enter())
	}
	return g.draw()
}
