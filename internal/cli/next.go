package cli

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"tutor/exercises"
	"tutor/internal/shell"
	"tutor/internal/study"
	"tutor/lessons"
)

func newNext(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "next",
		Short: "Say what to do now",
		Long: "Say what to do now, and with which command: the lesson to read on, the exercise to do, the terms to review,\n" +
			"the questions to answer again.",
		Example:           "  tutor next",
		Args:              cobra.NoArgs,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE:              run(func(context.Context, []string) error { return runNext(a) }),
	}
}

func runNext(a *app) error {
	s, err := a.standing()
	if err != nil {
		return err
	}
	step, err := s.next()
	if err != nil {
		return err
	}
	a.printf("%s\n%s\n", step.what, step.how)
	return nil
}

// step is what to do now, each in one line.
type step struct{ what, how string }

// next is the course in order, from where the learner left off; after it, what is not known well yet.
func (s *standing) next() (step, error) {
	found, err := s.nextInCourse()
	if err != nil {
		return step{}, err
	}
	due := len(s.due())
	if found.what == "" {
		found = s.nextPractice(due)
	} else if due > 0 {
		found.how += fmt.Sprintf(" %s %s due for review, too.", plural(due, "term"), isAre(due))
	}
	for _, ex := range s.inReview() {
		found.how += fmt.Sprintf("\nA person should read your answer of exercise %d, %s: the rubric cannot tell whether it is right.", ex.Number, oneLine(ex.Title))
	}
	return found, nil
}

func (s *standing) nextInCourse() (step, error) {
	route := study.Route{Lessons: s.lessons, Exercises: s.exercises}
	switch next := route.Next(s.learner); {
	case next.Exercise != nil:
		return s.doExercise(next.Exercise), nil
	case next.Lesson != nil:
		return s.readLesson(*next.Lesson)
	}
	return step{}, nil
}

func (s *standing) readLesson(meta lessons.Meta) (step, error) {
	lesson, err := s.course.Lesson(meta.ID)
	if err != nil {
		return step{}, err
	}
	name := fmt.Sprintf("lesson %d, %s", meta.Number, oneLine(meta.Title))
	how := fmt.Sprintf("`%[1]s` opens it, `%[1]s show %[2]s` prints it.", s.program, shell.Quote(meta.ID))
	page := study.ResumePage(lesson, s.learner.Place())
	if page == 0 {
		return step{fmt.Sprintf("Read %s (%d min).", name, meta.Minutes), how}, nil
	}
	return step{fmt.Sprintf("Continue %s: page %d of %d, %s.", name, page+1, len(lesson.Pages), oneLine(lesson.Pages[page].Title)), how}, nil
}

func (s *standing) doExercise(ex *exercises.Exercise) step {
	name := fmt.Sprintf("exercise %d, %s", ex.Number, oneLine(ex.Title))
	if dir := s.learner.Workspace(ex.ID); dir != "" && checkFolder(dir) == nil {
		return step{fmt.Sprintf("Go on with %s, in %s.", name, shell.Quote(dir)), fmt.Sprintf("`%s check %d` grades it.", s.program, ex.Number)}
	}
	return step{fmt.Sprintf("Do %s (%d min).", name, ex.Minutes), fmt.Sprintf("`%s start %d` makes your workspace.", s.program, ex.Number)}
}

// nextPractice is for a learner who has read and solved everything.
func (s *standing) nextPractice(due int) step {
	switch wrong, open := s.wrong(), s.unanswered(); {
	case due > 0:
		return step{fmt.Sprintf("Review %s that %s due.", plural(due, "term"), isAre(due)), s.command("asks for them")}
	case len(wrong) > 0:
		return step{fmt.Sprintf("Answer %s again that went wrong, the first in %s.", plural(len(wrong), "question"), s.where(wrong[0])), s.command("asks again")}
	case len(open) > 0:
		return step{fmt.Sprintf("Answer %s that %s left, the first in %s.", plural(len(open), "question"), isAre(len(open)), s.where(open[0])), s.command("asks them")}
	}
	return step{"The course is done: everything is read, answered and solved.", fmt.Sprintf("`%s notes export notes.md` keeps what you learned.", s.program)}
}

func (s *standing) command(does string) string { return fmt.Sprintf("`%s` %s.", s.program, does) }

// where names the page of a practice item.
func (s *standing) where(item lessons.PracticeItem) string {
	meta, _ := s.course.Meta(item.Lesson) // an item of the course
	return fmt.Sprintf("lesson %d, %s, page %d", meta.Number, oneLine(meta.Title), item.Page+1)
}

func isAre(n int) string {
	if n == 1 {
		return "is"
	}
	return "are"
}
