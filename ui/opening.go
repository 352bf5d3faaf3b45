package ui

import (
	"context"
	"strings"
	"time"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"tutor/exercises"
	"tutor/lessons"
)

// patience is how long the first frame waits for the course: the one inside the program is read by then, and a frame
// that says so would only flicker.
const patience = 20 * time.Millisecond

// opened is a course that was read, or why it was not.
type opened struct {
	course    *lessons.Course
	exercises []*exercises.Exercise
	err       error
}

// front is the program until the course is read; with the next message it is gone, and the screens are the program.
type front struct {
	styles *Styles
	global globalKeys
	build  func(opened) *root
	course <-chan opened
	ended  <-chan struct{} // the program has ended
	root   *root           // the screens, as soon as the course is there
	ask    tea.Cmd         // asks for the background colour; nil where that is known
	early  []tea.Msg       // what the screens have to know, and came before them

	width, height int
	err           error // why there is no course
}

// newFront has the course read, and waits for it for a moment.
func newFront(opts Options, crew *crew, build func(opened) *root) *front {
	f := &front{
		styles: NewStyles(opts.Theme != ThemeLight, colourProfile(opts.Out)), global: newGlobalKeys(),
		build: build, ended: crew.ctx.Done(),
	}
	if opts.Read == nil {
		f.open(opened{course: opts.Course, exercises: opts.Exercises})
		return f
	}
	course := make(chan opened, 1)
	f.course = course
	crew.start(func(context.Context) {
		var o opened
		o.course, o.exercises, o.err = opts.Read()
		course <- o
	})
	timer := time.NewTimer(patience)
	defer timer.Stop()
	select {
	case o := <-course:
		f.open(o)
	case <-timer.C:
	}
	return f
}

// Init waits for the course, or starts the screens.
func (f *front) Init() tea.Cmd {
	if f.root != nil {
		return tea.Batch(f.root.Init(), f.ask)
	}
	return tea.Batch(f.wait, f.ask)
}

func (f *front) wait() tea.Msg {
	select {
	case o := <-f.course:
		return o
	case <-f.ended:
		return nil
	}
}

// Update keeps what the screens must not miss.
func (f *front) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if f.root != nil {
		return f.root.Update(msg)
	}
	switch msg := msg.(type) {
	case opened:
		return f.enter(msg)
	case tea.WindowSizeMsg:
		f.width, f.height = msg.Width, msg.Height
		f.early = append(f.early, msg)
	case backgroundMsg, backgroundLateMsg:
		f.early = append(f.early, msg)
	case tea.KeyMsg:
		switch {
		case key.Matches(msg, f.global.Suspend):
			return f, tea.Suspend
		case msg.Type == tea.KeyCtrlC, key.Matches(msg, f.global.Quit):
			return f, tea.Quit
		}
	}
	return f, nil
}

func (f *front) open(course opened) {
	if f.err = course.err; f.err == nil {
		f.root = f.build(course)
	}
}

// enter goes over to the screens.
func (f *front) enter(course opened) (tea.Model, tea.Cmd) {
	f.open(course)
	if f.err != nil {
		return f, tea.Quit
	}
	cmds := []tea.Cmd{f.root.Init()}
	for _, msg := range f.early {
		_, cmd := f.root.Update(msg)
		cmds = append(cmds, cmd)
	}
	return f.root, tea.Batch(cmds...)
}

// View says what is waited for.
func (f *front) View() string {
	if f.root != nil {
		return f.root.View()
	}
	if f.height < 2 || f.width < len(readingText)+2 {
		return ""
	}
	return strings.Repeat("\n", (f.height-1)/2) + "  " + f.styles.Muted.Render(readingText)
}

const readingText = "Reading the course …"
