package ui

import (
	"github.com/charmbracelet/lipgloss"
	"github.com/muesli/termenv"
)

// palette is the colours of one theme by meaning. Text without a meaning has the terminal's own colour.
// Each has a contrast of at least 4.5:1 (WCAG 2.1, 1.4.3) on the theme's backgrounds.
type palette struct {
	accent, ok, bad, warn, muted, code lipgloss.CompleteColor
}

// colour names one colour in 24 bit, in the 256-colour cube and among a terminal's own 16. What those look like is the
// terminal's choice: only few can be read on every one, so there some meanings share the colour of the text, which an
// empty name stands for.
func colour(trueColour, cube, own string) lipgloss.CompleteColor {
	return lipgloss.CompleteColor{TrueColor: trueColour, ANSI256: cube, ANSI: own}
}

func darkPalette() palette {
	return palette{
		accent: colour("#7cc4ff", "117", "14"),
		ok:     colour("#7ddc8a", "114", "10"),
		bad:    colour("#ff9d96", "217", "11"),
		warn:   colour("#f0c674", "222", "15"),
		muted:  colour("#a3a9b4", "248", "7"),
		code:   colour("#cdbcff", "183", "6"),
	}
}

func lightPalette() palette {
	return palette{
		accent: colour("#0b57a0", "25", "4"),
		ok:     colour("#1a6330", "22", ""),
		bad:    colour("#a8201a", "124", "1"),
		warn:   colour("#6f4700", "58", "5"),
		muted:  colour("#525862", "240", ""),
		code:   colour("#6b2fa0", "55", "5"),
	}
}

// value is the colour as the profile can show it; empty where there is no colour.
func value(c lipgloss.CompleteColor, profile termenv.Profile) string {
	switch profile {
	case termenv.TrueColor:
		return c.TrueColor
	case termenv.ANSI256:
		return c.ANSI256
	case termenv.ANSI:
		return c.ANSI
	}
	return ""
}
