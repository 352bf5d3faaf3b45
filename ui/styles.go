package ui

import (
	"io"

	"github.com/charmbracelet/bubbles/help"
	"github.com/charmbracelet/lipgloss"
	"github.com/muesli/termenv"

	"tutor/exercises"
)

// Glyphs, one cell wide each. With NO_COLOR they alone tell states apart.
const (
	glyphSelected = "›"
	glyphLines    = "▌" // the lines a walkthrough is at
	glyphPass     = "✓"
	glyphFail     = "✗"
	glyphBlocked  = "-"
	glyphStopped  = "-"
	glyphRunning  = "▸"
	glyphError    = "!"
	glyphWaiting  = "·"
	glyphAdvice   = "◦"
	glyphNotYet   = "·"
	glyphFull     = "━"
	glyphEmpty    = "─"
	glyphRule     = "─"
	glyphBar      = "│"
	glyphChosen   = "•"
	glyphCursor   = "▏"
	glyphGoOn     = "→"
	glyphUnsaved  = "*"
	glyphHere     = "•" // what is on the page behind a popup
)

// Styles is the look of every screen: colours by what they mean.
type Styles struct {
	theme   string // ThemeDark or ThemeLight
	profile termenv.Profile
	palette palette

	Text, Title, Accent, OK, Bad, Warn, Muted, Code lipgloss.Style

	help help.Styles
}

// NewStyles makes the look for a theme and a colour profile. It never asks the terminal for anything.
func NewStyles(dark bool, profile termenv.Profile) *Styles {
	s := &Styles{theme: ThemeLight, profile: profile, palette: lightPalette()}
	if dark {
		s.theme, s.palette = ThemeDark, darkPalette()
	}
	r := lipgloss.NewRenderer(io.Discard)
	r.SetColorProfile(profile)
	r.SetHasDarkBackground(dark)
	p := s.palette
	s.Text = r.NewStyle()
	s.Title = r.NewStyle().Bold(true)
	s.Accent = r.NewStyle().Foreground(p.accent)
	s.OK = r.NewStyle().Foreground(p.ok)
	s.Bad = r.NewStyle().Foreground(p.bad)
	s.Warn = r.NewStyle().Foreground(p.warn)
	s.Muted = r.NewStyle().Foreground(p.muted)
	s.Code = r.NewStyle().Foreground(p.code)
	s.help = help.Styles{
		Ellipsis: s.Muted, ShortKey: s.Accent, ShortDesc: s.Muted, ShortSeparator: s.Muted,
		FullKey: s.Accent, FullDesc: s.Text, FullSeparator: s.Muted,
	}
	return s
}

// loadingText stands where something is being read. It takes milliseconds, so it moves nothing and says no more.
const loadingText = "…"

// loading is a screen of that height before there is something to show.
func (s *Styles) loading(height int) []string {
	lines := make([]string, height)
	if height > 0 {
		lines[0] = s.Muted.Render(loadingText)
	}
	return lines
}

// outcome is the glyph of a check's or exercise's outcome; the one of none is "not yet".
func (s *Styles) outcome(o exercises.Outcome) string {
	switch o {
	case exercises.Pass:
		return s.OK.Render(glyphPass)
	case exercises.Fail:
		return s.Bad.Render(glyphFail)
	case exercises.Blocked:
		return s.Muted.Render(glyphBlocked)
	case exercises.Error:
		return s.Warn.Render(glyphError)
	}
	return s.Muted.Render(glyphNotYet)
}
