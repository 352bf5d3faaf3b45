package ui

import "github.com/charmbracelet/bubbles/key"

// blockKeys act on the command blocks of a page.
type blockKeys struct{ Run, Copy, NextBlock, PreviousBlock key.Binding }

func newBlockKeys() blockKeys {
	return blockKeys{
		Run:           bind("x", "run", "x"),
		Copy:          bind("y", "copy", "y"),
		NextBlock:     bind("}", "next command", "}"),
		PreviousBlock: bind("{", "previous command", "{"),
	}
}

// commandKeys answer the questions before a command block runs, and control it.
type commandKeys struct {
	Trust, Run, No, Stop, Again, Copy, Tab, Earlier, Later, Up, Down, PageUp, PageDown, Top, End, Back key.Binding
}

func newCommandKeys() commandKeys {
	return commandKeys{
		// Not y: a y too many must not answer the next question as well.
		Trust:    bind("T", "trust this course", "T"),
		Run:      bind("enter", "run it", "enter", "y", "Y"),
		No:       bind("esc", "do not run it", "esc", "n", "N"),
		Stop:     bind("s", "stop", "s"),
		Again:    bind("x", "run again", "x"),
		Copy:     bind("y", "copy the command", "y"),
		Tab:      bind("tab", "scroll the other output", "tab"),
		Earlier:  bind("{", "earlier command", "{"),
		Later:    bind("}", "later command", "}"),
		Down:     bind("↓/j", "scroll down", "down", "j"),
		Up:       bind("↑/k", "scroll up", "up", "k"),
		PageDown: bind("pgdn", "page down", "pgdown", "ctrl+d", " "),
		PageUp:   bind("pgup", "page up", "pgup", "ctrl+u"),
		Top:      bind("home", "to the top", "home"),
		End:      bind("end", "to the end", "end", "G"),
		Back:     bind("esc", "back", "esc", "backspace"),
	}
}

func (k commandKeys) list() keys {
	return keys{
		k.Trust, k.Run, k.No, k.Stop, k.Again, k.Back, k.Tab, k.Copy, k.Earlier, k.Later,
		k.Down, k.Up, k.PageDown, k.PageUp, k.Top, k.End,
	}
}
