package ui

import (
	"strings"

	"github.com/charmbracelet/bubbles/help"
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"
)

// helpScreen lists every key that works now.
type helpScreen struct {
	*app
	key  helpKeys
	list keys
	pane pane
}

func newHelp(a *app, list keys) *helpScreen {
	enabled := keys{}
	for _, binding := range list {
		if binding.Enabled() {
			enabled = append(enabled, binding)
		}
	}
	return &helpScreen{app: a, key: newHelpKeys(), list: enabled}
}

func (h *helpScreen) setSize(width, height int) {
	h.pane.setSize(width, height)
	m := help.New()
	m.Styles = h.styles.help
	column := func(k keys) []string {
		return strings.Split(m.FullHelpView(k.FullHelp()), "\n")
	}
	lines := column(h.list)
	if len(lines) > height && width >= 72 {
		half := (len(h.list) + 1) / 2
		left, right := column(h.list[:half]), column(h.list[half:])
		for len(right) < len(left) {
			right = append(right, "")
		}
		lines = columns(left, width/2, "", right)
	}
	for i, line := range lines {
		lines[i] = ansi.Truncate(line, width, "…")
	}
	h.pane.setLines(lines)
}

func (h *helpScreen) update(msg tea.Msg) tea.Cmd {
	press, ok := msg.(tea.KeyMsg)
	if !ok {
		return nil
	}
	switch {
	case key.Matches(press, h.key.Down):
		h.pane.scroll(1)
	case key.Matches(press, h.key.Up):
		h.pane.scroll(-1)
	case key.Matches(press, h.key.PageDown):
		h.pane.page(1)
	case key.Matches(press, h.key.PageUp):
		h.pane.page(-1)
	default:
		h.over = nil // the learner has seen enough
	}
	return nil
}

func (h *helpScreen) header() (left, right string) { return h.styles.Title.Render("Keys"), "" }

func (h *helpScreen) view() []string { return h.pane.view() }

func (h *helpScreen) takesText() bool { return false }

func (h *helpScreen) keys() keys {
	k := h.key
	if h.pane.atTop() && h.pane.atEnd() {
		return keys{k.Close}
	}
	return keys{k.Close, k.Down, k.Up, k.PageDown, k.PageUp}
}
