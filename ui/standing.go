package ui

import (
	"errors"
	"fmt"

	tea "github.com/charmbracelet/bubbletea"

	"tutor/internal/study"
	"tutor/lessons"
)

// standing is how far the learner is with what is to be answered and remembered. It takes reading every lesson, so it
// comes after the first frame.
type standing struct {
	known      bool
	items      int // questions and mistakes to find in the course
	right      int // of them answered right the last time
	objectives []lessons.Standing
	terms      int
	due        int // terms to review now
}

// share is how much of an objective was answered right, in less than minutesCells.
func share(o lessons.Standing) string {
	share := fmt.Sprintf("%d/%d", o.Right, o.Items)
	if len(share)+len(" right") < minutesCells {
		share += " right"
	}
	return share
}

// standingMsg brings a new standing.
type standingMsg struct {
	op       int
	standing standing
	cards    []study.Card // of all terms
	saved    error        // what kept earlier answers from being written
	err      error
}

// wantStanding counts off the update loop, once the answers that wait to be written are written.
func (h *homeScreen) wantStanding() tea.Cmd {
	h.ops++
	h.standingOp = h.ops
	opts, op, saver := h.opts, h.standingOp, h.saver
	return func() tea.Msg {
		msg := standingMsg{op: op, saved: saver.drain()}
		items, failed := opts.Course.Practice()
		cards, err := study.Cards(opts.Course, opts.Progress)
		msg.cards, msg.err = cards, errors.Join(failed, err)
		msg.standing = count(opts.Course.Objectives(), items, func(item lessons.PracticeItem) bool {
			answer, ok := opts.Progress.Answer(item.Lesson, item.ID)
			return ok && answer.Right
		})
		return msg
	}
}

// count sums up the items, all in all and by objective.
func count(objectives []lessons.Objective, items []lessons.PracticeItem, right func(lessons.PracticeItem) bool) standing {
	s := standing{known: true, items: len(items), objectives: lessons.Standings(objectives, items, right)}
	for _, item := range items {
		if right(item) {
			s.right++
		}
	}
	return s
}

// met is how many objectives are met.
func (s standing) met() int {
	n := 0
	for _, o := range s.objectives {
		if o.Met() {
			n++
		}
	}
	return n
}
