package ui

import (
	"slices"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"tutor/internal/term"
	"tutor/lessons"
)

// spotView is a Dockerfile with a mistake to find, on its page.
type spotView struct {
	lessons.Spot
	cursor  int  // the instruction that is marked; -1 until the learner moves
	picked  int  // the instruction the learner took for the mistake; -1 before that
	nothing bool // the learner tried to answer without a choice
}

func newSpotView(s lessons.Spot) *spotView { return &spotView{Spot: s, cursor: -1, picked: -1} }

func (s *spotView) answered() bool { return s.picked >= 0 }

func (s *spotView) right() bool { return s.Correct(s.picked) }

// restore shows an answer given before, unless it is about other code.
func (s *spotView) restore(choice []int) {
	if len(choice) == 1 && choice[0] >= 0 && choice[0] < len(s.Steps) {
		s.picked, s.cursor = choice[0], choice[0]
	}
}

func (s *spotView) clear() { s.picked, s.cursor, s.nothing = -1, -1, false }

// lines are those of the marked instruction, or -1.
func (s *spotView) lines() (first, last int) {
	if s.cursor < 0 {
		return -1, -1
	}
	step := s.Steps[s.cursor]
	return step.First, step.Last
}

// move marks another instruction. The first one to be marked is at the end that the learner comes from.
func (s *spotView) move(n int) {
	if s.cursor < 0 && n < 0 {
		s.cursor = len(s.Steps)
	}
	s.cursor = max(0, min(s.cursor+n, len(s.Steps)-1))
}

// order is that of the explanations.
func (s *spotView) order() []int { return s.Order(s.picked) }

// at is how many explanations come before the one that is shown, and how many there are; zero before the answer.
func (s *spotView) at() (before, count int) {
	if !s.answered() {
		return 0, 0
	}
	return slices.Index(s.order(), s.cursor), len(s.Steps)
}

// step goes n explanations on; false when there are none.
func (s *spotView) step(n int) bool {
	before, count := s.at()
	if to := before + n; s.answered() && to >= 0 && to < count {
		s.cursor = s.order()[to]
		return true
	}
	return false
}

// more says whether there are explanations after the one that is shown.
func (s *spotView) more() bool {
	before, count := s.at()
	return before+1 < count
}

// moreLines says whether the stage goes on with the explanation of another line.
func (s *stage) moreLines() bool { return s.spot != nil && s.spot.more() }

func (s *spotView) texts() []string {
	out := make([]string, len(s.Steps))
	for i, step := range s.Steps {
		out[i] = term.Sanitize(step.Markdown)
	}
	return out
}

// pressSpot handles a key on a mistake to find; false leaves it to the lesson.
func (s *lessonScreen) pressSpot(sp *spotView, msg tea.KeyMsg) (tea.Cmd, bool) {
	k := s.quiz
	switch {
	case key.Matches(msg, s.key.Down):
		return s.moveSpot(sp, 1), true
	case key.Matches(msg, s.key.Up):
		return s.moveSpot(sp, -1), true
	case sp.answered() && !sp.right() && key.Matches(msg, k.Retry):
		sp.clear()
		s.text.top = 0
		return s.arrange(), true
	case !sp.answered() && key.Matches(msg, k.Answer):
		return s.answerSpot(sp), true
	}
	return nil, false
}

func (s *lessonScreen) moveSpot(sp *spotView, n int) tea.Cmd {
	sp.move(n)
	sp.nothing = false
	if sp.answered() {
		s.text.top = 0
	}
	return s.arrange()
}

func (s *lessonScreen) answerSpot(sp *spotView) tea.Cmd {
	if sp.cursor < 0 {
		sp.nothing = true
		cmd := s.arrange()
		s.text.scroll(len(s.text.lines))
		return cmd
	}
	sp.picked = sp.cursor
	s.text.top = 0
	return tea.Batch(s.setAnswer(s.meta.ID, sp.ID, []int{sp.picked}, sp.right()), s.arrange())
}
