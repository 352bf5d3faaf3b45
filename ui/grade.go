package ui

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"tutor/exercises"
	"tutor/internal/term"
	"tutor/runner"
)

// gradeRun is a grade that runs.
type gradeRun struct {
	op        int
	stop      context.CancelFunc
	started   time.Time
	cancelled bool
	again     bool      // the work has changed meanwhile: check it as soon as this one is over
	hinted    []hintKey // hints asked for while it ran
}

// stopped says whether a report has no verdict because the learner cancelled the grade.
func (r *gradeRun) stopped(report exercises.Report) bool {
	return r.cancelled && report.Outcome != exercises.Pass && report.Outcome != exercises.Fail
}

type (
	// gradeOver says that a grade has ended and cleaned up.
	gradeOver struct {
		op   int
		raw  exercises.Report // as it was graded, for Progress
		seen exercises.Report // safe for the screen
	}
	// gradeTick moves the clock of a running grade.
	gradeTick struct{ op int }
	// workspaceMsg says that a folder was made, or why not.
	workspaceMsg struct {
		exercise, dir string
		err           error
	}
)

// check starts a grade, or asks to make the folder first.
func (s *exerciseScreen) check() tea.Cmd {
	switch {
	case s.run != nil:
		s.message = "A check is running already; esc cancels it."
		return nil
	case s.grading != nil:
		s.message = "A check of " + exerciseName(s.grading.ex) + " is running; cancel it there first."
		return nil
	case s.making:
		return nil
	case s.known.workspace[s.ex.ID] == "":
		s.asking = askFolder
		return nil
	}
	return s.grade(s.known.workspace[s.ex.ID])
}

// answer takes the answer to the question about the folder.
func (s *exerciseScreen) answer(msg tea.KeyMsg) tea.Cmd {
	switch {
	case key.Matches(msg, s.key.Yes):
		s.asking, s.making = askNothing, true
		create, ex := s.opts.CreateWorkspace, s.ex
		return func() tea.Msg {
			dir, err := create(ex)
			return workspaceMsg{exercise: ex.ID, dir: dir, err: err}
		}
	case key.Matches(msg, s.key.No):
		s.asking = askNothing
		s.message = "No folder was made."
	}
	return nil
}

func (s *exerciseScreen) made(msg workspaceMsg) {
	if msg.exercise != s.ex.ID {
		return
	}
	s.making = false
	if msg.err != nil {
		s.message = "The folder could not be made: " + term.Sanitize(msg.err.Error())
		return
	}
	s.known.workspace[s.ex.ID] = msg.dir
	s.message = "Your folder is ready: " + oneLine(msg.dir) + ". Do the task there, then press space."
}

// grade runs the grade in its own goroutine. What it says comes back as messages with its operation id.
func (s *exerciseScreen) grade(dir string) tea.Cmd {
	s.ops++
	op := s.ops
	ctx, stop := context.WithCancel(s.crew.ctx)
	s.run = &gradeRun{op: op, stop: stop, started: s.now()}
	s.grading = s
	s.report, s.build, s.verdict, s.stale, s.message = nil, nil, "", "", ""
	for i := range s.checks {
		s.checks[i] = checkState{check: s.checks[i].check}
	}
	s.log.clear()
	s.chosen = false
	s.selectCheck(0)
	if s.focus != logPane {
		s.show(checksPane)
	}
	grade, ex, send := s.opts.Grade, s.ex, s.send
	events := newCoalescer(op, send, s.crew.after)
	s.crew.start(func(context.Context) {
		report := grade(ctx, ex, dir, events.emit)
		events.close()
		send(gradeOver{op: op, raw: report, seen: sanitizeReport(report)})
	})
	return s.beat(gradeTick{op})
}

// cancel ends the grade; its clean-up goes on.
func (s *exerciseScreen) cancel() {
	if s.run == nil {
		return
	}
	s.run.again = false
	if s.run.cancelled {
		return
	}
	s.run.cancelled = true
	s.run.stop()
}

func (s *exerciseScreen) ticked(msg gradeTick) tea.Cmd {
	if s.run == nil || s.run.op != msg.op {
		return nil
	}
	s.frame++
	return s.beat(msg)
}

// news takes what a grade had to say. That of an older grade is dropped.
func (s *exerciseScreen) news(msg runNews) {
	if s.run == nil || s.run.op != msg.op {
		return
	}
	s.log.add(msg.lines, msg.dropped)
	for _, event := range msg.events {
		switch e := event.(type) {
		case runner.CheckStarted:
			if c := s.find(e.ID); c != nil {
				c.running, c.started = true, s.now()
				s.followRunning()
			}
		case runner.CheckNote:
			if c := s.find(e.ID); c != nil {
				c.note = e.Text
			}
		case runner.CheckDone:
			s.setResult(e.Result)
		case runner.BuildStep:
			if s.build == nil {
				s.build = &buildProgress{}
			}
			s.build.take(e, s.now())
		case runner.BuildStarted:
			s.build = newBuildProgress(e)
		case runner.Decided:
			if !s.run.stopped(e.Report) {
				s.conclude(e.Report)
			}
		}
	}
}

