package ui

import (
	"context"
	"fmt"
	"slices"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"tutor/runner"
)

// Doctor looks at the machine. It calls show with all lines, at first with none looked at, then each time one is known,
// one call at a time, and returns when all are.
type Doctor func(ctx context.Context, t runner.Terminal, show func([]runner.Finding))

// doctorNews is what the doctor knows by now.
type doctorNews struct {
	op    int
	lines []runner.Finding // ready for the screen
	over  bool             // no more will come
}

// doctorScreen says whether this machine is ready, and what mends it.
type doctorScreen struct {
	*app
	key      doctorKeys
	terminal func() runner.Terminal

	op     int // of the visit; 0 before the first
	cancel context.CancelFunc
	lines  []runner.Finding
	over   bool

	selected int
	moved    bool // by the learner
	starts   []int
	list     pane
}

// doctorKeys are those of the doctor's screen.
type doctorKeys struct{ Again, Copy, Up, Down, PageUp, PageDown, Back key.Binding }

func newDoctorKeys() doctorKeys {
	return doctorKeys{
		Again:    bind("r", "look again", "r"),
		Copy:     bind("c", "copy the command", "c", "y"),
		Down:     bind("↓/j", "down", "down", "j"),
		Up:       bind("↑/k", "up", "up", "k"),
		PageDown: bind("pgdn", "page down", "pgdown", "ctrl+d", " "),
		PageUp:   bind("pgup", "page up", "pgup", "ctrl+u"),
		Back:     bind("esc", "course map", "esc", "backspace"),
	}
}

func (k doctorKeys) list() keys {
	return keys{k.Copy, k.Again, k.Back, k.Down, k.Up, k.PageDown, k.PageUp}
}

func newDoctor(a *app, terminal func() runner.Terminal) *doctorScreen {
	return &doctorScreen{app: a, key: newDoctorKeys(), terminal: terminal, cancel: func() {}}
}

// look begins a visit; one that goes on is ended.
func (s *doctorScreen) look() {
	s.cancel()
	s.ops++
	s.op, s.over, s.moved, s.selected = s.ops, false, false, 0
	s.lines = slices.Clone(s.lines)
	for i, f := range s.lines {
		s.lines[i] = runner.Finding{ID: f.ID, Title: f.Title}
	}
	ctx, cancel := context.WithCancel(s.crew.ctx)
	s.cancel = cancel
	doctor, op, terminal, send := s.opts.Doctor, s.op, s.terminal(), s.send
	s.crew.start(func(context.Context) {
		defer cancel()
		var last []runner.Finding
		doctor(ctx, terminal, func(lines []runner.Finding) {
			last = sanitizeFindings(lines)
			send(doctorNews{op: op, lines: last})
		})
		send(doctorNews{op: op, lines: last, over: true})
	})
	s.arrange()
}

// sanitizeFindings makes the doctor's lines safe for the screen. It changes a copy.
func sanitizeFindings(lines []runner.Finding) []runner.Finding {
	safe := slices.Clone(lines)
	for i := range safe {
		f := &safe[i]
		f.Title, f.Evidence, f.Fix, f.Note = oneLine(f.Title), oneLine(f.Evidence), oneLine(f.Fix), oneLine(f.Note)
	}
	return safe
}

func (s *doctorScreen) update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case shownMsg:
		if s.op == 0 {
			s.look()
		}
		s.arrange()
	case doctorNews:
		if msg.op == s.op {
			s.take(msg)
		}
	case tea.KeyMsg:
		return s.press(msg)
	}
	return nil
}

// take shows what is known, and at the end chooses what to mend first, unless the learner has chosen.
func (s *doctorScreen) take(news doctorNews) {
	s.lines, s.over = news.lines, news.over
	s.selected = min(s.selected, max(0, len(s.lines)-1))
	if s.over && !s.moved {
		s.selected = max(0, s.firstOf(runner.StateBad, runner.StateWarn))
	}
	s.arrange()
	s.reveal()
}

