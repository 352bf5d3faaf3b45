package plain

import (
	"fmt"
	"strconv"

	"tutor/internal/progress"
	"tutor/internal/study"
	"tutor/lessons"
)

// reading is a lesson that is read.
type reading struct {
	*dialogue
	lesson *lessons.Lesson
	from   string // the exercise that asked for the lesson, to which it leads back
	page   int
	stages []stage // of the page
	at     int     // of the stages
}

// lesson reads a lesson until the learner goes elsewhere.
func (d *dialogue) lesson(to place) (place, error) {
	lesson, err := d.Course.Lesson(to.lesson)
	if err != nil {
		d.say("This lesson cannot be shown: %s", err)
		return place{kind: atHome}, nil
	}
	r := &reading{dialogue: d, lesson: lesson, from: to.exercise}
	page := to.page
	if page < 0 {
		page = study.ResumePage(lesson, d.Learner.Place())
	}
	r.turnTo(min(page, len(lesson.Pages)-1), false)
	for {
		r.showStage()
		next, ok, err := r.prompt()
		if ok || err != nil {
			return next, err
		}
	}
}

// turnTo goes to a page: to its beginning, or to its end for those who come back.
func (r *reading) turnTo(page int, end bool) {
	r.page, r.stages, r.at = page, stages(r.lesson.Pages[page]), 0
	if end {
		r.at = len(r.stages) - 1
	}
	if r.from == "" {
		r.keep(r.Learner.SetPlace(progress.Place{Lesson: r.lesson.ID, Page: page, Anchor: r.lesson.Pages[page].Anchor}))
	}
}

func (r *reading) showStage() {
	if r.at == 0 {
		p := r.lesson.Pages[r.page]
		r.say("\n%s, page %d of %d.", sentence(r.lessonName(r.lesson.Meta)), r.page+1, len(r.lesson.Pages))
		if title := oneLine(p.Title); title != oneLine(r.lesson.Title) {
			r.say("%s.", title)
		}
	}
	r.say("")
	r.show(r.stages[r.at])
	r.before(r.stages[r.at])
	if r.last() {
		r.keep(r.Learner.SetDone(r.lesson.ID))
		r.say("\nThis was the last page: the lesson is read.")
	}
	r.say("")
}

// last says whether there is nothing of the lesson after what is said now.
func (r *reading) last() bool { return r.page == len(r.lesson.Pages)-1 && r.at == len(r.stages)-1 }

// prompt asks what to do after a stage; false to say the stage that r is at now.
func (r *reading) prompt() (place, bool, error) {
	for {
		typed, err := r.ask(r.choices()...)
		if err != nil {
			return place{}, false, err
		}
		switch typed.key {
		case "":
			to, leaves := r.forward()
			return to, leaves, nil
		case "b":
			to, leaves := r.back()
			return to, leaves, nil
		case "again":
			return place{}, false, nil
		case "p":
			if to, leaves := r.toPage(typed.arg); leaves {
				return to, true, nil
			}
		default:
			to, leaves, err := r.act(typed)
			if leaves || err != nil {
				return to, leaves, err
			}
		}
	}
}

// act does what leaves the learner where they are, or leads elsewhere.
func (r *reading) act(typed command) (place, bool, error) {
	s := r.stages[r.at]
	switch typed.key {
	case numbersKey:
		r.answer(s, typed.arg)
	case "x":
		return place{}, false, r.command(r.lesson.Meta, s.commands(), typed.arg)
	case "r":
		return place{kind: atReview, lesson: r.lesson.ID, page: r.page}, true, nil
	case "l":
		return r.link(typed.arg)
	case "t":
		r.contents()
	default:
		return r.elsewhere(typed)
	}
	return place{}, false, nil
}

