package cli

import (
	"strings"

	"tutor/exercises"
)

// The glyphs carry the state, since nothing here has a colour.
const (
	glyphPass = "✓"
	glyphFail = "✗"
	glyphNote = "!"
	glyphNone = "–"
)

func outcomeGlyph(o exercises.Outcome) string {
	switch o {
	case exercises.Pass:
		return glyphPass
	case exercises.Fail:
		return glyphFail
	case exercises.Error:
		return glyphNote
	}
	return glyphNone
}

// oneLine keeps a text from breaking the line that it stands in.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
