package ui

import (
	"strings"
	"testing"

	"github.com/charmbracelet/bubbles/key"
	"github.com/muesli/termenv"
)

// TestEveryListedKeyDoesSomething presses, in every scene, each key that is listed, under each of its names. One that
// only moves may be at an end, where its opposite moves.
func TestEveryListedKeyDoesSomething(t *testing.T) {
	for _, sc := range allScenes(t) {
		fresh := func() *driver {
			d := newDriver(t, 40, 12, termenv.Ascii, sc.settings...)
			sc.play(d)
			return d
		}
		for _, binding := range offered(fresh().root) {
			if !binding.Enabled() || moves(binding) {
				continue
			}
			for _, on := range binding.Keys() {
				d := fresh()
				before := d.root.View()
				_, cmd := d.root.Update(keyNamed(strings.Replace(on, " ", "space", 1)))
				if cmd == nil && d.root.View() == before {
					t.Errorf("%s: %q is listed as %q and does nothing", sc.name, on, binding.Help().Desc)
				}
			}
		}
	}
}

func offered(r *root) keys {
	if r.over != nil {
		return r.over.keys()
	}
	return whole(r.allKeys())
}

// moves says whether a key moves in a list or a text, or chooses what may be chosen already.
func moves(b key.Binding) bool {
	for _, word := range []string{"up", "down", "first", "last", "to the top", "to the end", "move", "line", "choose"} {
		if strings.Contains(b.Help().Desc, word) {
			return true
		}
	}
	return false
}
