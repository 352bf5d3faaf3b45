package cli

import (
	"context"
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"
)

type progressOptions struct {
	*app
	json bool
}

// progressJSON is what `tutor progress --json` prints.
type progressJSON struct {
	Lessons struct {
		Read  int `json:"read"`
		Total int `json:"total"`
	} `json:"lessons"`
	Questions struct { // "spot the mistake" among them
		Right    int `json:"right"` // the last answer counts
		Answered int `json:"answered"`
		Total    int `json:"total"`
	} `json:"questions"`
	Terms struct {
		Known int `json:"known"` // the last time
		Due   int `json:"due"`
		Total int `json:"total"`
	} `json:"terms"`
	Exercises struct {
		Passed    int `json:"passed"`
		Total     int `json:"total"`
		Points    int `json:"points"`
		MaxPoints int `json:"max_points"`
		Hints     int `json:"hints"` // asked for
	} `json:"exercises"`
	Objectives []objectiveJSON `json:"objectives"`
	Minutes    struct {
		Lessons   int `json:"lessons"`   // of the lessons that are not read
		Exercises int `json:"exercises"` // of the exercises that are not passed
		Left      int `json:"left"`      // both
	} `json:"minutes"`
}

type objectiveJSON struct {
	ID    string `json:"id"`
	Text  string `json:"text"`
	Met   bool   `json:"met"`
	Right int    `json:"right"` // of the questions that practise it
	Total int    `json:"total"`
}

func newProgress(a *app) *cobra.Command {
	o := &progressOptions{app: a}
	cmd := &cobra.Command{
		Use:   "progress",
		Short: "Show what is done and what is left",
		Long: "Show how much is read, answered, known and solved, and which objectives are met. An objective is met when\n" +
			"every question of the lessons that practise it was answered right the last time.",
		Example:           "  tutor progress\n  tutor progress --json",
		Args:              cobra.NoArgs,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE:              run(o.run),
	}
	cmd.Flags().BoolVar(&o.json, "json", false, "print one JSON document")
	return cmd
}

func (o *progressOptions) run(context.Context, []string) error {
	s, err := o.standing()
	if err != nil {
		return err
	}
	sum := s.sum()
	if o.json {
		return writeJSON(o.Out, sum)
	}
	if title := oneLine(s.course.Title()); title != "" {
		o.printf("%s\n\n", title)
	}
	if o.Words {
		o.printf("%s", sum.sentences())
		return nil
	}
	o.printf("%s", sum.table())
	return nil
}

func (s *standing) sum() progressJSON {
	sum := progressJSON{Objectives: []objectiveJSON{}}
	sum.Lessons.Total, sum.Exercises.Total = len(s.lessons), len(s.exercises)
	for _, meta := range s.lessons {
		if s.learner.Done(meta.ID) {
			sum.Lessons.Read++
		} else {
			sum.Minutes.Lessons += meta.Minutes
		}
	}
	for _, ex := range s.exercises {
		if s.passed(ex) {
			sum.Exercises.Passed++
		} else {
			sum.Minutes.Exercises += ex.Minutes
		}
		sum.Exercises.MaxPoints += ex.MaxPoints()
		sum.Exercises.Hints += s.learner.Exercise(ex.ID).Hints
		sum.Exercises.Points += min(s.learner.Exercise(ex.ID).Points, ex.MaxPoints()) // it may have been worth more once
	}
	sum.Minutes.Left = sum.Minutes.Lessons + sum.Minutes.Exercises
	sum.Questions.Total, sum.Questions.Right = len(s.practice), len(s.right())
	sum.Questions.Answered = sum.Questions.Right + len(s.wrong())
	sum.Terms.Total, sum.Terms.Known, sum.Terms.Due = len(s.terms), s.known(), len(s.due())
	for _, o := range s.objectives() {
		sum.Objectives = append(sum.Objectives, objectiveJSON{ID: o.ID, Text: o.Text, Met: o.Met(), Right: o.Right, Total: o.Items})
	}
	return sum
}

func (p progressJSON) table() string {
	var text strings.Builder
	w := tabwriter.NewWriter(&text, 0, 0, 2, ' ', 0)
	row := func(format string, args ...any) { _, _ = fmt.Fprintf(w, format, args...) }
	row("%s lessons\t%d of %d read\n", allGlyph(p.Lessons.Read, p.Lessons.Total), p.Lessons.Read, p.Lessons.Total)
	row("%s questions\t%d of %d right, %d answered\n", allGlyph(p.Questions.Right, p.Questions.Total), p.Questions.Right, p.Questions.Total, p.Questions.Answered)
	row("%s terms\t%d of %d known, %d to review now\n", allGlyph(p.Terms.Known, p.Terms.Total), p.Terms.Known, p.Terms.Total, p.Terms.Due)
	row("%s exercises\t%d of %d passed, %d/%d points%s\n", allGlyph(p.Exercises.Passed, p.Exercises.Total), p.Exercises.Passed, p.Exercises.Total, p.Exercises.Points, p.Exercises.MaxPoints, hintsAsked(p.Exercises.Hints))
	row("  time left\tabout %d min: %d to read, %d for exercises\n", p.Minutes.Left, p.Minutes.Lessons, p.Minutes.Exercises)
	_ = w.Flush() // a Builder takes everything
	if len(p.Objectives) > 0 {
		text.WriteString("\nObjectives, with their questions answered right\n")
	}
	for _, o := range p.Objectives {
		row("%s %d/%d\t%s\n", doneGlyph(o.Met), o.Right, o.Total, oneLine(o.Text))
	}
	_ = w.Flush()
	return text.String()
}

// sentences is the table for those who hear it: columns are a matter of the eye.
func (p progressJSON) sentences() string {
	var b strings.Builder
	say := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	say("Lessons: %d of %d read.", p.Lessons.Read, p.Lessons.Total)
	say("Questions: %d of %d right, %d answered.", p.Questions.Right, p.Questions.Total, p.Questions.Answered)
	say("Terms: %d of %d known, %d to review now.", p.Terms.Known, p.Terms.Total, p.Terms.Due)
	say("Exercises: %d of %d passed, %d of %d points%s.", p.Exercises.Passed, p.Exercises.Total, p.Exercises.Points, p.Exercises.MaxPoints, hintsAsked(p.Exercises.Hints))
	say("Time left: about %d min, %d to read and %d for exercises.", p.Minutes.Left, p.Minutes.Lessons, p.Minutes.Exercises)
	for _, o := range p.Objectives {
		state := "not met yet"
		if o.Met {
			state = "met"
		}
		say("Objective %s, %d of %d: %s", state, o.Right, o.Total, oneLine(o.Text))
	}
	return b.String()
}

// hintsAsked is empty when there were none.
func hintsAsked(n int) string {
	if n == 0 {
		return ""
	}
	return ", " + plural(n, "hint")
}

// allGlyph says whether nothing is left of something.
func allGlyph(n, total int) string { return doneGlyph(total > 0 && n == total) }
