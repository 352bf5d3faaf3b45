package plain

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"tutor/exercises"
	"tutor/internal/progress"
	"tutor/internal/reporttext"
	"tutor/internal/study"
	"tutor/runner"
)

// exercise is an exercise until the learner goes elsewhere.
func (d *dialogue) exercise(to place) (place, error) {
	ex := d.route.Exercise(to.exercise)
	at := d.Learner.Place()
	at.Exercise = ex.ID
	d.keep(d.Learner.SetPlace(at))
	d.task(ex)
	for {
		d.say("")
		typed, err := d.ask(d.exerciseChoices(ex)...)
		if err != nil {
			return place{}, err
		}
		next, leaves, err := d.work(ex, typed)
		if leaves || err != nil {
			return next, err
		}
	}
}

// task says what is to be done, and where.
func (d *dialogue) task(ex *exercises.Exercise) {
	d.say("\n%s. %s, %s.", sentence(exerciseName(ex)), study.Counted(ex.Minutes, "minute"), d.exerciseState(ex))
	d.say("")
	d.text(ex.Instructions())
	d.say("")
	if dir := d.Learner.Workspace(ex.ID); dir != "" {
		d.say("Your folder: %s", oneLine(dir))
		return
	}
	d.say("Your folder is not made yet.")
}

func (d *dialogue) exerciseChoices(ex *exercises.Exercise) []choice {
	made, settled := d.Learner.Workspace(ex.ID) != "", d.Learner.Settled(ex.ID)
	var all []choice
	if !made {
		all = append(all, choice{key: "s", does: "makes your folder"})
	} else {
		if len(answers(ex)) > 0 {
			all = append(all, choice{key: "a", does: "answers the questions"})
		}
		all = append(all, choice{key: "c", does: "checks your work"})
	}
	if _, ok := study.NextHint(ex, d.Learner.Failed(ex.ID)); ok {
		all = append(all, choice{key: "h", does: "gives a hint"})
	}
	if d.Learner.Exercise(ex.ID).Passed && ex.Reference != "" {
		all = append(all, choice{key: "d", does: "compares with the reference"})
	}
	if settled {
		all = append(all, choice{does: "goes on to " + d.stopName(d.route.AfterExercise(ex.ID))})
	} else {
		all = append(all, choice{key: "n", does: "does it later"})
	}
	all = append(all, choice{key: "b", does: "back to the course map"},
		choice{key: "t", does: "says the task once more", more: true})
	if d.route.Lesson(ex.Lesson) >= 0 {
		all = append(all, choice{key: "l", does: "reads its lesson again", more: true})
	}
	return append(all, choice{key: "reset", does: "begins the exercise again, and keeps your work beside it", more: true})
}

// work does what was typed in an exercise; true when that leads elsewhere.
func (d *dialogue) work(ex *exercises.Exercise, typed command) (place, bool, error) {
	switch typed.key {
	case "s":
		return place{}, false, d.makeFolder(ex)
	case "a":
		return place{}, false, d.answerAll(ex)
	case "c":
		return place{}, false, d.check(ex)
	case "h":
		d.hint(ex)
	case "d":
		d.compare(ex)
	case "t":
		d.task(ex)
	case "reset":
		return place{}, false, d.reset(ex)
	case "l":
		return place{kind: atLesson, lesson: ex.Lesson, exercise: ex.ID}, true, nil
	case "", "n":
		return stopPlace(d.route.AfterExercise(ex.ID)), true, nil
	case "b":
		return place{kind: atHome}, true, nil
	default:
		return d.elsewhere(typed)
	}
	return place{}, false, nil
}

func (d *dialogue) makeFolder(ex *exercises.Exercise) error {
	agreed, err := d.confirm("Make the folder " + oneLine(d.WorkspaceDir(ex)) + "?")
	if err != nil {
		return err
	}
	if !agreed {
		d.say("No folder was made.")
		return nil
	}
	dir, err := d.CreateWorkspace(ex)
	if err != nil {
		d.say("The folder could not be made: %s", err)
		return nil
	}
	d.say("Your folder is ready: %s", oneLine(dir))
	d.say("Do the task there with your own editor, then type c.")
	return nil
}

