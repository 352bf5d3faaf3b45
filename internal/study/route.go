package study

import (
	"tutor/exercises"
	"tutor/internal/progress"
	"tutor/lessons"
)

// Route is the course in its order.
type Route struct {
	Lessons   []lessons.Meta
	Exercises []*exercises.Exercise // in the order of their numbers
}

// Stop is a lesson or an exercise of a route; neither after its end.
type Stop struct {
	Lesson   *lessons.Meta
	Exercise *exercises.Exercise
}

// Exercise finds an exercise by its id; nil when there is none.
func (r Route) Exercise(id string) *exercises.Exercise {
	for _, ex := range r.Exercises {
		if ex.ID == id {
			return ex
		}
	}
	return nil
}

// Lesson finds a lesson's place in the course; -1 means there is none.
func (r Route) Lesson(id string) int {
	for i := range r.Lessons {
		if r.Lessons[i].ID == id {
			return i
		}
	}
	return -1
}

// AfterLesson is what follows the lesson: its exercise, else the next lesson.
func (r Route) AfterLesson(id string) Stop {
	at := r.Lesson(id)
	if at < 0 {
		return Stop{}
	}
	if ex := r.Exercise(r.Lessons[at].Exercise); ex != nil {
		return Stop{Exercise: ex}
	}
	return r.lessonAt(at + 1)
}

// AfterExercise is what follows the exercise: the lesson after the one that names it.
func (r Route) AfterExercise(id string) Stop {
	for i := range r.Lessons {
		if r.Lessons[i].Exercise == id {
			return r.lessonAt(i + 1)
		}
	}
	return Stop{}
}

func (r Route) lessonAt(at int) Stop {
	if at >= len(r.Lessons) {
		return Stop{}
	}
	return Stop{Lesson: &r.Lessons[at]}
}

// NearestExercise is the one in whose folder the commands of a lesson run: its own, else the nearest one before it, else
// after it; nil in a course without any.
func (r Route) NearestExercise(lesson string) *exercises.Exercise {
	at := r.Lesson(lesson)
	for i := at; i >= 0; i-- {
		if ex := r.Exercise(r.Lessons[i].Exercise); ex != nil {
			return ex
		}
	}
	for i := max(at, 0); i < len(r.Lessons); i++ {
		if ex := r.Exercise(r.Lessons[i].Exercise); ex != nil {
			return ex
		}
	}
	return nil
}

// Stops are the lessons, each with its exercise after it, and then the exercises that no lesson names.
func (r Route) Stops() []Stop {
	var all []Stop
	named := map[string]bool{}
	for i := range r.Lessons {
		all = append(all, Stop{Lesson: &r.Lessons[i]})
		if ex := r.Exercise(r.Lessons[i].Exercise); ex != nil && !named[ex.ID] {
			named[ex.ID] = true
			all = append(all, Stop{Exercise: ex})
		}
	}
	for _, ex := range r.Exercises {
		if !named[ex.ID] {
			all = append(all, Stop{Exercise: ex})
		}
	}
	return all
}

// Next is where there is something to do: where the learner left off, else the first stop that is not read or settled;
// neither a lesson nor an exercise when everything is.
func (r Route) Next(l Learner) Stop {
	place := l.Place()
	if ex := r.Exercise(place.Exercise); ex != nil && !l.Settled(ex.ID) {
		return Stop{Exercise: ex}
	}
	if at := r.Lesson(place.Lesson); at >= 0 && !l.Done(place.Lesson) {
		return r.lessonAt(at)
	}
	for _, s := range r.Stops() {
		if s.Lesson != nil && !l.Done(s.Lesson.ID) || s.Exercise != nil && !l.Settled(s.Exercise.ID) {
			return s
		}
	}
	return Stop{}
}

// ResumePage is the page of a lesson where the learner left off, from 0; the first page of a lesson they have not begun.
// The page's anchor counts first: the author may have put a page before it.
func ResumePage(lesson *lessons.Lesson, place progress.Place) int {
	if place.Lesson != lesson.ID {
		return 0
	}
	for i, p := range lesson.Pages {
		if p.Anchor == place.Anchor {
			return i
		}
	}
	return max(0, min(place.Page, len(lesson.Pages)-1))
}
