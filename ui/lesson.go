package ui

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"tutor/internal/progress"
	"tutor/internal/term"
	"tutor/lessons"
)

// lessonLoadedMsg brings a parsed lesson.
type lessonLoadedMsg struct {
	op     int
	lesson *lessons.Lesson
	kept   map[string]progress.Answer // by the id of the question or mistake to find
	err    error
}

// lessonScreen shows one page of a lesson at a time, and one stage of a page with a walkthrough.
type lessonScreen struct {
	*app
	key     lessonKeys
	quiz    quizKeys
	meta    lessons.Meta
	op      int
	edition int    // of the course that it shows
	from    string // the exercise esc leads back to

	lesson *lessons.Lesson // nil until it is loaded
	pages  []pageView      // of lesson
	failed string          // why it cannot be shown
	early  []tea.KeyMsg    // pressed before the lesson was loaded; none may be lost

	page, stage int
	atLast      bool   // show the last stage of the page
	resume      target // what to show of the page once its text is there; used once

	width, height int
	text, side    pane
	code          codePane
	onCode        bool // ↑ and ↓ move the code
	blocks        blockCursor
	linkOp        int // of the last look at where the links lead
}

func newLesson(a *app, to target) *lessonScreen {
	a.ops++
	s := &lessonScreen{
		app: a, key: newLessonKeys(), quiz: newQuizKeys(), op: a.ops, edition: a.edition, from: to.from, page: to.page, resume: to,
	}
	if at := a.meta(to.id); at >= 0 {
		s.meta = a.metas[at]
	}
	if to.page < 0 {
		s.page = 0
		if to.id == a.known.lesson {
			s.page, s.resume.anchor = a.known.page, a.known.anchor
		}
	}
	return s
}

// load parses the lesson and reads the answers to its questions, off the update loop.
func (s *lessonScreen) load() tea.Cmd {
	course, known, id, op := s.opts.Course, s.opts.Progress, s.meta.ID, s.op
	return func() tea.Msg {
		lesson, err := course.Lesson(id)
		return lessonLoadedMsg{op: op, lesson: lesson, kept: keptAnswers(known, lesson), err: err}
	}
}

func (s *lessonScreen) update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case shownMsg:
		if s.lesson == nil && s.failed == "" {
			return s.load()
		}
		return s.arrange()
	case lessonLoadedMsg:
		if msg.op != s.op || s.lesson != nil { // asked for again when the size came before the lesson
			return nil
		}
		return s.loaded(msg)
	case linksMsg:
		s.linksFound(msg)
	case renderedMsg:
		return s.arrange()
	case tea.KeyMsg:
		return s.press(msg)
	}
	return nil
}

func (s *lessonScreen) loaded(msg lessonLoadedMsg) tea.Cmd {
	if msg.err != nil {
		s.failed = "This lesson cannot be shown: " + term.Sanitize(msg.err.Error())
		return s.arrange()
	}
	s.lesson = msg.lesson
	for _, p := range msg.lesson.Pages {
		s.pages = append(s.pages, newPageView(p))
	}
	s.restore(msg.kept)
	s.page = pageNamed(msg.lesson.Pages, s.resume.anchor, s.page)
	resume := s.resume
	cmds := []tea.Cmd{s.arrived(), s.seeAgain(resume)}
	for _, key := range s.early {
		cmds = append(cmds, s.press(key))
	}
	s.early = nil
	return tea.Batch(cmds...)
}

func (s *lessonScreen) press(msg tea.KeyMsg) tea.Cmd {
	if cmd, ok := s.pressFind(msg); ok {
		return cmd
	}
	if key.Matches(msg, s.key.Back) {
		s.back()
		return nil
	}
	if s.lesson == nil {
		if s.failed == "" {
			s.early = append(s.early, msg)
		}
		return nil
	}
	s.resume = target{}
	if cmd, ok := s.pressDrill(msg); ok {
		return cmd
	}
	switch {
	case key.Matches(msg, s.key.Forward):
		if !s.text.atEnd() {
			s.text.page(1)
			break
		}
		return s.next()
	case key.Matches(msg, s.key.Next):
		return s.next()
	case key.Matches(msg, s.key.Previous):
		return s.previous()
	case key.Matches(msg, s.quiz.Review) && s.lastStage() && s.terms() > 0:
		s.goTo, _ = s.place()
		s.goTo.kind = toReview
	case key.Matches(msg, s.key.Links):
		if len(s.lesson.Pages[s.page].Links) > 0 {
			return s.openLinks()
		}
	case key.Matches(msg, s.key.Focus):
		s.onCode = !s.onCode && s.current().code != nil
	default:
		if cmd, ok := s.pressBlock(msg); ok {
			return cmd
		}
		s.scroll(msg)
	}
	return s.read()
}