// firstOf is the first line in one of the states, the first state first; -1 when there is none.
func (s *doctorScreen) firstOf(states ...runner.State) int {
	for _, state := range states {
		if i := slices.IndexFunc(s.lines, func(f runner.Finding) bool { return f.State == state }); i >= 0 {
			return i
		}
	}
	return -1
}

func (s *doctorScreen) press(msg tea.KeyMsg) tea.Cmd {
	switch k := s.key; {
	case key.Matches(msg, k.Back):
		s.cancel()
		s.goTo = target{kind: toHome}
	case key.Matches(msg, k.Again):
		s.look()
	case key.Matches(msg, k.Copy):
		if f := s.line(); f.Fix != "" {
			return s.copyText(f.Fix)
		}
	case key.Matches(msg, k.Down):
		s.move(1)
	case key.Matches(msg, k.Up):
		s.move(-1)
	case key.Matches(msg, k.PageDown):
		s.page(1)
	case key.Matches(msg, k.PageUp):
		s.page(-1)
	}
	return nil
}

// line is the selected one.
func (s *doctorScreen) line() runner.Finding {
	if s.selected >= len(s.lines) {
		return runner.Finding{}
	}
	return s.lines[s.selected]
}

// move selects the next line, once all rows of this one were seen.
func (s *doctorScreen) move(n int) {
	if len(s.lines) == 0 {
		return
	}
	s.moved = true
	first, last := s.starts[s.selected], s.starts[s.selected+1]-1
	if n > 0 && last >= s.list.top+s.list.shown() || n < 0 && first < s.list.top {
		s.list.scroll(n)
		return
	}
	to := max(0, min(s.selected+n, len(s.lines)-1))
	if to == s.selected { // at an end: what stands before and behind the lines
		s.list.scroll(n)
		return
	}
	s.selected = to
	s.arrange()
	if first, end := s.starts[to], s.starts[to+1]; n < 0 && end-first >= s.list.height { // its end comes first
		s.list.top = end + 1 - s.list.height
		s.list.scroll(0)
		return
	}
	s.reveal()
}

// page moves the window, and selects the first line that begins in it.
func (s *doctorScreen) page(n int) {
	s.list.page(n)
	s.moved = true
	for i := range s.lines {
		if s.selected = i; s.starts[i] >= s.list.top {
			break
		}
	}
	s.arrange()
}

// reveal shows the selected line; from the first one, what stands above it.
func (s *doctorScreen) reveal() {
	if len(s.lines) == 0 {
		return
	}
	first, last := s.starts[s.selected], s.starts[s.selected+1]-1
	if s.selected == 0 && last < s.list.height {
		first = 0
	}
	if s.selected < len(s.lines)-1 {
		last++ // the last row of the window says that there is more
	}
	s.list.reveal(first, last)
}

func (s *doctorScreen) keys() keys {
	k := s.key
	k.Copy.SetEnabled(s.line().Fix != "")
	k.Down.SetEnabled(len(s.lines) > 0)
	k.Up.SetEnabled(len(s.lines) > 0)
	scrolls := !s.list.atTop() || !s.list.atEnd()
	k.PageDown.SetEnabled(scrolls)
	k.PageUp.SetEnabled(scrolls)
	return k.list()
}

func (s *doctorScreen) header() (left, right string) {
	left = s.styles.Title.Render("Is this machine ready?")
	known := 0
	for _, f := range s.lines {
		if f.State != "" {
			known++
		}
	}
	switch {
	case !s.over && len(s.lines) == 0:
		return left, ""
	case !s.over:
		return left, s.styles.Muted.Render(fmt.Sprintf("%d of %d looked at", known, len(s.lines)))
	case runner.Ready(s.lines):
		return left, s.styles.OK.Render(glyphPass + " ready")
	}
	return left, s.styles.Bad.Render(glyphFail + " not ready")
}
