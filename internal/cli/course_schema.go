package cli

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"tutor/exercises"
	"tutor/internal/schema"
	"tutor/lessons"
)

// The files that have a schema.
const (
	lessonSchema   = "lesson"
	exerciseSchema = "exercise"
	courseSchema   = "course"
)

func newCourseSchema(a *app) *cobra.Command {
	names := []string{lessonSchema, exerciseSchema, courseSchema}
	return &cobra.Command{
		Use:   "schema [lesson|exercise|course]",
		Short: "Print the JSON Schema of front matter, exercise.yaml or course.yaml",
		Long: "Print the JSON Schema (draft 2020-12) of a lesson's front matter, of exercise.yaml or of course.yaml.\n" +
			"An editor that knows it completes keys and marks mistakes. Without a name it is one document with all of them.",
		Example:           "  tutor course schema exercise > exercise.schema.json",
		ValidArgsFunction: cobra.FixedCompletions(names, cobra.ShellCompDirectiveNoFileComp),
		RunE: run(func(_ context.Context, args []string) error {
			doc, err := schemaNamed(names, args)
			if err != nil {
				return err
			}
			return writeJSON(a.Out, doc)
		}),
	}
}

func schemaNamed(names, args []string) (*schema.Schema, error) {
	all := map[string]*schema.Schema{
		lessonSchema: lessons.FrontMatterSchema(), exerciseSchema: exercises.Schema(), courseSchema: lessons.OutlineSchema(),
	}
	titles := map[string]string{lessonSchema: "Front matter of a lesson", exerciseSchema: "exercise.yaml", courseSchema: "course.yaml"}
	switch {
	case len(args) == 0:
		return schema.Together(all, names...), nil
	case len(args) == 1 && all[args[0]] != nil:
		return all[args[0]].Document(titles[args[0]]), nil
	}
	return nil, usageError{fmt.Errorf("%q has no schema; name one of lesson, exercise or course", args[len(args)-1])}
}
