package ui

import (
	"context"
	"fmt"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"tutor/exercises"
	"tutor/internal/explain"
)

// Explained is a file of the learner and what is said about it.
type Explained struct {
	Name     string   // without the folder
	Lines    []string // of the file
	Document *explain.Document
	Problem  string // why it cannot be explained, with what to do; empty when it can
	Line     int    // of the problem; 0 for none
}

// Explain reads the file in the learner's folder that the exercise is about and explains it. It is called off the
// update loop.
type Explain func(ctx context.Context, ex *exercises.Exercise, dir string) Explained

// explainKeys step through a file.
type explainKeys struct{ Forward, Next, Previous, Finding, Up, Down, PageUp, PageDown, First, Last, Lesson, Back key.Binding }

func newExplainKeys() explainKeys {
	return explainKeys{
		Forward:  bind("space", "read on", " ", "enter"),
		Next:     bind("→", "next", "right", "n"),
		Previous: bind("←", "previous", "left", "p"),
		Finding:  bind("f", "next to look at", "f"),
		Down:     bind("↓/j", "scroll down", "down", "j"),
		Up:       bind("↑/k", "scroll up", "up", "k"),
		PageDown: bind("pgdn", "page down", "pgdown", "ctrl+d"),
		PageUp:   bind("pgup", "page up", "pgup", "ctrl+u"),
		First:    bind("home", "first line", "home"),
		Last:     bind("end", "last line", "end", "G"),
		Lesson:   bind("l", "lesson about it", "l"),
		Back:     bind("esc", "back", "esc", "backspace"),
	}
}

// explainedMsg brings the file that was read.
type explainedMsg struct {
	op int
	Explained
	sizes map[int]int64 // see explainScreen
}

// explainScreen steps through a file of the learner's own, as a lesson does through a walkthrough.
type explainScreen struct {
	*app
	key  explainKeys
	ex   *exercises.Exercise // that esc leads back to
	line int                 // where to begin; 0 for the start
	made []explain.Made      // the image of the last check, step by step; nil when it is not known
	op   int

	ready         bool
	file          Explained     // safe for the screen
	sizes         map[int]int64 // what a line added to the image, by its number
	step          int           // index of the item
	code          codePane
	text          pane
	width, height int
}

// openExplain shows the file of an exercise, from the item at a line.
func openExplain(a *app, ex *exercises.Exercise, line int) *explainScreen {
	return &explainScreen{app: a, key: newExplainKeys(), ex: ex, line: line}
}

// load reads the file off the update loop.
func (s *explainScreen) load(dir string) tea.Cmd {
	s.ops++
	s.op = s.ops
	op, read, ex, made := s.op, s.opts.Explain, s.ex, s.made
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(context.Background(), explainDeadline)
		defer cancel()
		file := read(ctx, ex, dir)
		return explainedMsg{op, safeExplained(file), sizesOf(file, made)}
	}
}

func (s *explainScreen) setSize(width, height int) {
	s.width, s.height = width, height
	s.arrange()
}

func (s *explainScreen) update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case explainedMsg:
		if msg.op == s.op {
			s.take(msg)
		}
	case tea.KeyMsg:
		s.press(msg)
	}
	s.arrange()
	return nil
}

func (s *explainScreen) take(msg explainedMsg) {
	s.ready, s.file, s.sizes = true, msg.Explained, msg.sizes
	for i, item := range s.items() {
		if item.Start <= s.line {
			s.step = i
		}
	}
}

// sizesOf is what each line of the file added to the image. It is nil when the image was made by another file.
func sizesOf(file Explained, made []explain.Made) map[int]int64 {
	layers, matched := explain.Layers([]byte(strings.Join(file.Lines, "\n")+"\n"), made)
	if !matched || len(made) == 0 {
		return nil
	}
	sizes := map[int]int64{}
	for _, l := range layers {
		if l.Line > 0 {
			sizes[l.Line] += l.Bytes
		}
	}
	return sizes
}

