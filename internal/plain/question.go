package plain

import (
	"fmt"
	"slices"

	"tutor/lessons"
)

func (d *dialogue) showQuestion(q lessons.Question) {
	d.say("Question.")
	d.text(q.Prompt)
	ask := "Choose one."
	if q.Multiple() {
		ask = "Choose all that apply."
	}
	d.say("%s", ask)
	for i, o := range q.Options {
		d.explain(fmt.Sprint(i+1), o.Markdown)
	}
}

func (d *dialogue) showSpot(s lessons.Spot) {
	d.say("Find the mistake in this Dockerfile of %d lines.", len(s.Code))
	d.showCode(s.Code)
	d.say("Which line is the mistake?")
}

// before says how a question was answered the last time, if it was. The answer may be one to other options.
func (r *reading) before(s stage) {
	switch answer, ok := r.Learner.Answer(r.lesson.ID, s.id()); {
	case !ok:
	case s.question != nil && within(answer.Choice, len(s.question.Options)):
		r.say("You have answered this before. %s", s.question.Verdict(answer.Choice))
	case s.spot != nil && len(answer.Choice) == 1 && within(answer.Choice, len(s.spot.Steps)):
		r.say("You have answered this before. %s", s.spot.Verdict(answer.Choice[0]))
	}
}

// id is that of the question or the mistake to find; empty on a stage without.
func (s stage) id() string {
	switch {
	case s.question != nil:
		return s.question.ID
	case s.spot != nil:
		return s.spot.ID
	}
	return ""
}

func within(choice []int, n int) bool {
	return len(choice) > 0 && !slices.ContainsFunc(choice, func(i int) bool { return i < 0 || i >= n })
}

// answer takes the numbers that were typed at a question or a mistake to find.
func (r *reading) answer(s stage, text string) {
	chosen, err := numbers(text)
	if err != nil {
		r.say("%s.", sentence(err.Error()))
		return
	}
	for i := range chosen {
		chosen[i]-- // they are shown from 1
	}
	if s.question != nil {
		r.answerQuestion(*s.question, chosen)
		return
	}
	r.answerSpot(*s.spot, chosen)
}

func (r *reading) answerQuestion(q lessons.Question, choice []int) {
	slices.Sort(choice)
	choice = slices.Compact(choice)
	switch {
	case !within(choice, len(q.Options)):
		r.say("The options are 1 to %d.", len(q.Options))
		return
	case !q.Multiple() && len(choice) > 1:
		r.say("Choose one: type one number.")
		return
	}
	r.keep(r.Learner.SetAnswer(r.lesson.ID, q.ID, choice, q.Correct(choice)))
	r.say("%s", q.Verdict(choice))
	for i, o := range q.Options {
		role := "not right"
		if o.Right {
			role = "right"
		}
		if slices.Contains(choice, i) {
			role += ", your choice"
		}
		r.explain(fmt.Sprintf("%d, %s", i+1, role), o.Explanation)
	}
	r.retry(q.Correct(choice))
}

func (r *reading) retry(right bool) {
	if !right {
		r.say("Numbers answer it again.")
	}
}

func (r *reading) answerSpot(s lessons.Spot, typed []int) {
	at := -1
	if len(typed) == 1 {
		at = slices.IndexFunc(s.Steps, func(step lessons.Step) bool { return step.First <= typed[0] && typed[0] <= step.Last })
	}
	if at < 0 {
		r.say("Type the number of one line that has an instruction, from 1 to %d.", len(s.Code))
		return
	}
	r.keep(r.Learner.SetAnswer(r.lesson.ID, s.ID, []int{at}, s.Correct(at)))
	r.say("%s", s.Verdict(at))
	for _, i := range s.Order(at) {
		r.explain(s.Role(i), s.Steps[i].Markdown)
	}
	r.retry(s.Correct(at))
}
