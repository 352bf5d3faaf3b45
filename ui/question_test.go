package ui

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/muesli/termenv"

	"tutor/internal/progress"
	"tutor/lessons"
)

func newPractice(t *testing.T, width, height int, more ...setting) *driver {
	t.Helper()
	return newDriver(t, width, height, termenv.Ascii, append(practising(t, "ports"), more...)...)
}

func keepIn(m *memory) setting { return func(o *Options, _ *memory) { o.Progress = m } }

func TestAnAnswerIsKeptAndShownAgain(t *testing.T) {
	d := newPractice(t, 80, 24)
	d.press("right", "3", "enter")
	d.sees("✗ Not right. You chose 3; right is 2.")
	if got, ok := d.progress.Answer("ports", "quiz-left-and-right"); !ok || got.Right || !slices.Equal(got.Choice, []int{2}) {
		t.Errorf("kept is %+v, %v", got, ok)
	}
	d.press("right", "left")
	d.sees("You chose 3")
	d.goTo(target{kind: toLesson, id: "ports", page: 1})
	d.sees("You chose 3") // another screen of the same lesson

	tomorrow := newPractice(t, 80, 24, keepIn(d.progress))
	tomorrow.sees("You chose 3")
	tomorrow.sees("(•) 3 Both of them")
}

func TestAnAnswerThatWaitsToBeWrittenIsNotForgotten(t *testing.T) {
	d := newPractice(t, 80, 24)
	d.press("right", "2", "enter")
	d.progress.answers["ports/quiz-left-and-right"] = progress.Answer{Choice: []int{0}} // as if the disk were slow
	d.goTo(target{kind: toLesson, id: "ports", page: 1})
	d.sees("✓ Right.")
}

func TestAnAnswerToOtherOptionsIsNotShown(t *testing.T) {
	for _, choice := range [][]int{{7}, {-1}, {}, nil} {
		m := newMemory()
		m.answers["ports/quiz-left-and-right"] = progress.Answer{Choice: choice, Right: true}
		m.answers["ports/spot-the-mistake"] = progress.Answer{Choice: choice, Right: true}
		d := newPractice(t, 80, 24, keepIn(m))
		d.press("right")
		d.sees("Choose one")
		d.press("right", "right")
		d.sees("Which line is the mistake?")
	}
}

func TestAWrongAnswerCanBeTriedAgain(t *testing.T) {
	d := newPractice(t, 80, 24)
	d.press("right", "1", "enter", "r")
	d.sees("( ) 1")
	d.seesNot("Not right")
	d.press("down", "space", "enter")
	d.sees("✓ Right.")
	if got, _ := d.progress.Answer("ports", "quiz-left-and-right"); !got.Right || got.Tries != 2 {
		t.Errorf("kept is %+v", got)
	}
	d.press("r")
	d.sees("✓ Right.") // nothing to try again
}

func TestSeveralOptionsAreChosenTogether(t *testing.T) {
	d := newPractice(t, 80, 24)
	d.press("right", "right")
	d.sees("Choose all that apply")
	d.send(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("jj")}) // a held key
	d.press("space", "1", "2", "2")
	d.sees("[x] 1")
	d.sees("[ ] 2")
	d.sees("[x] 3")
	d.press("enter")
	d.sees("✓ Right: these and no others.")
}

func TestOneOptionReplacesTheOther(t *testing.T) {
	d := newPractice(t, 80, 24)
	d.press("right", "1", "3")
	d.sees("( ) 1")
	d.sees("(•) 3")
	d.press("9")
	d.sees("(•) 3")
}

func TestNothingChosenIsNoAnswer(t *testing.T) {
	d := newPractice(t, 80, 24)
	d.press("right", "enter")
	d.sees("! Nothing is chosen yet.")
	if len(d.progress.answers) != 0 {
		t.Errorf("kept is %v", d.progress.answers)
	}
	d.press("1")
	d.seesNot("Nothing is chosen")
	d.press("right")
	d.sees("What goes outside")
	d.press("left")
	d.sees("(•) 1") // and is still chosen
}

func TestAQuestionIsReadBeforeSpaceChooses(t *testing.T) {
	d := newPractice(t, 40, 12)
	d.press("right")
	d.sees("Quiz: Left and right")
	d.sees("read on")
	for range 20 {
		if strings.Contains(d.plain(), "space choose") {
			break
		}
		d.press("space")
	}
	if choice := d.root.now.(*lessonScreen).here().question.choice(); len(choice) > 0 {
		t.Errorf("reading on chose %v", choice)
	}
	d.press("space")
	d.sees("(•) 1")
	d.fits("small")
}