func (s *lessonScreen) scroll(msg tea.KeyMsg) {
	p := &s.text
	if s.onCode {
		p = &s.code.pane
	}
	switch {
	case key.Matches(msg, s.key.Down):
		p.scroll(1)
	case key.Matches(msg, s.key.Up):
		p.scroll(-1)
	case key.Matches(msg, s.key.PageDown):
		p.half(1)
	case key.Matches(msg, s.key.PageUp):
		p.page(-1)
	case key.Matches(msg, s.key.Top):
		p.scroll(-len(p.lines))
	case key.Matches(msg, s.key.End):
		p.scroll(len(p.lines))
	}
}

func (s *lessonScreen) back() {
	s.goTo = target{kind: toHome}
	if s.from != "" {
		s.goTo = target{kind: toExercise, id: s.from}
	}
}

// next goes to the next stage, the next page, or what follows the lesson.
func (s *lessonScreen) next() tea.Cmd {
	switch {
	case s.stepSpot(1):
		s.text.top = 0
		return s.arrange()
	case s.stage+1 < len(s.current().stages):
		s.stage++
		s.text.top = 0
		return s.arrange()
	case s.page+1 < len(s.pages):
		s.page, s.stage = s.page+1, 0
		return s.arrived()
	}
	cmd := s.setDone(s.meta.ID)
	if s.from != "" {
		s.back()
		return cmd
	}
	s.goTo, _ = s.afterLesson(s.meta.ID)
	return cmd
}

func (s *lessonScreen) previous() tea.Cmd {
	switch {
	case s.stepSpot(-1):
		s.text.top = 0
		return s.arrange()
	case s.stage > 0:
		s.stage--
		s.text.top = 0
		return s.arrange()
	case s.page > 0:
		s.page--
		s.atLast = true
		return s.arrived()
	}
	return nil
}

// arrived is called on a new page.
func (s *lessonScreen) arrived() tea.Cmd {
	s.stage, s.onCode, s.text.top, s.code.pane.top = 0, false, 0, 0
	s.resume, s.linkOp = target{}, 0
	if spot := s.current().spot; spot != nil {
		spot.cursor = spot.picked
	}
	if s.atLast {
		s.stage, s.atLast = len(s.current().stages)-1, false
	}
	s.known.seen[pageKey{s.meta.ID, s.page}] = true
	var place tea.Cmd
	if s.from == "" {
		s.known.atEnd = s.page == len(s.pages)-1
		place = s.setPlace(s.meta.ID, s.page, s.lesson.Pages[s.page].Anchor)
	}
	return tea.Batch(place, s.arrange())
}

// place is the page, and what is seen of it.
func (s *lessonScreen) place() (target, bool) {
	to := target{kind: toLesson, id: s.meta.ID, page: s.page, from: s.from, stage: s.stage, top: s.text.top}
	return to, s.lesson != nil || s.failed != ""
}

// seeAgain shows of the page what was seen when the learner left it.
func (s *lessonScreen) seeAgain(resume target) tea.Cmd {
	s.stage, s.resume = max(0, min(resume.stage, len(s.current().stages)-1)), resume
	if resume.seek {
		s.stage = s.current().stageWith(s.found.words)
	}
	return s.arrange()
}

// settle scrolls to what is to be seen first, once the text is there.
func (s *lessonScreen) settle() {
	if s.resume.kind == nowhere {
		return
	}
	s.text.scroll(s.resume.top - s.text.top)
	if s.resume.seek {
		s.showFound()
	}
	s.resume = target{}
}

func (s *lessonScreen) current() *pageView { return &s.pages[s.page] }

