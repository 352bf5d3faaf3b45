package ui

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"tutor/runner/lab"
)

// LabWish says which lab to run, and on what.
type LabWish struct {
	Name      string
	Exercise  string // id of the exercise the learner came from; empty for none
	Reference bool   // the course's own solution, not the learner's
}

// RunLab runs a lab. It ends within 2 s of the context, cleaned up.
type RunLab func(ctx context.Context, wish LabWish, ask lab.Ask, emit func(lab.Event)) (lab.Result, error)

type (
	// labNews is what a lab had to say since the last message, safe for the screen.
	labNews struct {
		op     int
		events []lab.Event
	}
	// labAsked is a question that waits for the learner.
	labAsked struct {
		op    int
		q     lab.Question
		reply chan<- int // has room for the answer
	}
	// labOver says that a lab has ended and cleaned up.
	labOver struct {
		op     int
		result labResult
		err    error
	}
)

// labResult is what is shown of a result, safe for the screen.
type labResult struct {
	tables  []lab.Table
	summary string
	left    int // resources that could not be removed
}

// labRun is a lab that runs, or has ended.
type labRun struct {
	op       int
	stop     context.CancelFunc
	stopping bool
	over     bool

	story   []labPart
	samples []lab.Sample
	marks   []labMark
	note    string
	asked   *labAsked
	cleans  bool // what it made is being removed
	result  labResult
	err     string // why it ended early
}

// labPart is a piece of what has happened, from the first to the last.
type labPart struct {
	kind  labPartKind
	text  string
	table lab.Table
}

type labPartKind int

const (
	labTitle labPartKind = iota
	labText
	labCommand
	labSeen
	labRight
	labWrong
	labTable
)

// labMark names the phase that begins at a column of the timeline.
type labMark struct {
	at   int
	name string
}

// labScreen shows one lab: what will happen, what happens, and what was measured. It lies over the screen it was
// opened from, and goes on while the learner is elsewhere.
type labScreen struct {
	*app
	key    labKeys
	behind screen
	about  lab.Lab
	wish   LabWish
	run    *labRun // nil before it was started

	width, height int
	text          pane
	moved         bool // the learner has scrolled: the newest is not followed
}

// openLab leads to a lab: to the one that runs, where one does.
func openLab(a *app, behind screen, about lab.Lab, exercise string) *labScreen {
	if a.lab != nil {
		return a.lab
	}
	return &labScreen{app: a, key: newLabKeys(), behind: behind, about: about, wish: LabWish{Name: about.Name, Exercise: exercise}}
}

// place is that of the screen behind: this one only lies over it.
func (s *labScreen) place() (target, bool) {
	if p, ok := s.behind.(placed); ok {
		return p.place()
	}
	return target{}, false
}

func (s *labScreen) running() bool { return s.run != nil && !s.run.over }

func (s *labScreen) update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.KeyMsg:
		s.press(msg)
	case labNews:
		if s.running() && msg.op == s.run.op {
			s.take(msg.events)
		}
	case labAsked:
		if s.running() && msg.op == s.run.op {
			s.run.asked, s.run.note, s.moved = &msg, "", false
		}
	case labOver:
		if s.running() && msg.op == s.run.op {
			s.end(msg)
		}
	}
	s.arrange()
	return nil
}

func (s *labScreen) press(msg tea.KeyMsg) {
	if s.running() && s.run.asked != nil && s.answer(msg) {
		return
	}
	switch k := s.key; {
	case key.Matches(msg, k.Cancel) && s.running(): // the same key as Back
		s.cancel()
	case key.Matches(msg, k.Back):
		s.goTo = target{kind: toScreen, screen: s.behind}
	case key.Matches(msg, k.Start) && !s.running():
		s.start(false)
	case key.Matches(msg, k.Reference) && !s.running() && s.about.Image:
		s.start(true)
	default:
		s.scroll(msg)
	}
}

// answer gives the lab the option that the key chooses; enter is for a question with one.
func (s *labScreen) answer(msg tea.KeyMsg) bool {
	options := s.run.asked.q.Options
	chosen := slices.IndexFunc(options, func(o lab.Option) bool { return msg.String() == o.Key })
	if chosen < 0 && len(options) == 1 && key.Matches(msg, s.key.Start) {
		chosen = 0
	}
	if chosen < 0 {
		return false
	}
	s.run.asked.reply <- chosen
	if s.run.asked.q.Predicts() {
		s.add(labText, "You predict: "+options[chosen].Text)
	}
	s.run.asked = nil
	return true
}

func (s *labScreen) scroll(msg tea.KeyMsg) {
	const all = 1 << 20
	k := s.key
	switch {
	case s.text.follow(msg, k.Up, k.Down, k.PageUp, k.PageDown):
	case key.Matches(msg, k.Top):
		s.text.scroll(-all)
	case key.Matches(msg, k.End):
		s.text.scroll(all)
	default:
		return
	}
	s.moved = !s.text.atEnd()
}

