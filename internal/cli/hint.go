package cli

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"tutor/exercises"
	"tutor/internal/progress"
	"tutor/internal/study"
)

type hintOptions struct {
	*app
	json      bool
	reference bool
}

// hintJSON is what `tutor hint --json` prints.
type hintJSON struct {
	Exercise string            `json:"exercise"`
	Outcome  exercises.Outcome `json:"outcome"` // of the last attempt
	Check    string            `json:"check"`   // the hint is about this one; empty after a pass, as all that follows
	Title    string            `json:"title"`
	Cause    exercises.Cause   `json:"cause"`
	Sentence string            `json:"sentence"`
	Tier     int               `json:"tier"` // of the newest hint, from 1
	Tiers    int               `json:"tiers"`
	Hints    []string          `json:"hints"` // those seen so far, the newest one last
	Lesson   string            `json:"lesson"`
	Asked    int               `json:"asked"` // hints asked for in this exercise, in all
	Next     []string          `json:"next"`  // what a professional would do next; empty before a pass
}

func newHint(a *app) *cobra.Command {
	o := &hintOptions{app: a}
	cmd := &cobra.Command{
		Use:   "hint EXERCISE",
		Short: "Give the next hint about what failed",
		Long: "Give the next hint about the check that failed in the last report: a nudge, where to look, how to fix it.\n" +
			"`tutor check` shows the nudge itself. Hints that you ask for are counted; those of a cause that has gone are\n" +
			"forgotten. After a pass it says what a professional would do next, and --reference compares your work with\n" +
			"the reference solution.",
		Example:           "  tutor hint 1\n  tutor hint build-image --reference",
		Args:              oneExerciseArg,
		ValidArgsFunction: a.completeOneExercise,
		RunE:              run(o.run),
	}
	cmd.Flags().BoolVar(&o.json, "json", false, "print one JSON document")
	cmd.Flags().BoolVar(&o.reference, "reference", false, "show how the reference differs from your work, once you have passed")
	return cmd
}

func (o *hintOptions) run(_ context.Context, args []string) error {
	ex, err := o.exercise(args[0])
	if err != nil {
		return err
	}
	if o.reference {
		return o.compare(ex)
	}
	known := o.progress().Exercise(ex.ID)
	if exercises.Outcome(known.Outcome) == exercises.Pass {
		return o.passed(ex, known)
	}
	failed, ok := study.NextHint(ex, known.Failed)
	if !ok {
		return usageError{o.nothingToHint(ex, known)}
	}
	return o.failed(ex, failed, known)
}

// nothingToHint says why there is no hint. A report of outcome error is not kept: it says itself what to do.
func (o *hintOptions) nothingToHint(ex *exercises.Exercise, known progress.Exercise) error {
	if known.Outcome == "" {
		return fmt.Errorf("there is no verdict on exercise %s yet; run `%[2]s check %[3]d` first, and `%[2]s doctor` if Docker is in the way",
			ex.ID, o.program(), ex.Number)
	}
	return fmt.Errorf("there is no hint about the last report of exercise %s; run `%s check %d` again", ex.ID, o.program(), ex.Number)
}

// failed gives the next hint, below those that were seen before.
func (o *hintOptions) failed(ex *exercises.Exercise, about study.Hint, known progress.Exercise) error {
	more := about.Shown < len(about.Tiers)
	tier := min(about.Shown+1, len(about.Tiers))
	if more {
		o.warn(o.progress().ShowHint(ex.ID, about.Check, about.Cause, tier))
	}
	cause := exercises.Cause(about.Cause)
	lesson := about.Of.Lesson
	if l := cause.Explain().Lesson; l != "" {
		lesson = l
	}
	doc := hintJSON{
		Exercise: ex.ID, Outcome: exercises.Outcome(known.Outcome),
		Check: about.Check, Title: about.Of.Title, Cause: cause, Sentence: cause.Explain().Sentence,
		Tier: tier, Tiers: len(about.Tiers), Hints: about.Tiers[:tier], Lesson: lesson,
		Asked: o.progress().Exercise(ex.ID).Hints, Next: []string{},
	}
	if o.json {
		return writeJSON(o.Out, doc)
	}
	o.printf("%s", doc.text(o.mark(glyphFail, "Not passed"), o.program()))
	switch again := fmt.Sprintf("`%s hint %d`", o.program(), ex.Number); {
	case tier < len(about.Tiers):
		o.sayf("%s gives the next one.\n", again)
	case !more:
		o.sayf("These are all the hints; none is new.\n")
	default:
		o.sayf("This was the last hint about this.\n")
	}
	return nil
}

func (d hintJSON) text(mark, program string) string {
	var b strings.Builder
	field := func(name, text string) { fmt.Fprintf(&b, "    %s: %s\n", name, oneLine(text)) }
	fmt.Fprintf(&b, "%s %s\n", mark, oneLine(d.Title))
	field("cause", d.Sentence)
	for i, hint := range d.Hints {
		field(fmt.Sprintf("hint %d of %d", i+1, d.Tiers), hint)
	}
	if d.Lesson != "" {
		field("read", program+" show "+d.Lesson)
	}
	return b.String()
}

// passed says what comes after a pass.
func (o *hintOptions) passed(ex *exercises.Exercise, known progress.Exercise) error {
	if o.json {
		doc := hintJSON{Exercise: ex.ID, Outcome: exercises.Pass, Hints: []string{}, Asked: known.Hints, Next: ex.Next}
		if doc.Next == nil {
			doc.Next = []string{}
		}
		return writeJSON(o.Out, doc)
	}
	o.printf("%s Exercise %d, %s, is passed.\n%s", o.mark(glyphPass, "Passed"), ex.Number, oneLine(ex.Title), afterPass(ex, o.program()))
	return nil
}

// afterPass is what a professional would do next, and how to compare with the reference.
func afterPass(ex *exercises.Exercise, program string) string {
	var b strings.Builder
	if len(ex.Next) > 0 {
		b.WriteString("What a professional would do next:\n")
	}
	for _, next := range ex.Next {
		fmt.Fprintf(&b, "  - %s\n", oneLine(next))
	}
	fmt.Fprintf(&b, "Compare your work with the reference: %s hint %d --reference\n", program, ex.Number)
	return b.String()
}
