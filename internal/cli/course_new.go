package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"tutor/internal/shell"

	"tutor/internal/courseware"
)

func newCourseNew(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "new",
		Short: "Write a lesson or an exercise to begin with",
		Long: "Write a lesson or an exercise with every part that it can have, each explained, to be changed into your own.\n" +
			"It goes to the folder that --course or TUTOR_COURSE names, else to the current one.\n" +
			"Nothing is ever overwritten.",
		Example: "  tutor course new lesson first-steps\n  tutor course new exercise greeting --course ./mine",
		Args:    noSubcommand,
		RunE: func(*cobra.Command, []string) error {
			return usageError{errors.New("say what to write: lesson NAME or exercise NAME")}
		},
	}
	lesson := &cobra.Command{
		Use: "lesson NAME", Short: "Write a lesson; its file gets the next free number",
		Example: "  tutor course new lesson first-steps",
		Args:    nameArg, ValidArgsFunction: cobra.NoFileCompletions, RunE: run(a.newLesson),
	}
	exercise := &cobra.Command{
		Use: "exercise NAME", Short: "Write an exercise: a spec, a task, a starter, a solution and a wrong solution",
		Example: "  tutor course new exercise greeting",
		Args:    nameArg, ValidArgsFunction: cobra.NoFileCompletions, RunE: run(a.newExercise),
	}
	cmd.AddCommand(lesson, exercise)
	return cmd
}

func nameArg(_ *cobra.Command, args []string) error {
	switch {
	case len(args) == 0:
		return errors.New("name it in small letters, digits and dashes, such as first-steps")
	case len(args) > 1:
		return fmt.Errorf("%q is one word too many after the name; join words with dashes", args[1])
	}
	return nil
}

// ownCourse is the course, and the one folder of it to write to.
func (a *app) ownCourse() (courseware.Set, courseware.Folder, error) {
	names := a.courseNames()
	if len(names) == 0 {
		names = []string{"."}
	}
	ware, err := courseware.Open(names)
	switch {
	case err != nil:
		return ware, courseware.Folder{}, contentError{err}
	case len(ware.Folders) == 0:
		return ware, courseware.Folder{}, usageError{errors.New("the course inside the program cannot be written to; name a folder with --course")}
	case len(ware.Folders) != 1:
		return ware, courseware.Folder{}, usageError{fmt.Errorf("name one folder to write to with --course, not %d", len(ware.Folders))}
	}
	return ware, ware.Folders[0], nil
}

func (a *app) newLesson(_ context.Context, args []string) error {
	ware, folder, err := a.ownCourse()
	if err != nil {
		return err
	}
	file, err := ware.NewLesson(folder, args[0])
	if err != nil {
		return asNameError(err)
	}
	a.printf("Wrote %s\n", file)
	a.nextSteps(folder)
	return nil
}

func (a *app) newExercise(_ context.Context, args []string) error {
	ware, folder, err := a.ownCourse()
	if err != nil {
		return err
	}
	dir, lesson, err := ware.NewExercise(folder, args[0])
	if err != nil {
		return asNameError(err)
	}
	a.printf("Wrote %s\n", dir)
	if !ware.HasLesson(lesson) {
		a.printf("The course has no lesson yet; `tutor course new lesson %s%s` writes the one that the exercise names.\n",
			lesson, strings.TrimPrefix(a.program(), "tutor"))
	}
	a.nextSteps(folder)
	return nil
}

// asNameError makes an error about the name one of its author; any other is the machine's.
func asNameError(err error) error {
	if errors.Is(err, courseware.ErrName) || errors.Is(err, courseware.ErrExists) {
		return contentError{err}
	}
	return err
}

func (a *app) nextSteps(f courseware.Folder) {
	course := " " + shell.Quote(f.Dir)
	if len(a.courseNames()) > 1 { // it is right only beside the others
		course = strings.TrimPrefix(a.program(), "tutor")
	}
	a.printf("Next: make it your own, then\n  tutor course lint%s\n  tutor course preview%s\n", course, course)
}
