package cli

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"
)

// newCourse is the instructors' corner.
func newCourse(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "course",
		Short: "For instructors: write a course and find its mistakes",
		Long: "Write lessons and exercises, find their mistakes, and see them as learners do.\n" +
			"--course DIR names the folder; TUTOR_COURSE does so for all commands.",
		Example: "  tutor course new lesson first-steps\n  tutor course lint .\n  tutor course preview .\n  tutor course prove",
		Args:    noSubcommand,
		RunE: func(*cobra.Command, []string) error {
			return usageError{errors.New("say what to do with the course: new, lint, preview, prove or schema")}
		},
	}
	cmd.AddCommand(newCourseNew(a), newCourseLint(a), newCoursePreview(a), newCourseProve(a), newCourseSchema(a))
	return cmd
}

// noSubcommand rejects a word that is no command.
func noSubcommand(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return fmt.Errorf("unknown command %q for %q", args[0], cmd.CommandPath())
	}
	return nil
}

// courseDir takes DIR or nothing. Named both ways, it is not clear which one is meant.
func (a *app) courseDir(args []string) error {
	switch {
	case len(args) == 0:
	case len(args) > 1:
		return usageError{fmt.Errorf("%q is one word too many after the folder", args[1])}
	case len(a.courses) > 0:
		return usageError{errors.New("the course is named twice; give DIR or --course, not both")}
	case args[0] == "":
		return usageError{errors.New("the course folder has an empty name")}
	default:
		a.courses = args
	}
	return nil
}

func completeFolder(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return nil, cobra.ShellCompDirectiveFilterDirs
}
