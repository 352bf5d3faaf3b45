package ui

import (
	"errors"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"tutor/exercises"
	"tutor/internal/study"
	"tutor/internal/term"
)

// editorScreen is a popup in which the learner writes an answer.
type editorScreen struct {
	*app
	key       editorKeys
	ex        *exercises.Exercise
	dir, file string

	phase   editorPhase
	refusal string // why the file is not opened
	message string // what the last key led to
	op      int    // of what is read or written just now; 0 when nothing is
	leaving leave  // once the text is safe or given up

	area  editArea
	form  study.Answer
	clean string // the text as it is in the file, or as it begins
	was   []byte // the file as it was read or written last; nil when there is none
	found []byte // what somebody else made of it meanwhile

	width, height int
}

type editorPhase int

const (
	readingAnswer editorPhase = iota
	answerRefused
	writingAnswer
	askUnsaved
	askChanged // somebody else wrote the file
)

// leave is where the learner goes when they are asked about their text.
type leave int

const (
	stayHere leave = iota
	leaveEditor
	leaveTutor
)

type (
	// answerRead brings a file to edit.
	answerRead struct {
		op    int
		data  []byte
		there bool
		err   error
	}
	// answerSaved says that the file was written, or why not.
	answerSaved struct {
		op   int
		text string
		data []byte
		err  error
	}
	// answerWritten says that what an exercise knows about an answer is old.
	answerWritten struct{ exercise, file string }
	// answerLeft says that the program may end: the learner was asked.
	answerLeft struct{}
)

// answerFile is the file that is written on the exercise: that of the selected check, else the first one.
func (s *exerciseScreen) answerFile() string {
	if c := s.current(); c != nil {
		if a, ok := c.check.Settings.(exercises.Answer); ok {
			return a.File
		}
	}
	for i := range s.ex.Checks {
		if a, ok := s.ex.Checks[i].Settings.(exercises.Answer); ok {
			return a.File
		}
	}
	return ""
}

// writes says whether there is an answer to write, and a folder for it.
func (s *exerciseScreen) writes() bool {
	return s.opts.Answers != nil && s.known.workspace[s.ex.ID] != "" && s.answerFile() != ""
}

func (s *exerciseScreen) write() {
	if s.writes() {
		s.popUp = newEditor(s.app, s.ex, s.known.workspace[s.ex.ID], s.answerFile())
	}
}

func newEditor(a *app, ex *exercises.Exercise, dir, file string) *editorScreen {
	return &editorScreen{app: a, key: newEditorKeys(), ex: ex, dir: dir, file: file, area: newEditArea()}
}

func (e *editorScreen) takesText() bool { return e.phase == writingAnswer }

func (e *editorScreen) setSize(width, height int) { e.width, e.height = width, height }

func (e *editorScreen) unsaved() bool {
	return e.phase != readingAnswer && e.phase != answerRefused && e.area.text() != e.clean
}

func (e *editorScreen) update(msg tea.Msg) tea.Cmd {
	var cmd tea.Cmd
	switch msg := msg.(type) {
	case tea.KeyMsg:
		e.message = ""
		cmd = e.press(msg)
	case shownMsg:
		if e.phase == readingAnswer && e.op == 0 {
			cmd = e.read()
		}
	case answerRead:
		e.opened(msg)
	case answerSaved:
		cmd = e.saved(msg)
	}
	e.draw()
	return cmd
}

func (e *editorScreen) press(msg tea.KeyMsg) tea.Cmd {
	switch e.phase {
	case readingAnswer, answerRefused:
		if key.Matches(msg, e.key.Close) {
			e.over = nil
		}
	case writingAnswer:
		return e.pressWriting(msg)
	case askUnsaved:
		return e.pressUnsaved(msg)
	case askChanged:
		return e.pressChanged(msg)
	}
	return nil
}

func (e *editorScreen) pressWriting(msg tea.KeyMsg) tea.Cmd {
	switch {
	case key.Matches(msg, e.key.Save):
		return e.save()
	case key.Matches(msg, e.key.Close):
		e.leaving = leaveEditor
		return e.leave()
	case key.Matches(msg, e.key.Toggle):
		if !e.area.toggle() {
			e.message = "There is no box in this line."
		}
	case key.Matches(msg, e.key.PageUp):
		e.area.page(-1)
	case key.Matches(msg, e.key.PageDown):
		e.area.page(1)
	default:
		e.area.press(msg)
	}
	return nil
}

func (e *editorScreen) pressUnsaved(msg tea.KeyMsg) tea.Cmd {
	switch {
	case key.Matches(msg, e.key.SaveFirst):
		e.phase = writingAnswer
		return e.save()
	case key.Matches(msg, e.key.Discard):
		return e.gone()
	case key.Matches(msg, e.key.Stay):
		e.phase, e.leaving = writingAnswer, stayHere
	}
	return nil
}

