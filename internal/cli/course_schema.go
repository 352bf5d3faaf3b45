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
	rubricSchema   = "rubric"
)

func newCourseSchema(a *app) *cobra.Command {
	names := []string{lessonSchema, exerciseSchema, courseSchema, rubricSchema}
	return &cobra.Command{
		Use:   "schema [lesson|exercise|course|rubric]",
		Short: "Print the JSON Schema of front matter, exercise.yaml, course.yaml or a rubric",
		Long: "Print the JSON Schema (draft 2020-12) of a lesson's front matter, of exercise.yaml, of course.yaml or of the rubric of a written answer.\n" +
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
		rubricSchema: exercises.RubricSchema(),
	}
	titles := map[string]string{lessonSchema: "Front matter of a lesson", exerciseSchema: "exercise.yaml", courseSchema: "course.yaml", rubricSchema: "Rubric of a written answer"}
	switch {
	case len(args) == 0:
		return schema.Together(all, names...), nil
	case len(args) == 1 && all[args[0]] != nil:
		return all[args[0]].Document(titles[args[0]]), nil
	}
	return nil, usageError{fmt.Errorf("%q has no schema; name one of lesson, exercise, course or rubric", args[len(args)-1])}
}