// check grades the work and says each check as soon as it is decided.
func (d *dialogue) check(ex *exercises.Exercise) error {
	ctx, stop := context.WithCancel(d.ctx)
	defer stop()
	d.say("The check begins. Type stop to end it.")
	style := reporttext.Style{Words: true, NoHints: true, Read: d.readAgain}
	printer := reporttext.NewPrinter(style, ex, d.report)
	printer.AfterPass = d.afterPass(ex)
	done := make(chan struct{})
	var rep exercises.Report
	go func() {
		defer close(done)
		rep = d.Grade(ctx, ex, d.Learner.Workspace(ex.ID), func(e runner.Event) {
			if ctx.Err() == nil {
				printer.Event(e)
			}
		})
	}()
	d.wait(done, map[string]func(){"stop": stop}, func() {}) // a check ends by itself
	if d.ctx.Err() != nil {
		return d.ctx.Err()
	}
	if ctx.Err() != nil && rep.Outcome != exercises.Pass && rep.Outcome != exercises.Fail {
		d.say("Stopped, and cleaned up. Nothing is recorded.")
		return nil
	}
	printer.Decided(rep)
	if rep.Cleanup.Left > 0 {
		d.say("Warning: %s could not be removed; tutor clean tries again.", study.Counted(rep.Cleanup.Left, "Docker resource"))
	}
	d.keep(d.Learner.Record(rep))
	return nil
}

// report writes what a check found. Its sentences are broken like others, and what was run or printed stays whole.
func (d *dialogue) report(text string) {
	for l := range strings.Lines(text) {
		bare := strings.TrimPrefix(l, "    ")
		if bare != l && !strings.HasPrefix(bare, " ") && !strings.HasPrefix(bare, "command:") {
			d.write("    " + d.broken(bare))
			continue
		}
		d.write(d.broken(l))
	}
}

// readAgain says how to get to a lesson.
func (d *dialogue) readAgain(id string) string {
	meta, ok := d.Course.Meta(id)
	if !ok {
		return id
	}
	return d.lessonName(meta) + " (m and " + fmt.Sprint(meta.Number) + ")"
}

func (d *dialogue) afterPass(ex *exercises.Exercise) string {
	var b strings.Builder
	if len(ex.Next) > 0 {
		b.WriteString("What a professional would do next:\n")
	}
	for i, next := range ex.Next {
		fmt.Fprintf(&b, "%d: %s\n", i+1, oneLine(next))
	}
	return b.String()
}

// hint gives the next tier about what failed.
func (d *dialogue) hint(ex *exercises.Exercise) {
	h, ok := study.NextHint(ex, d.Learner.Failed(ex.ID))
	if !ok {
		return
	}
	tier := min(h.Shown+1, len(h.Tiers))
	d.say("About the check: %s", oneLine(h.Of.Title))
	d.say("%s", oneLine(exercises.Cause(h.Cause).Explain().Sentence))
	from := h.Shown
	if from >= len(h.Tiers) {
		d.say("These are all the hints; none is new.")
		from = 0
	}
	for i := from; i < tier; i++ {
		d.say("Hint %d of %d: %s", i+1, len(h.Tiers), d.inline(h.Tiers[i]))
	}
	d.keep(d.Learner.ShowHint(ex.ID, h.Check, h.Cause, tier))
}

func (d *dialogue) compare(ex *exercises.Exercise) {
	text, err := d.Reference(ex)
	if err != nil {
		d.say("The reference cannot be shown: %s", err)
		return
	}
	d.write(text)
}

func (d *dialogue) reset(ex *exercises.Exercise) error {
	plan, do := d.Reset(ex)
	if do == nil {
		d.say("There is nothing to reset: no folder, no outcome.")
		return nil
	}
	d.list(plan)
	agreed, err := d.confirm("Go on?")
	if err != nil {
		return err
	}
	if !agreed {
		d.say("Nothing was changed.")
		return nil
	}
	done, err := do()
	if err != nil {
		d.say("%s", sentence(err.Error()))
		return nil
	}
	d.write(done)
	if at := d.Learner.Place(); at == (progress.Place{}) { // the learner still is in the exercise
		d.keep(d.Learner.SetPlace(progress.Place{Exercise: ex.ID}))
	}
	return nil
}

// answers are the checks of an exercise that ask for an answer, in their order.
func answers(ex *exercises.Exercise) []exercises.Answer {
	var all []exercises.Answer
	for i := range ex.Checks {
		if a, ok := ex.Checks[i].Settings.(exercises.Answer); ok {
			all = append(all, a)
		}
	}
	return slices.Clip(all)
}
