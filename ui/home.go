package ui

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"github.com/charmbracelet/x/ansi"

	"tutor/exercises"
	"tutor/lessons"
)

// besideWidth is the width from which two columns have room.
const besideWidth = 90

// homeItem is a row of the course map: a lesson or an exercise.
type homeItem struct {
	lesson   *lessons.Meta
	exercise *exercises.Exercise
}

// homeScreen is the course map.
type homeScreen struct {
	*app
	key      homeKeys
	items    []homeItem
	selected int

	width, height int
	listWidth     int
	listHeight    int
	starts        []int // first line of each item; one more for the end
	list          pane  // its lines are drawn only where they are seen
}

func newHome(a *app) *homeScreen {
	h := &homeScreen{app: a, key: newHomeKeys(), items: courseItems(a)}
	h.selected = h.resume()
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

// resume is the row to go on with: where the learner left off, else the first lesson that is not done.
func (h *homeScreen) resume() int {
	for i, item := range h.items {
		if item.lesson != nil && item.lesson.ID == h.known.lesson {
			return i
		}
	}
	for i, item := range h.items {
		if item.lesson != nil && !h.known.done[item.lesson.ID] {
			return i
		}
	}
	return 0
}

// refresh lays the map out again after the learner was elsewhere, and follows where they are now.
func (h *homeScreen) refresh() {
	if item := h.item(); item.lesson != nil && h.known.lesson != "" && item.lesson.ID != h.known.lesson {
		h.selected = h.resume()
	}
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
	return k.list()
}

func (h *homeScreen) header() (left, right string) {
	right = h.lessonsRead()
	return h.styles.Title.Render("tutor") + h.styles.Muted.Render(" · containers, from image to deployment"),
		h.styles.Muted.Render(right)
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
	press, ok := msg.(tea.KeyMsg)
	if !ok || len(h.items) == 0 {
		return nil
	}
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
	}
	return nil
}

func (h *homeScreen) open() {
	item := h.item()
	if item.exercise != nil {
		h.goTo = target{kind: toExercise, id: item.exercise.ID}
		return
	}
	h.goTo = target{kind: toLesson, id: item.lesson.ID, page: -1}
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
		if name := item.name(); ansi.StringWidth(name) > h.nameWidth() {
			n = len(wrap(name, h.nameWidth()))
		}
		h.starts[i+1] = h.starts[i] + n
	}
}

// The columns of a row: selection and outcome, number, name, minutes.
const (
	markCells    = 4
	minutesCells = 8
)

func (h *homeScreen) numberCells() int { return len(fmt.Sprint(len(h.metas))) + 2 }

func (h *homeScreen) nameWidth() int {
	return max(8, h.listWidth-markCells-h.numberCells()-minutesCells)
}

func (i homeItem) name() string {
	if i.exercise != nil {
		return exerciseName(i.exercise)
	}
	return oneLine(i.lesson.Title)
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
	rows := h.list.view()
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
	mark, number, minutes := " ", "", 0
	style := h.styles.Text
	if i == h.selected {
		mark, style = h.styles.Accent.Render(glyphSelected), h.styles.Accent.Bold(true)
	}
	var glyph string
	if item.exercise != nil {
		glyph, minutes = h.styles.outcome(h.known.outcome[item.exercise.ID]), item.exercise.Minutes
	} else {
		number, minutes = fmt.Sprint(item.lesson.Number), item.lesson.Minutes
		glyph = h.styles.outcome("")
		if h.known.done[item.lesson.ID] {
			glyph = h.styles.outcome(exercises.Pass)
		}
	}
	names := wrap(item.name(), h.nameWidth())
	rows := make([]string, len(names))
	for j, name := range names {
		rows[j] = strings.Repeat(" ", markCells+h.numberCells()) + style.Render(name)
	}
	gap := strings.Repeat(" ", max(0, h.nameWidth()-ansi.StringWidth(names[0])))
	rows[0] = fmt.Sprintf("%s %s %*s  %s%s%s", mark, glyph, h.numberCells()-2, number, style.Render(names[0]), gap,
		h.styles.Muted.Render(fmt.Sprintf("%*s", minutesCells, minutesText(minutes))))
	return rows
}

func minutesText(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("%d min", n)
}
