package ui

import (
	"slices"
	"strconv"
	"strings"

	"tutor/internal/term"
	"tutor/lessons"
)

// questionView is a quiz question on its page.
type questionView struct {
	lessons.Question
	cursor   int    // the option that keys act on
	picked   []bool // by option
	answered bool   // the explanations are shown
	nothing  bool   // the learner tried to answer without a choice

	spans   [][2]int // first and last line of each option, as last drawn; none while its text is being rendered
	verdict int      // line of the verdict, or the last one of the advice when there is no choice
}

func newQuestionView(q lessons.Question) *questionView {
	return &questionView{Question: q, picked: make([]bool, len(q.Options))}
}

// choice is the options picked, in their order.
func (q *questionView) choice() []int {
	choice := []int{}
	for i, picked := range q.picked {
		if picked {
			choice = append(choice, i)
		}
	}
	return choice
}

func (q *questionView) right() bool { return q.answered && q.Correct(q.choice()) }

// restore shows an answer given before, unless it is about other options.
func (q *questionView) restore(choice []int) {
	if len(choice) == 0 || slices.Min(choice) < 0 || slices.Max(choice) >= len(q.Options) {
		return
	}
	q.clear()
	for _, i := range choice {
		q.picked[i] = true
	}
	q.answered = true
}

// clear begins the question anew.
func (q *questionView) clear() {
	clear(q.picked)
	q.cursor, q.answered, q.nothing = 0, false, false
}

func (q *questionView) pick(i int) {
	if i >= len(q.Options) {
		return
	}
	q.cursor = i
	if q.Multiple() {
		q.picked[i] = !q.picked[i]
		return
	}
	clear(q.picked)
	q.picked[i] = true
}

// hang is the width of the mark, the box and the number before an option.
func (q *questionView) hang() int { return 7 + len(strconv.Itoa(len(q.Options))) }

// texts are each option and its explanation, rendered narrower than the page.
func (q *questionView) texts() []string {
	out := make([]string, 0, 2*len(q.Options))
	for _, o := range q.Options {
		out = append(out, term.Sanitize(o.Markdown), term.Sanitize(o.Explanation))
	}
	return out
}

// howMany says in words what the boxes say by their form.
func (q *questionView) howMany() string {
	if q.Multiple() {
		return "Choose all that apply, with space or their numbers."
	}
	return "Choose one, with space or its number."
}

// box is the state of an option: round ones exclude each other.
func (q *questionView) box(i int) string {
	switch {
	case q.Multiple() && q.picked[i]:
		return "[x]"
	case q.Multiple():
		return "[ ]"
	case q.picked[i]:
		return "(•)"
	}
	return "( )"
}

// result says in words how the answer was.
func (q *questionView) result() string {
	if q.right() {
		return glyphPass + " " + q.Verdict(q.choice())
	}
	return glyphFail + " " + q.Verdict(q.choice()) + " Press r to try again."
}

// listed joins names as in a sentence.
func listed(names []string) string {
	if n := len(names); n > 1 {
		return strings.Join(names[:n-1], ", ") + " and " + names[n-1]
	}
	return strings.Join(names, "")
}
