package cli

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"
)

// exerciseArgs takes EXERCISE [DIR].
func exerciseArgs(_ *cobra.Command, args []string) error {
	switch {
	case len(args) == 0:
		return errors.New("name an exercise by its id or number, such as 1; `tutor lessons` lists them")
	case len(args) > 2:
		return fmt.Errorf("%q is one word too many after the exercise and its folder", args[2])
	}
	return nil
}

// oneExerciseArg takes EXERCISE.
func oneExerciseArg(cmd *cobra.Command, args []string) error {
	if len(args) > 1 {
		return fmt.Errorf("%q is one word too many after the exercise", args[1])
	}
	return exerciseArgs(cmd, args)
}

// lessonArgs takes LESSON.
func lessonArgs(_ *cobra.Command, args []string) error {
	switch {
	case len(args) == 0:
		return errors.New("name a lesson by its id or number, such as 1; `tutor lessons` lists them")
	case len(args) > 1:
		return fmt.Errorf("%q is one word too many after the lesson", args[1])
	}
	return nil
}