func (r *reading) choices() []choice {
	s := r.stages[r.at]
	all := []choice{{does: "goes on" + r.onTo()}}
	if s.question != nil || s.spot != nil {
		all = append([]choice{{key: numbersKey, arg: numberName(s), does: "answers"}}, all...)
	}
	all = append(all, choice{key: "b", does: "back"})
	switch n := len(s.commands()); {
	case n == 1:
		all = append(all, choice{key: "x", does: "runs the command"})
	case n > 1:
		all = append(all, choice{key: "x", arg: "NUMBER", does: "runs a command"})
	}
	if r.last() && r.terms() > 0 {
		all = append(all, choice{key: "r", does: "reviews its terms"})
	}
	if n := len(r.lesson.Pages[r.page].Links); n > 0 {
		all = append(all, choice{key: "l", arg: "NUMBER", does: "follows a link of this page; l alone lists them", more: true})
	}
	return append(all,
		choice{key: "again", does: "says this once more", more: true},
		choice{key: "t", does: "the pages of this lesson", more: true},
		choice{key: "p", arg: "NUMBER", does: "goes to a page of this lesson", more: true})
}

func numberName(s stage) string {
	if s.spot != nil {
		return "a line's number"
	}
	if s.question.Multiple() {
		return "numbers"
	}
	return "a number"
}

// onTo names what comes next, where that is another place.
func (r *reading) onTo() string {
	switch {
	case !r.last():
		return ""
	case r.from != "":
		return " to the exercise"
	}
	return " to " + r.stopName(r.route.AfterLesson(r.lesson.ID))
}

// forward goes to the next stage, the next page or what follows the lesson; that is another place.
func (r *reading) forward() (place, bool) {
	switch {
	case r.at+1 < len(r.stages):
		r.at++
	case r.page+1 < len(r.lesson.Pages):
		r.turnTo(r.page+1, false)
	case r.from != "":
		return place{kind: atExercise, exercise: r.from}, true
	default:
		return stopPlace(r.route.AfterLesson(r.lesson.ID)), true
	}
	return place{}, false
}

func (r *reading) back() (place, bool) {
	switch {
	case r.at > 0:
		r.at--
	case r.page > 0:
		r.turnTo(r.page-1, true)
	case r.from != "":
		return place{kind: atExercise, exercise: r.from}, true
	default:
		return place{kind: atHome}, true
	}
	return place{}, false
}

func (r *reading) toPage(arg string) (place, bool) {
	n, err := strconv.Atoi(arg)
	if err != nil || n < 1 || n > len(r.lesson.Pages) {
		r.say("There is no page %q; this lesson has pages 1 to %d.", arg, len(r.lesson.Pages))
		return place{}, false
	}
	return place{kind: atLesson, lesson: r.lesson.ID, page: n - 1, exercise: r.from}, true
}

// contents lists the pages of the lesson.
func (r *reading) contents() {
	for i, p := range r.lesson.Pages {
		here := ""
		if i == r.page {
			here = ", you are here"
		}
		r.say("Page %d: %s%s.", i+1, oneLine(p.Title), here)
	}
}

// link follows a link of the page, or lists them all.
func (r *reading) link(arg string) (place, bool, error) {
	links := r.lesson.Pages[r.page].Links
	n, err := strconv.Atoi(arg)
	if err != nil || n < 1 || n > len(links) {
		for i, l := range links {
			r.say("Link %d: %s, %s.", i+1, oneLine(l.Text), r.leads(l))
		}
		return place{}, false, nil
	}
	to, ok := r.Course.Resolve(r.lesson.Meta, links[n-1].Dest)
	if !ok {
		r.say("This link leads out of the course, to %s", links[n-1].Dest)
		return place{}, false, nil
	}
	return place{kind: atLesson, lesson: to.Lesson, page: to.Page}, true, nil
}

func (r *reading) leads(l lessons.Link) string {
	to, ok := r.Course.Resolve(r.lesson.Meta, l.Dest)
	if !ok {
		return "out of the course, to " + l.Dest
	}
	meta, _ := r.Course.Meta(to.Lesson)
	return fmt.Sprintf("to %s, page %d", r.lessonName(meta), to.Page+1)
}

// terms is how many terms the lesson explains.
func (r *reading) terms() int {
	n := 0
	for _, p := range r.lesson.Pages {
		n += len(p.Terms())
	}
	return n
}
