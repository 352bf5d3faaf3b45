package ui

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"tutor/internal/term"
	"tutor/lessons"
)

// glossaryScreen explains the terms of the course, first those on the page behind it.
type glossaryScreen struct {
	*app
	key   popupKeys
	input lineInput
	list  choices
	op    int
	read  func() string // the text behind the popup; called off the update loop

	loaded bool
	failed string
	terms  []glossaryTerm // all, those on the page first
	shown  []int          // indexes of terms that fit what is typed

	width, height int
}

type glossaryTerm struct {
	lessons.GlossaryTerm
	name string // safe for the screen
	here bool   // on the page behind the popup
}

// glossaryMsg brings the terms of the course.
type glossaryMsg struct {
	op    int
	terms []glossaryTerm
	err   error
}

// reading is a screen whose text can have terms in it.
type reading interface {
	// reader returns a function that may be called on any goroutine.
	reader() func() string
}

func newGlossary(a *app, behind screen) *glossaryScreen {
	a.ops++
	g := &glossaryScreen{app: a, key: newPopupKeys("go to its page"), list: newChoices(), op: a.ops}
	g.read = func() string { return "" }
	if r, ok := behind.(reading); ok {
		g.read = r.reader()
	}
	return g
}

// load reads the terms off the update loop.
func (g *glossaryScreen) load() tea.Cmd {
	course, op, read := g.opts.Course, g.op, g.read
	return func() tea.Msg {
		all, err := course.Glossary()
		return glossaryMsg{op: op, terms: hereFirst(all, read()), err: err}
	}
}

// hereFirst puts the terms that the text has before the others.
func hereFirst(all []lessons.GlossaryTerm, text string) []glossaryTerm {
	words := lettersOnly(text)
	terms := make([]glossaryTerm, 0, len(all))
	for _, t := range all {
		terms = append(terms, glossaryTerm{GlossaryTerm: t, name: oneLine(t.Name), here: mentions(words, t.Name)})
	}
	slices.SortStableFunc(terms, func(a, b glossaryTerm) int {
		if a.here == b.here {
			return 0
		}
		if a.here {
			return -1
		}
		return 1
	})
	return terms
}

// lettersOnly is a text in small letters, a blank before, between and after its words.
func lettersOnly(text string) string {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
	return " " + strings.Join(words, " ") + " "
}

// mentions says whether a text, as lettersOnly returns it, has the term, as one or as several.
func mentions(words, name string) bool {
	name = strings.TrimSuffix(lettersOnly(name), " ")
	if strings.TrimSpace(name) == "" {
		return false
	}
	return strings.Contains(words, name+" ") || strings.Contains(words, name+"s ") || strings.Contains(words, name+"es ")
}

func (g *glossaryScreen) takesText() bool { return true }

func (g *glossaryScreen) setSize(width, height int) {
	g.width, g.height = width, height
	g.list.pane.setSize(width, height-2)
}

func (g *glossaryScreen) update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case shownMsg:
		if !g.loaded {
			return g.load()
		}
	case glossaryMsg:
		if msg.op != g.op {
			return nil
		}
		g.loaded, g.terms = true, msg.terms
		if msg.err != nil {
			g.failed = term.Sanitize(msg.err.Error())
		}
		g.filter()
	case tea.KeyMsg:
		g.press(msg)
	}
	return g.draw()
}

func (g *glossaryScreen) press(msg tea.KeyMsg) {
	switch {
	case key.Matches(msg, g.key.Close):
		g.over = nil
	case key.Matches(msg, g.key.Open):
		if len(g.shown) > 0 {
			at := g.terms[g.shown[g.list.selected]].Target
			g.goTo = target{kind: toLesson, id: at.Lesson, page: at.Page}
		}
	case g.list.update(msg):
	case g.input.update(msg):
		g.filter()
	}
}

// filter lists the terms that have what is typed in their name; those that begin with it come first.
func (g *glossaryScreen) filter() {
	typed := strings.ToLower(strings.TrimSpace(g.input.text))
	g.shown, g.list.selected = nil, 0
	for i, t := range g.terms {
		if strings.Contains(strings.ToLower(t.name), typed) {
			g.shown = append(g.shown, i)
		}
	}
	if typed == "" {
		return
	}
	slices.SortStableFunc(g.shown, func(a, b int) int { return g.rank(a, typed) - g.rank(b, typed) })
}

