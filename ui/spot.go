package ui

import (
	"fmt"
	"slices"
	"strings"

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

// order is that of the explanations: the learner's choice, then the mistake, then what is left.
func (s *spotView) order() []int {
	order := []int{s.picked}
	for _, mistake := range []bool{true, false} {
		for i, step := range s.Steps {
			if i != s.picked && step.Mistake == mistake {
				order = append(order, i)
			}
		}
	}
	return order
}

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

// marks is a column beside the code that says what was found.
func (s *spotView) marks(styles *Styles) []string {
	marks := make([]string, len(s.Code))
	for i := range marks {
		marks[i] = " "
	}
	if !s.answered() {
		return marks
	}
	marks[s.Steps[s.picked].First] = styles.Accent.Render(glyphChosen)
	for _, step := range s.Steps {
		if step.Mistake {
			marks[step.First] = styles.Bad.Render(glyphFail)
		}
	}
	return marks
}

// place names the lines of an instruction.
func (s *spotView) place(i int) string {
	step := s.Steps[i]
	if step.First == step.Last {
		return fmt.Sprintf("line %d", step.First+1)
	}
	return fmt.Sprintf("lines %d to %d", step.First+1, step.Last+1)
}

// mistakes names the lines to find.
func (s *spotView) mistakes() string {
	var places []string
	for i, step := range s.Steps {
		if step.Mistake {
			places = append(places, s.place(i))
		}
	}
	return listed(places)
}

// result says in words how the answer was.
func (s *spotView) result() string {
	if s.right() {
		return glyphPass + " Right: the mistake is in " + s.place(s.picked) + "."
	}
	return glyphFail + " Not right. You chose " + s.place(s.picked) + "; the mistake is in " + s.mistakes() + ". Press r to try again."
}

// role names an instruction, and says when it is the mistake.
func (s *spotView) role(i int) string {
	text := s.place(i)
	text = strings.ToUpper(text[:1]) + text[1:]
	if s.Steps[i].Mistake {
		text += ", the mistake"
	}
	return text
}

// rows draws what stands beside the code, below the page's text.
func (s *spotView) rows(styles *Styles, width int, texts [][]string) []string {
	d := questionDrawing{styles: styles, width: width}
	if !s.answered() {
		d.rows = append(d.rows, "")
		for _, row := range wrap("Which line is the mistake? ↑ and ↓ mark one, enter answers.", width) {
			d.rows = append(d.rows, styles.Accent.Render(row))
		}
		if s.nothing {
			d.say(glyphError + " No line is marked yet. → goes on without an answer.")
		}
		return d.rows
	}
	if s.cursor == s.picked {
		d.say(s.result())
	} else {
		d.role(s)
	}
	return append(append(d.rows, ""), texts[s.cursor]...)
}

// role says which line is explained, when it is not the one of the verdict.
func (d *questionDrawing) role(s *spotView) {
	glyph := d.styles.OK.Render(glyphPass)
	if s.Steps[s.cursor].Mistake {
		glyph = d.styles.Bad.Render(glyphFail)
	}
	for _, row := range wrap(s.role(s.cursor), d.width-2) {
		d.rows = append(d.rows, glyph+" "+d.styles.Title.Render(row))
		glyph = " "
	}
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
