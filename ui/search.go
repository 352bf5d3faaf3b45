package ui

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"tutor/internal/term"
	"tutor/lessons"
)

// searchScreen finds pages of the course while the learner types.
type searchScreen struct {
	*app
	key   popupKeys
	input lineInput
	list  choices

	op      int      // of the last search that was started
	answers int      // the search that hits belongs to
	words   []string // of that search
	hits    []lessons.Hit
	failed  string // why the course cannot be searched
	opening bool   // enter came before the answer

	width, height int
}

// searchMsg brings what a search found.
type searchMsg struct {
	op    int
	words []string
	hits  []lessons.Hit
	err   error
}

func newSearch(a *app) *searchScreen {
	return &searchScreen{app: a, key: newPopupKeys("open the page"), list: newChoices()}
}

func (s *searchScreen) takesText() bool { return true }

func (s *searchScreen) setSize(width, height int) {
	s.width, s.height = width, height
	s.list.pane.setSize(width, height-2)
	s.draw()
}

func (s *searchScreen) update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case shownMsg:
		s.draw() // in the colours of now
	case searchMsg:
		s.found(msg)
	case tea.KeyMsg:
		return s.press(msg)
	}
	return nil
}

func (s *searchScreen) press(msg tea.KeyMsg) tea.Cmd {
	switch {
	case key.Matches(msg, s.key.Close):
		s.over = nil
	case key.Matches(msg, s.key.Open):
		s.opening = s.answers != s.op
		s.open()
	case s.list.update(msg):
		s.draw()
	case s.input.update(msg):
		return s.search()
	}
	return nil
}

// search looks for what is typed, off the update loop.
func (s *searchScreen) search() tea.Cmd {
	s.ops++
	s.op, s.opening = s.ops, false
	course, op, query := s.opts.Course, s.op, s.input.text
	return func() tea.Msg {
		hits, err := course.Search(query)
		return searchMsg{op: op, words: strings.Fields(query), hits: hits, err: err}
	}
}

// found takes an answer. That to an older question is dropped.
func (s *searchScreen) found(msg searchMsg) {
	if msg.op != s.op {
		return
	}
	s.answers, s.words, s.hits, s.failed = msg.op, msg.words, msg.hits, ""
	if msg.err != nil {
		s.failed = term.Sanitize(msg.err.Error())
	}
	s.list.selected = 0
	s.draw()
	if s.opening {
		s.open()
	}
}

// open goes to the selected page, once there is an answer.
func (s *searchScreen) open() {
	if s.answers == s.op && len(s.hits) > 0 {
		s.startFind(s.words, s.hits, s.list.selected)
	}
}

func (s *searchScreen) draw() {
	s.list.draw(len(s.hits), s.row)
}

// row is a hit: where it is, and the text around the first match.
func (s *searchScreen) row(i int, selected bool) []string {
	hit := s.hits[i]
	profile := s.styles.profile
	lead := s.list.mark(s.styles, selected) + " "
	style := s.styles.Text
	if selected {
		style = s.styles.Accent.Bold(true)
	}
	name := highlight(style.Render(s.pageName(hit.Target, hit.Title)), s.words, profile)
	rows := wrap(name, max(1, s.width-2))
	for j, row := range rows {
		rows[j] = lead + row
		lead = "  "
	}
	return append(rows, "    "+snippet(oneLine(hit.Snippet), s.words, s.width-4, s.styles))
}

// pageName is a page's place in the course, in words.
func (a *app) pageName(at lessons.Target, title string) string {
	i := a.meta(at.Lesson)
	if i < 0 {
		return oneLine(title)
	}
	m := a.metas[i]
	name := fmt.Sprintf("%d  %s", m.Number, oneLine(m.Title))
	if title = oneLine(title); title != oneLine(m.Title) && title != "" {
		name += " · " + title
	}
	return name
}

// snippet is as much of a text as fits into a line, with the first match in sight.
func snippet(text string, words []string, width int, styles *Styles) string {
	if found := lessons.Matches(text, words); len(found) > 0 {
		from := cutBefore(text[:found[0][0]], width/3)
		if from > 0 {
			text = "…" + text[from:]
		}
	}
	return ansi.Truncate(highlight(styles.Muted.Render(text), words, styles.profile), width, "…")
}

// cutBefore is where to cut a text so that at most width cells of it stay, at the start of a word.
func cutBefore(text string, width int) int {
	for from := 0; from < len(text); {
		if ansi.StringWidth(text[from:]) <= width {
			return from
		}
		space := strings.IndexByte(text[from:], ' ')
		if space < 0 {
			break
		}
		from += space + 1
	}
	if ansi.StringWidth(text) <= width {
		return 0
	}
	return len(text)
}

func (s *searchScreen) header() (left, right string) {
	if len(s.hits) > 0 {
		right = fmt.Sprintf("%d of %s", s.list.selected+1, counted(len(s.hits), "page"))
	}
	return s.styles.Title.Render("Search the course"), s.styles.Muted.Render(right)
}

func (s *searchScreen) view() []string {
	lines := []string{s.input.view(s.styles, "/", "type a word", s.width), ""}
	if len(s.hits) > 0 {
		return append(lines, withMore(s.styles, &s.list.pane)...)
	}
	lines = append(lines, wrap(s.advice(), s.width)...)
	out := make([]string, s.height)
	copy(out, lines)
	return out
}

// advice says why nothing is listed.
func (s *searchScreen) advice() string {
	switch {
	case s.failed != "":
		return "The course cannot be searched: " + s.failed
	case strings.TrimSpace(s.input.text) == "":
		return "Pages that have every word you type are listed here, the best first."
	case s.answers != s.op:
		return "Searching…"
	}
	return fmt.Sprintf("No page has “%s”. Try a shorter word, or only one.", strings.TrimSpace(s.input.text))
}

func (s *searchScreen) keys() keys {
	k := s.key
	k.Open.SetEnabled(len(s.hits) > 0)
	return s.list.keys(nil, k)
}
