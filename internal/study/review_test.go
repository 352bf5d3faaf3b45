package study

import (
	"slices"
	"testing"
	"time"

	"tutor/internal/progress"
	"tutor/lessons"
)

func TestReviewQueue(t *testing.T) {
	now := time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)
	card := func(id, lesson string, due time.Duration) Card {
		return Card{
			GlossaryTerm: lessons.GlossaryTerm{Term: lessons.Term{ID: id}, Target: lessons.Target{Lesson: lesson}},
			State:        progress.TermState{Due: now.Add(due)}, Asked: due != 0,
		}
	}
	cards := []Card{
		card("new", "begun", 0), card("late", "other", -time.Minute), card("unread", "other", 0),
		card("later", "begun", time.Minute), card("latest", "begun", -time.Hour), card("newer", "begun", 0),
	}
	queue, unread := Queue(cards, now, func(id string) bool { return id == "begun" })
	if !slices.Equal(queue, []int{4, 1, 0, 5}) || !slices.Equal(unread, []int{2}) {
		t.Errorf("queue %v, unread %v", queue, unread)
	}
}

func TestDaysUntil(t *testing.T) {
	now := time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)
	for due, want := range map[time.Duration]int{-time.Hour: 0, 0: 0, time.Second: 1, 24 * time.Hour: 1, 25 * time.Hour: 2, 60 * 24 * time.Hour: 60} {
		if got := DaysUntil(now.Add(due), now); got != want {
			t.Errorf("in %v: %d days, want %d", due, got, want)
		}
	}
}
