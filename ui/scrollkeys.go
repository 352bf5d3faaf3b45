package ui

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
)

// scrollKeys are those of a popup that is only read.
type scrollKeys struct{ Close, Up, Down, PageUp, PageDown, Top, End key.Binding }

// newScrollKeys makes them; the key that opened the popup closes it, too.
func newScrollKeys(opened string) scrollKeys {
	return scrollKeys{
		Close:    bind("esc", "close", "esc", "enter", opened),
		Up:       bind("↑/k", "up", "up", "k"),
		Down:     bind("↓/j", "down", "down", "j"),
		PageUp:   bind("pgup", "page up", "pgup", "ctrl+u"),
		PageDown: bind("pgdn", "page down", "pgdown", "ctrl+d", " "),
		Top:      bind("home", "to the top", "home"),
		End:      bind("end", "to the end", "end", "G"),
	}
}

func (k scrollKeys) scroll(p *pane, msg tea.KeyMsg) {
	switch {
	case p.follow(msg, k.Up, k.Down, k.PageUp, k.PageDown):
	case key.Matches(msg, k.Top):
		p.top = 0
	case key.Matches(msg, k.End):
		p.scroll(len(p.lines))
	}
}

// follow scrolls as the keys say, and says whether the key is one of them.
func (p *pane) follow(msg tea.KeyMsg, up, down, pageUp, pageDown key.Binding) bool {
	switch {
	case key.Matches(msg, down):
		p.scroll(1)
	case key.Matches(msg, up):
		p.scroll(-1)
	case key.Matches(msg, pageDown):
		p.page(1)
	case key.Matches(msg, pageUp):
		p.page(-1)
	default:
		return false
	}
	return true
}

func (k scrollKeys) list(p *pane) keys {
	scrolls := !p.atTop() || !p.atEnd()
	for _, one := range []*key.Binding{&k.Up, &k.Down, &k.PageUp, &k.PageDown, &k.Top, &k.End} {
		one.SetEnabled(scrolls)
	}
	return keys{k.Close, k.Down, k.Up, k.PageDown, k.PageUp, k.Top, k.End}
}
