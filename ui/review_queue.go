package ui

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"tutor/internal/progress"
	"tutor/lessons"
)

// reviewCard is a term and how well the learner knows it.
type reviewCard struct {
	lessons.GlossaryTerm
	state progress.TermState
	asked bool // at least once
}

// readCards reads the terms of the course, in its order, and what is known about each.
func readCards(course *lessons.Course, known Progress) ([]reviewCard, error) {
	terms, err := course.Glossary()
	cards := make([]reviewCard, len(terms))
	for i, t := range terms {
		state, asked := known.Term(t.ID)
		cards[i] = reviewCard{GlossaryTerm: t, state: state, asked: asked}
	}
	slices.SortStableFunc(cards, func(a, b reviewCard) int {
		from, to := lessonNumber(course, a), lessonNumber(course, b)
		return cmp.Or(cmp.Compare(from, to), cmp.Compare(a.Page, b.Page), cmp.Compare(a.Line, b.Line))
	})
	return cards, err
}

func lessonNumber(course *lessons.Course, card reviewCard) int {
	meta, _ := course.Meta(card.Lesson)
	return meta.Number
}

// reviewQueue says which cards to ask: those that are due, the longest due first, then new ones of lessons that were
// begun. New ones of other lessons are apart: nobody has to know what they have not read.
func reviewQueue(cards []reviewCard, now time.Time, begun func(lesson string) bool) (queue, unread []int) {
	var fresh []int
	for i, card := range cards {
		switch {
		case card.asked && card.state.IsDue(now):
			queue = append(queue, i)
		case card.asked:
		case begun(card.Lesson):
			fresh = append(fresh, i)
		default:
			unread = append(unread, i)
		}
	}
	slices.SortStableFunc(queue, func(a, b int) int { return cards[a].state.Due.Compare(cards[b].state.Due) })
	return append(queue, fresh...), unread
}

// daysUntil is how many days are left, rounded up; 0 for what is due.
func daysUntil(due, now time.Time) int {
	const day = 24 * time.Hour
	return int((max(0, due.Sub(now)) + day - 1) / day)
}

// dueLines says of the cards how many come back when, the soonest first.
func dueLines(cards []reviewCard, now time.Time) []string {
	count := map[int]int{}
	for _, card := range cards {
		if card.asked {
			count[daysUntil(card.state.Due, now)]++
		}
	}
	var days []int
	for n := range count {
		days = append(days, n)
	}
	slices.Sort(days)
	lines := make([]string, len(days))
	for i, n := range days {
		lines[i] = fmt.Sprintf("%s: %s", whenDue(n), counted(count[n], "term"))
	}
	return lines
}

func whenDue(days int) string {
	switch days {
	case 0:
		return "now"
	case 1:
		return "tomorrow"
	}
	return fmt.Sprintf("in %d days", days)
}

// names lists the terms of cards in a sentence.
func names(cards []reviewCard) string {
	var all []string
	for _, card := range cards {
		all = append(all, oneLine(card.Name))
	}
	return strings.Join(all, ", ")
}
