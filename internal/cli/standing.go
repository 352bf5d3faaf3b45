package cli

import (
	"slices"
	"time"

	"tutor/exercises"
	"tutor/internal/shell"
	"tutor/internal/study"
	"tutor/lessons"
)

// standing is the course as this learner has it: what is done, and what is left.
type standing struct {
	course    *lessons.Course
	lessons   []lessons.Meta
	exercises []*exercises.Exercise
	learner   study.Learner
	practice  []lessons.PracticeItem
	terms     []lessons.GlossaryTerm
	now       time.Time
	program   string // how to call the tutor again for the same course
}

func (a *app) standing() (*standing, error) {
	course, all, err := a.content()
	if err != nil {
		return nil, err
	}
	s := &standing{course: course, lessons: course.Lessons(), exercises: all, learner: a.progress(), now: time.Now(), program: a.program()}
	if s.practice, err = course.Practice(); err != nil {
		return nil, err
	}
	if s.terms, err = course.Glossary(); err != nil {
		return nil, err
	}
	return s, nil
}

// program is the tutor with the --course flags of this call.
func (a *app) program() string {
	words := []string{"tutor"}
	for _, dir := range a.courses {
		words = append(words, "--course", dir)
	}
	return shell.Line(words)
}

// answered says whether there is an answer, and whether the last one was right.
func (s *standing) answered(item lessons.PracticeItem) (answered, right bool) {
	answer, ok := s.learner.Answer(item.Lesson, item.ID)
	return ok, ok && answer.Right
}

// due lists the terms to review now: those whose day has come, and those of lessons read that were never asked for.
func (s *standing) due() []lessons.GlossaryTerm {
	return slices.DeleteFunc(slices.Clone(s.terms), func(t lessons.GlossaryTerm) bool {
		state, reviewed := s.learner.Term(t.ID)
		return !reviewed && !s.learner.Done(t.Lesson) || !state.IsDue(s.now)
	})
}

// known counts the terms that the learner knew the last time.
func (s *standing) known() int {
	n := 0
	for _, t := range s.terms {
		if state, ok := s.learner.Term(t.ID); ok && state.Known() {
			n++
		}
	}
	return n
}

// wrong lists what was answered wrong the last time.
func (s *standing) wrong() []lessons.PracticeItem {
	return s.practiceThat(func(answered, right bool) bool { return answered && !right })
}

// unanswered lists what was never answered.
func (s *standing) unanswered() []lessons.PracticeItem {
	return s.practiceThat(func(answered, _ bool) bool { return !answered })
}

// right lists what was answered right the last time.
func (s *standing) right() []lessons.PracticeItem {
	return s.practiceThat(func(_, right bool) bool { return right })
}

func (s *standing) practiceThat(fits func(answered, right bool) bool) []lessons.PracticeItem {
	return slices.DeleteFunc(slices.Clone(s.practice), func(item lessons.PracticeItem) bool {
		return !fits(s.answered(item))
	})
}

// objectives is how far the learner is with each objective of the course.
func (s *standing) objectives() []lessons.Standing {
	return lessons.Standings(s.course.Objectives(), s.practice, func(item lessons.PracticeItem) bool {
		_, right := s.answered(item)
		return right
	})
}

func (s *standing) passed(ex *exercises.Exercise) bool {
	return s.learner.Outcome(ex.ID) == exercises.Pass
}

// inReview lists the exercises whose answer waits for a person.
func (s *standing) inReview() []*exercises.Exercise {
	return slices.DeleteFunc(slices.Clone(s.exercises), func(ex *exercises.Exercise) bool {
		return !s.learner.Exercise(ex.ID).Review
	})
}
