package ui

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"tutor/internal/problem"
	"tutor/internal/term"
)

// problemPanel says below the screen what is wrong with the course that is being written. Above it stays what could be
// shown last.
type problemPanel struct {
	*app
	key    problemKeys
	rel    Reload
	behind func() []string // what the screen shows
	quit   func() tea.Cmd
	empty  bool // there is nothing to show yet

	width, height int
	pane          pane
}

func newProblemPanel(r *root, rel Reload) *problemPanel {
	return &problemPanel{
		app: r.app, key: newProblemKeys(), rel: rel,
		behind: func() []string { return r.now.view() }, quit: r.quit, empty: len(r.home.items) == 0,
	}
}

// leastPanel is how many lines the panel has at least, with its title.
const leastPanel = 6

func (p *problemPanel) setSize(width, height int) {
	p.width, p.height = width, height
	lines := p.lines()
	room := height
	if !p.empty {
		room = min(len(lines)+1, max(leastPanel, height*3/5), height)
	}
	p.pane.setSize(width, max(room-1, 0))
	p.pane.setLines(lines)
}

func (p *problemPanel) lines() []string {
	var lines []string
	if p.rel.Err != nil {
		for _, row := range wrapIndent(glyphError+" ", term.Sanitize(p.rel.Err.Error()), p.width) {
			lines = append(lines, p.styles.Warn.Render(row))
		}
	}
	for i, wrong := range p.rel.Problems {
		if i > 0 || p.rel.Err != nil {
			lines = append(lines, "")
		}
		lines = append(lines, p.problem(wrong)...)
	}
	return lines
}

// problem is where a mistake is, what to do, and the line with its place marked.
func (p *problemPanel) problem(wrong problem.Problem) []string {
	place := wrong.File
	if wrong.Line > 0 {
		place = fmt.Sprintf("%s:%d:%d", wrong.File, wrong.Line, wrong.Col)
	}
	var lines []string
	for _, row := range wrapIndent(glyphFail+" ", oneLine(term.Sanitize(place)), p.width) {
		lines = append(lines, p.styles.Bad.Render(row))
	}
	lines = append(lines, wrapIndent("  ", oneLine(term.Sanitize(wrong.Message)), p.width)...)
	if wrong.Line > 0 {
		const indent = "    "
		text, caret := term.Excerpt(wrong.Text, wrong.Col, p.width-len(indent))
		lines = append(lines, p.styles.Code.Render(indent+text), p.styles.Bad.Render(fit(indent+caret, min(p.width, len(indent+caret)))))
	}
	return lines
}

func (p *problemPanel) update(msg tea.Msg) tea.Cmd {
	press, ok := msg.(tea.KeyMsg)
	if !ok {
		return nil
	}
	switch {
	case key.Matches(press, p.key.Hide):
		p.over = nil
	case key.Matches(press, p.key.Quit):
		return p.quit()
	case key.Matches(press, p.key.Down):
		p.pane.scroll(1)
	case key.Matches(press, p.key.Up):
		p.pane.scroll(-1)
	case key.Matches(press, p.key.PageDown):
		p.pane.page(1)
	case key.Matches(press, p.key.PageUp):
		p.pane.page(-1)
	}
	return nil
}

func (p *problemPanel) header() (left, right string) {
	return p.styles.Title.Render("preview") + p.styles.Bad.Render(" · "+p.count()), ""
}

// count is how many problems there are, in words.
func (p *problemPanel) count() string {
	switch n := len(p.rel.Problems); n {
	case 0:
		return glyphError + " the course is not read any more"
	case 1:
		return glyphFail + " 1 problem"
	default:
		return fmt.Sprintf("%s %d problems", glyphFail, n)
	}
}

// title stands between the screen and the problems.
func (p *problemPanel) title() string {
	text := "the course as it is stands above"
	switch {
	case p.empty:
		text = "nothing can be shown yet: mend this and save"
	case p.rel.Course == nil:
		text = "above is the last version that can be shown"
	}
	if more := p.pane.more(); more != "" {
		text = more + " " + text
	}
	line := ansi.Truncate(glyphRule+glyphRule+" "+text+" ", p.width, "…")
	return p.styles.Muted.Render(line + strings.Repeat(glyphRule, max(0, p.width-ansi.StringWidth(line))))
}

func (p *problemPanel) view() []string {
	below := append([]string{p.title()}, p.pane.view()...)
	above := make([]string, max(0, p.height-len(below))) // a lesson that is still being read has fewer lines
	copy(above, p.behind())
	return append(above, below...)[:p.height]
}

func (p *problemPanel) takesText() bool { return false }

func (p *problemPanel) keys() keys {
	k := p.key
	scrolls := !p.pane.atTop() || !p.pane.atEnd()
	for _, binding := range []*key.Binding{&k.Down, &k.Up, &k.PageDown, &k.PageUp} {
		binding.SetEnabled(scrolls)
	}
	return keys{k.Hide, k.Down, k.Up, k.Quit, k.PageDown, k.PageUp}
}

// mark is in front of the header while problems are hidden.
func (p *problemPanel) mark() string {
	if p == nil || p.over != nil {
		return ""
	}
	return p.styles.Bad.Render(p.count()) + p.styles.Muted.Render(" · ")
}

// problemKeys scroll the problems and hide them.
type problemKeys struct{ Hide, Up, Down, PageUp, PageDown, Quit key.Binding }

func newProblemKeys() problemKeys {
	return problemKeys{
		Hide:     bind("esc", "hide until the next save", "esc"),
		Up:       bind("↑/k", "up", "up", "k"),
		Down:     bind("↓/j", "down", "down", "j"),
		PageUp:   bind("pgup", "page up", "pgup", "ctrl+u"),
		PageDown: bind("pgdn", "page down", "pgdown", "ctrl+d", " "),
		Quit:     bind("q", "quit", "q"),
	}
}
