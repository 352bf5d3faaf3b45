package ui

import (
	"fmt"
	"slices"
	"strings"

	"tutor/exercises"
	"tutor/internal/term"
	"tutor/lessons"
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
	for _, row := range wrap(h.name(item), width) {
		lines = append(lines, h.styles.Title.Render(row))
	}
	lines = append(lines, h.stateLines(item, width)...)
	lines = append(append(lines, ""), h.summary(width)...)
	switch {
	case item.goOn && len(h.standing.objectives) > 0 && h.starts[len(h.items)] > h.height: // out of sight in the list
		return append(lines, h.objectives(width)...)
	case item.lesson != nil && len(item.lesson.Objectives) > 0:
		lines = append(lines, "", h.styles.Muted.Render("You will be able to"))
		for _, objective := range item.lesson.Objectives {
			lines = append(lines, wrapIndent("• ", term.Sanitize(objective), width)...)
		}
	}
	return lines
}

// objectives lists those of the course, met or not.
func (h *homeScreen) objectives(width int) []string {
	lines := []string{"", h.styles.Muted.Render("What you will be able to do")}
	for i := range h.standing.objectives {
		glyph, right := h.glyph(homeItem{objective: i + 1})
		text := oneLine(h.standing.objectives[i].Text)
		if right != "" {
			text += " " + h.styles.Muted.Render(right)
		}
		lines = append(lines, wrapIndent(glyph+" ", text, width)...)
	}
	return lines
}

func (h *homeScreen) summary(width int) []string {
	item := h.item()
	var lines []string
	switch {
	case item.goOn:
		return h.progressLines(width)
	case item.review:
		lines = wrap("A term is shown, you recall what it means, and say whether you knew it. The ones you missed come back.", width)
	case item.objective > 0:
		lines = h.practisedIn(item, width)
	case item.exercise != nil:
		lines = wrap(term.Sanitize(item.exercise.Summary), width)
	case item.lesson != nil:
		lines = wrap(term.Sanitize(item.lesson.Summary), width)
	}
	if h.width < besideWidth {
		lines = append(lines, h.stateLines(item, width)...)
	}
	return lines
}

func (h *homeScreen) stateLines(item homeItem, width int) []string {
	state := h.state(item)
	if state == "" {
		return nil
	}
	return wrap(h.styles.Muted.Render(state), width)
}

// progressLines say how far the learner is with the course.
func (h *homeScreen) progressLines(width int) []string {
	lines := wrap(h.lessonsRead()+h.minutesLeft(), width)
	s := h.standing
	if !s.known {
		return lines
	}
	var parts []string
	if s.items > 0 {
		parts = append(parts, fmt.Sprintf("%d of %d questions right", s.right, s.items))
	}
	if n := len(s.objectives); n > 0 {
		parts = append(parts, fmt.Sprintf("%d of %d objectives met", s.met(), n))
	}
	if len(parts) == 0 {
		return lines
	}
	return append(lines, wrap(strings.Join(parts, ", "), width)...)
}

// minutesLeft sums up what is not read and not passed.
func (h *homeScreen) minutesLeft() string {
	left := 0
	for _, item := range h.items {
		switch {
		case item.lesson != nil && !h.known.done[item.lesson.ID]:
			left += item.lesson.Minutes
		case item.exercise != nil && !h.known.settled(item.exercise.ID):
			left += item.exercise.Minutes
		}
	}
	if left == 0 {
		return ""
	}
	return fmt.Sprintf(", about %s left", counted(left, "minute"))
}

// practisedIn says where an objective of the course is practised, and what enter does.
func (h *homeScreen) practisedIn(item homeItem, width int) []string {
	o := h.objective(item)
	if o.Items == 0 {
		return nil
	}
	var in []string
	for _, m := range h.metas {
		if slices.Contains(m.Practises, o.ID) {
			in = append(in, fmt.Sprint(m.Number))
		}
	}
	noun := "lessons "
	if len(in) == 1 {
		noun = "lesson "
	}
	return wrap("Practised in "+noun+strings.Join(in, ", ")+".", width)
}

// state says in words what the row's glyph says.
func (h *homeScreen) state(item homeItem) string {
	switch {
	case item.exercise != nil:
		if h.known.review[item.exercise.ID] {
			return "your answer waits for a person to read it: go on"
		}
		return exerciseState(h.known.outcome[item.exercise.ID])
	case item.lesson != nil:
		return h.lessonState(item.lesson.ID)
	case item.objective > 0:
		return objectiveState(h.objective(item), h.standing.known)
	}
	return ""
}

func exerciseState(outcome exercises.Outcome) string {
	switch outcome {
	case exercises.Pass:
		return "passed"
	case exercises.Fail:
		return "not passed yet: the last check found something"
	}
	return "not tried yet"
}

func (h *homeScreen) lessonState(id string) string {
	done := h.known.done[id]
	switch at := id == h.known.lesson; {
	case at && done:
		return fmt.Sprintf("read · you are at page %d", h.known.page+1)
	case at:
		return fmt.Sprintf("you are at page %d: enter goes on", h.known.page+1)
	case done:
		return "read"
	}
	return "not read yet"
}

// objectiveState says in words how far the learner is.
func objectiveState(o lessons.Standing, known bool) string {
	switch {
	case !known:
		return ""
	case o.Items == 0:
		return "no question practises this"
	case o.Met():
		return "met: every question about it was answered right"
	}
	return fmt.Sprintf("not met yet, %s open: enter goes to the first", counted(o.Items-o.Right, "question"))
}
