package ui

import (
	"context"

	tea "github.com/charmbracelet/bubbletea"

	"tutor/exercises"
	"tutor/internal/problem"
	"tutor/lessons"
)

// Watch calls emit with the course anew, once when it begins and then whenever its author saved something. It returns
// when the context ends, or with the reason why it cannot watch.
type Watch func(ctx context.Context, emit func(Reload)) error

// Reload is the course after its author saved something.
type Reload struct {
	Course    *lessons.Course // nil when it cannot be shown: what was shown before stays
	Exercises []*exercises.Exercise
	Problems  problem.List // everything that is wrong, also with a course that can be shown
	Err       error        // why there is no more to say; nil mostly
}

// reloadMsg brings the course anew.
type reloadMsg struct{ Reload }

// watch keeps the screens up to date with the files of the course, where the options ask for it.
func watch(opts Options, crew *crew, send func(tea.Msg)) {
	if opts.Watch == nil {
		return
	}
	crew.start(func(ctx context.Context) {
		if err := opts.Watch(ctx, func(rel Reload) { send(reloadMsg{rel}) }); err != nil {
			send(reloadMsg{Reload{Err: err}})
		}
	})
}

// reload shows the course anew at the place where the author is, and what is wrong with it.
func (r *root) reload(rel Reload) tea.Cmd {
	var cmd tea.Cmd
	if rel.Course != nil {
		cmd = r.install(rel)
	}
	r.problems = nil
	if len(rel.Problems) == 0 && rel.Err == nil {
		return cmd
	}
	r.problems = newProblemPanel(r, rel)
	return tea.Batch(cmd, r.openOverlay(r.problems))
}

// use makes the course the one that is shown. Everything that is made from the course and kept is made here.
func (a *app) use(course *lessons.Course, all []*exercises.Exercise) {
	a.opts.Course, a.opts.Exercises = course, all
	a.metas = course.Lessons()
	a.edition++
	a.texts.forget()
}

// install replaces the course and stays where the author is.
func (r *root) install(rel Reload) tea.Cmd {
	here, selected := r.here(), r.home.item()
	r.use(rel.Course, rel.Exercises)
	r.home = newHome(r.app)
	r.home.choose(selected)
	for id, s := range r.exercises {
		s.unwatch()
		if s != r.grading { // that one is needed until its clean-up is done
			delete(r.exercises, id)
		}
	}
	lost := r.lost
	switch {
	case lost.kind != nowhere && !r.gone(lost):
		here, lost = lost, target{} // a file that some programs take away for a moment while they save it
	case r.gone(here):
		here, lost = target{kind: toHome}, here
	}
	r.goTo = here
	cmd := r.travel()
	r.lost = lost // to arrive is to forget it
	return cmd
}

// gone says whether a place is no part of the course.
func (r *root) gone(t target) bool {
	return t.kind == toLesson && r.meta(t.id) < 0 || t.kind == toExercise && r.exercise(t.id) == nil
}

// here is where the author is, as exactly as the screen knows.
func (r *root) here() target {
	if s, ok := r.now.(*commandScreen); ok { // the screen behind it is renewed when the author goes back there
		return target{kind: toScreen, screen: s}
	}
	if s, ok := r.now.(*labScreen); ok {
		return target{kind: toScreen, screen: s}
	}
	here := r.at
	if p, ok := r.now.(placed); ok {
		if place, ok := p.place(); ok {
			here = place
		}
	}
	if s, ok := r.now.(*lessonScreen); ok {
		here.anchor = s.anchor()
	}
	return here
}

// renewed is the screen, or the one that took its place when the course was loaded anew.
func (r *root) renewed(s screen) screen {
	switch s := s.(type) {
	case *homeScreen:
		return r.home
	case *lessonScreen:
		if s.edition == r.edition {
			return s
		}
		to, known := s.place()
		if !known {
			to = s.resume
		}
		to.anchor = s.anchor()
		return newLesson(r.app, to)
	case *exerciseScreen:
		if r.exercises[s.ex.ID] == nil {
			if ex := r.exercise(s.ex.ID); ex != nil {
				r.exercises[ex.ID] = newExercise(r.app, ex)
				return r.exercises[ex.ID]
			}
		}
	}
	return s
}

// anchor is the name of the page, which stays when pages before it come or go; empty while there is none.
func (s *lessonScreen) anchor() string {
	if s.lesson == nil || s.page >= len(s.lesson.Pages) {
		return s.resume.anchor
	}
	return s.lesson.Pages[s.page].Anchor
}

// pageNamed finds the page with an anchor; without one it is the page with the number, or the last one.
func pageNamed(pages []lessons.Page, anchor string, number int) int {
	for i, p := range pages {
		if anchor != "" && p.Anchor == anchor {
			return i
		}
	}
	return max(0, min(number, len(pages)-1))
}

// choose selects the row of a lesson or an exercise, if it is there.
func (h *homeScreen) choose(row homeItem) {
	for i, item := range h.items {
		sameLesson := row.lesson != nil && item.lesson != nil && item.lesson.ID == row.lesson.ID
		sameExercise := row.exercise != nil && item.exercise != nil && item.exercise.ID == row.exercise.ID
		if sameLesson || sameExercise {
			h.selected = i
		}
	}
}