func TestTheCurrentOptionStaysInSight(t *testing.T) {
	d := newPractice(t, 40, 12)
	d.press("right")
	lesson := d.root.now.(*lessonScreen)
	q := lesson.here().question
	for range 30 {
		before := q.cursor
		d.press("down")
		if q.cursor != before && !lesson.inSight(q) {
			t.Fatalf("option %d is out of sight:\n%s", q.cursor+1, d.plain())
		}
	}
	if q.cursor != 2 {
		t.Fatalf("option %d is the current one", q.cursor+1)
	}
	for q.cursor > 0 {
		d.press("k")
		if !strings.Contains(d.plain(), "› ( ) "+strconv.Itoa(q.cursor+1)) {
			t.Fatalf("option %d is out of sight:\n%s", q.cursor+1, d.plain())
		}
	}
	for range 30 {
		d.press("up")
	}
	d.sees("Quiz: Left and right")
	for range 3 {
		d.press("1", "enter")
		d.sees("✗ Not right.")
		d.press("r")
	}
}

func TestResizeKeepsTheChoice(t *testing.T) {
	d := newPractice(t, 120, 40)
	d.press("right", "2")
	for _, size := range [][2]int{{40, 12}, {80, 24}, {30, 8}, {120, 40}} {
		d.send(sizeMsg(size))
		d.fits("resized")
	}
	d.sees("› (•) 2")
	d.press("enter")
	d.sees("✓ Right.")
}

// TestNothingIsChosenOutOfSight presses space while the options are being rendered for another width.
func TestNothingIsChosenOutOfSight(t *testing.T) {
	d := newPractice(t, 120, 40)
	d.press("right")
	d.root.Update(sizeMsg([2]int{80, 24})) // the rendering is under way
	d.root.Update(keyNamed("space"))
	if choice := d.root.now.(*lessonScreen).pages[1].stages[0].question.choice(); len(choice) > 0 {
		t.Errorf("space chose %v", choice)
	}
}

func TestAnOptionIsFound(t *testing.T) {
	d := newPractice(t, 80, 24)
	page := &d.root.now.(*lessonScreen).pages[1]
	page.stages = append([]stage{{markdown: "Before."}}, page.stages...)
	if got := page.stageWith([]string{"BOTH"}); got != 1 {
		t.Errorf("found on stage %d", got)
	}
	if got := page.stageWith([]string{"published"}); got != 0 {
		t.Error("an explanation is found before the answer")
	}
}

func TestTheLessonsEndCountsAnswers(t *testing.T) {
	d := newPractice(t, 80, 40)
	d.press("right", "2", "enter", "right", "2", "enter", "right")
	d.sees("1 of 3 questions answered right, 1 not answered yet.")
	d.press("up", "up", "up", "enter") // the fifth of seven
	d.sees("✓ Right: the mistake is in line 7.")
	for range 6 {
		d.press("right")
	}
	d.sees("2 of 3 questions answered right.")
}

// TestForeignTextOfAQuestionIsHarmless shows texts that try to act on the terminal.
func TestForeignTextOfAQuestionIsHarmless(t *testing.T) {
	bad := "evil\x1b]0;owned\a\x1b[2J\u202e text"
	page := newPageView(lessons.Page{Title: bad, Blocks: []lessons.Block{
		lessons.TermList{Terms: []lessons.Term{{Name: bad, Meaning: bad, Notes: []lessons.TermNote{{Label: bad, Markdown: bad}}}}},
		lessons.Question{ID: "q", Prompt: bad, Options: []lessons.Option{{Markdown: bad, Explanation: bad, Right: true}, {Markdown: bad, Explanation: bad}}},
		lessons.Spot{ID: "s", Code: []string{bad}, Steps: []lessons.Step{{Markdown: bad, Mistake: true}}},
	}})
	texts := append(page.sources(), page.title)
	texts = append(texts, page.code...)
	for i := range page.stages {
		if more, _ := page.stages[i].drillTexts(); more != nil {
			texts = append(texts, more()...)
		}
	}
	for _, text := range texts {
		if strings.ContainsAny(text, "\x1b\a\u202e") || strings.Contains(text, "owned") {
			t.Errorf("a control is left in %q", text)
		}
	}
}
