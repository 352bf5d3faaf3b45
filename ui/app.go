package ui

import (
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"tutor/exercises"
	"tutor/internal/progress"
	"tutor/internal/study"
	"tutor/lessons"
)

// app is what the screens share. Only Update touches it.
type app struct {
	opts   Options
	metas  []lessons.Meta
	styles *Styles
	texts  *texts
	known  *snapshot
	saver  *saver
	crew   *crew

	send func(tea.Msg)                              // to the program, from any goroutine
	now  func() time.Time                           // the clock
	tick func(d time.Duration, msg tea.Msg) tea.Cmd // msg after d
	exec func(Process, tea.ExecCallback) tea.Cmd    // gives the terminal away

	ops     int             // the last operation id given out
	edition int             // how often the course was loaded anew
	grading *exerciseScreen // the one whose grade runs, or nil
	goTo    target          // where the learner asked to go; root goes there after Update
	over    overlay         // the popup over the screen, or nil
	said    string          // what the last key did, where the screen does not show it

	commands commandRuns
	popUp    overlay // what a screen wants to show; root opens it after Update
	found    finding // the last search, until the learner has seen enough of it
}

// target is a place in the tutor.
type target struct {
	kind targetKind
	id   string // of the lesson or exercise
	page int    // of the lesson; -1 means where the learner left off
	from string // id of the exercise that esc leads back to

	stage, top int    // of the page: what was seen of it when the learner left it
	seek       bool   // show the first match of the last search instead
	screen     screen // for toScreen

	anchor string // of the page: where it still is, it counts more than the number
}

type targetKind int

const (
	nowhere targetKind = iota
	toHome
	toLesson
	toExercise
	toScreen // one that is there already
	toReview // of terms; leads back to the lesson with the id, if there is one
)

// snapshot is what Progress said at the start, kept up to date since.
type snapshot struct {
	done      map[string]bool
	outcome   map[string]exercises.Outcome
	review    map[string]bool // exercises whose answer waits for a person to read it
	workspace map[string]string
	trusted   map[string]bool // folders of courses whose commands may be run
	seen      map[pageKey]bool
	lesson    string // where the learner left off
	page      int
	anchor    string // of the page: the author may have moved it since
	atEnd     bool   // page is the lesson's last
	exercise  string // the learner was in this exercise's screen, if it is not empty

	history map[string][]progress.Attempt // by exercise, the newest one last
	answers map[answerKey]progress.Answer // those of the lessons that were opened
	terms   map[string]progress.TermState // those that were reviewed since the start
	begun   map[string]bool               // lessons that the learner was in since the start
	hints   map[hintKey]int               // tiers the learner has seen
}

// settled says whether the learner can go on: the exercise is passed, or its answer waits for a person to read it.
func (s *snapshot) settled(exercise string) bool {
	return s.outcome[exercise] == exercises.Pass || s.review[exercise]
}

// mostPages bounds what is made of a page number in the file, which anything may have written.
const mostPages = 1000

type pageKey struct {
	lesson string
	page   int
}

func takeSnapshot(opts Options, metas []lessons.Meta) *snapshot {
	s := &snapshot{
		done:      make(map[string]bool, len(metas)),
		outcome:   make(map[string]exercises.Outcome, len(opts.Exercises)),
		review:    make(map[string]bool),
		workspace: make(map[string]string, len(opts.Exercises)),
		trusted:   map[string]bool{},
		answers:   map[answerKey]progress.Answer{},
		terms:     map[string]progress.TermState{},
		begun:     map[string]bool{},
		hints:     map[hintKey]int{},
		history:   map[string][]progress.Attempt{},
	}
	place := opts.Progress.Place()
	s.lesson, s.page, s.anchor, s.exercise = place.Lesson, place.Page, place.Anchor, place.Exercise
	s.seen = map[pageKey]bool{}
	for page := range min(place.Page, mostPages) {
		s.seen[pageKey{place.Lesson, page}] = true
	}
	for _, m := range metas {
		if opts.Progress.Done(m.ID) {
			s.done[m.ID] = true
		}
		if m.Origin != "" && opts.Progress.Trusted(m.Origin) {
			s.trusted[m.Origin] = true
		}
	}
	for _, ex := range opts.Exercises {
		s.outcome[ex.ID] = opts.Progress.Outcome(ex.ID)
		s.review[ex.ID] = opts.Progress.Review(ex.ID)
		s.workspace[ex.ID] = opts.Progress.Workspace(ex.ID)
		s.history[ex.ID] = opts.Progress.History(ex.ID)
		for _, f := range opts.Progress.Failed(ex.ID) {
			s.hints[hintKey{ex.ID, f.Check, exercises.Cause(f.Cause)}] = f.Shown
		}
	}
	return s
}

