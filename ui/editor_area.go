package ui

import (
	"io"
	"strings"

	"github.com/charmbracelet/bubbles/cursor"
	"github.com/charmbracelet/bubbles/textarea"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"
	"github.com/muesli/termenv"

	"tutor/internal/study"
	"tutor/internal/term"
)

// The sequences for the cursor on a terminal with colours. Without colours the first becomes a glyph.
const (
	cursorOn  = "\x1b[7m"
	cursorOff = "\x1b[27m"
)

// editArea is the library's text area, drawn when it changes and not whenever the screen is. It has no colours of its
// own, as those ask the terminal for its background; its cursor does not blink; it runs no clipboard program.
type editArea struct {
	model textarea.Model
	lines []string // as drawn last
}

func newEditArea() editArea {
	m := textarea.New()
	m.Prompt, m.ShowLineNumbers = "", false
	m.MaxHeight, m.MaxWidth = 0, 0
	m.FocusedStyle, m.BlurredStyle = textarea.Style{}, textarea.Style{}
	m.Cursor.SetMode(cursor.CursorStatic)
	// Without colours the library shows no cursor: the sequences go in as if they were text, which take no cells.
	r := lipgloss.NewRenderer(io.Discard)
	r.SetColorProfile(termenv.Ascii)
	m.Cursor.Style = r.NewStyle().Transform(func(under string) string { return cursorOn + under + cursorOff })
	m.KeyMap.Paste.SetEnabled(false)
	_ = m.Focus() // a static cursor wants nothing
	return editArea{model: m}
}

// open shows a text from its beginning. It returns false when the area cannot hold it as it is.
func (a *editArea) open(text string) bool {
	a.model.SetValue(text)
	a.feed(tea.KeyMsg{Type: tea.KeyCtrlHome})
	return a.text() == text
}

func (a *editArea) text() string { return a.model.Value() }

// feed hands a key to the area. What it would run is not run: nothing that is left enabled needs it.
func (a *editArea) feed(msg tea.Msg) { a.model, _ = a.model.Update(msg) }

// press takes a key or a text. Some terminals hand over what was pasted with carriage returns.
func (a *editArea) press(msg tea.KeyMsg) {
	if msg.Type == tea.KeyRunes {
		safe := []rune(term.Sanitize(string(msg.Runes)))
		if len(safe) == 0 {
			return
		}
		msg.Runes = safe
	}
	a.feed(msg)
}

// page moves the cursor by a screen's height.
func (a *editArea) page(direction int) {
	for range max(1, a.model.Height()-1) {
		if direction < 0 {
			a.model.CursorUp()
		} else {
			a.model.CursorDown()
		}
	}
}

// toggle changes the box in the cursor's line; false when there is none. The cursor stays.
func (a *editArea) toggle() bool {
	lines := strings.Split(a.text(), "\n")
	at, mark, ok := study.ToggledBox(lines[a.model.Line()])
	if !ok {
		return false
	}
	info := a.model.LineInfo()
	a.model.SetCursor(at + 1)
	a.feed(tea.KeyMsg{Type: tea.KeyBackspace})
	a.model.InsertRune(mark)
	a.model.SetCursor(info.StartColumn + info.ColumnOffset)
	return true
}

// line is the number of the cursor's line, from 1, and how many there are.
func (a *editArea) line() (at, of int) { return a.model.Line() + 1, a.model.LineCount() }

// draw makes the lines of the area: exactly height, none wider than width.
func (a *editArea) draw(width, height int, styles *Styles) {
	plain := styles.profile == termenv.Ascii
	a.model.SetWidth(max(1, width-1)) // a cell for the glyph
	a.model.SetHeight(max(1, height))
	// The area scrolls within what it drew before, so it is drawn, scrolled and drawn.
	_ = a.model.View()
	a.feed(nil)
	rows := strings.Split(a.model.View(), "\n")
	a.lines = make([]string, max(0, height))
	copy(a.lines, rows)
	for i, row := range a.lines {
		a.lines[i] = cursorRow(row, width, plain, styles)
	}
}

// cursorRow shows the cursor in the way of the profile.
func cursorRow(row string, width int, plain bool, styles *Styles) string {
	before, rest, here := strings.Cut(row, cursorOn)
	if !here {
		return ansi.Truncate(strings.TrimRight(ansi.Strip(row), " "), width, "")
	}
	under, after, _ := strings.Cut(rest, cursorOff)
	before, under, after = ansi.Strip(before), ansi.Strip(under), strings.TrimRight(ansi.Strip(after), " ")
	if !plain {
		return ansi.Truncate(before+cursorOn+under+cursorOff+after, width, "")
	}
	return ansi.Truncate(before+styles.Accent.Render(glyphCursor)+strings.TrimRight(under+after, " "), width, "")
}
