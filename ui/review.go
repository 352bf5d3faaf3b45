package ui

import (
	"fmt"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"tutor/internal/study"
	"tutor/internal/term"
)

// reviewLoadedMsg brings the cards of a review.
type reviewLoadedMsg struct {
	op    int
	cards []study.Card
	err   error
}

// reviewScreen asks for the meaning of terms. The learner says whether they knew it; what they missed comes back until
// they know it.
type reviewScreen struct {
	*app
	key  reviewKeys
	op   int
	back target // where esc leads

	loaded bool
	failed string       // why there is nothing to review
	early  []tea.KeyMsg // pressed before the cards were there; none may be lost
	cards  []study.Card
	unread []int // cards of lessons that were not opened, offered when there is nothing else

	session  []int        // cards of this review
	queue    []int        // those still to ask; the first one is asked now
	graded   map[int]bool // cards that were asked at least once; true when they were missed
	revealed bool         // the meaning is shown

	text pane
}

// newReview makes a review that leads back to a lesson, when to names one, else to the course map.
func newReview(a *app, to target) *reviewScreen {
	a.ops++
	s := &reviewScreen{app: a, key: newReviewKeys(), op: a.ops, back: target{kind: toHome}, graded: map[int]bool{}}
	if to.id != "" {
		s.back = to
		s.back.kind = toLesson
	}
	return s
}

// load reads the terms off the update loop: that parses every lesson.
func (s *reviewScreen) load() tea.Cmd {
	course, known, op := s.opts.Course, s.opts.Progress, s.op
	return func() tea.Msg {
		cards, err := study.Cards(course, known)
		return reviewLoadedMsg{op: op, cards: cards, err: err}
	}
}

func (s *reviewScreen) update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case shownMsg:
		if !s.loaded && s.failed == "" {
			return s.load()
		}
		return s.arrange()
	case reviewLoadedMsg:
		if msg.op == s.op && !s.loaded { // asked for again when the size came before the cards
			return s.take(msg)
		}
	case renderedMsg:
		return s.arrange()
	case tea.KeyMsg:
		return s.press(msg)
	}
	return nil
}

// take begins the review.
func (s *reviewScreen) take(msg reviewLoadedMsg) tea.Cmd {
	if msg.err != nil {
		s.failed = "The terms cannot be shown: " + term.Sanitize(msg.err.Error())
		return s.arrange()
	}
	s.loaded, s.cards = true, msg.cards
	queue, unread := s.queueOf(s.cards)
	s.unread = unread
	s.begin(queue)
	cmds := []tea.Cmd{s.arrange()}
	for _, early := range s.early {
		cmds = append(cmds, s.press(early))
	}
	s.early = nil
	return tea.Batch(cmds...)
}

// queueOf says which cards to ask now. What was graded since the tutor was started is newer than what was read: it may
// still wait to be written.
func (a *app) queueOf(cards []study.Card) (queue, unread []int) {
	for i := range cards {
		if state, ok := a.known.terms[cards[i].ID]; ok {
			cards[i].State, cards[i].Asked = state, true
		}
	}
	return study.Queue(cards, a.now(), a.begun)
}

func (s *reviewScreen) begin(queue []int) {
	s.session, s.queue = append([]int(nil), queue...), append([]int(nil), queue...)
}

// begun says whether the learner was in the lesson.
func (a *app) begun(lesson string) bool {
	return a.known.done[lesson] || a.known.begun[lesson] || a.known.lesson == lesson
}

func (s *reviewScreen) press(msg tea.KeyMsg) tea.Cmd {
	k := s.key
	switch {
	case key.Matches(msg, k.Back):
		s.goTo = s.back
	case s.failed != "":
	case !s.loaded:
		s.early = append(s.early, msg)
	case s.asking() && !s.revealed && key.Matches(msg, k.Show):
		s.revealed = true
		return s.arrange()
	case s.asking() && s.revealed && key.Matches(msg, k.Missed):
		return s.grade(false)
	case s.asking() && s.revealed && key.Matches(msg, k.Knew):
		return s.grade(true)
	case s.offers() && key.Matches(msg, k.All):
		s.begin(s.unread)
		return s.arrange()
	case s.over() && key.Matches(msg, k.Done):
		s.goTo = s.back
	default:
		s.scroll(msg)
	}
	return nil
}

func (s *reviewScreen) scroll(msg tea.KeyMsg) {
	s.text.follow(msg, s.key.Up, s.key.Down, s.key.PageUp, s.key.PageDown)
}

// asking says whether a term is shown.
func (s *reviewScreen) asking() bool { return len(s.queue) > 0 }

// over says whether every term of the review is known by now.
func (s *reviewScreen) over() bool { return s.loaded && len(s.queue) == 0 && len(s.session) > 0 }

// offers says whether there is nothing to review but terms of lessons that were not opened.
func (s *reviewScreen) offers() bool { return s.loaded && len(s.session) == 0 && len(s.unread) > 0 }

// grade takes the learner's word. A term that was missed comes back after the others.
func (s *reviewScreen) grade(knew bool) tea.Cmd {
	at := s.queue[0]
	s.queue = s.queue[1:]
	s.graded[at] = s.graded[at] || !knew
	if !knew {
		s.queue = append(s.queue, at)
	}
	card := &s.cards[at]
	card.State, card.Asked = card.State.Review(knew, s.now()), true
	s.known.terms[card.ID] = card.State
	s.revealed, s.text.top = false, 0
	id := card.ID
	saved := s.saver.save("", func() error { return s.opts.Progress.ReviewTerm(id, knew) })
	return tea.Batch(saved, s.arrange())
}

// toCome is how many terms that were missed are still to be asked again.
func (s *reviewScreen) toCome() int {
	n := 0
	for _, at := range s.queue {
		if s.graded[at] {
			n++
		}
	}
	return n
}

func (s *reviewScreen) keys() keys {
	k := s.key
	asking := s.asking()
	k.Show.SetEnabled(asking && !s.revealed)
	k.Missed.SetEnabled(asking && s.revealed)
	k.Knew.SetEnabled(asking && s.revealed)
	k.All.SetEnabled(s.offers())
	k.Done.SetEnabled(s.over())
	scrolls := !s.text.atTop() || !s.text.atEnd()
	for _, one := range []*key.Binding{&k.Up, &k.Down, &k.PageUp, &k.PageDown} {
		one.SetEnabled(scrolls)
	}
	return k.list()
}

func (s *reviewScreen) header() (left, right string) {
	left = s.styles.Title.Render("Term review")
	if !s.asking() {
		return left, ""
	}
	right = fmt.Sprintf("%d of %d", min(len(s.graded)+1, len(s.session)), len(s.session))
	if s.graded[s.queue[0]] {
		right = fmt.Sprintf("%d of %d", len(s.session), len(s.session))
	}
	if n := s.toCome(); n > 0 {
		right += fmt.Sprintf(", %d to come back", n)
	}
	return left, s.styles.Muted.Render(right)
}