func (a *app) exercise(id string) *exercises.Exercise { return a.route().Exercise(id) }

// meta finds a lesson's place in the course; -1 means there is none.
func (a *app) meta(id string) int { return a.route().Lesson(id) }

func (a *app) route() study.Route {
	return study.Route{Lessons: a.metas, Exercises: a.opts.Exercises}
}

// afterLesson is what follows the lesson, and its name as a sentence's end.
func (a *app) afterLesson(id string) (target, string) {
	switch next := a.route().AfterLesson(id); {
	case next.Exercise != nil:
		return target{kind: toExercise, id: next.Exercise.ID}, exerciseName(next.Exercise)
	case next.Lesson != nil:
		return target{kind: toLesson, id: next.Lesson.ID}, lessonName(*next.Lesson)
	case a.meta(id) < 0:
		return target{kind: toHome}, "the course map"
	}
	return target{kind: toHome}, "the course map: this was the last lesson"
}

// afterExercise is what follows the exercise.
func (a *app) afterExercise(id string) target {
	if next := a.route().AfterExercise(id); next.Lesson != nil {
		return target{kind: toLesson, id: next.Lesson.ID}
	}
	return target{kind: toHome}
}

// setDone marks a lesson as read, once.
func (a *app) setDone(id string) tea.Cmd {
	if a.known.done[id] {
		return nil
	}
	a.known.done[id] = true
	return a.saver.save("", func() error { return a.opts.Progress.SetDone(id) })
}

// pageRead says whether a page was on the screen, or is of a lesson that was read. Before the page where the learner
// left off last time all are taken as read.
func (a *app) pageRead(id string, page int) bool {
	return a.known.done[id] || a.known.seen[pageKey{id, page}]
}

// setPlace remembers the page where the learner is.
func (a *app) setPlace(id string, page int, anchor string) tea.Cmd {
	k := a.known
	if k.lesson == id && k.page == page && k.anchor == anchor && k.exercise == "" {
		return nil
	}
	k.begun[k.lesson], k.begun[id] = true, true
	k.lesson, k.page, k.anchor, k.exercise = id, page, anchor, ""
	return a.savePlace()
}

// setExercise remembers that the learner is in an exercise. The page before it stays known.
func (a *app) setExercise(id string) tea.Cmd {
	if a.known.exercise == id {
		return nil
	}
	a.known.exercise = id
	return a.savePlace()
}

func (a *app) savePlace() tea.Cmd {
	k := a.known
	place := progress.Place{Lesson: k.lesson, Page: k.page, Anchor: k.anchor, Exercise: k.exercise}
	return a.saver.save("place", func() error { return a.opts.Progress.SetPlace(place) })
}

// leftOff is where the learner was the last time; the course map when that is no place of this course.
func (a *app) leftOff() target {
	switch {
	case a.exercise(a.known.exercise) != nil:
		return target{kind: toExercise, id: a.known.exercise}
	case a.meta(a.known.lesson) >= 0:
		return target{kind: toLesson, id: a.known.lesson, page: -1}
	}
	return target{kind: toHome}
}

// text returns the rendered parts of a source, or nil while they are being rendered.
func (a *app) text(source string, width int) [][]string {
	return a.texts.ready[a.textKey(source, width)]
}

func (a *app) textKey(source string, width int) textKey {
	return textKey{source: source, width: width, theme: a.styles.theme, edition: a.edition, find: a.found.name()}
}

// wantText returns the command that renders a source, or nil when that is done or under way.
func (a *app) wantText(source string, width int, parts func() []string) tea.Cmd {
	return a.texts.want(a.textKey(source, width), a.styles.profile, parts)
}
