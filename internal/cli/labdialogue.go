package cli

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"tutor/runner"
	"tutor/runner/lab"
)

// LabPlay runs one lab.
type LabPlay func(ctx context.Context, ask lab.Ask, emit func(lab.Event)) (lab.Result, error)

// LabDialogue runs a lab as a conversation in lines: what happens is printed on s.Out, answers are read from s.In.
// Without asks, or once the input has ended, nobody is asked. Nothing in it acts on a terminal.
func LabDialogue(ctx context.Context, s *IOStreams, play LabPlay, asks bool) (lab.Result, error) {
	d := &labDialogue{IOStreams: s}
	var ask lab.Ask
	if asks {
		ask = d.ask
	}
	res, err := play(ctx, ask, d.event)
	if err == nil {
		for _, t := range res.Tables() {
			d.table(t)
		}
		if summary := res.Summary(); summary != "" {
			d.printf("\n%s\n", summary)
		}
		if about, _ := lab.Find(res.Lab); about.Image {
			d.printf("\n%s\n", cleanupText(res))
		}
	}
	return res, err
}

type labDialogue struct {
	*IOStreams
	last  lab.Sample // that was printed
	shown bool
	note  string // the last one; it comes again and again while something takes its time
}

func (d *labDialogue) event(e lab.Event) {
	switch e := e.(type) {
	case lab.Phase:
		d.printf("\n%s\n  %s\n", oneLine(e.Title), oneLine(e.Text))
		if e.Command != "" {
			d.printf("  command: %s\n", oneLine(e.Command))
		}
		d.shown, d.note = false, ""
	case lab.Sample:
		d.sample(e)
	case lab.Note:
		if e.Text != d.note {
			d.note = e.Text
			d.printf("  %s\n", oneLine(e.Text))
		}
	case lab.Building:
		if step, ok := e.Event.(runner.BuildStep); ok && step.Done {
			d.printf("  built %s\n", oneLine(step.Name))
		}
	case lab.Observation:
		d.note = "" // the next copy is started with the same words
		d.printf("  seen: %s\n", oneLine(e.Text))
	case lab.Round:
		d.printf("  seen: %s\n", e.Text())
	case lab.Prediction:
		d.printf("  %s\n", e.Text())
	case lab.Shown:
		d.table(e.Table)
	case lab.Cleaning:
		d.printf("\nRemoving what the lab made.\n")
	}
}

// sample prints a line when something has changed.
func (d *labDialogue) sample(s lab.Sample) {
	if d.shown && s.Up == d.last.Up && s.Answers == d.last.Answers {
		return
	}
	d.last, d.shown = s, true
	d.printf("  after %.1f s: process is up: %s; /health answers: %s; requests served %d, failed %d\n",
		s.At.Seconds(), yesNo(s.Up), yesNo(s.Answers), s.Served, s.Failed)
}

func yesNo(yes bool) string {
	if yes {
		return "yes"
	}
	return "no"
}

func cleanupText(res lab.Result) string {
	c := res.Cleanup
	text := fmt.Sprintf("Removed %s and %s.", plural(c.Containers, "container"), plural(c.Images, "image"))
	if c.Left > 0 {
		text += fmt.Sprintf(" %d could not be removed; `tutor clean` tries again.", c.Left)
	}
	return text
}

// table prints a table as lines that can be read one after the other.
func (d *labDialogue) table(t lab.Table) {
	d.printf("\n%s\n", oneLine(t.Title))
	for _, row := range t.Rows {
		var cells []string
		for i, cell := range row {
			switch {
			case cell == "":
				continue
			case i > 0:
				cell = t.Head[i] + ": " + cell
			case t.Head[i] != "":
				cell += " " + t.Head[i]
			}
			cells = append(cells, oneLine(cell))
		}
		d.printf("  %s\n", strings.Join(cells, "; "))
	}
}

// ask prints a question and reads lines until one of them is an answer.
func (d *labDialogue) ask(ctx context.Context, q lab.Question) (int, error) {
	if len(q.Options) == 1 {
		d.printf("\nPress Enter to %s.\n", q.Options[0].Text)
		_, err := d.readLine(ctx)
		return 0, err
	}
	d.printf("\n%s\n", oneLine(q.Text))
	for _, o := range q.Options {
		d.printf("  %s  %s\n", o.Key, oneLine(o.Text))
	}
	for {
		d.printf("Your answer: ")
		line, err := d.readLine(ctx)
		if err != nil {
			return lab.NoAnswer, err
		}
		if line == "" { // the input has ended
			d.printf("\n")
			return lab.NoAnswer, nil
		}
		answer := strings.ToLower(strings.TrimSpace(line))
		if answer == "" && !q.Predicts() { // the first option is the one that changes nothing
			return 0, nil
		}
		for i, o := range q.Options {
			if answer == o.Key || answer == strconv.Itoa(i+1) {
				return i, nil
			}
		}
		d.printf("%s is none of the answers.\n", strconv.Quote(answer))
	}
}
