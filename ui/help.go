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
	return &helpScreen{app: a, key: newHelpKeys(), list: whole(list)}
}

// whole names every key of the bindings that work now. A key that two of them have belongs to the first.
func whole(list keys) keys {
	var all keys
	taken := map[string]bool{}
	for _, binding := range list {
		if !binding.Enabled() {
			continue
		}
		var names []string
		for _, on := range binding.Keys() {
			if !taken[on] {
				names = append(names, keyName(on))
			}
			taken[on] = true
		}
		if len(names) > 0 {
			binding.SetHelp(strings.Join(names, " "), binding.Help().Desc)
			all = append(all, binding)
		}
	}
	return all
}

// keyName is a key as it is printed.
func keyName(on string) string {
	switch on {
	case " ":
		return "space"
	case "pgdown":
		return "pgdn"
	}
	return strings.NewReplacer("up", "↑", "down", "↓", "left", "←", "right", "→", "pgup", "pgup").Replace(on)
}

func (h *helpScreen) setSize(width, height int) {
	h.pane.setSize(width, height)
	lines := h.column(h.list)
	if len(lines) > height && width >= 72 {
		half := (len(h.list) + 1) / 2
		left, right := h.column(h.list[:half]), h.column(h.list[half:])
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

func (h *helpScreen) column(k keys) []string {
	m := help.New()
	m.Styles = h.styles.help
	return strings.Split(m.FullHelpView(k.FullHelp()), "\n")
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

func (h *helpScreen) view() []string { return withMore(h.styles, &h.pane) }

func (h *helpScreen) takesText() bool { return false }

func (h *helpScreen) keys() keys {
	k := h.key
	if h.pane.atTop() && h.pane.atEnd() {
		return keys{k.Close}
	}
	return keys{k.Close, k.Down, k.Up, k.PageDown, k.PageUp}
}