// start runs the lab in its own goroutine. What it says comes back as messages with its operation id.
func (s *labScreen) start(reference bool) {
	s.ops++
	op := s.ops
	ctx, stop := context.WithCancel(s.crew.ctx)
	s.run, s.wish.Reference, s.moved = &labRun{op: op, stop: stop}, reference, false
	s.lab = s
	work, wish, send := s.opts.RunLab, s.wish, s.send
	feed := &labFeed{op: op, send: send, after: s.crew.after}
	ask := func(ctx context.Context, q lab.Question) (int, error) {
		reply := make(chan int, 1)
		feed.flush() // what led to the question comes before it
		send(labAsked{op: op, q: q, reply: reply})
		select {
		case chosen := <-reply:
			return chosen, nil
		case <-ctx.Done():
			return lab.NoAnswer, ctx.Err()
		}
	}
	s.crew.start(func(context.Context) {
		result, err := work(ctx, wish, ask, feed.emit)
		feed.flush()
		send(labOver{op: op, result: safeLabResult(result), err: err})
	})
}

// cancel ends the lab; its clean-up goes on.
func (s *labScreen) cancel() {
	if s.running() && !s.run.stopping {
		s.run.stopping, s.run.asked = true, nil
		s.run.stop()
	}
}

// end shows what was measured, or why it was not.
func (s *labScreen) end(msg labOver) {
	s.run.stop()
	s.run.over, s.run.asked, s.run.note, s.run.result = true, nil, "", msg.result
	s.lab = nil
	switch {
	case s.run.stopping || errors.Is(msg.err, context.Canceled):
		s.run.err = "Cancelled. What the lab made is removed."
	case msg.err != nil:
		s.run.err = "The lab could not go on: " + oneLine(msg.err.Error())
	default:
		for _, t := range msg.result.tables {
			s.run.story = append(s.run.story, labPart{kind: labTable, table: t})
		}
	}
}

// take adds what has happened to the story.
func (s *labScreen) take(events []lab.Event) {
	run := s.run
	for _, event := range events {
		switch e := event.(type) {
		case lab.Phase:
			s.add(labTitle, e.Title)
			s.add(labText, e.Text)
			s.add(labCommand, e.Command)
			run.mark(e)
		case lab.Sample:
			run.samples = append(run.samples, e)
		case lab.Note:
			run.note = e.Text
		case lab.Shown:
			run.story = append(run.story, labPart{kind: labTable, table: e.Table})
		case lab.Observation:
			s.add(labSeen, e.Text)
		case lab.Round:
			s.add(labSeen, e.Text())
		case lab.Prediction:
			kind := labWrong
			if e.Correct {
				kind = labRight
			}
			s.add(kind, e.Text())
		case lab.Cleaning:
			run.cleans, run.note = true, "removing what the lab made"
		}
	}
}

// mark begins a phase on the timeline. Of several that begin at one column, the last one counts.
func (run *labRun) mark(p lab.Phase) {
	run.note = ""
	at := len(run.samples)
	run.marks = slices.DeleteFunc(run.marks, func(m labMark) bool { return m.at == at })
	run.marks = append(run.marks, labMark{at: at, name: strings.ReplaceAll(p.ID, "-", " ")})
}

func (s *labScreen) add(kind labPartKind, text string) {
	if text != "" {
		s.run.story = append(s.run.story, labPart{kind: kind, text: text})
	}
}

func (s *labScreen) keys() keys {
	k := s.key
	running := s.running()
	k.Start.SetEnabled(!running)
	k.Reference.SetEnabled(!running && s.about.Image)
	k.Cancel.SetEnabled(running && !s.run.stopping)
	k.Back.SetEnabled(!running)
	if s.run != nil {
		k.Start.SetHelp("enter", "once more")
	}
	scrolls := !s.text.atTop() || !s.text.atEnd()
	for _, one := range []*key.Binding{&k.Up, &k.Down, &k.PageUp, &k.PageDown, &k.Top, &k.End} {
		one.SetEnabled(scrolls)
	}
	return append(s.optionKeys(), k.list()...)
}

// optionKeys are those that answer the question.
func (s *labScreen) optionKeys() keys {
	if !s.running() || s.run.asked == nil {
		return nil
	}
	q := s.run.asked.q
	if q.Predicts() {
		var on []string
		for _, o := range q.Options {
			on = append(on, o.Key)
		}
		return keys{bind(on[0]+"-"+on[len(on)-1], "predict", on...)}
	}
	var all keys
	for _, o := range q.Options {
		all = append(all, bind(o.Key, o.Text, o.Key))
	}
	return all
}

// toLab hands a message to the lab that runs; one of an older run is dropped.
func (r *root) toLab(msg tea.Msg) tea.Cmd {
	if r.lab == nil {
		return nil
	}
	return tea.Batch(r.lab.update(msg), r.leave(), r.travel())
}

// hasLab says whether a lab makes this exercise visible.
func (s *exerciseScreen) hasLab() bool {
	_, has := lab.For(s.ex.ID)
	return has && s.opts.RunLab != nil
}

func (s *exerciseScreen) openLab() {
	if about, _ := lab.For(s.ex.ID); s.hasLab() {
		s.goTo = target{kind: toScreen, screen: openLab(s.app, s, about, s.ex.ID)}
	}
}
