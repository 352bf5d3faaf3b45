package cli

import (
	"github.com/spf13/cobra"
)

// completeExercise offers the exercises, then folders.
func (a *app) completeExercise(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	if len(args) == 1 {
		return nil, cobra.ShellCompDirectiveFilterDirs
	}
	all, err := a.exercises()
	if len(args) > 1 || err != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	var offers []string
	for _, ex := range all {
		offers = append(offers, cobra.CompletionWithDesc(ex.ID, oneLine(ex.Title)))
	}
	return offers, cobra.ShellCompDirectiveNoFileComp
}

// completeLesson offers the lessons.
func (a *app) completeLesson(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	course, err := a.course()
	if len(args) > 0 || err != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	var offers []string
	for _, m := range course.Lessons() {
		offers = append(offers, cobra.CompletionWithDesc(m.ID, oneLine(m.Title)))
	}
	return offers, cobra.ShellCompDirectiveNoFileComp
}

// completeOneExercise offers the exercises and nothing after one.
func (a *app) completeOneExercise(cmd *cobra.Command, args []string, word string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return a.completeExercise(cmd, args, word)
}
