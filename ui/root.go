package ui

import (
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/charmbracelet/bubbles/key"

	"tutor/internal/term"
	"tutor/runner"
)

// The smallest terminal on which the screens make sense, in cells.
const (
	minWidth  = 30
	minHeight = 8
)

// screen is one of the places a learner can be at.
type screen interface {
	setSize(width, height int)
	// update handles a message. Keys come one rune at a time.
	update(msg tea.Msg) tea.Cmd
	// header is the left and the right end of the first line.
	header() (left, right string)
	// view returns exactly as many lines as setSize said, none wider.
	view() []string
	keys() keys
}

// root is the whole program: it sends messages to the screens and frames what they show.
type root struct {
	*app
	global globalKeys

	width, height int
	home          *homeScreen
	exercises     map[string]*exerciseScreen // those that were opened; a grade goes on while another is shown
	now           screen
	at            target // how the learner came to the screen
	trail         trail
	notice        string        // something went wrong with the tutor itself; shown until the next key
	late          bool          // an answer about the background comes too late
	lost          target        // where the author was, when that left the course and they have not moved since
	problems      *problemPanel // of the course being written, shown or hidden; nil when there are none
	quitting      bool          // as soon as the grade has cleaned up
}

func newRoot(a *app) *root {
	r := &root{app: a, global: newGlobalKeys(), exercises: map[string]*exerciseScreen{}, at: target{kind: toHome}}
	r.home = newHome(a)
	r.now = r.home
	return r
}

// Init starts where the options say.
func (r *root) Init() tea.Cmd {
	id := r.opts.Start
	switch {
	case id == "":
		r.goTo = r.leftOff()
	case r.meta(id) >= 0:
		r.goTo = target{kind: toLesson, id: id, page: -1}
	case r.exercise(id) != nil:
		r.goTo = target{kind: toExercise, id: id}
	}
	return r.travel()
}

// Update handles one message.
func (r *root) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		return r, r.resize(msg.Width, msg.Height)
	case tea.KeyMsg:
		return r, r.keys(msg)
	case tea.MouseMsg:
		return r, r.mouse(msg)
	case backgroundMsg:
		if !r.late {
			return r, r.recolour(msg.dark)
		}
	case backgroundLateMsg:
		r.late = true
	case renderedMsg:
		r.texts.take(msg)
		return r, tea.Batch(r.now.update(msg), r.toOverlay(msg))
	case reloadMsg:
		return r, r.reload(msg.Reload)
	case savedMsg:
		r.notSaved(msg.err)
	case attemptKept:
		r.notSaved(msg.err)
		return r, r.toExercises(msg)
	case runNews:
		return r, tea.Batch(r.toExercises(msg), r.toCommands(msg))
	case gradeOver, gradeTick, workspaceMsg, editorReady, editorLeft, editorSettled, workSaved, workUnwatched, resetPlanned, resetDone:
		return r, r.toExercises(msg)
	case commandOver, commandTick, commandFolderMsg:
		return r, r.toCommands(msg)
	case answerWritten:
		return r, r.toExercises(msg)
	case answerLeft:
		return r, r.quit()
	case commandsEnded:
		return r, tea.Quit
	default:
		cmd := r.now.update(msg)
		return r, tea.Batch(cmd, r.toOverlay(msg), r.travel())
	}
	return r, nil
}

func (r *root) notSaved(err error) {
	if err != nil {
		r.notice = "Your progress could not be saved: " + term.Sanitize(err.Error())
	}
}

// keys handles runes that came together one by one: a held key must not lose presses.
func (r *root) keys(msg tea.KeyMsg) tea.Cmd {
	if r.over != nil && r.over.takesText() {
		if msg.Type == tea.KeyRunes && len(msg.Runes) > 1 {
			msg.Paste = true // "up" is a word then, and not the key of that name
		}
		return r.key(msg)
	}
	if msg.Paste {
		return nil // a pasted "q" is not a wish to leave
	}
	if msg.Type != tea.KeyRunes || len(msg.Runes) < 2 {
		return r.key(msg)
	}
	cmds := make([]tea.Cmd, 0, len(msg.Runes))
	for _, one := range msg.Runes {
		cmds = append(cmds, r.key(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{one}, Alt: msg.Alt}))
	}
	return tea.Batch(cmds...)
}