func (g *glossaryScreen) rank(i int, typed string) int {
	if strings.HasPrefix(strings.ToLower(g.terms[i].name), typed) {
		return 0
	}
	return 1
}

// draw lists the terms and asks for their texts when those are missing.
func (g *glossaryScreen) draw() tea.Cmd {
	g.list.draw(len(g.shown), g.row)
	if len(g.terms) == 0 {
		return nil
	}
	return g.wantText(g.source(), g.textWidth(), g.meanings)
}

func (g *glossaryScreen) source() string { return fmt.Sprintf("glossary/%d", g.op) }

func (g *glossaryScreen) textWidth() int { return min(g.width-4, proseWidth) }

func (g *glossaryScreen) meanings() []string {
	texts := make([]string, len(g.terms))
	for i, t := range g.terms {
		parts := []string{t.Meaning}
		for _, note := range t.Notes {
			parts = append(parts, "*"+note.Label+":* "+note.Markdown)
		}
		texts[i] = term.Sanitize(strings.Join(parts, "\n\n"))
	}
	return texts
}

// row is a term; the selected one is explained.
func (g *glossaryScreen) row(i int, selected bool) []string {
	t := g.terms[g.shown[i]]
	rows := g.group(i)
	style := g.styles.Text
	if selected {
		style = g.styles.Accent.Bold(true)
	}
	here := ""
	if t.here {
		here = g.styles.OK.Render(" " + glyphHere)
	}
	name := ansi.Truncate(t.name, max(1, g.width-4), "…")
	rows = append(rows, g.list.mark(g.styles, selected)+" "+style.Render(name)+here)
	if !selected {
		return rows
	}
	if parts := g.text(g.source(), g.textWidth()); parts != nil {
		for _, line := range parts[g.shown[i]] {
			rows = append(rows, indented(line))
		}
	}
	for _, line := range wrap(g.explained(t.Target), max(1, g.width-4)) {
		rows = append(rows, "    "+g.styles.Muted.Render(line))
	}
	return rows
}

func indented(line string) string {
	if line == "" {
		return ""
	}
	return "    " + line
}

func (g *glossaryScreen) explained(at lessons.Target) string {
	if i := g.meta(at.Lesson); i >= 0 {
		return "explained in " + lessonName(g.metas[i])
	}
	return ""
}

// group is the heading above a term that begins a group. There is one group alone when the learner looks for a name.
func (g *glossaryScreen) group(i int) []string {
	if strings.TrimSpace(g.input.text) != "" {
		return nil
	}
	here := g.terms[g.shown[i]].here
	if i > 0 && here == g.terms[g.shown[i-1]].here {
		return nil
	}
	switch {
	case here:
		return []string{g.styles.Muted.Render("On this page")}
	case i > 0:
		return []string{"", g.styles.Muted.Render("All other terms")}
	}
	return nil
}

func (g *glossaryScreen) header() (left, right string) {
	if g.loaded {
		right = counted(len(g.shown), "term")
	}
	return g.styles.Title.Render("Glossary"), g.styles.Muted.Render(right)
}

func (g *glossaryScreen) view() []string {
	lines := []string{g.input.view(g.styles, "Find:", "type to find a term", g.width), ""}
	if len(g.shown) > 0 {
		return append(lines, withMore(g.styles, &g.list.pane)...)
	}
	lines = append(lines, wrap(g.advice(), g.width)...)
	out := make([]string, g.height)
	copy(out, lines)
	return out
}

func (g *glossaryScreen) advice() string {
	switch {
	case g.failed != "":
		return "The terms cannot be listed: " + g.failed
	case !g.loaded:
		return loadingText
	case len(g.terms) == 0:
		return "This course explains no terms."
	}
	return fmt.Sprintf("No term has “%s” in its name. Press esc and then / to search every page for it.", strings.TrimSpace(g.input.text))
}

func (g *glossaryScreen) keys() keys {
	k := g.key
	k.Open.SetEnabled(len(g.shown) > 0)
	return g.list.keys(nil, k)
}

// reader reads the page shown.
func (s *lessonScreen) reader() func() string {
	if s.lesson == nil {
		return func() string { return "" }
	}
	page := s.lesson.Pages[s.page]
	return page.Text
}

// reader reads the task.
func (s *exerciseScreen) reader() func() string {
	task := s.task
	return func() string { return task }
}

var _, _ reading = (*lessonScreen)(nil), (*exerciseScreen)(nil)
