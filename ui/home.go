package ui

import (
	"fmt"
	"slices"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"github.com/charmbracelet/x/ansi"

	"tutor/exercises"
	"tutor/lessons"
)

// besideWidth is the width from which two columns have room.
const besideWidth = 90

// homeItem is a row of the course map. One of its fields is set.
type homeItem struct {
	goOn      bool // the row that leads to where there is something to do
	review    bool // of the terms
	lesson    *lessons.Meta
	exercise  *exercises.Exercise
	objective int // of the course, counted from 1
}

// homeScreen is the course map.
type homeScreen struct {
	*app
	key      homeKeys
	items    []homeItem
	selected int

	standing   standing
	standingOp int // of the last count

	width, height int
	listWidth     int
	listHeight    int
	starts        []int // first line of each item; one more for the end
	list          pane  // its lines are drawn only where they are seen
}

func newHome(a *app) *homeScreen {
	h := &homeScreen{app: a, key: newHomeKeys()}
	h.standing = count(a.opts.Course.Objectives(), nil, nil)
	h.standing.known = false
	if items := courseItems(a); len(items) > 0 {
		h.items = append([]homeItem{{goOn: true}}, items...)
	}
	for i := range h.standing.objectives {
		h.items = append(h.items, homeItem{objective: i + 1})
	}
	return h
}

// courseItems is the lessons in course order, each with its exercise after it, and then the other exercises.
func courseItems(a *app) []homeItem {
	var items []homeItem
	listed := map[string]bool{}
	for i := range a.metas {
		m := &a.metas[i]
		items = append(items, homeItem{lesson: m})
		if ex := a.exercise(m.Exercise); ex != nil && !listed[ex.ID] {
			listed[ex.ID] = true
			items = append(items, homeItem{exercise: ex})
		}
	}
	for _, ex := range a.opts.Exercises {
		if !listed[ex.ID] {
			items = append(items, homeItem{exercise: ex})
		}
	}
	return items
}

// refresh follows the learner to the lesson where they are now, unless they came by another row.
func (h *homeScreen) refresh() {
	if item := h.item(); item.lesson == nil || item.lesson.ID == h.known.lesson {
		return
	}
	for i, item := range h.items {
		if item.lesson != nil && item.lesson.ID == h.known.lesson {
			h.selected = i
		}
	}
}

// take shows a new standing. A course with terms has a row to review them.
func (h *homeScreen) take(msg standingMsg) tea.Cmd {
	if msg.op != h.standingOp {
		return nil
	}
	if msg.err == nil {
		h.standing = msg.standing
		queue, _ := h.queueOf(msg.cards)
		h.standing.terms, h.standing.due = len(msg.cards), len(queue)
	}
	if h.standing.terms > 0 && !h.items[1].review {
		h.items = slices.Insert(h.items, 1, homeItem{review: true})
		if h.selected > 0 {
			h.selected++
		}
	}
	h.starts = nil
	h.layout()
	if msg.saved != nil {
		return func() tea.Msg { return savedMsg{msg.saved} }
	}
	return nil
}

func (h *homeScreen) item() homeItem {
	if len(h.items) == 0 {
		return homeItem{}
	}
	return h.items[h.selected]
}

func (h *homeScreen) keys() keys {
	k := h.key
	if len(h.items) == 0 {
		return nil
	}
	k.Review.SetEnabled(h.standing.terms > 0)
	k.Doctor.SetEnabled(h.opts.Doctor != nil)
	k.Review.SetHelp("r", fmt.Sprintf("review terms (%d due)", h.standing.due))
	return k.list()
}

func (h *homeScreen) header() (left, right string) {
	right = h.lessonsRead()
	title := oneLine(h.opts.Course.Title())
	if title == "" {
		title = "containers, from image to deployment"
	}
	return h.styles.Title.Render("tutor") + h.styles.Muted.Render(" · "+title), h.styles.Muted.Render(right)
}

func (a *app) lessonsRead() string {
	done := 0
	for _, m := range a.metas {
		if a.known.done[m.ID] {
			done++
		}
	}
	return fmt.Sprintf("%d of %d lessons read", done, len(a.metas))
}

func (h *homeScreen) update(msg tea.Msg) tea.Cmd {
	if len(h.items) == 0 {
		return nil
	}
	switch msg := msg.(type) {
	case shownMsg:
		return h.wantStanding()
	case standingMsg:
		return h.take(msg)
	case tea.KeyMsg:
		h.press(msg)
	}
	return nil
}

func (h *homeScreen) press(press tea.KeyMsg) {
	page := max(1, h.list.height-1)
	switch {
	case key.Matches(press, h.key.Open):
		h.open()
	case key.Matches(press, h.key.Up):
		h.move(-1)
	case key.Matches(press, h.key.Down):
		h.move(1)
	case key.Matches(press, h.key.First):
		h.move(-len(h.items))
	case key.Matches(press, h.key.Last):
		h.move(len(h.items))
	case key.Matches(press, h.key.PageUp):
		h.move(-page)
	case key.Matches(press, h.key.PageDown):
		h.move(page)
	case key.Matches(press, h.key.Review):
		if h.standing.terms > 0 {
			h.goTo = target{kind: toReview}
		}
	case key.Matches(press, h.key.Doctor):
		if h.opts.Doctor != nil {
			h.goTo = target{kind: toDoctor}
		}
	}
}

func (h *homeScreen) open() {
	switch item := h.item(); {
	case item.goOn:
		h.goTo, _ = h.next()
	case item.review:
		h.goTo = target{kind: toReview}
	case item.exercise != nil:
		h.goTo = target{kind: toExercise, id: item.exercise.ID}
	case item.lesson != nil:
		h.goTo = target{kind: toLesson, id: item.lesson.ID, page: -1}
	case h.objective(item).Items > 0:
		at := h.objective(item).Open
		h.goTo = target{kind: toLesson, id: at.Lesson, page: at.Page}
	}
}