func (s *exerciseScreen) find(id string) *checkState {
	for i := range s.checks {
		if s.checks[i].check.ID == id {
			return &s.checks[i]
		}
	}
	return nil
}

func (s *exerciseScreen) setResult(result exercises.CheckResult) {
	c := s.find(result.ID)
	if c == nil {
		return
	}
	c.result, c.running = &result, false
}

// followRunning selects the first running check, so that its evidence is seen, unless the learner chose another.
func (s *exerciseScreen) followRunning() {
	if s.chosen {
		return
	}
	for i := range s.checks {
		if s.checks[i].running {
			s.selectCheck(i)
			return
		}
	}
}

// conclude shows the verdict and selects what to look at first.
func (s *exerciseScreen) conclude(report exercises.Report) {
	first := s.report == nil
	s.report = &report
	for _, result := range report.Checks {
		s.setResult(result)
	}
	for i := range s.checks {
		s.checks[i].running = false
	}
	s.verdict = verdictText(report)
	if first {
		s.selectFirst()
	}
}

// selectFirst selects the first required check that failed, else the first that could not be decided, else the first
// advice to follow.
func (s *exerciseScreen) selectFirst() {
	is := func(want exercises.Outcome, required bool) func(checkState) bool {
		return func(c checkState) bool {
			return c.check.Required() == required && c.result != nil && c.result.Outcome == want
		}
	}
	for _, matches := range []func(checkState) bool{is(exercises.Fail, true), is(exercises.Error, true), is(exercises.Fail, false)} {
		if i := slices.IndexFunc(s.checks, matches); i >= 0 {
			s.selectCheck(i)
			return
		}
	}
}

// over ends the grade: everything it made is gone.
func (s *exerciseScreen) over(msg gradeOver) tea.Cmd {
	if s.run == nil || s.run.op != msg.op {
		return nil
	}
	stopped, again, hinted := s.run.stopped(msg.seen), s.run.again, s.run.hinted
	s.run.stop()
	s.run, s.grading = nil, nil
	if stopped && again {
		return s.check()
	}
	if stopped {
		for i := range s.checks {
			s.checks[i].running = false
		}
		s.report, s.verdict = nil, ""
		s.message = "cancelled, cleaned up" + leftovers(msg.seen)
		return nil
	}
	s.conclude(msg.seen)
	kept := s.keep(msg.raw, hinted)
	if again {
		return tea.Batch(kept, s.check())
	}
	return kept
}

// keep remembers a report with a verdict.
func (s *exerciseScreen) keep(raw exercises.Report, hinted []hintKey) tea.Cmd {
	if raw.Outcome != exercises.Pass && raw.Outcome != exercises.Fail {
		return nil
	}
	s.known.outcome[s.ex.ID], s.known.review[s.ex.ID] = raw.Outcome, raw.NeedsReview()
	s.forgetHints(raw)
	return tea.Batch(s.record(raw), s.saveHints(hinted))
}

// leftovers names what a grade could not remove.
func leftovers(report exercises.Report) string {
	if report.Cleanup.Left == 0 {
		return ""
	}
	return fmt.Sprintf(" · %d left behind: run tutor clean", report.Cleanup.Left)
}

// verdictText is the outcome of a grade in one line.
func verdictText(report exercises.Report) string {
	passed, required, advice := 0, 0, 0
	for _, c := range report.Checks {
		switch {
		case c.Required:
			required++
			if c.Outcome == exercises.Pass {
				passed++
			}
		case c.Outcome == exercises.Fail:
			advice++
		}
	}
	sentence := report.Cause().Explain().Sentence
	switch report.Outcome {
	case exercises.Pass:
		text := fmt.Sprintf("passed %d/%d", passed, required)
		if advice > 0 {
			text += fmt.Sprintf(" · %d more to improve: see the advice", advice)
		}
		return text
	case exercises.Fail:
		if report.NeedsReview() {
			return "review: " + sentence
		}
		return "failed: " + sentence
	}
	if report.Cause() == "" {
		return "the machine, not you: this could not be graded"
	}
	return "the machine, not you: " + sentence
}

// seconds is a duration as a person says it.
func seconds(d time.Duration) string {
	if d < time.Minute {
		return fmt.Sprintf("%d s", int(d.Seconds()))
	}
	return fmt.Sprintf("%d min %d s", int(d.Minutes()), int(d.Seconds())%60)
}
