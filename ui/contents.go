package ui

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"tutor/exercises"
	"tutor/lessons"
)

// contentsScreen is the table of contents: the lessons and exercises, and the pages of the lesson behind it.
type contentsScreen struct {
	*app
	key  popupKeys
	list choices
	rows []contentsRow

	width, height int
}

// contentsRow is a lesson, a page of one, or an exercise.
type contentsRow struct {
	mark   string // what is known about it
	number string
	name   string
	indent int
	here   bool // the learner is at this place
	to     target
}

func newContents(a *app, at screen) *contentsScreen {
	c := &contentsScreen{app: a, key: newPopupKeys("go there"), list: newChoices()}
	c.key.Close.SetKeys("esc", "q", "t")
	c.list.key = c.list.key.withLetters()
	lesson, _ := at.(*lessonScreen)
	exercise, _ := at.(*exerciseScreen)
	elsewhere := lesson == nil && exercise == nil
	for _, item := range courseItems(a) {
		if item.exercise != nil {
			c.add(c.exerciseRow(item.exercise, exercise))
			continue
		}
		if elsewhere && item.lesson.ID == a.known.lesson {
			c.list.selected, c.list.count = len(c.rows), len(c.rows)+1
		}
		c.add(c.lessonRow(item.lesson, lesson))
		if lesson != nil && lesson.meta.ID == item.lesson.ID {
			for i := range lesson.pages {
				c.add(c.pageRow(lesson, i))
			}
		}
	}
	return c
}

// add appends a row. The list begins at the last row where the learner is: a page, rather than its lesson.
func (c *contentsScreen) add(row contentsRow) {
	if row.here {
		c.list.selected = len(c.rows)
		c.list.count = len(c.rows) + 1
	}
	c.rows = append(c.rows, row)
}

func (c *contentsScreen) lessonRow(m *lessons.Meta, at *lessonScreen) contentsRow {
	mark := c.styles.outcome("")
	if c.known.done[m.ID] {
		mark = c.styles.outcome(exercises.Pass)
	}
	return contentsRow{
		mark: mark, number: fmt.Sprint(m.Number), name: oneLine(m.Title), to: target{kind: toLesson, id: m.ID, page: -1},
		here: at != nil && at.meta.ID == m.ID && len(at.pages) == 0,
	}
}

func (c *contentsScreen) pageRow(s *lessonScreen, page int) contentsRow {
	mark := c.styles.outcome("")
	if c.pageRead(s.meta.ID, page) {
		mark = c.styles.outcome(exercises.Pass)
	}
	return contentsRow{
		mark: mark, name: s.pages[page].title, indent: 2, here: page == s.page,
		to: target{kind: toLesson, id: s.meta.ID, page: page, from: s.from},
	}
}

func (c *contentsScreen) exerciseRow(ex *exercises.Exercise, at *exerciseScreen) contentsRow {
	return contentsRow{
		mark: c.styles.outcome(c.known.outcome[ex.ID]), name: exerciseName(ex), to: target{kind: toExercise, id: ex.ID},
		here: at != nil && at.ex.ID == ex.ID,
	}
}

func (c *contentsScreen) takesText() bool { return false }

func (c *contentsScreen) setSize(width, height int) {
	c.width, c.height = width, height
	c.list.pane.setSize(width, height)
	c.draw()
}

func (c *contentsScreen) update(msg tea.Msg) tea.Cmd {
	press, ok := msg.(tea.KeyMsg)
	if !ok {
		return nil
	}
	switch {
	case key.Matches(press, c.key.Close):
		c.over = nil
	case key.Matches(press, c.key.Open):
		if len(c.rows) > 0 {
			c.goTo = c.rows[c.list.selected].to
		}
	case c.list.update(press):
		c.draw()
	}
	return nil
}

// hereLabel stands behind the row where the learner is.
const hereLabel = "← you are here"

func (c *contentsScreen) draw() {
	digits := len(fmt.Sprint(len(c.metas)))
	c.list.draw(len(c.rows), func(i int, selected bool) []string {
		row := c.rows[i]
		lead := c.list.mark(c.styles, selected) + " " + strings.Repeat(" ", row.indent) + row.mark + " "
		cells := 4 + row.indent
		if row.indent == 0 {
			lead += fmt.Sprintf("%*s  ", digits, row.number)
			cells += digits + 2
		}
		style := c.styles.Text
		if selected {
			style = c.styles.Accent.Bold(true)
		}
		name := style.Render(row.name)
		if row.here {
			name += " " + c.styles.OK.Render(hereLabel)
		}
		lines := wrap(name, max(8, c.width-cells))
		for j, line := range lines {
			lines[j] = lead + line
			lead = strings.Repeat(" ", cells)
		}
		return lines
	})
}

func (c *contentsScreen) header() (left, right string) {
	return c.styles.Title.Render("Contents"), c.styles.Muted.Render(c.lessonsRead())
}

func (c *contentsScreen) view() []string { return withMore(c.styles, &c.list.pane) }

func (c *contentsScreen) keys() keys {
	k := c.key
	k.Open.SetEnabled(len(c.rows) > 0)
	return c.list.keys(nil, k)
}
