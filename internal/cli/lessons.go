package cli

import (
	"context"
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"tutor/exercises"
)

type lessonsOptions struct {
	*app
	json bool
}

// courseJSON is what `tutor lessons --json` prints.
type courseJSON struct {
	Lessons   []lessonJSON   `json:"lessons"`
	Exercises []exerciseJSON `json:"exercises"`
}

type lessonJSON struct {
	ID       string `json:"id"`
	Number   int    `json:"number"`
	Title    string `json:"title"`
	Summary  string `json:"summary"`
	Minutes  int    `json:"minutes"`
	Exercise string `json:"exercise"` // id of the exercise that follows, or empty
	Done     bool   `json:"done"`
}

type exerciseJSON struct {
	ID        string            `json:"id"`
	Number    int               `json:"number"`
	Title     string            `json:"title"`
	Summary   string            `json:"summary"`
	Minutes   int               `json:"minutes"`
	Lesson    string            `json:"lesson"`  // id of the lesson it practises
	Outcome   exercises.Outcome `json:"outcome"` // of the last attempt; empty before the first
	Points    int               `json:"points"`
	MaxPoints int               `json:"max_points"`
	Attempts  int               `json:"attempts"`
	Workspace string            `json:"workspace"`
}

func newLessons(a *app) *cobra.Command {
	o := &lessonsOptions{app: a}
	cmd := &cobra.Command{
		Use:               "lessons",
		Short:             "List the lessons and exercises, and what is done",
		Example:           "  tutor lessons\n  tutor lessons --json",
		Args:              cobra.NoArgs,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE:              run(o.run),
	}
	cmd.Flags().BoolVar(&o.json, "json", false, "print one JSON document")
	return cmd
}

func (o *lessonsOptions) run(context.Context, []string) error {
	all, err := o.list()
	if err != nil {
		return err
	}
	if o.json {
		return writeJSON(o.Out, all)
	}
	o.table(all)
	return nil
}

func (o *lessonsOptions) list() (courseJSON, error) {
	list := courseJSON{Lessons: []lessonJSON{}, Exercises: []exerciseJSON{}}
	course, all, err := o.content()
	if err != nil {
		return list, err
	}
	done := o.progress()
	for _, m := range course.Lessons() {
		list.Lessons = append(list.Lessons, lessonJSON{
			ID: m.ID, Number: m.Number, Title: m.Title, Summary: m.Summary, Minutes: m.Minutes,
			Exercise: m.Exercise, Done: done.Done(m.ID),
		})
	}
	for _, ex := range all {
		last := done.Exercise(ex.ID)
		list.Exercises = append(list.Exercises, exerciseJSON{
			ID: ex.ID, Number: ex.Number, Title: ex.Title, Summary: ex.Summary, Minutes: ex.Minutes, Lesson: ex.Lesson,
			Outcome: done.Outcome(ex.ID), Points: last.Points, MaxPoints: ex.MaxPoints(),
			Attempts: last.Attempts, Workspace: last.Workspace,
		})
	}
	return list, nil
}

func (o *lessonsOptions) table(list courseJSON) {
	if o.Words {
		o.sentences(list)
		return
	}
	var text strings.Builder
	w := tabwriter.NewWriter(&text, 0, 0, 2, ' ', 0)
	row := func(format string, args ...any) { _, _ = fmt.Fprintf(w, format, args...) }
	program := o.program()
	row("Lessons (`%s show 1` prints the first)\n", program)
	for _, l := range list.Lessons {
		row("%s %d\t%s\t%s\t%d min\n", doneGlyph(l.Done), l.Number, oneLine(l.ID), oneLine(l.Title), l.Minutes)
	}
	if len(list.Exercises) > 0 {
		row("\nExercises (`%s start %d` begins the first)\n", program, list.Exercises[0].Number)
	}
	for _, e := range list.Exercises {
		row("%s %d\t%s\t%s\t%s\n", outcomeGlyph(e.Outcome), e.Number, oneLine(e.ID), oneLine(e.Title), score(e))
	}
	_ = w.Flush() // a Builder takes everything
	o.printf("%s", text.String())
}

// sentences lists the course for those who hear it: columns are a matter of the eye.
func (o *lessonsOptions) sentences(list courseJSON) {
	o.printf("Lessons. `%s show 1` prints the first.\n", o.program())
	for _, l := range list.Lessons {
		state := "not read yet"
		if l.Done {
			state = "read"
		}
		o.printf("%d: %s, %d min, %s. Its id is %s.\n", l.Number, oneLine(l.Title), l.Minutes, state, oneLine(l.ID))
	}
	if len(list.Exercises) > 0 {
		o.printf("Exercises. `%s start %d` begins the first.\n", o.program(), list.Exercises[0].Number)
	}
	for _, e := range list.Exercises {
		state := map[exercises.Outcome]string{exercises.Pass: "passed", exercises.Fail: "not passed yet"}[e.Outcome]
		if state == "" {
			state = "not tried yet"
		}
		o.printf("%d: %s, %s, %s. Its id is %s.\n", e.Number, oneLine(e.Title), strings.TrimPrefix(score(e), string(e.Outcome)+" "), state, oneLine(e.ID))
	}
}

func score(e exerciseJSON) string {
	if e.Outcome == "" {
		return fmt.Sprintf("%d min", e.Minutes)
	}
	return fmt.Sprintf("%s %d/%d", e.Outcome, e.Points, e.MaxPoints)
}

func doneGlyph(done bool) string {
	if done {
		return glyphPass
	}
	return glyphNone
}
