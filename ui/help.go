package ui

import (
	"strings"

	"github.com/charmbracelet/bubbles/help"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"
)

// helpScreen lists every key that works now.
type helpScreen struct {
	styles *Styles
	list   keys
	pane   pane
}

func newHelp(styles *Styles, list keys) *helpScreen {
	enabled := keys{}
	for _, binding := range list {
		if binding.Enabled() {
			enabled = append(enabled, binding)
		}
	}
	return &helpScreen{styles: styles, list: enabled}
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

// update returns true when the learner has seen enough.
func (h *helpScreen) update(msg tea.KeyMsg) (closed bool) {
	switch msg.String() {
	case "down", "j":
		h.pane.scroll(1)
	case "up", "k":
		h.pane.scroll(-1)
	case "pgdown", "ctrl+d", " ":
		h.pane.page(1)
	case "pgup", "ctrl+u":
		h.pane.page(-1)
	default:
		return true
	}
	return false
}

func (h *helpScreen) view() []string { return h.pane.view() }

func helpKeys() keys {
	return keys{bind("esc", "close", "esc"), bind("↑↓", "scroll", "up", "down")}
}
