package ui

import (
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
)

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

// digits are the keys that choose one of n options.
func digits(n int) []string {
	const all = "123456789"
	return strings.Split(all[:min(n, len(all))], "")
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
		s.text.reveal(q.spans[q.cursor][0], q.spans[q.cursor][1])
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
		s.text.reveal(q.spans[q.cursor][0], q.verdict)
		return cmd
	}
	q.answered, q.nothing = true, false
	saved := s.setAnswer(s.meta.ID, q.ID, choice, q.right())
	cmd := s.arrange()
	s.text.top = q.verdict
	s.text.scroll(0)
	return tea.Batch(saved, cmd, s.read())
}