func (h *homeScreen) objective(item homeItem) lessons.Standing {
	return h.standing.objectives[item.objective-1]
}

func (h *homeScreen) move(n int) {
	h.selected = max(0, min(h.selected+n, len(h.items)-1))
	h.layout()
}

func (h *homeScreen) setSize(width, height int) {
	h.width, h.height = width, height
	h.starts = nil
	h.listWidth = width
	if width >= besideWidth {
		h.listWidth = min(width*55/100, 76)
	}
	h.layout()
}

// layout divides the height between the list and the details below it, and keeps the selected row in sight.
func (h *homeScreen) layout() {
	if h.starts == nil {
		h.measure()
	}
	h.listHeight = h.height
	if n := len(h.detailBelow()); n > 0 {
		h.listHeight = h.height - n
	}
	h.list.setSize(h.listWidth, h.listHeight)
	h.list.setLines(make([]string, h.starts[len(h.items)]))
	if len(h.items) > 0 {
		h.list.reveal(h.starts[h.selected], h.starts[h.selected+1]-1)
	}
}

func (h *homeScreen) measure() {
	h.starts = make([]int, len(h.items)+1)
	for i, item := range h.items {
		n := 1
		if name := h.name(item); ansi.StringWidth(name) > h.nameWidth() {
			n = len(wrap(name, h.nameWidth()))
		}
		h.starts[i+1] = h.starts[i] + n + len(h.above(i))
	}
}

// The columns of a row: selection and outcome, number, name, minutes or the like.
const (
	markCells    = 4
	minutesCells = 11
)

func (h *homeScreen) numberCells() int { return len(fmt.Sprint(len(h.metas))) + 2 }

func (h *homeScreen) nameWidth() int {
	return max(8, h.listWidth-markCells-h.numberCells()-minutesCells)
}

func (h *homeScreen) name(i homeItem) string {
	switch {
	case i.goOn:
		_, name := h.next()
		return name
	case i.review:
		return "Review the terms"
	case i.exercise != nil:
		return exerciseName(i.exercise)
	case i.lesson != nil:
		return oneLine(i.lesson.Title)
	}
	return oneLine(h.objective(i).Text)
}

// above is the heading over the first objective.
func (h *homeScreen) above(i int) []string {
	if h.items[i].objective != 1 {
		return nil
	}
	return []string{h.styles.Muted.Render(strings.Repeat(" ", markCells+h.numberCells()) + "What you will be able to do")}
}

func exerciseName(ex *exercises.Exercise) string {
	return fmt.Sprintf("Exercise %d: %s", ex.Number, oneLine(ex.Title))
}

func lessonName(m lessons.Meta) string {
	return fmt.Sprintf("lesson %d, %s", m.Number, oneLine(m.Title))
}

func (h *homeScreen) view() []string {
	if len(h.items) == 0 {
		out := make([]string, h.height)
		copy(out, wrap("This course has no lessons and no exercises yet.", h.width))
		return out
	}
	for i := range h.items {
		if h.starts[i+1] > h.list.top && h.starts[i] < h.list.top+h.list.height {
			copy(h.list.lines[h.starts[i]:], h.row(i))
		}
	}
	rows := withMore(h.styles, &h.list)
	if h.width >= besideWidth {
		detail := pane{width: h.width - h.listWidth - 3, height: h.height}
		detail.lines = h.detail(detail.width)
		return columns(rows, h.listWidth, h.styles.Muted.Render(" "+glyphBar+" "), detail.view())
	}
	return append(rows, h.detailBelow()...)
}

// row draws one item; a long name goes on in the next line.
func (h *homeScreen) row(i int) []string {
	item := h.items[i]
	mark, number := " ", ""
	style := h.styles.Text
	if i == h.selected {
		mark, style = h.styles.Accent.Render(glyphSelected), h.styles.Accent.Bold(true)
	}
	if item.lesson != nil {
		number = fmt.Sprint(item.lesson.Number)
	}
	glyph, right := h.glyph(item)
	names := wrap(h.name(item), h.nameWidth())
	rows := make([]string, len(names))
	for j, name := range names {
		rows[j] = strings.Repeat(" ", markCells+h.numberCells()) + style.Render(name)
	}
	gap := strings.Repeat(" ", max(0, h.nameWidth()-ansi.StringWidth(names[0])))
	rows[0] = fmt.Sprintf("%s %s %*s  %s%s%s", mark, glyph, h.numberCells()-2, number, style.Render(names[0]), gap,
		h.styles.Muted.Render(fmt.Sprintf("%*s", minutesCells, right)))
	return append(h.above(i), rows...)
}

// glyph is how far the learner is with a row, and what stands at its end.
func (h *homeScreen) glyph(item homeItem) (glyph, right string) {
	switch {
	case item.goOn:
		return h.styles.Accent.Render(glyphGoOn), ""
	case item.review:
		return h.styles.Accent.Render(glyphGoOn), fmt.Sprintf("%d due", h.standing.due)
	case item.exercise != nil:
		return h.styles.outcome(h.known.outcome[item.exercise.ID]), minutesText(item.exercise.Minutes)
	case item.lesson != nil:
		return h.doneGlyph(h.known.done[item.lesson.ID]), minutesText(item.lesson.Minutes)
	}
	o := h.objective(item)
	if o.Items > 0 {
		right = share(o)
	}
	return h.doneGlyph(o.Met()), right
}

func (h *homeScreen) doneGlyph(done bool) string {
	if done {
		return h.styles.outcome(exercises.Pass)
	}
	return h.styles.outcome("")
}

func minutesText(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("%d min", n)
}
