package ui

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

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
	verdict int      // line of the verdict, or of the advice when there is no choice
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
		if q.Multiple() {
			return glyphPass + " Right: these and no others."
		}
		return glyphPass + " Right."
	}
	var right []int
	for i, o := range q.Options {
		if o.Right {
			right = append(right, i)
		}
	}
	verb := "is"
	if len(right) > 1 {
		verb = "are"
	}
	return fmt.Sprintf("%s Not right. You chose %s; right %s %s. Press r to try again.", glyphFail, numbers(q.choice()), verb, numbers(right))
}

// numbers names indexes as they are shown, from 1.
func numbers(indexes []int) string {
	names := make([]string, len(indexes))
	for i, n := range indexes {
		names[i] = strconv.Itoa(n + 1)
	}
	return listed(names)
}

// listed joins names as in a sentence.
func listed(names []string) string {
	if n := len(names); n > 1 {
		return strings.Join(names[:n-1], ", ") + " and " + names[n-1]
	}
	return strings.Join(names, "")
}

// pressQuestion handles a key on a question; false leaves it to the lesson.
func (s *lessonScreen) pressQuestion(q *questionView, msg tea.KeyMsg) (tea.Cmd, bool) {
	k := s.quiz
	if q.answered {
		if key.Matches(msg, k.Retry) && !q.right() {
			q.clear()
			s.text.top = 0
			return s.arrange(), true
		}
		return nil, false
	}
	digit, isDigit := digitOf(msg)
	switch {
	case isDigit && digit <= len(q.Options):
		return s.pick(q, digit-1), true
	case key.Matches(msg, k.Choose) && s.inSight(q): // before that, the prompt is still being read
		return s.pick(q, q.cursor), true
	case key.Matches(msg, k.Answer):
		return s.answerQuestion(q), true
	case key.Matches(msg, s.key.Down):
		return s.moveChoice(q, 1), true
	case key.Matches(msg, s.key.Up):
		return s.moveChoice(q, -1), true
	}
	return nil, false
}

// digitOf is the digit that was pressed, from 1 to 9.
func digitOf(msg tea.KeyMsg) (int, bool) {
	if len(msg.Runes) != 1 || msg.Runes[0] < '1' || msg.Runes[0] > '9' {
		return 0, false
	}
	return int(msg.Runes[0] - '0'), true
}

func (s *lessonScreen) pick(q *questionView, i int) tea.Cmd {
	q.pick(i)
	q.nothing = false
	return s.showChoice(q)
}

// moveChoice moves among the options. While the current one is further down it scrolls instead, so that no line of a
// long prompt is jumped over.
func (s *lessonScreen) moveChoice(q *questionView, n int) tea.Cmd {
	to := q.cursor + n
	if n > 0 && s.below(q) || to < 0 || to >= len(q.Options) {
		s.text.scroll(n)
		return s.read()
	}
	q.cursor = to
	return s.showChoice(q)
}

// showChoice draws the options anew and keeps the current one in sight.
func (s *lessonScreen) showChoice(q *questionView) tea.Cmd {
	cmd := s.arrange()
	if len(q.spans) > 0 {
		s.revealText(q.spans[q.cursor][0], q.spans[q.cursor][1])
	}
	return tea.Batch(cmd, s.read())
}

// below says whether the end of the current option is further down than what is shown.
func (s *lessonScreen) below(q *questionView) bool {
	return len(q.spans) == 0 || q.spans[q.cursor][1] >= s.text.top+s.text.shown()
}

// inSight says whether the end of the current option is shown.
func (s *lessonScreen) inSight(q *questionView) bool {
	return !s.below(q) && q.spans[q.cursor][1] >= s.text.top
}

func (s *lessonScreen) answerQuestion(q *questionView) tea.Cmd {
	choice := q.choice()
	if len(choice) == 0 {
		q.nothing = true
		cmd := s.arrange()
		s.revealText(q.spans[q.cursor][0], q.verdict)
		return cmd
	}
	q.answered, q.nothing = true, false
	saved := s.setAnswer(s.meta.ID, q.ID, choice, q.right())
	cmd := s.arrange()
	s.text.top = q.verdict
	s.text.scroll(0)
	return tea.Batch(saved, cmd, s.read())
}

// revealText keeps lines in sight above the last row, which may say that there is more.
func (s *lessonScreen) revealText(first, last int) {
	s.text.reveal(first, min(last+1, len(s.text.lines)-1))
}