func (r *root) key(msg tea.KeyMsg) tea.Cmd {
	r.notice, r.said = "", ""
	switch {
	case key.Matches(msg, r.global.Suspend):
		return tea.Suspend
	case msg.Type == tea.KeyCtrlC, key.Matches(msg, r.global.Quit) && r.over == nil:
		if r.textKept(true) {
			return r.arrangeOverlay()
		}
		return r.quit()
	case r.quitting:
		return nil // nothing new is begun
	case r.over != nil:
		return r.toOverlay(msg)
	case key.Matches(msg, r.global.Running) && r.commands.latest() != nil:
		r.openRuns()
		return r.travel()
	}
	if o := r.popup(msg); o != nil {
		return r.openOverlay(o)
	}
	if r.stepTrail(msg) {
		return r.travel()
	}
	cmd := r.now.update(msg)
	return tea.Batch(cmd, r.travel())
}

// quit ends the program, after the clean-up of what runs. Asked twice, it does not wait on the screen; Run still
// waits for the clean-up.
func (r *root) quit() tea.Cmd {
	if r.quitting {
		return tea.Quit
	}
	r.quitting, r.over = true, nil
	for _, s := range r.exercises {
		s.unwatch()
	}
	// The learner sees what is being waited for.
	if run := r.commands.stopAll(); run != nil {
		r.goTo = target{kind: toScreen, screen: openRun(r.app, r.now, run)}
	}
	if r.grading != nil {
		r.grading.cancel()
		r.goTo = target{kind: toExercise, id: r.grading.ex.ID}
	}
	return tea.Batch(r.leave(), r.travel())
}

// toExercises hands a message to every exercise: the one it is for knows its operation id.
func (r *root) toExercises(msg tea.Msg) tea.Cmd {
	cmds := make([]tea.Cmd, 0, len(r.exercises))
	for _, s := range r.exercises {
		cmds = append(cmds, s.update(msg))
	}
	return tea.Batch(append(cmds, r.leave(), r.travel())...)
}

// travel goes where the learner asked to go, and remembers where that is.
func (r *root) travel() tea.Cmd {
	to, popUp := r.goTo, r.popUp
	r.goTo, r.popUp = target{}, nil
	cmd := r.arrive(to)
	r.note()
	if popUp != nil {
		cmd = tea.Batch(cmd, r.openOverlay(popUp))
	}
	return cmd
}

func (r *root) arrive(to target) tea.Cmd {
	if to.kind != nowhere {
		r.lost = target{}
	}
	switch to.kind {
	case toHome:
		r.now = r.home
		r.home.refresh()
	case toLesson:
		r.now = newLesson(r.app, to)
	case toExercise:
		ex := r.exercise(to.id)
		if ex == nil {
			return nil
		}
		if r.exercises[to.id] == nil {
			r.exercises[to.id] = newExercise(r.app, ex)
		}
		r.now = r.exercises[to.id]
	case toScreen:
		r.now = r.renewed(to.screen)
	case toReview:
		r.now = newReview(r.app, to)
	case toDoctor:
		r.now = newDoctor(r.app, func() runner.Terminal { return runner.Terminal{Width: r.width, Height: r.height} })
	default:
		return nil
	}
	if to.kind != toScreen { // that is not a place: it lies over one
		r.at = to
	}
	if !r.textKept(false) {
		r.over = nil
	}
	r.now.setSize(r.area())
	cmd := r.now.update(shownMsg{})
	if to.kind == toExercise {
		cmd = tea.Batch(cmd, r.setExercise(to.id))
	}
	return cmd
}

// shownMsg tells a screen that it is shown, or that its size or colours changed: it asks for the texts it needs.
type shownMsg struct{}

func (r *root) resize(width, height int) tea.Cmd {
	if width != r.width {
		r.texts.forget()
	}
	r.width, r.height = width, height
	r.now.setSize(r.area())
	return tea.Batch(r.mouseOn(), r.now.update(shownMsg{}), r.arrangeOverlay())
}

func (r *root) recolour(dark bool) tea.Cmd {
	*r.styles = *NewStyles(dark, r.styles.profile)
	r.texts.forget()
	r.now.setSize(r.area())
	return tea.Batch(r.now.update(shownMsg{}), r.arrangeOverlay())
}

func (r *root) allKeys() keys {
	return append(r.now.keys(), r.globalNow().list()...)
}

// wait is how the tutor asks for a message later.
func wait(d time.Duration, msg tea.Msg) tea.Cmd {
	return tea.Tick(d, func(time.Time) tea.Msg { return msg })
}
