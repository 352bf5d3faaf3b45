package study

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"tutor/internal/progress"
	"tutor/lessons"
)

// Card is a term and how well the learner knows it.
type Card struct {
	lessons.GlossaryTerm
	State progress.TermState
	Asked bool // at least once
}

// Terms knows how well each term is known.
type Terms interface {
	Term(termID string) (progress.TermState, bool)
}

// Cards reads the terms of the course, in its order, and what is known about each.
func Cards(course *lessons.Course, known Terms) ([]Card, error) {
	terms, err := course.Glossary()
	cards := make([]Card, len(terms))
	for i, t := range terms {
		state, asked := known.Term(t.ID)
		cards[i] = Card{GlossaryTerm: t, State: state, Asked: asked}
	}
	slices.SortStableFunc(cards, func(a, b Card) int {
		from, to := lessonNumber(course, a), lessonNumber(course, b)
		return cmp.Or(cmp.Compare(from, to), cmp.Compare(a.Page, b.Page), cmp.Compare(a.Line, b.Line))
	})
	return cards, err
}

func lessonNumber(course *lessons.Course, card Card) int {
	meta, _ := course.Meta(card.Lesson)
	return meta.Number
}

// Queue says which cards to ask: those that are due, the longest due first, then new ones of lessons that were
// begun. New ones of other lessons are apart: nobody has to know what they have not read.
func Queue(cards []Card, now time.Time, begun func(lesson string) bool) (queue, unread []int) {
	var fresh []int
	for i, card := range cards {
		switch {
		case card.Asked && card.State.IsDue(now):
			queue = append(queue, i)
		case card.Asked:
		case begun(card.Lesson):
			fresh = append(fresh, i)
		default:
			unread = append(unread, i)
		}
	}
	slices.SortStableFunc(queue, func(a, b int) int { return cards[a].State.Due.Compare(cards[b].State.Due) })
	return append(queue, fresh...), unread
}

// DaysUntil is how many days are left, rounded up; 0 for what is due.
func DaysUntil(due, now time.Time) int {
	const day = 24 * time.Hour
	return int((max(0, due.Sub(now)) + day - 1) / day)
}

// DueLines says of the cards how many come back when, the soonest first.
func DueLines(cards []Card, now time.Time) []string {
	count := map[int]int{}
	for _, card := range cards {
		if card.Asked {
			count[DaysUntil(card.State.Due, now)]++
		}
	}
	var days []int
	for n := range count {
		days = append(days, n)
	}
	slices.Sort(days)
	lines := make([]string, len(days))
	for i, n := range days {
		lines[i] = fmt.Sprintf("%s: %s", whenDue(n), Counted(count[n], "term"))
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

// Counted is a number with its noun.
func Counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
