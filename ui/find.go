package ui

import (
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"
	"github.com/muesli/termenv"

	"tutor/lessons"
)

// finding is a search whose hits the learner walks through: its words are marked in every text.
type finding struct {
	words []string
	hits  []lessons.Hit
	at    int // the hit gone to last
}

// findKeys walk through the hits on a lesson's screen.
type findKeys struct{ NextHit, PreviousHit, EndFind key.Binding }

func newFindKeys() findKeys {
	return findKeys{
		NextHit:     bind("n", "next hit", "n"),
		PreviousHit: bind("N", "previous hit", "N"),
		EndFind:     bind("esc", "end search", "esc"),
	}
}

func (k findKeys) list() keys { return keys{k.NextHit, k.EndFind, k.PreviousHit} }

// enableFind leaves on what can be done now.
func (k *findKeys) enableFind(f finding) {
	k.NextHit.SetEnabled(len(f.hits) > 1)
	k.PreviousHit.SetEnabled(len(f.hits) > 1)
	k.EndFind.SetEnabled(len(f.words) > 0)
}

// startFind goes to a hit and marks the words from now on.
func (a *app) startFind(words []string, hits []lessons.Hit, at int) {
	a.found = finding{words: words, hits: hits, at: at}
	a.texts.forgetFound(a.found.name())
	a.goToHit()
}

func (a *app) goToHit() {
	hit := a.found.hits[a.found.at]
	a.goTo = target{kind: toLesson, id: hit.Lesson, page: hit.Page, seek: true}
}

func (f finding) name() string { return strings.Join(f.words, " ") }

// pressFind walks through the hits; false when the key is for something else.
func (s *lessonScreen) pressFind(msg tea.KeyMsg) (tea.Cmd, bool) {
	if len(s.found.words) == 0 {
		return nil, false
	}
	n := len(s.found.hits)
	switch k := s.key.findKeys; {
	case key.Matches(msg, k.NextHit):
		s.found.at = (s.found.at + 1) % n
	case key.Matches(msg, k.PreviousHit):
		s.found.at = (s.found.at + n - 1) % n
	case key.Matches(msg, k.EndFind):
		s.found = finding{}
		return s.arrange(), true
	default:
		return nil, false
	}
	s.goToHit()
	return nil, true
}

// stageWith is the stage of the page that has most of the words, the first of those.
func (p *pageView) stageWith(words []string) int {
	best, most := 0, 0
	for i := range p.stages {
		text := strings.ToLower(p.stages[i].searchable(p.code))
		n := 0
		for _, word := range words {
			if strings.Contains(text, strings.ToLower(word)) {
				n++
			}
		}
		if n > most {
			best, most = i, n
		}
	}
	return best
}

// searchable is the text of the stage, with the code it is about.
func (s *stage) searchable(code []string) string {
	parts := s.texts()
	for _, c := range s.commands {
		parts = append(parts, c.Script, c.Output)
	}
	switch {
	case s.question != nil:
		for _, o := range s.question.Options {
			parts = append(parts, o.Markdown) // not the explanations: they are hidden before the answer
		}
	case s.spot != nil:
		parts = append(parts, code...)
	case s.first >= 0 && s.last < len(code):
		parts = append(parts, code[s.first:s.last+1]...)
	}
	return strings.Join(parts, "\n")
}

// showFound scrolls to the first match.
func (s *lessonScreen) showFound() {
	for i, line := range s.text.lines {
		if hasFound(line) {
			s.text.reveal(max(0, i-2), i+2)
			return
		}
	}
}

// markRows marks the words in rows that are laid out already, such as code. Where a row has no room for the marks they
// take the place of blanks.
func (s *lessonScreen) markRows(rows []string, width int) {
	if len(s.found.words) == 0 {
		return
	}
	for i, row := range rows {
		if hasFound(row) {
			continue // marked when it was rendered
		}
		marked := highlight(row, s.found.words, s.styles.profile)
		if s.styles.profile == termenv.Ascii && ansi.StringWidth(marked) > width {
			marked = strings.NewReplacer(" "+foundBegin, foundBegin, foundEnd+" ", foundEnd).Replace(marked)
		}
		if ansi.StringWidth(marked) <= width {
			rows[i] = marked
		}
	}
}
