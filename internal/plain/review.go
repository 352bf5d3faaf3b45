package plain

import (
	"strings"

	"tutor/internal/study"
)

// review asks for the meaning of terms. The learner says whether they knew it; what they missed comes back until they
// know it.
func (d *dialogue) review(from place) (place, error) {
	back := place{kind: atHome}
	if from.lesson != "" {
		back = place{kind: atLesson, lesson: from.lesson, page: from.page}
	}
	cards, err := study.Cards(d.Course, d.Learner)
	if err != nil {
		d.say("The terms cannot be shown: %s", err)
		return back, nil
	}
	queue, unread := study.Queue(cards, d.Now(), d.begun)
	if len(queue) == 0 {
		if queue, err = d.offer(cards, unread); len(queue) == 0 || err != nil {
			return back, err
		}
	}
	d.say("\nTerm review, %s.", study.Counted(len(queue), "term"))
	r := &reviewing{dialogue: d, cards: cards, queue: queue, missed: map[int]bool{}}
	to, left, err := r.run()
	if left || err != nil {
		return to, err
	}
	return back, nil
}

// begun says whether the learner was in the lesson.
func (d *dialogue) begun(lesson string) bool {
	return d.Learner.Done(lesson) || d.Learner.Place().Lesson == lesson
}

// offer is what there is instead of a review: the terms of lessons that were not opened yet.
func (d *dialogue) offer(cards []study.Card, unread []int) ([]int, error) {
	if len(cards) == 0 {
		d.say("This course explains no terms.")
		return nil, nil
	}
	d.say("There is no term to review now.")
	if len(cards) > len(unread) {
		d.comeBack(cards)
	}
	if len(unread) == 0 {
		return nil, nil
	}
	d.say("The lessons that you have not opened yet explain %s.", study.Counted(len(unread), "term"))
	all, err := d.confirm("Ask for all of them now?")
	if !all || err != nil {
		return nil, err
	}
	return unread, nil
}

func (d *dialogue) comeBack(cards []study.Card) {
	d.say("They come back:")
	for _, l := range study.DueLines(cards, d.Now()) {
		d.say("  %s", l)
	}
}

// reviewing is a review that goes on.
type reviewing struct {
	*dialogue
	cards  []study.Card
	queue  []int        // those still to ask
	missed map[int]bool // of those that were asked
}

// run asks until every term is known; true when the learner went elsewhere.
func (r *reviewing) run() (place, bool, error) {
	asked := append([]int(nil), r.queue...)
	for len(r.queue) > 0 {
		at := r.queue[0]
		to, left, err := r.card(at)
		if left || err != nil {
			return to, left, err
		}
	}
	r.summary(asked)
	return place{}, false, nil
}

// card asks for one term.
func (r *reviewing) card(at int) (place, bool, error) {
	card := &r.cards[at]
	again := ""
	if _, before := r.missed[at]; before {
		again = "Once more: what"
	} else {
		again = "What"
	}
	r.say("\n%s does this mean: %s", again, oneLine(card.Name))
	for {
		typed, err := r.ask(choice{does: "says the meaning"}, choice{key: "b", does: "ends the review"})
		if err != nil {
			return place{}, false, err
		}
		if typed.key == "b" {
			return place{kind: atHome}, true, nil
		}
		if typed.key != "" {
			to, left, err := r.elsewhere(typed)
			if left || err != nil {
				return to, left, err
			}
			continue
		}
		break
	}
	r.showTerm(card.Term)
	knew, err := r.knew()
	if err != nil {
		return place{}, false, err
	}
	r.grade(at, knew)
	return place{}, false, nil
}

func (r *reviewing) knew() (bool, error) {
	for {
		typed, err := r.ask(choice{key: "y", does: "you knew it"}, choice{key: "n", does: "you missed it"})
		if err != nil {
			return false, err
		}
		if typed.key == "y" || typed.key == "n" {
			return typed.key == "y", nil
		}
		r.say("First say whether you knew it.")
	}
}

// grade takes the learner's word. A term that was missed comes back after the others.
func (r *reviewing) grade(at int, knew bool) {
	r.queue = r.queue[1:]
	r.missed[at] = r.missed[at] || !knew
	if !knew {
		r.queue = append(r.queue, at)
		r.say("Missed: it comes back.")
	} else {
		r.say("Known.")
	}
	card := &r.cards[at]
	card.State, card.Asked = card.State.Review(knew, r.Now()), true
	r.keep(r.Learner.ReviewTerm(card.ID, knew))
}

// summary is the end of the review.
func (r *reviewing) summary(asked []int) {
	var all []study.Card
	var missed []string
	for _, at := range asked {
		all = append(all, r.cards[at])
		if r.missed[at] {
			missed = append(missed, oneLine(r.cards[at].Name))
		}
	}
	r.say("\nThe review is done. %d of %s known at once.", len(all)-len(missed), study.Counted(len(all), "term"))
	if len(missed) > 0 {
		r.say("Missed, and known later: %s.", strings.Join(missed, ", "))
	}
	r.comeBack(all)
}