func (e *editorScreen) pressChanged(msg tea.KeyMsg) tea.Cmd {
	switch {
	case key.Matches(msg, e.key.Overwrite):
		e.phase, e.was = writingAnswer, e.found // that is seen, and nothing newer
		return e.save()
	case key.Matches(msg, e.key.Reload):
		e.leaving = stayHere
		return e.read()
	case key.Matches(msg, e.key.Stay):
		e.phase, e.leaving = writingAnswer, stayHere
	}
	return nil
}

// leave goes when nothing is lost by it, and asks otherwise.
func (e *editorScreen) leave() tea.Cmd {
	switch {
	case e.unsaved() && e.op == 0:
		e.phase = askUnsaved
		return nil
	case e.op != 0:
		return nil // saved goes on
	}
	return e.gone()
}

// gone leaveEditor the editor, and ends the program when that was asked for.
func (e *editorScreen) gone() tea.Cmd {
	ends := e.leaving == leaveTutor
	e.over = nil
	if ends {
		e.clean = e.area.text() // given up
		return func() tea.Msg { return answerLeft{} }
	}
	return nil
}

// keeps asks about unsaved text when the program is to end, once.
func (e *editorScreen) keeps(ending bool) bool {
	if !e.unsaved() && (e.op == 0 || e.phase == readingAnswer) {
		return false
	}
	if !ending {
		return true
	}
	if e.leaving == leaveTutor {
		return false
	}
	e.leaving = leaveTutor
	if e.op == 0 {
		e.phase = askUnsaved
	}
	return true
}

// read asks for the file.
func (e *editorScreen) read() tea.Cmd {
	e.ops++
	e.phase, e.op = readingAnswer, e.ops
	answers, op, ex, dir, file := e.opts.Answers, e.op, e.ex, e.dir, e.file
	return func() tea.Msg {
		data, there, err := answers.ReadAnswer(ex, dir, file)
		return answerRead{op: op, data: data, there: there, err: err}
	}
}

func (e *editorScreen) opened(msg answerRead) {
	if msg.op != e.op {
		return
	}
	e.op, e.phase = 0, answerRefused
	if msg.err != nil {
		e.refusal = "cannot be read: " + term.Sanitize(msg.err.Error())
		return
	}
	form, whyNot := study.OpenAnswer(msg.data)
	if whyNot == "" && !e.area.open(form.Text) {
		whyNot = "is too long for this editor"
	}
	if e.refusal = whyNot; whyNot != "" {
		return
	}
	e.phase, e.form, e.clean, e.was = writingAnswer, form, form.Text, nil
	if msg.there {
		e.was = append([]byte{}, msg.data...) // never nil, also when it is empty
	} else {
		e.message = "There is no " + e.name() + " yet: this is how it begins. ctrl+s makes the file."
	}
}

// save writes the text, unless the file has it already.
func (e *editorScreen) save() tea.Cmd {
	text := e.area.text()
	data := e.form.Bytes(text)
	switch {
	case e.op != 0:
		return nil
	case e.was != nil && !e.unsaved():
		e.message = "Nothing was changed."
		return nil
	case len(data) > exercises.MaxAnswer:
		e.leaving = stayHere
		_, e.message = study.OpenAnswer(data)
		e.message = "Not saved: the text " + e.message + "."
		return nil
	}
	e.ops++
	e.op = e.ops
	answers, op, dir, file, was := e.opts.Answers, e.op, e.dir, e.file, e.was
	return func() tea.Msg {
		return answerSaved{op: op, text: text, data: data, err: answers.SaveAnswer(dir, file, data, was)}
	}
}

func (e *editorScreen) saved(msg answerSaved) tea.Cmd {
	if msg.op != e.op {
		return nil
	}
	e.op = 0
	var changed *study.AnswerChangedError
	switch {
	case errors.As(msg.err, &changed):
		e.phase, e.found = askChanged, changed.Now
		return nil
	case msg.err != nil:
		e.leaving = stayHere
		e.message = glyphError + " Not saved: " + term.Sanitize(msg.err.Error())
		return nil
	}
	e.clean, e.was = msg.text, msg.data
	e.message = glyphPass + " saved"
	ex, file := e.ex.ID, e.file
	written := func() tea.Msg { return answerWritten{exercise: ex, file: file} }
	if e.leaving == stayHere {
		return written
	}
	return tea.Batch(written, e.leave())
}

func (e *editorScreen) keys() keys {
	k := e.key
	switch e.phase {
	case askUnsaved:
		return keys{k.SaveFirst, k.Discard, k.Stay}
	case askChanged:
		return keys{k.Overwrite, k.Reload, k.Stay}
	case writingAnswer:
		return keys{k.Save, k.Close, k.Toggle, k.PageDown, k.PageUp}
	case readingAnswer, answerRefused:
	}
	return keys{k.Close}
}
