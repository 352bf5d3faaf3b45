package ui

import (
	"fmt"
	"strings"

	"tutor/exercises"
	"tutor/internal/term"
)

// detailFrom is the height from which a narrow map shows the selected row's details below the list.
const detailFrom = 9

// detailBelow is the details under the list, with a rule above; nil when they have their own column or no room.
func (h *homeScreen) detailBelow() []string {
	if h.width >= besideWidth || h.height < detailFrom || len(h.items) == 0 {
		return nil
	}
	lines := h.summary(min(h.width, proseWidth))
	// At least three lines, so that the list does not jump from row to row; at most half of the screen.
	for len(lines) < 3 {
		lines = append(lines, "")
	}
	lines = lines[:min(len(lines), h.height/2)]
	rule := h.styles.Muted.Render(strings.Repeat(glyphRule, h.width))
	return append([]string{rule}, lines...)
}

// detail is everything about the selected row, for a column of its own.
func (h *homeScreen) detail(width int) []string {
	width = min(width, proseWidth)
	item := h.item()
	var lines []string
	for _, row := range wrap(item.name(), width) {
		lines = append(lines, h.styles.Title.Render(row))
	}
	lines = append(lines, h.styles.Muted.Render(h.state(item)), "")
	lines = append(lines, h.summary(width)...)
	if item.lesson == nil || len(item.lesson.Objectives) == 0 {
		return lines
	}
	lines = append(lines, "", h.styles.Muted.Render("You will be able to"))
	for _, objective := range item.lesson.Objectives {
		lines = append(lines, wrapIndent("• ", term.Sanitize(objective), width)...)
	}
	return lines
}

func (h *homeScreen) summary(width int) []string {
	item := h.item()
	text := ""
	switch {
	case item.exercise != nil:
		text = item.exercise.Summary
	case item.lesson != nil:
		text = item.lesson.Summary
	}
	lines := wrap(term.Sanitize(text), width)
	if h.width < besideWidth {
		lines = append(lines, h.styles.Muted.Render(h.state(item)))
	}
	return lines
}

// state says in words what the row's glyph says.
func (h *homeScreen) state(item homeItem) string {
	if item.exercise != nil {
		switch h.known.outcome[item.exercise.ID] {
		case exercises.Pass:
			return "passed"
		case exercises.Fail:
			return "not passed yet: the last check found something"
		}
		return "not tried yet"
	}
	done := h.known.done[item.lesson.ID]
	switch at := item.lesson.ID == h.known.lesson; {
	case at && done:
		return fmt.Sprintf("read · you are at page %d", h.known.page+1)
	case at:
		return fmt.Sprintf("you are at page %d: enter goes on", h.known.page+1)
	case done:
		return "read"
	}
	return "not read yet"
}
