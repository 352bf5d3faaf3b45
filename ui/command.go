package ui

import (
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"tutor/exercises"
	"tutor/internal/term"
	"tutor/lessons"
)

// commandPhase is what the learner is asked, or shown, about a command block.
type commandPhase int

const (
	askTrust   commandPhase = iota // whether to run commands of this course at all
	askRun                         // whether to run this one, here
	makeFolder                     // the folder is being made
	showRun                        // what it prints
)

// commandScreen asks before a command block runs, and shows what it prints. It lies over the screen it was opened from.
type commandScreen struct {
	*app
	key    commandKeys
	behind screen

	meta    lessons.Meta
	block   commandView
	phase   commandPhase
	op      int         // of making the folder
	run     *commandRun // when it is shown
	dir     string
	missing *exercises.Exercise // whose folder has to be made first
	message string              // what the last key led to

	width, height int
	question      pane
	expected      pane
	onExpected    bool // ↑ and ↓ move the expected output
}

// openCommand leads from the page of a lesson to its block: to its output when it runs, else to the question.
func openCommand(a *app, behind screen, meta lessons.Meta, view commandView) *commandScreen {
	s := &commandScreen{app: a, key: newCommandKeys(), behind: behind, meta: meta, block: view}
	if run := a.commands.find(s.name()); run != nil && !run.over {
		s.show(run)
		return s
	}
	s.ask()
	return s
}

// openRun leads to the output of a block, from anywhere.
func openRun(a *app, behind screen, run *commandRun) *commandScreen {
	s := &commandScreen{app: a, key: newCommandKeys(), behind: behind}
	s.show(run)
	return s
}

func (s *commandScreen) name() commandKey { return commandKey{lesson: s.meta.ID, block: s.block.ID} }

func (s *commandScreen) show(run *commandRun) {
	s.phase, s.run, s.block, s.message = showRun, run, run.view, ""
	if at := s.app.meta(run.key.lesson); at >= 0 {
		s.meta = s.metas[at]
	}
	s.expected.top, s.onExpected = 0, false
}

// ask begins with the first question that has no answer yet.
func (s *commandScreen) ask() {
	s.dir, s.missing = s.commandFolder(s.meta.ID)
	s.phase, s.run, s.question.top = askRun, nil, 0
	if s.meta.Origin != "" && !s.known.trusted[s.meta.Origin] {
		s.phase = askTrust
	}
}

// place is that of the screen behind: this one only lies over it.
func (s *commandScreen) place() (target, bool) {
	if p, ok := s.behind.(placed); ok {
		return p.place()
	}
	return target{}, false
}

func (s *commandScreen) setSize(width, height int) { s.width, s.height = width, height }

func (s *commandScreen) update(msg tea.Msg) tea.Cmd {
	var cmd tea.Cmd
	switch msg := msg.(type) {
	case tea.KeyMsg:
		s.message = ""
		cmd = s.press(msg)
	case commandFolderMsg:
		cmd = s.made(msg)
	}
	s.arrange()
	return cmd
}

func (s *commandScreen) press(msg tea.KeyMsg) tea.Cmd {
	if key.Matches(msg, s.key.Back) {
		s.goTo = target{kind: toScreen, screen: s.behind}
		return nil
	}
	switch s.phase {
	case askTrust:
		if key.Matches(msg, s.key.Trust) {
			return s.trust()
		}
	case askRun:
		if key.Matches(msg, s.key.Run) && s.block.hidden() == "" {
			return s.start()
		}
	case showRun:
		return s.control(msg)
	case makeFolder:
		return nil
	}
	if key.Matches(msg, s.key.No) {
		s.goTo = target{kind: toScreen, screen: s.behind}
		return nil
	}
	s.scroll(msg, &s.question)
	return nil
}

// control takes a key while the output is shown.
func (s *commandScreen) control(msg tea.KeyMsg) tea.Cmd {
	switch {
	case key.Matches(msg, s.key.Stop):
		s.run.halt()
	case key.Matches(msg, s.key.Again) && s.run.over:
		s.ask()
	case key.Matches(msg, s.key.Copy):
		return s.copyText(s.block.text())
	case key.Matches(msg, s.key.Tab):
		s.onExpected = !s.onExpected && s.block.expected != nil
	case key.Matches(msg, s.key.Earlier):
		s.turn(-1)
	case key.Matches(msg, s.key.Later):
		s.turn(1)
	case s.onExpected:
		s.scroll(msg, &s.expected)
	default:
		s.scroll(msg, &s.run.log)
	}
	return nil
}