func (s *lessonScreen) here() *stage { return &s.current().stages[s.stage] }

// lastStage says whether there is nothing of the lesson after what is shown.
func (s *lessonScreen) lastStage() bool {
	return s.page == len(s.pages)-1 && s.stage == len(s.current().stages)-1 && !s.here().moreLines()
}

// read marks the lesson as done once its end was on the screen.
func (s *lessonScreen) read() tea.Cmd {
	if s.lesson == nil || !s.lastStage() || !s.text.atEnd() || s.rendered(s.page) == nil || !s.drillReady() {
		return nil
	}
	return s.setDone(s.meta.ID)
}

func (s *lessonScreen) source(page int) string { return fmt.Sprintf("lesson/%s/%d", s.meta.ID, page) }

func (s *lessonScreen) rendered(page int) [][]string {
	return s.app.text(s.source(page), s.textWidth(&s.pages[page]))
}

// wantPages asks for the page shown and its neighbours.
func (s *lessonScreen) wantPages() tea.Cmd {
	var cmds []tea.Cmd
	for _, page := range []int{s.page, s.page + 1, s.page - 1} {
		if page < 0 || page >= len(s.pages) {
			continue
		}
		p := &s.pages[page]
		cmds = append(cmds, s.wantText(s.source(page), s.textWidth(p), p.sources), s.wantDrills(page))
	}
	return tea.Batch(cmds...)
}

func (s *lessonScreen) setSize(width, height int) {
	s.width, s.height = width, height
}

func (s *lessonScreen) keys() keys {
	k := s.key
	loaded := s.lesson != nil
	walk := loaded && s.current().code != nil
	scrolls := loaded && (!s.text.atTop() || !s.text.atEnd() || s.onCode)
	k.Next.SetEnabled(loaded)
	k.Previous.SetEnabled(loaded && (s.page > 0 || s.stage > 0))
	k.Forward.SetEnabled(loaded)
	k.Focus.SetEnabled(walk)
	k.Links.SetEnabled(loaded && len(s.lesson.Pages[s.page].Links) > 0)
	k.Up.SetEnabled(scrolls)
	k.Down.SetEnabled(scrolls)
	k.PageUp.SetEnabled(scrolls)
	k.PageDown.SetEnabled(scrolls)
	k.Top.SetEnabled(scrolls)
	k.End.SetEnabled(scrolls)
	s.enableBlockKeys(&k)
	k.enableFind(s.found)
	k.Back.SetEnabled(!k.EndFind.Enabled()) // the same key
	if s.from != "" {
		k.Back.SetHelp("esc", "exercise")
	}
	switch {
	case walk && (s.stage+1 < len(s.current().stages) || s.here().moreLines()):
		k.Next.SetHelp("→", "next step")
	case loaded && !s.lastStage():
		k.Next.SetHelp("→", "next page")
	case s.from != "":
		k.Next.SetHelp("→", "exercise")
	}
	if loaded {
		return s.drillKeys(k)
	}
	return k.list(false)
}

func (s *lessonScreen) header() (left, right string) {
	left = s.styles.Title.Render(fmt.Sprintf("%d  %s", s.meta.Number, oneLine(s.meta.Title)))
	if s.lesson == nil {
		return left, ""
	}
	p := s.current()
	if s.width >= besideWidth && p.title != oneLine(s.meta.Title) {
		left += s.styles.Muted.Render(" · " + p.title)
	}
	right = fmt.Sprintf("page %d/%d", s.page+1, len(s.pages))
	if step, steps := s.step(); steps > 0 {
		right = fmt.Sprintf("step %d/%d · ", step, steps) + right
	}
	if n := len(s.found.hits); n > 0 {
		right = fmt.Sprintf("hit %d/%d · ", s.found.at+1, n) + right
	}
	if s.onCode && s.width >= besideWidth {
		right = "↑↓ scroll the code · " + right
	}
	right = s.styles.Muted.Render(right)
	if bar := len(s.pages); bar <= 12 && s.width >= 60 {
		right += " " + s.styles.Accent.Render(strings.Repeat(glyphFull, s.page+1)) +
			s.styles.Muted.Render(strings.Repeat(glyphEmpty, bar-s.page-1))
	}
	return left, right
}
