package plain

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"tutor/exercises"
	"tutor/internal/study"
	"tutor/internal/term"
)

// endOfAnswer ends an answer in the learner's own words, on a line of its own.
const endOfAnswer = "."

// answerAll asks the questions of an exercise, and writes each answer into the learner's file as soon as it is there.
func (d *dialogue) answerAll(ex *exercises.Exercise) error {
	dir := d.Learner.Workspace(ex.ID)
	all := answers(ex)
	for i, a := range all {
		d.say("\nQuestion %d of %d: %s.", i+1, len(all), oneLine(a.Section))
		sheet, err := d.openSheet(ex, dir, a.File)
		if err != nil {
			d.say("%s", err)
			return nil
		}
		asked := sheet.question(ex, a)
		d.text(asked)
		changed, ended := d.answerOne(sheet, a, asked)
		if changed == sheet.text {
			if ended != nil {
				return ended
			}
			d.say("Your answer stays as it is.")
			continue
		}
		if err := d.save(sheet, changed); err != nil {
			d.say("Your answer could not be written: %s", err)
			return ended
		}
		d.say("Written to %s in your folder.", a.File)
		if ended != nil {
			return ended
		}
	}
	d.say("These were all the questions. c checks your answers.")
	return nil
}

// sheet is the file in which the learner answers.
type sheet struct {
	dir, file string
	form      study.Answer
	text      string
	was       []byte // nil where there is no file yet
}

func (d *dialogue) openSheet(ex *exercises.Exercise, dir, file string) (sheet, error) {
	s := sheet{dir: dir, file: file}
	data, there, err := d.Answers.ReadAnswer(ex, dir, file)
	if err != nil {
		return s, fmt.Errorf("%s cannot be read: %w", file, err)
	}
	form, whyNot := study.OpenAnswer(data)
	if whyNot != "" {
		return s, fmt.Errorf("%s %s. Write your answers with your own editor", file, whyNot)
	}
	s.form, s.text = form, form.Text
	if there {
		s.was = data
	}
	return s, nil
}

// question is what is asked, as the starter has it: the learner's answer may have taken its place in their file. Options
// come later, with their numbers.
func (s sheet) question(ex *exercises.Exercise, a exercises.Answer) string {
	part := study.Part(s.text, a.Section)
	if starter, err := fs.ReadFile(ex.FS, path.Join(ex.Starter, a.File)); err == nil {
		part = study.Part(string(starter), a.Section)
	}
	var kept []string
	for _, line := range strings.Split(part, "\n") {
		if _, _, option := study.ToggledBox(line); option {
			break
		}
		kept = append(kept, line)
	}
	return strings.Join(kept, "\n")
}

func (d *dialogue) answerOne(s sheet, a exercises.Answer, asked string) (string, error) {
	if len(a.Choices) > 0 {
		return d.choose(s, a)
	}
	return d.prose(s, a, asked)
}

// choose asks for the options to tick.
func (d *dialogue) choose(s sheet, a exercises.Answer) (string, error) {
	for i, c := range a.Choices {
		d.say("%d: %s", i+1, d.inline(c.Text))
	}
	if chosen := study.Chosen(s.text, a); len(chosen) > 0 {
		d.say("Ticked now: %s.", named(chosen))
	}
	for {
		d.write("A number ticks that option, Enter leaves it as it is: ")
		text, err := d.read()
		if err != nil || strings.TrimSpace(text) == "" {
			return s.text, err
		}
		chosen, err := numbers(text)
		for i := range chosen {
			chosen[i]--
		}
		if err != nil || !within(chosen, len(a.Choices)) {
			d.say("Type a number from 1 to %d.", len(a.Choices))
			continue
		}
		ticked, ok := study.Ticked(s.text, a, chosen)
		if !ok {
			d.say("%s does not hold these options any more. Tick them there with your own editor, or type reset later.", s.file)
			return s.text, nil
		}
		d.say("Ticked: %s.", named(chosen))
		return ticked, nil
	}
}

func named(indexes []int) string {
	var names []string
	for _, i := range indexes {
		names = append(names, fmt.Sprint(i+1))
	}
	return strings.Join(names, ", ")
}

// prose takes an answer in the learner's own words. What they wrote is not lost when what they type ends early.
func (d *dialogue) prose(s sheet, a exercises.Answer, asked string) (string, error) {
	if now := study.Part(s.text, a.Section); now != "" && now != asked {
		d.say("Your answer so far:")
		d.indented(now)
	}
	d.say("Write your answer, as many lines as you like. A line with a dot alone ends it; a dot at once leaves it as it is.")
	lines, err := d.readAnswer()
	if strings.TrimSpace(strings.Join(lines, "")) == "" {
		return s.text, err
	}
	return study.Written(s.text, a, lines), err
}

// readAnswer reads lines up to the one that ends the answer. The error says that they ended without it.
func (d *dialogue) readAnswer() ([]string, error) {
	var lines []string
	for {
		text, err := d.next()
		if err != nil || strings.TrimSpace(text) == endOfAnswer {
			return lines, err
		}
		lines = append(lines, term.Sanitize(text))
	}
}

// save writes the file, unless somebody else has written it meanwhile.
func (d *dialogue) save(s sheet, text string) error {
	err := d.Answers.SaveAnswer(s.dir, s.file, s.form.Bytes(text), s.was)
	var changed *study.AnswerChangedError
	if errors.As(err, &changed) {
		return errors.New("another program has changed the file meanwhile; type a to answer again")
	}
	return err
}
