package plain

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"tutor/exercises"
	"tutor/internal/study"
	"tutor/lessons"
)

func (d *dialogue) greet() {
	title := oneLine(d.Course.Title())
	if title == "" {
		title = "tutor"
	}
	d.say("%s.", title)
	d.say("This is the tutor without screens: you type a word or a number, and Enter.")
}

// home is the course map.
func (d *dialogue) home() (place, error) {
	d.courseMap()
	next := d.route.Next(d.Learner)
	for {
		typed, err := d.ask(d.homeChoices(next)...)
		if err != nil {
			return place{}, err
		}
		to, ok, err := d.fromHome(typed, next)
		if ok || err != nil {
			return to, err
		}
	}
}

func (d *dialogue) homeChoices(next study.Stop) []choice {
	var all []choice
	if next.Lesson != nil || next.Exercise != nil {
		all = append(all, choice{does: d.continues(next)})
	}
	all = append(all, choice{key: numbersKey, arg: "a number", does: "opens that lesson"})
	if len(d.Exercises) > 0 {
		all = append(all, choice{key: "e", arg: "NUMBER", does: "opens that exercise"})
	}
	all = append(all, choice{key: "r", does: "reviews terms"}, choice{key: "p", does: "says how far you are", more: true})
	if d.Lab != nil && len(d.Labs) > 0 {
		all = append(all, choice{key: "lab", arg: "NAME", does: "shows something live: " + strings.Join(d.Labs, ", ")})
	}
	return all
}

func (d *dialogue) continues(next study.Stop) string {
	verb := "continues with "
	if d.Learner.Place().Lesson == "" && d.Learner.Place().Exercise == "" {
		verb = "starts with "
	}
	name := d.stopName(next)
	if next.Lesson != nil && next.Lesson.ID == d.Learner.Place().Lesson {
		name += fmt.Sprintf(", page %d", d.Learner.Place().Page+1)
	}
	return verb + name
}

// fromHome is where what was typed leads; false to ask again.
func (d *dialogue) fromHome(typed command, next study.Stop) (place, bool, error) {
	switch typed.key {
	case "":
		return stopPlace(next), true, nil
	case numbersKey:
		n, err := strconv.Atoi(typed.arg)
		if err != nil || n < 1 || n > len(d.route.Lessons) {
			d.say("There is no lesson %s; there are 1 to %d.", typed.arg, len(d.route.Lessons))
			return place{}, false, nil
		}
		return place{kind: atLesson, lesson: d.route.Lessons[n-1].ID, page: -1}, true, nil
	case "e":
		ex, err := exercises.Find(d.Exercises, typed.arg)
		if err != nil {
			d.say("%s.", sentence(err.Error()))
			return place{}, false, nil
		}
		return place{kind: atExercise, exercise: ex.ID}, true, nil
	case "r":
		return place{kind: atReview}, true, nil
	case "p":
		d.standing()
		return place{}, false, nil
	case "lab":
		return place{}, false, d.lab(typed.arg)
	}
	return d.elsewhere(typed)
}

// courseMap lists the lessons, each with its exercise after it.
func (d *dialogue) courseMap() {
	d.say("\nThe course map.")
	for _, s := range d.route.Stops() {
		if s.Lesson != nil {
			d.say("%d: %s, %s, %s.", s.Lesson.Number, oneLine(s.Lesson.Title), study.Counted(s.Lesson.Minutes, "minute"), d.lessonState(*s.Lesson))
			continue
		}
		ex := s.Exercise
		d.say("e %d: exercise, %s, %s, %s.", ex.Number, oneLine(ex.Title), study.Counted(ex.Minutes, "minute"), d.exerciseState(ex))
	}
}

func (d *dialogue) lessonState(m lessons.Meta) string {
	state := "not read yet"
	if d.Learner.Done(m.ID) {
		state = "read"
	}
	if at := d.Learner.Place(); at.Lesson == m.ID {
		state += fmt.Sprintf(", you are at page %d", at.Page+1)
	}
	return state
}

func (d *dialogue) exerciseState(ex *exercises.Exercise) string {
	known := d.Learner.Exercise(ex.ID)
	switch {
	case known.Passed:
		return fmt.Sprintf("passed, %d of %d points", min(known.Points, ex.MaxPoints()), ex.MaxPoints())
	case known.Review:
		return "your answer waits for a person to read it"
	case known.Outcome != "":
		return "not passed yet"
	}
	return "not tried yet"
}

// standing says how far the learner is.
func (d *dialogue) standing() {
	items, err := d.Course.Practice()
	if err != nil {
		d.say("The questions cannot be counted: %s", err)
		return
	}
	isRight := func(item lessons.PracticeItem) bool {
		answer, ok := d.Learner.Answer(item.Lesson, item.ID)
		return ok && answer.Right
	}
	read, passed, right := 0, 0, 0
	for _, m := range d.route.Lessons {
		if d.Learner.Done(m.ID) {
			read++
		}
	}
	for _, ex := range d.Exercises {
		if d.Learner.Exercise(ex.ID).Passed {
			passed++
		}
	}
	for _, item := range items {
		if isRight(item) {
			right++
		}
	}
	d.say("Lessons: %d of %d read.", read, len(d.route.Lessons))
	d.say("Questions: %d of %d answered right.", right, len(items))
	d.say("Exercises: %d of %d passed.", passed, len(d.Exercises))
	for _, o := range lessons.Standings(d.Course.Objectives(), items, isRight) {
		state := "not met yet"
		if o.Met() {
			state = "met"
		}
		d.say("Objective %s, %d of %d: %s", state, o.Right, o.Items, oneLine(o.Text))
	}
}

// lab runs a live demonstration, which talks on the same lines.
func (d *dialogue) lab(name string) error {
	if !slices.Contains(d.Labs, name) {
		d.say("There is no lab %q. The labs are %s.", name, strings.Join(d.Labs, ", "))
		return nil
	}
	if err := d.Lab(d.ctx, name, &typedLines{d: d}, writer{d}); err != nil {
		if d.ctx.Err() != nil {
			return d.ctx.Err()
		}
		d.say("The lab ended early: %s", err)
	}
	return nil
}