// turn shows the run that was started before or after this one.
func (s *commandScreen) turn(by int) {
	for i, run := range s.commands.all {
		if run == s.run && i+by >= 0 && i+by < len(s.commands.all) {
			s.show(s.commands.all[i+by])
			return
		}
	}
}

// scrolling is what moves under the arrow keys.
type scrolling interface{ scroll(n int) }

func (s *commandScreen) scroll(msg tea.KeyMsg, p scrolling) {
	page := max(1, s.height/2)
	const all = 1 << 20
	switch {
	case key.Matches(msg, s.key.Down):
		p.scroll(1)
	case key.Matches(msg, s.key.Up):
		p.scroll(-1)
	case key.Matches(msg, s.key.PageDown):
		p.scroll(page)
	case key.Matches(msg, s.key.PageUp):
		p.scroll(-page)
	case key.Matches(msg, s.key.Top):
		p.scroll(-all)
	case key.Matches(msg, s.key.End):
		p.scroll(all)
	}
}

// trust remembers the answer for the course and goes on to the next question.
func (s *commandScreen) trust() tea.Cmd {
	origin := s.meta.Origin
	s.known.trusted[origin] = true
	s.ask()
	return s.saver.save("", func() error { return s.opts.Progress.Trust(origin) })
}

// start makes the folder where it is missing, and runs the block.
func (s *commandScreen) start() tea.Cmd {
	if s.missing == nil {
		return s.begin()
	}
	s.ops++
	s.op, s.phase = s.ops, makeFolder
	create, ex, op := s.opts.CreateWorkspace, s.missing, s.op
	return func() tea.Msg {
		dir, err := create(ex)
		return commandFolderMsg{op: op, exercise: ex.ID, dir: dir, err: err}
	}
}

func (s *commandScreen) made(msg commandFolderMsg) tea.Cmd {
	if s.phase != makeFolder || msg.op != s.op {
		return nil
	}
	if msg.err != nil {
		s.ask()
		s.message = "The folder could not be made: " + term.Sanitize(msg.err.Error())
		return nil
	}
	s.dir, s.missing = msg.dir, nil
	return s.begin()
}

func (s *commandScreen) begin() tea.Cmd {
	run, cmd := s.startCommand(s.name(), s.block, s.dir)
	s.show(run)
	return cmd
}

// copyText puts text on the clipboard of the learner's terminal, which may be at the other end of an ssh connection
// (xterm control sequences, OSC 52). A terminal that does not know the sequence ignores it.
func (a *app) copyText(text string) tea.Cmd {
	first, _, _ := strings.Cut(text, "\n")
	a.said = "copied: " + first
	out := a.opts.Out
	return func() tea.Msg {
		_, _ = out.WriteString(ansi.SetSystemClipboard(text)) // there is no answer either way
		return nil
	}
}

func (s *commandScreen) keys() keys {
	k := s.key
	asking := s.phase == askTrust || s.phase == askRun
	shown := s.phase == showRun
	k.Trust.SetEnabled(s.phase == askTrust)
	k.Run.SetEnabled(s.phase == askRun && s.block.hidden() == "")
	k.No.SetEnabled(asking)
	k.Back.SetEnabled(!asking)
	k.Stop.SetEnabled(shown && !s.run.over && !s.run.stopping)
	k.Again.SetEnabled(shown && s.run.over)
	k.Copy.SetEnabled(shown)
	k.Tab.SetEnabled(shown && s.block.expected != nil)
	several := shown && len(s.commands.all) > 1
	k.Earlier.SetEnabled(several && s.commands.all[0] != s.run)
	k.Later.SetEnabled(several && s.commands.all[len(s.commands.all)-1] != s.run)
	if shown && !s.run.over && !s.run.stopping {
		k.Back.SetHelp("esc", "leave it running")
	}
	if !shown {
		scrolls := !s.question.atTop() || !s.question.atEnd()
		for _, one := range []*key.Binding{&k.Up, &k.Down, &k.PageUp, &k.PageDown, &k.Top, &k.End} {
			one.SetEnabled(scrolls)
		}
	}
	return k.list()
}
