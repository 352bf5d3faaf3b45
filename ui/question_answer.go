package ui

import (
	"fmt"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"tutor/internal/progress"
	"tutor/internal/study"
	"tutor/lessons"
)

// answerKey names a question or a mistake to find.
type answerKey struct{ lesson, id string }

// setAnswer remembers an answer; the last one counts.
func (a *app) setAnswer(lesson, id string, choice []int, right bool) tea.Cmd {
	kept := a.known.answers[answerKey{lesson, id}]
	kept.Choice, kept.Right, kept.Tries, kept.At = choice, right, kept.Tries+1, a.now()
	a.known.answers[answerKey{lesson, id}] = kept
	return a.saver.save("", func() error { return a.opts.Progress.SetAnswer(lesson, id, choice, right) })
}

// keptAnswers are those to the questions of a lesson, which may be nil.
func keptAnswers(known Progress, lesson *lessons.Lesson) map[string]progress.Answer {
	kept := map[string]progress.Answer{}
	if lesson == nil {
		return kept
	}
	for _, page := range lesson.Pages {
		for _, block := range page.Blocks {
			id := ""
			switch b := block.(type) {
			case lessons.Question:
				id = b.ID
			case lessons.Spot:
				id = b.ID
			}
			if answer, ok := known.Answer(lesson.ID, id); ok {
				kept[id] = answer
			}
		}
	}
	return kept
}

// restore shows the answers that were given before. What was answered since the tutor was started is newer than what
// was read: it may still wait to be written.
func (s *lessonScreen) restore(kept map[string]progress.Answer) {
	for id, answer := range kept {
		if _, newer := s.known.answers[answerKey{s.meta.ID, id}]; !newer {
			s.known.answers[answerKey{s.meta.ID, id}] = answer
		}
	}
	s.eachDrill(func(st *stage) {
		if q := st.question; q != nil {
			q.restore(s.known.answers[answerKey{s.meta.ID, q.ID}].Choice)
			return
		}
		st.spot.restore(s.known.answers[answerKey{s.meta.ID, st.spot.ID}].Choice)
	})
}

// eachDrill calls use with every stage of the lesson that has something to answer.
func (s *lessonScreen) eachDrill(use func(*stage)) {
	for i := range s.pages {
		for j := range s.pages[i].stages {
			if st := &s.pages[i].stages[j]; st.question != nil || st.spot != nil {
				use(st)
			}
		}
	}
}

// score says how many questions were answered right; empty where the lesson has none.
func (s *lessonScreen) score() string {
	right, answered, all := 0, 0, 0
	s.eachDrill(func(st *stage) {
		all++
		if st.answered() {
			answered++
		}
		if st.right() {
			right++
		}
	})
	switch {
	case all == 0:
		return ""
	case answered < all:
		return fmt.Sprintf("%d of %s answered right, %d not answered yet.", right, counted(all, "question"), all-answered)
	}
	return fmt.Sprintf("%d of %s answered right.", right, counted(all, "question"))
}

// terms is how many terms the lesson explains.
func (s *lessonScreen) terms() int {
	n := 0
	for _, p := range s.lesson.Pages {
		n += len(p.Terms())
	}
	return n
}

func counted(n int, noun string) string { return study.Counted(n, noun) }

func (s *stage) answered() bool {
	return s.question != nil && s.question.answered || s.spot != nil && s.spot.answered()
}

func (s *stage) right() bool {
	return s.question != nil && s.question.right() || s.spot != nil && s.spot.right()
}

// pressDrill gives a key to what there is to answer; false leaves it to the lesson.
func (s *lessonScreen) pressDrill(msg tea.KeyMsg) (tea.Cmd, bool) {
	switch st := s.here(); {
	case st.question != nil:
		return s.pressQuestion(st.question, msg)
	case st.spot != nil:
		return s.pressSpot(st.spot, msg)
	}
	return nil, false
}

// drillKeys puts the keys of what there is to answer before those of the lesson.
func (s *lessonScreen) drillKeys(k lessonKeys) keys {
	st, own := s.here(), s.quiz
	var first keys
	switch {
	case st.question != nil && !st.answered():
		choosing := s.inSight(st.question)
		own.Choose.SetEnabled(choosing)
		k.Forward.SetEnabled(!choosing)
		k.Forward.SetHelp("space", "read on")
		own.Number.SetKeys(digits(len(st.question.Options))...)
		first = keys{k.Forward, own.Choose, own.Answer, k.Next, own.Move}
	case st.spot != nil && !st.answered():
		first = keys{own.Mark, own.Answer, k.Next}
	case st.spot != nil:
		own.Mark.SetHelp("↑↓", "other lines")
		first = keys{k.Next, own.Mark}
	}
	if st.answered() && !st.right() {
		first = append(keys{own.Retry}, first...)
	}
	if st.question != nil && !st.answered() || st.spot != nil {
		for _, taken := range []*key.Binding{&k.Forward, &k.Next, &k.Up, &k.Down, &k.Focus} {
			taken.SetEnabled(false) // listed above, or without use here
		}
	}
	own.Review.SetEnabled(s.lastStage() && s.terms() > 0)
	own.Number.SetEnabled(st.question != nil && !st.answered())
	return append(append(first, k.list(!s.text.atEnd())...), own.Review, own.Number)
}

// stepSpot goes on among the explanations of a mistake to find; false where there are no further ones.
func (s *lessonScreen) stepSpot(n int) bool {
	spot := s.here().spot
	return spot != nil && spot.step(n)
}

// step is the place among the steps of a walkthrough, or among the explanations of a mistake to find.
func (s *lessonScreen) step() (step, steps int) {
	st := s.here()
	if st.spot != nil && st.spot.answered() {
		before, count := st.spot.at()
		return before + 1, count
	}
	if st.step == 0 {
		return 0, 0
	}
	return st.step, s.current().steps
}

func (s *lessonScreen) drillSource(page, stage int) string {
	return fmt.Sprintf("%s.%d", s.source(page), stage)
}

// wantDrills asks for the texts of what there is to answer on a page.
func (s *lessonScreen) wantDrills(page int) tea.Cmd {
	var cmds []tea.Cmd
	for i := range s.pages[page].stages {
		if texts, hang := s.pages[page].stages[i].drillTexts(); texts != nil {
			cmds = append(cmds, s.wantText(s.drillSource(page, i), s.textWidth(&s.pages[page])-hang, texts))
		}
	}
	return tea.Batch(cmds...)
}

// drillReady says whether what there is to answer on the stage is shown.
func (s *lessonScreen) drillReady() bool {
	texts, _ := s.here().drillTexts()
	return texts == nil || s.drillRendered(s.page, s.stage) != nil
}

// drillRendered are those texts, or nil while they are being rendered.
func (s *lessonScreen) drillRendered(page, stage int) [][]string {
	texts, hang := s.pages[page].stages[stage].drillTexts()
	if texts == nil {
		return nil
	}
	return s.app.text(s.drillSource(page, stage), s.textWidth(&s.pages[page])-hang)
}