func (s *explainScreen) items() []explain.Item {
	if s.file.Document == nil {
		return nil
	}
	return s.file.Document.Items
}

func (s *explainScreen) press(msg tea.KeyMsg) {
	k := s.key
	switch {
	case key.Matches(msg, k.Back):
		s.goTo = target{kind: toExercise, id: s.ex.ID}
	case key.Matches(msg, k.Forward) && !s.text.atEnd():
		s.text.page(1)
	case key.Matches(msg, k.Next), key.Matches(msg, k.Forward):
		s.to(s.step + 1)
	case key.Matches(msg, k.Previous):
		s.to(s.step - 1)
	case key.Matches(msg, k.First):
		s.to(0)
	case key.Matches(msg, k.Last):
		s.to(len(s.items()) - 1)
	case key.Matches(msg, k.Finding):
		s.to(s.nextFinding())
	case key.Matches(msg, k.Lesson):
		if id := s.lesson(); id != "" {
			s.goTo = target{kind: toLesson, id: id, from: s.ex.ID}
		}
	default:
		s.text.follow(msg, k.Up, k.Down, k.PageUp, k.PageDown)
	}
}

func (s *explainScreen) to(step int) {
	step = max(0, min(step, len(s.items())-1))
	if step != s.step {
		s.step, s.text.top = step, 0
	}
}

// here are the findings about the item that is shown.
func (s *explainScreen) here() []explain.Finding { return s.about(s.step) }

func (s *explainScreen) about(step int) []explain.Finding {
	if step >= len(s.items()) {
		return nil
	}
	item := s.items()[step]
	var all []explain.Finding
	for _, f := range s.file.Document.Findings {
		if f.Line >= item.Start && f.Line <= item.End {
			all = append(all, f)
		}
	}
	return all
}

// nextFinding is the next item with a finding, the first one again after the last.
func (s *explainScreen) nextFinding() int {
	n := len(s.items())
	for i := 1; i <= n; i++ {
		if step := (s.step + i) % n; len(s.about(step)) > 0 {
			return step
		}
	}
	return s.step
}

// lesson is the one about the first finding here, if the course has it.
func (s *explainScreen) lesson() string {
	for _, f := range s.here() {
		if s.meta(f.Lesson) >= 0 {
			return f.Lesson
		}
	}
	return ""
}

func (s *explainScreen) header() (left, right string) {
	left = "Your file, line by line"
	if s.file.Name != "" {
		left = "Your " + s.file.Name + ", line by line"
	}
	if n := len(s.items()); n > 0 {
		right = fmt.Sprintf("%d of %d", s.step+1, n)
	}
	return left, right
}

func (s *explainScreen) keys() keys {
	k := s.key
	n := len(s.items())
	k.Forward.SetEnabled(s.step+1 < n || !s.text.atEnd())
	k.Next.SetEnabled(s.step+1 < n)
	k.Previous.SetEnabled(s.step > 0)
	k.First.SetEnabled(s.step > 0)
	k.Last.SetEnabled(s.step+1 < n)
	k.Finding.SetEnabled(n > 0 && len(s.file.Document.Findings) > 0)
	k.Lesson.SetEnabled(s.lesson() != "")
	scrolls := !s.text.atTop() || !s.text.atEnd()
	for _, b := range []*key.Binding{&k.Down, &k.Up, &k.PageDown, &k.PageUp} {
		b.SetEnabled(scrolls)
	}
	if !s.text.atEnd() {
		return keys{k.Forward, k.Next, k.Previous, k.Finding, k.Lesson, k.Back, k.Down, k.Up, k.PageDown, k.PageUp, k.First, k.Last}
	}
	return keys{k.Next, k.Previous, k.Finding, k.Lesson, k.Back, k.Down, k.Up, k.PageDown, k.PageUp, k.First, k.Last, k.Forward}
}
