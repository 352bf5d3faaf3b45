package ui

import (
	"time"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"tutor/exercises"
	"tutor/internal/term"
)

// The panes of an exercise: side by side where there is room, tabs where there is not.
type exercisePane int

const (
	taskPane exercisePane = iota
	checksPane
	evidencePane
	logPane
	paneCount
)

func (p exercisePane) title() string {
	return [paneCount]string{"Task", "Checks", "Evidence", "Log"}[p]
}

// checkState is what is known about one check.
type checkState struct {
	check   *exercises.Check
	running bool
	started time.Time
	note    string                 // what it is waiting for just now; cut to one line, as it changes many times a second
	result  *exercises.CheckResult // safe for the screen; nil until there is one
}

// exerciseScreen shows an exercise, grades it and explains what was found.
type exerciseScreen struct {
	*app
	key  exerciseKeys
	ex   *exercises.Exercise
	task string // safe for the screen
	dir  string // the folder that would be made for it

	checks   []checkState
	selected int
	chosen   bool              // the learner chose a check; until then the running one is selected
	run      *gradeRun         // nil when no grade runs
	report   *exercises.Report // of the last grade, safe for the screen
	build    *buildProgress    // of the last image that was built
	verdict  string            // one line about the last grade
	message  string            // what the last key led to, when it is not a grade
	asking   question          // what the next key answers
	plan     restart           // what the learner is asked about
	watch    *workWatch        // nil when saves are not checked
	making   bool              // the folder is being made
	stale    string            // the file of an answer that was written since the last grade

	focus         exercisePane
	width, height int
	tasks         pane // the task's text
	list          pane
	evidence      pane
	log           logView
	scrolled      bool // the evidence, by the learner: it does not follow the build any more
	hintLine      int  // of the evidence
	buildLine     int  // of the evidence: where the build is; 0 when nothing is built
	frame         int  // of the spinner
}

func newExercise(a *app, ex *exercises.Exercise) *exerciseScreen {
	s := &exerciseScreen{app: a, key: newExerciseKeys(), ex: ex, task: term.Sanitize(ex.Instructions()), dir: a.opts.WorkspaceDir(ex)}
	for i := range ex.Checks {
		if ex.Checks[i].Required() {
			s.checks = append(s.checks, checkState{check: &ex.Checks[i]})
		}
	}
	for i := range ex.Checks { // advice comes last, whatever its place in the file
		if !ex.Checks[i].Required() {
			s.checks = append(s.checks, checkState{check: &ex.Checks[i]})
		}
	}
	return s
}

func (s *exerciseScreen) update(msg tea.Msg) tea.Cmd {
	var cmd tea.Cmd
	switch msg := msg.(type) {
	case tea.KeyMsg:
		s.message = ""
		cmd = s.press(msg)
	case runNews:
		s.news(msg)
	case gradeOver:
		cmd = s.over(msg)
	case gradeTick:
		cmd = s.ticked(msg)
	case workspaceMsg:
		s.made(msg)
	case attemptKept:
		s.attemptKept(msg)
	case editorReady:
		cmd = s.editorReady(msg)
	case editorLeft:
		cmd = s.editorLeft(msg)
	case editorSettled:
		cmd = s.editorSettled(msg)
	case workSaved:
		cmd = s.saved(msg)
	case workUnwatched:
		s.unwatched(msg)
	case resetPlanned:
		s.resetPlanned(msg)
	case resetDone:
		s.resetDone(msg)
	case answerWritten:
		if msg.exercise == s.ex.ID {
			s.stale = msg.file
		}
	}
	return tea.Batch(cmd, s.arrange())
}

func (s *exerciseScreen) press(msg tea.KeyMsg) tea.Cmd {
	switch s.asking {
	case askFolder:
		return s.answer(msg)
	case askReset:
		return s.answerReset(msg)
	}
	k := s.key
	switch {
	case key.Matches(msg, k.Check):
		return s.check()
	case key.Matches(msg, k.Cancel): // the same key as Back
		s.escape()
	case key.Matches(msg, k.Back):
		s.goTo = target{kind: toHome}
	case key.Matches(msg, k.Open):
		if s.focus == checksPane {
			s.show(evidencePane)
		}
	case key.Matches(msg, k.Left):
		if s.focus == evidencePane {
			s.show(checksPane)
		}
	case key.Matches(msg, k.Tab):
		s.show((s.focus + 1) % paneCount)
	case key.Matches(msg, k.BackTab):
		s.show((s.focus + paneCount - 1) % paneCount)
	case key.Matches(msg, k.Hint):
		return s.hint()
	case key.Matches(msg, k.Write):
		s.write()
	case key.Matches(msg, k.History) && len(s.known.history[s.ex.ID]) > 0:
		s.popUp = newHistory(s)
	case key.Matches(msg, k.Compare) && s.compares():
		s.popUp = newCompare(s.app, s.ex)
	case key.Matches(msg, k.Edit):
		return s.edit()
	case key.Matches(msg, k.Watch):
		s.toggleWatch()
	case key.Matches(msg, k.Copy):
		return s.copyCommand()
	case key.Matches(msg, k.Reset):
		return s.planReset()
	case key.Matches(msg, k.Lab):
		s.openLab()
	case key.Matches(msg, k.Lesson):
		s.openLesson()
	case key.Matches(msg, k.Explain):
		return s.explain()
	case key.Matches(msg, k.Next) && s.run == nil:
		s.goTo = s.afterExercise(s.ex.ID)
	default:
		s.move(msg)
	}
	return nil
}

