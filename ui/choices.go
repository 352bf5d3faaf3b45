package ui

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
)

// choices is a list to choose from. A choice may have several rows.
type choices struct {
	pane     pane
	key      choiceKeys
	selected int
	count    int
	starts   []int // first row of each choice; one more for the end
}

// choiceKeys move in a list that leaves letters to a text field.
type choiceKeys struct{ Up, Down, PageUp, PageDown, First, Last key.Binding }

func newChoiceKeys() choiceKeys {
	return choiceKeys{
		Up:       bind("↑", "up", "up", "ctrl+p"),
		Down:     bind("↓", "down", "down", "ctrl+n"),
		PageUp:   bind("pgup", "page up", "pgup"),
		PageDown: bind("pgdn", "page down", "pgdown"),
		First:    bind("home", "first", "home"),
		Last:     bind("end", "last", "end"),
	}
}

// withLetters adds the keys of a list without a text field.
func (k choiceKeys) withLetters() choiceKeys {
	k.Up.SetKeys(append(k.Up.Keys(), "k")...)
	k.Down.SetKeys(append(k.Down.Keys(), "j")...)
	k.PageUp.SetKeys(append(k.PageUp.Keys(), "ctrl+u")...)
	k.PageDown.SetKeys(append(k.PageDown.Keys(), "ctrl+d", " ")...)
	k.Last.SetKeys(append(k.Last.Keys(), "G")...)
	return k
}

func newChoices() choices { return choices{key: newChoiceKeys()} }

// keys puts the keys of the list among those of its popup: what matters most comes first.
func (c *choices) keys(first keys, k popupKeys) keys {
	all := append(append(keys{k.Open}, first...), k.Close)
	if c.count < 2 {
		return all
	}
	return append(all, c.key.Down, c.key.Up, c.key.PageDown, c.key.PageUp, c.key.First, c.key.Last)
}

// update moves the selection; it returns true when the key was for the list.
func (c *choices) update(msg tea.KeyMsg) bool {
	page := max(1, c.pane.height/2)
	switch {
	case key.Matches(msg, c.key.Up):
		c.choose(c.selected - 1)
	case key.Matches(msg, c.key.Down):
		c.choose(c.selected + 1)
	case key.Matches(msg, c.key.PageUp):
		c.choose(c.selected - page)
	case key.Matches(msg, c.key.PageDown):
		c.choose(c.selected + page)
	case key.Matches(msg, c.key.First):
		c.choose(0)
	case key.Matches(msg, c.key.Last):
		c.choose(c.count)
	default:
		return false
	}
	return true
}

func (c *choices) choose(i int) { c.selected = max(0, min(i, c.count-1)) }

// draw lays out the choices with the rows that row returns, and scrolls to the selected one.
func (c *choices) draw(count int, row func(i int, selected bool) []string) {
	c.count = count
	c.choose(c.selected)
	c.starts = c.starts[:0]
	var lines []string
	for i := range count {
		c.starts = append(c.starts, len(lines))
		lines = append(lines, row(i, i == c.selected)...)
	}
	c.starts = append(c.starts, len(lines))
	c.pane.setLines(lines)
	if count > 0 {
		c.pane.reveal(c.starts[c.selected], c.starts[c.selected+1]-1)
	}
}

// mark is the first cell of a choice.
func (c *choices) mark(styles *Styles, selected bool) string {
	if selected {
		return styles.Accent.Render(glyphSelected)
	}
	return " "
}
