package plain

import (
	"fmt"
	"strings"

	"tutor/lessons"
)

// stage is what is said of a page before the next prompt: text with its command blocks, one step of a walkthrough, a
// question, or a mistake to find.
type stage struct {
	blocks   []lessons.Block
	walk     *lessons.Walkthrough
	step     int // of the walkthrough, from 0
	question *lessons.Question
	spot     *lessons.Spot
}

// stages are those of a page, at least one.
func stages(p lessons.Page) []stage {
	var all []stage
	var text stage
	flush := func() {
		if len(text.blocks) > 0 {
			all = append(all, text)
		}
		text = stage{}
	}
	for _, block := range p.Blocks {
		switch b := block.(type) {
		case lessons.Question:
			flush()
			all = append(all, stage{question: &b})
		case lessons.Spot:
			flush()
			all = append(all, stage{spot: &b})
		case lessons.Walkthrough:
			flush()
			for i := range b.Steps {
				all = append(all, stage{walk: &b, step: i})
			}
		default:
			text.blocks = append(text.blocks, block)
		}
	}
	flush()
	if len(all) == 0 {
		all = append(all, text)
	}
	return all
}

// commands are the command blocks of the stage.
func (s stage) commands() []lessons.Command {
	var all []lessons.Command
	for _, b := range s.blocks {
		if c, ok := b.(lessons.Command); ok {
			all = append(all, c)
		}
	}
	return all
}

// show says a stage.
func (d *dialogue) show(s stage) {
	switch {
	case s.walk != nil:
		d.showStep(*s.walk, s.step)
	case s.question != nil:
		d.showQuestion(*s.question)
	case s.spot != nil:
		d.showSpot(*s.spot)
	}
	several, n := len(s.commands()) > 1, 0
	for i, block := range s.blocks {
		if i > 0 {
			d.say("")
		}
		switch b := block.(type) {
		case lessons.Prose:
			d.text(b.Markdown)
		case lessons.TermList:
			d.showTerms(b)
		case lessons.Command:
			n++
			d.showCommand(b, n, several)
		}
	}
}

func (d *dialogue) showTerms(list lessons.TermList) {
	for _, t := range list.Terms {
		d.showTerm(t)
	}
}

func (d *dialogue) showTerm(t lessons.Term) {
	d.say("%s: %s", oneLine(t.Name), d.inline(t.Meaning))
	for _, note := range t.Notes {
		d.say("  %s: %s", oneLine(note.Label), d.inline(note.Markdown))
	}
}

func (d *dialogue) showCommand(c lessons.Command, n int, several bool) {
	how := "x runs it"
	if several {
		how = fmt.Sprintf("x %d runs it", n)
	}
	d.say("A command, %s:", how)
	d.indented(c.Script)
	switch {
	case !c.HasOutput:
	case strings.TrimSpace(c.Output) == "":
		d.say("Expected: no output.")
	default:
		d.say("Expected output:")
		d.indented(strings.TrimRight(c.Output, "\n"))
	}
}

func (d *dialogue) indented(text string) {
	for l := range strings.SplitSeq(text, "\n") {
		d.say("  %s", l)
	}
}

// showCode says the lines with their numbers.
func (d *dialogue) showCode(code []string) {
	for i, l := range code {
		d.write(fmt.Sprintf("Line %d: %s\n", i+1, l)) // whole, however long
	}
}

// showStep says one instruction and its explanation; the whole code comes before the first one.
func (d *dialogue) showStep(w lessons.Walkthrough, i int) {
	if i == 0 {
		d.say("A Dockerfile of %d lines, explained in %d steps.", len(w.Code), len(w.Steps))
		d.showCode(w.Code)
		d.say("")
	}
	step := w.Steps[i]
	d.say("Step %d of %d.", i+1, len(w.Steps))
	d.explain(sentence(step.Place())+", "+strings.TrimSpace(w.Code[step.First]), step.Markdown)
}

// explain says a text after what it is about, in one sentence where it begins with one.
func (d *dialogue) explain(about, markdown string) {
	lines := d.Text(markdown, d.Width)
	first := 0
	for first < len(lines) && isProse(lines[first]) {
		first++
	}
	d.say("%s: %s", about, strings.Join(lines[:first], " "))
	d.list(lines[first:])
}

// isProse says whether a line goes on with the sentence before it.
func isProse(l string) bool {
	return l != "" && !strings.HasPrefix(l, " ") && !strings.HasPrefix(l, "•") && !strings.HasPrefix(l, ">") && !strings.HasSuffix(l, ":")
}