// escape steps back: from a running grade, from the evidence, from the exercise.
func (s *exerciseScreen) escape() {
	switch {
	case s.run != nil:
		s.cancel()
	case s.focus == evidencePane:
		s.show(checksPane)
	default:
		s.goTo = target{kind: toHome}
	}
}

func (s *exerciseScreen) show(p exercisePane) { s.focus = p }

// move selects checks, or scrolls the pane that has the focus. With the focus on the checks, page keys scroll the
// evidence beside them.
func (s *exerciseScreen) move(msg tea.KeyMsg) {
	n, far, ok := s.distance(msg)
	switch {
	case !ok:
	case s.focus == logPane:
		s.log.scroll(n)
	case s.focus == taskPane:
		s.tasks.scroll(n)
	case s.focus == evidencePane || far && s.wide():
		s.evidence.scroll(n)
		s.scrolled = true
	default:
		s.chosen = true
		s.selectCheck(s.selected + n)
	}
}

// distance is how far a key moves, in lines, and whether that is more than one.
func (s *exerciseScreen) distance(msg tea.KeyMsg) (n int, far, ok bool) {
	page := max(1, s.paneHeight()-1)
	half := max(1, s.paneHeight()/2)
	const all = 1 << 20
	switch {
	case key.Matches(msg, s.key.Down):
		return 1, false, true
	case key.Matches(msg, s.key.Up):
		return -1, false, true
	case msg.Type == tea.KeyCtrlD:
		return half, true, true
	case msg.Type == tea.KeyCtrlU:
		return -half, true, true
	case key.Matches(msg, s.key.PageDown):
		return page, true, true
	case key.Matches(msg, s.key.PageUp):
		return -page, true, true
	case key.Matches(msg, s.key.Top):
		return -all, false, true
	case key.Matches(msg, s.key.End):
		return all, false, true
	}
	return 0, false, false
}

// paneHeight is the height of what page keys scroll.
func (s *exerciseScreen) paneHeight() int {
	switch s.focus {
	case taskPane:
		return s.tasks.height
	case logPane:
		return s.log.height
	}
	return s.evidence.height
}

func (s *exerciseScreen) selectCheck(i int) {
	i = max(0, min(i, len(s.checks)-1))
	if i != s.selected {
		s.selected, s.evidence.top, s.scrolled = i, 0, false
	}
}

func (s *exerciseScreen) current() *checkState {
	if len(s.checks) == 0 {
		return nil
	}
	return &s.checks[s.selected]
}

// openLesson goes to the lesson that helps with the selected check.
func (s *exerciseScreen) openLesson() {
	id := s.ex.Lesson
	if c := s.current(); c != nil && c.result != nil && c.result.Outcome != exercises.Pass && s.meta(c.result.Lesson) >= 0 {
		id = c.result.Lesson
	}
	if s.meta(id) < 0 {
		s.message = "This exercise names no lesson of the course."
		return
	}
	s.goTo = target{kind: toLesson, id: id, from: s.ex.ID}
}

func (s *exerciseScreen) keys() keys {
	k := s.key
	switch s.asking {
	case askFolder:
		return keys{k.Yes, k.No}
	case askReset:
		return keys{k.Restart, k.No}
	}
	running := s.run != nil
	k.Check.SetEnabled(!running && s.grading == nil && !s.making)
	k.Cancel.SetEnabled(running)
	k.Back.SetEnabled(!running)
	k.Open.SetEnabled(s.focus == checksPane)
	k.Left.SetEnabled(s.focus == evidencePane)
	k.Hint.SetEnabled(s.hintsLeft(s.current()) > 0)
	k.Write.SetEnabled(s.writes())
	k.Explain.SetEnabled(s.explains())
	k.Edit.SetEnabled(s.edits())
	k.Watch.SetEnabled(s.watches())
	if s.watch != nil {
		k.Watch.SetHelp("w", "stop watching")
	}
	k.Compare.SetEnabled(s.compares())
	k.History.SetEnabled(len(s.known.history[s.ex.ID]) > 0)
	k.Copy.SetEnabled(s.command() != "")
	k.Reset.SetEnabled(s.resets())
	k.Lab.SetEnabled(s.hasLab())
	passed := s.known.settled(s.ex.ID)
	k.Next.SetEnabled(!running)
	if !passed {
		k.Next.SetHelp("n", "do it later")
	}
	if s.known.workspace[s.ex.ID] == "" {
		k.Check.SetHelp("space", "make your folder")
	}
	return k.list(passed)
}
