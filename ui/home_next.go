package ui

import (
	"fmt"
)

// next is where there is something to do, and its name: where the learner left off, or what follows when that is done.
func (h *homeScreen) next() (target, string) {
	begun := len(h.known.done) > 0 || h.known.lesson != "" || h.known.exercise != ""
	to := h.leftOff()
	for range h.items {
		if to.kind == toHome || h.todo(to) {
			break
		}
		to = h.following(to)
	}
	if to.kind == toHome {
		to = h.firstOpen()
	}
	switch name := h.placeName(to); {
	case to.kind == toHome:
		return h.again(), "Everything is read and passed: begin again"
	case begun:
		return to, "Continue: " + name
	default:
		return to, "Start: " + name
	}
}

// todo says whether there is something left to do at a place. A page of a lesson that was read counts until its end.
func (h *homeScreen) todo(to target) bool {
	if to.kind == toExercise {
		return !h.known.settled(to.id)
	}
	return !h.known.done[to.id] || to.page < 0 && to.id == h.known.lesson && !h.known.atEnd
}

func (h *homeScreen) following(to target) target {
	if to.kind == toExercise {
		return h.afterExercise(to.id)
	}
	to, _ = h.afterLesson(to.id)
	return to
}

// firstOpen is the first row of the map with something to do; the map itself when there is none.
func (h *homeScreen) firstOpen() target {
	for _, item := range h.items {
		if to := item.place(); to.kind != nowhere && h.todo(to) {
			return to
		}
	}
	return target{kind: toHome}
}

func (i homeItem) place() target {
	switch {
	case i.exercise != nil:
		return target{kind: toExercise, id: i.exercise.ID}
	case i.lesson != nil:
		return target{kind: toLesson, id: i.lesson.ID}
	}
	return target{}
}

// again is the first row of the map.
func (h *homeScreen) again() target {
	for _, item := range h.items {
		if to := item.place(); to.kind != nowhere {
			return to
		}
	}
	return target{}
}

// placeName is a place as the end of a sentence.
func (h *homeScreen) placeName(to target) string {
	switch to.kind {
	case toExercise:
		if ex := h.exercise(to.id); ex != nil {
			return exerciseName(ex)
		}
	case toLesson:
		at := h.meta(to.id)
		if at < 0 {
			break
		}
		name := lessonName(h.metas[at])
		if to.page < 0 && to.id == h.known.lesson {
			name += fmt.Sprintf(", page %d", h.known.page+1)
		}
		return name
	}
	return ""
}
