package ui

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"tutor/internal/term"
	"tutor/lessons"
)

// linksScreen is the links of a page, to choose one.
type linksScreen struct {
	*app
	key   linkKeys
	links []pageLink
	list  choices

	width, height int
}

// linkKeys are those of a list of links.
type linkKeys struct {
	popupKeys
	Copy key.Binding
}

// pageLink is a link, and where it leads.
type pageLink struct {
	lessons.Link
	to    lessons.Target
	alive bool   // to is a page of the course
	page  string // the page's title
}

// linksMsg brings the links of a page.
type linksMsg struct {
	op    int
	links []pageLink
}

// openLinks finds out where the links of the page lead, off the update loop: that may parse other lessons.
func (s *lessonScreen) openLinks() tea.Cmd {
	s.ops++
	s.linkOp = s.ops
	course, from, links, op := s.opts.Course, s.meta, s.lesson.Pages[s.page].Links, s.linkOp
	return func() tea.Msg {
		msg := linksMsg{op: op}
		for _, link := range links {
			msg.links = append(msg.links, resolve(course, from, link))
		}
		return msg
	}
}

func resolve(course *lessons.Course, from lessons.Meta, link lessons.Link) pageLink {
	p := pageLink{Link: link}
	if p.to, p.alive = course.Resolve(from, link.Dest); !p.alive {
		return p
	}
	if lesson, err := course.Lesson(p.to.Lesson); err == nil {
		p.page = lesson.Pages[p.to.Page].Title
	}
	return p
}

// linksFound follows a link that is the only one, or lets the learner choose.
func (s *lessonScreen) linksFound(msg linksMsg) {
	if msg.op != s.linkOp {
		return
	}
	if len(msg.links) == 1 && msg.links[0].alive {
		s.follow(msg.links[0])
		return
	}
	s.popUp = newLinks(s.app, msg.links)
}

func (a *app) follow(link pageLink) {
	a.goTo = target{kind: toLesson, id: link.to.Lesson, page: link.to.Page}
}

func newLinks(a *app, links []pageLink) *linksScreen {
	l := &linksScreen{app: a, links: links, list: newChoices()}
	l.key = linkKeys{popupKeys: newPopupKeys("go there"), Copy: bind("y", "copy the address", "y")}
	l.key.Close.SetKeys("esc", "q", "o")
	l.list.key = l.list.key.withLetters()
	return l
}

func (l *linksScreen) takesText() bool { return false }

func (l *linksScreen) setSize(width, height int) {
	l.width, l.height = width, height
	l.list.pane.setSize(width, height)
	l.draw()
}

func (l *linksScreen) selected() pageLink { return l.links[l.list.selected] }

func (l *linksScreen) update(msg tea.Msg) tea.Cmd {
	press, ok := msg.(tea.KeyMsg)
	if !ok {
		return nil
	}
	switch k := l.enabled(); {
	case key.Matches(press, k.Close):
		l.over = nil
	case key.Matches(press, k.Open):
		l.follow(l.selected())
	case key.Matches(press, k.Copy):
		return l.copyText(term.Sanitize(l.selected().Dest)) // not opened: over ssh there is no browser
	case l.list.update(press):
		l.draw()
	}
	return nil
}

func (l *linksScreen) draw() {
	l.list.draw(len(l.links), func(i int, selected bool) []string {
		link := l.links[i]
		style := l.styles.Text
		if selected {
			style = l.styles.Accent.Bold(true)
		}
		var rows []string
		for j, row := range wrap(style.Render(oneLine(link.Text)), max(1, l.width-2)) {
			lead := l.list.mark(l.styles, selected && j == 0) + " "
			rows = append(rows, lead+row)
		}
		for _, row := range wrap(l.leadsTo(i), max(1, l.width-4)) {
			rows = append(rows, "    "+row)
		}
		return rows
	})
}

// leadsTo says where a link leads. A web address is shown in full, so that it can be typed elsewhere.
func (l *linksScreen) leadsTo(i int) string {
	link := l.links[i]
	switch {
	case link.alive:
		return l.styles.Muted.Render(l.pageName(link.to, link.page))
	case !link.IsExternal():
		return l.styles.Bad.Render(glyphFail + " leads nowhere: the course has no " + oneLine(link.Dest))
	}
	return l.styles.Muted.Render(oneLine(link.Dest))
}

func (l *linksScreen) header() (left, right string) {
	return l.styles.Title.Render("Links on this page"), l.styles.Muted.Render(counted(len(l.links), "link"))
}

func (l *linksScreen) view() []string { return withMore(l.styles, &l.list.pane) }

// enabled leaves on what can be done with the selected link.
func (l *linksScreen) enabled() linkKeys {
	k := l.key
	k.Open.SetEnabled(l.selected().alive)
	k.Copy.SetEnabled(l.selected().IsExternal())
	return k
}

func (l *linksScreen) keys() keys {
	k := l.enabled()
	return l.list.keys(keys{k.Copy}, k.popupKeys)
}
