package ui

import (
	"time"

	tea "github.com/charmbracelet/bubbletea"
)

// spinner is the glyph of what runs, one after the other.
const spinner = "⠋⠙⠸⠴⠦⠇"

// tickInterval is how often the clock and the spinner of what runs move. Faster would draw the eye from what is read.
const tickInterval = 250 * time.Millisecond

// stillInterval is the same without motion: only the seconds change.
const stillInterval = time.Second

// beat asks for the message that moves the clock and the spinner of what runs.
func (a *app) beat(msg tea.Msg) tea.Cmd {
	if a.opts.NoMotion {
		return a.tick(stillInterval, msg)
	}
	return a.tick(tickInterval, msg)
}

// spin is the glyph of what runs. Without motion it stands still.
func (a *app) spin(frame int) string {
	glyph := glyphRunning
	if frames := []rune(spinner); !a.opts.NoMotion {
		glyph = string(frames[frame%len(frames)])
	}
	return a.styles.Accent.Render(glyph)
}

// spinnerGlyph is that of a command block.
func (a *app) spinnerGlyph() string { return a.spin(a.commands.frame) }
