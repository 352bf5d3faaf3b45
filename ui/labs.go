package ui

import (
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"tutor/runner/lab"
)

// labsScreen is the list of labs.
type labsScreen struct {
	*app
	key    popupKeys
	list   choices
	labs   []lab.Lab
	behind screen
	width  int
}

func newLabs(a *app, behind screen) *labsScreen {
	s := &labsScreen{app: a, key: newPopupKeys("open"), list: newChoices(), labs: lab.All(), behind: behind}
	s.key.Close.SetKeys("esc", "q", "L")
	s.list.key = s.list.key.withLetters()
	return s
}

func (s *labsScreen) takesText() bool { return false }

func (s *labsScreen) setSize(width, height int) {
	s.width = width
	s.list.pane.setSize(width, height)
	s.draw()
}

func (s *labsScreen) update(msg tea.Msg) tea.Cmd {
	press, ok := msg.(tea.KeyMsg)
	if !ok {
		return nil
	}
	switch {
	case key.Matches(press, s.key.Close):
		s.over = nil
	case key.Matches(press, s.key.Open):
		s.over = nil
		s.goTo = target{kind: toScreen, screen: openLab(s.app, s.behind, s.labs[s.list.selected], "")}
	case s.list.update(press):
		s.draw()
	}
	return nil
}

func (s *labsScreen) draw() {
	width := min(s.width, proseWidth) - 2
	s.list.draw(len(s.labs), func(i int, selected bool) []string {
		style := s.styles.Text
		if selected {
			style = s.styles.Accent.Bold(true)
		}
		lines := []string{s.list.mark(s.styles, selected) + " " + style.Render(s.labs[i].Title)}
		for _, row := range wrap(s.labs[i].Summary, width) {
			lines = append(lines, strings.Repeat(" ", 2)+s.styles.Muted.Render(row))
		}
		return lines
	})
}

func (s *labsScreen) header() (left, right string) { return s.styles.Title.Render("Labs"), "" }

func (s *labsScreen) view() []string { return withMore(s.styles, &s.list.pane) }

func (s *labsScreen) keys() keys { return s.list.keys(nil, s.key) }
