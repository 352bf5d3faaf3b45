package ui

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
)

// overlay is a popup over the screen. While it is open, keys are for it. It closes itself by app.over = nil.
type overlay interface {
	setSize(width, height int)
	// update handles a message. Keys come one rune at a time, unless the overlay takes text.
	update(msg tea.Msg) tea.Cmd
	header() (left, right string)
	// view returns exactly as many lines as setSize said, none wider.
	view() []string
	keys() keys
	// takesText says whether letters are text: what is typed or pasted at once then comes as one message.
	takesText() bool
}

// keeper is a popup that may hold what the learner wrote.
type keeper interface {
	// keeps says whether text would be lost if the popup went away. When the program is to end, the popup then asks;
	// asked already, it lets go.
	keeps(ending bool) bool
}

// textKept says whether the popup has to stay, for what the learner wrote in it.
func (r *root) textKept(ending bool) bool {
	k, ok := r.over.(keeper)
	return ok && !r.quitting && k.keeps(ending)
}

// openOverlay shows a popup instead of the one that is open, if any.
func (r *root) openOverlay(o overlay) tea.Cmd {
	if r.textKept(false) {
		return nil
	}
	r.over = o
	return r.arrangeOverlay()
}

// arrangeOverlay tells the popup its size, and that the size or the colours may have changed.
func (r *root) arrangeOverlay() tea.Cmd {
	if r.over == nil {
		return nil
	}
	r.over.setSize(r.area())
	return r.toOverlay(shownMsg{})
}

// toOverlay hands a message to the popup and does what it asks for.
func (r *root) toOverlay(msg tea.Msg) tea.Cmd {
	if r.over == nil {
		return nil
	}
	cmd := r.over.update(msg)
	return tea.Batch(cmd, r.travel())
}

// popup is what the key opens; nil when it opens nothing.
func (r *root) popup(msg tea.KeyMsg) overlay {
	switch k := r.globalNow(); {
	case key.Matches(msg, k.Help):
		return newHelp(r.app, r.allKeys())
	case key.Matches(msg, k.Search):
		return newSearch(r.app)
	case key.Matches(msg, k.Glossary):
		return newGlossary(r.app, r.now)
	case key.Matches(msg, k.Contents):
		return newContents(r.app, r.now)
	}
	return nil
}

// popupKeys are those of every popup with a list.
type popupKeys struct{ Open, Close key.Binding }

func newPopupKeys(open string) popupKeys {
	return popupKeys{
		Open:  bind("enter", open, "enter"),
		Close: bind("esc", "close", "esc"),
	}
}
