package ui

import (
	"fmt"
	"path/filepath"

	"github.com/charmbracelet/lipgloss"
)

// name is the file's, safe for the screen.
func (e *editorScreen) name() string { return oneLine(e.file) }

func (e *editorScreen) header() (left, right string) {
	left = e.styles.Title.Render(e.name())
	switch {
	case e.unsaved():
		left += e.styles.Warn.Render(" " + glyphUnsaved + " not saved")
	case e.op != 0 && e.phase != readingAnswer:
		left += e.styles.Muted.Render(" saving…")
	}
	if e.phase == readingAnswer || e.phase == answerRefused {
		return left, ""
	}
	at, of := e.area.line()
	return left, e.styles.Muted.Render(fmt.Sprintf("line %d/%d", at, of))
}

// status is the lines below the text: a question, or what the last key led to.
func (e *editorScreen) status() []string {
	text, style := e.statusText()
	if text == "" {
		return nil
	}
	rows := wrap(text, e.width)
	rows = rows[:min(len(rows), max(1, e.height-1))]
	for i, row := range rows {
		rows[i] = style.Render(row)
	}
	return rows
}

func (e *editorScreen) statusText() (string, lipgloss.Style) {
	switch {
	case e.phase == askUnsaved && e.leaving == leaveTutor:
		return glyphError + " Your text is not saved, and tutor is to end. s saves it first, d discards it, esc goes on writing.", e.styles.Warn
	case e.phase == askUnsaved:
		return glyphError + " Your text is not saved. s saves it, d discards it, esc goes on writing.", e.styles.Warn
	case e.phase == askChanged && e.found == nil:
		return glyphError + " The file was removed meanwhile. o writes your text, r begins it anew, esc goes on writing.", e.styles.Warn
	case e.phase == askChanged:
		return glyphError + " Another program changed the file meanwhile. o overwrites it with your text, r reloads it and " +
			"drops your text, esc goes on writing.", e.styles.Warn
	}
	return e.message, e.styles.Text
}

// draw puts the text above the status.
func (e *editorScreen) draw() {
	if e.width > 0 {
		e.area.draw(e.width, e.height-len(e.status()), e.styles)
	}
}

func (e *editorScreen) view() []string {
	lines := make([]string, e.height)
	switch e.phase {
	case readingAnswer:
	case answerRefused:
		path := oneLine(filepath.Join(e.dir, filepath.FromSlash(e.file)))
		text := glyphError + " " + e.name() + " " + e.refusal + ", so it is not opened here: nothing of it must get lost."
		rows := append(wrap(text+"\n\nWrite it in an editor of your own:", e.width), wrapIndent("  ", path, e.width)...)
		copy(lines, rows)
	default:
		status := e.status()
		copy(lines, e.area.lines)
		copy(lines[e.height-len(status):], status)
	}
	return lines
}
