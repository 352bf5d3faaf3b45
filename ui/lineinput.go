package ui

import (
	"strings"
	"unicode/utf8"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"tutor/internal/term"
)

// longestInput is the most that can be typed into a line, in bytes.
const longestInput = 200

// lineInput is a line the learner types. The cursor stays at its end and does not blink: nothing wakes up while the
// learner reads.
type lineInput struct{ text string }

// update returns true when the key changed the text.
func (l *lineInput) update(msg tea.KeyMsg) (changed bool) {
	before := l.text
	switch msg.Type {
	case tea.KeyRunes, tea.KeySpace:
		if !msg.Alt {
			l.add(string(msg.Runes))
		}
	case tea.KeyBackspace, tea.KeyCtrlH:
		_, size := utf8.DecodeLastRuneInString(l.text)
		l.text = l.text[:len(l.text)-size]
	case tea.KeyCtrlU:
		l.text = ""
	case tea.KeyCtrlW:
		words := strings.TrimRight(l.text, " ")
		l.text = words[:strings.LastIndexByte(words, ' ')+1]
	}
	return l.text != before
}

// add takes text as it was typed or pasted: what comes in several lines is one here.
func (l *lineInput) add(text string) {
	text = strings.ReplaceAll(term.Sanitize(text), "\n", " ")
	for len(l.text)+len(text) > longestInput {
		_, size := utf8.DecodeLastRuneInString(text)
		text = text[:len(text)-size]
	}
	l.text += text
}

// view is the line after a prompt. Of a long text the end is seen.
func (l *lineInput) view(styles *Styles, prompt, empty string, width int) string {
	prompt += " "
	room := width - ansi.StringWidth(prompt) - 1
	text := l.text
	if n := ansi.StringWidth(text); n > room {
		text = ansi.TruncateLeft(text, n-room+1, "…")
	}
	line := styles.Accent.Render(prompt) + text + styles.Accent.Render(glyphCursor)
	if l.text == "" {
		line += styles.Muted.Render(ansi.Truncate(" "+empty, max(0, room), "…"))
	}
	return line
}
