package ui

import (
	"context"
	"fmt"
	"slices"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"tutor/exercises"
	"tutor/internal/term"
	"tutor/lessons"
	"tutor/runner"
)

// RunCommand runs a command block and calls emit with each line it prints, one at a time, in order. It ends with the
// block, or within 2 s of the context, cleaned up.
type RunCommand func(ctx context.Context, cmd runner.Command, emit func(line string)) runner.CommandResult

// commandKey names a command block of the course.
type commandKey struct{ lesson, block string }

// commandRun is a run of a command block, going on or over.
type commandRun struct {
	key      commandKey
	view     commandView
	op       int
	stop     context.CancelFunc
	started  time.Time
	stopping bool

	log   logView
	found []bool // for each expected line, whether it has come
	whole bool   // what came is what was expected, all of it and nothing else

	over   bool
	took   time.Duration
	result runner.CommandResult // once it is over; its texts are safe for the screen
}

// commandRuns are the command blocks that were run, the last run of each, in the order they were started.
// A run goes on while the learner reads elsewhere.
type commandRuns struct {
	all    []*commandRun
	frame  int  // of the spinner
	ending bool // what they left is being removed, before the tutor ends
}

type (
	// commandOver says that a command block has ended.
	commandOver struct {
		op     int
		result runner.CommandResult
	}
	// commandTick moves the clock of a running command block.
	commandTick struct{ op int }
	// commandFolderMsg says that the folder for a command was made, or why not.
	commandFolderMsg struct {
		op            int
		exercise, dir string
		err           error
	}
	// commandsEnded says that nothing is left of any command block.
	commandsEnded struct{}
)

// find returns the last run of a block, or nil.
func (c *commandRuns) find(key commandKey) *commandRun {
	for _, run := range c.all {
		if run.key == key {
			return run
		}
	}
	return nil
}

// running counts the blocks that run.
func (c *commandRuns) running() int {
	n := 0
	for _, run := range c.all {
		if !run.over {
			n++
		}
	}
	return n
}

// latest returns the run that was started last, of those that go on if any do; nil when there is none.
func (c *commandRuns) latest() *commandRun {
	for _, run := range slices.Backward(c.all) {
		if !run.over {
			return run
		}
	}
	if n := len(c.all); n > 0 {
		return c.all[n-1]
	}
	return nil
}

// startCommand runs the block in its own goroutine. What it prints comes back as messages with its operation id.
func (a *app) startCommand(key commandKey, view commandView, dir string) (*commandRun, tea.Cmd) {
	a.ops++
	op := a.ops
	ctx, stop := context.WithCancel(a.crew.ctx)
	run := &commandRun{key: key, view: view, op: op, stop: stop, started: a.now(), found: make([]bool, len(view.expected))}
	run.log.setSize(proseWidth, 1) // until a screen shows it
	a.commands.all = append(slices.DeleteFunc(a.commands.all, func(old *commandRun) bool { return old.key == key }), run)
	work, send := a.opts.RunCommand, a.send
	cmd := runner.Command{Script: view.Script, Dir: dir}
	news := newCoalescer(op, send, a.crew.after)
	a.crew.start(func(context.Context) {
		result := work(ctx, cmd, func(line string) { news.emit(runner.LogLine{Text: line}) })
		news.close()
		send(commandOver{op: op, result: result})
	})
	return run, a.beat(commandTick{op})
}

// halt asks the block to stop; its clean-up goes on.
func (run *commandRun) halt() {
	if !run.over && !run.stopping {
		run.stopping = true
		run.stop()
	}
}

// take hands a message to the run it is about. That of an older run is dropped.
func (c *commandRuns) take(msg tea.Msg, now time.Time, beat func(tea.Msg) tea.Cmd) tea.Cmd {
	for _, run := range c.all {
		if run.over {
			continue
		}
		switch msg := msg.(type) {
		case runNews:
			if msg.op == run.op {
				run.log.add(msg.lines, msg.dropped)
				run.compare()
			}
		case commandTick:
			if msg.op == run.op {
				c.frame++
				return beat(msg)
			}
		case commandOver:
			if msg.op == run.op {
				run.end(msg.result, now)
			}
		}
	}
	return nil
}

func (run *commandRun) end(result runner.CommandResult, now time.Time) {
	run.stop()
	run.over, run.took, run.result = true, now.Sub(run.started), result
	run.compare()
}

// compare marks the expected lines that have come. A mark stays when its line leaves the log.
func (run *commandRun) compare() {
	if run.view.expected == nil {
		return
	}
	found, whole := run.view.Agree(run.log.lines)
	for i := range min(len(found), len(run.found)) {
		run.found[i] = run.found[i] || found[i]
	}
	run.whole = whole && run.log.dropped == 0
}

// toCommands hands a message to the run it is about, and to the screen, which may show it.
func (r *root) toCommands(msg tea.Msg) tea.Cmd {
	cmd := r.commands.take(msg, r.app.now(), r.beat)
	if folder, ok := msg.(commandFolderMsg); ok && folder.err == nil {
		r.known.workspace[folder.exercise] = folder.dir
	}
	switch s := r.now.(type) {
	case *commandScreen:
		cmd = tea.Batch(cmd, s.update(msg))
	case *lessonScreen:
		if _, over := msg.(commandOver); over {
			cmd = tea.Batch(cmd, s.update(shownMsg{})) // the page says how its blocks ended
		}
	}
	return tea.Batch(cmd, r.leave(), r.travel())
}

// leave ends the program, when the learner wants to, once nothing runs any more and nothing is left of what ran.
func (r *root) leave() tea.Cmd {
	if !r.quitting || r.grading != nil || r.commands.running() > 0 || r.commands.ending {
		return nil
	}
	if len(r.commands.all) == 0 {
		return tea.Quit
	}
	r.commands.ending = true
	end, send := r.opts.EndCommands, r.send
	r.crew.start(func(context.Context) {
		end()
		send(commandsEnded{})
	})
	return nil
}

// stopAll stops all blocks and returns one that has to be waited for, or nil.
func (c *commandRuns) stopAll() *commandRun {
	for _, run := range c.all {
		run.halt()
	}
	if c.running() == 0 {
		return nil
	}
	return c.latest()
}

// commandFolder is where the blocks of a lesson run: the workspace of its exercise, else of the nearest one before it,
// else after it. The exercise is not nil when its workspace has to be made first.
func (a *app) commandFolder(lesson string) (dir string, missing *exercises.Exercise) {
	ex := a.route().NearestExercise(lesson)
	if ex == nil {
		return a.opts.Dir, nil
	}
	if dir = a.known.workspace[ex.ID]; dir != "" {
		return dir, nil
	}
	return a.opts.WorkspaceDir(ex), ex
}

// verdict says how a block that is over has ended: a glyph in its style, and a sentence.
func (run *commandRun) verdict(styles *Styles) (glyph, text string) {
	res := run.result
	switch {
	case res.Err != nil:
		return styles.Warn.Render(glyphError), "It could not be run: " + term.Sanitize(res.Err.Error())
	case res.Stopped:
		return styles.Muted.Render(glyphStopped), joined("stopped after "+seconds(run.took), run.agreement()) + removed(res.Removed)
	case res.ExitCode < 0:
		return styles.Bad.Render(glyphFail), joined("ended by a signal", run.agreement())
	case res.ExitCode > 0:
		return styles.Bad.Render(glyphFail), joined(fmt.Sprintf("exit code %d", res.ExitCode), run.agreement())
	case run.view.expected == nil && run.took < time.Second:
		return styles.OK.Render(glyphPass), "done"
	case run.view.expected == nil:
		return styles.OK.Render(glyphPass), "done in " + seconds(run.took)
	case !run.complete():
		return styles.Warn.Render(glyphFail), run.agreement()
	}
	return styles.OK.Render(glyphPass), run.agreement()
}

// complete says whether every expected line has come.
func (run *commandRun) complete() bool { return run.agree().Complete() }

// agreement compares what was printed with what was expected, in words; empty where nothing was.
func (run *commandRun) agreement() string { return run.agree().Text(run.result.ExitCode != 0) }

// count is how many of the expected lines have come.
func (run *commandRun) count() string { return run.agree().Count() }

func (run *commandRun) agree() lessons.Agreement {
	return lessons.Agreement{Expected: run.view.expected, Found: run.found, Whole: run.whole}
}

// removed says what was cleaned up.
func removed(s runner.Swept) string {
	text := ""
	switch s.Containers {
	case 0:
	case 1:
		text = " · 1 container removed"
	default:
		text = fmt.Sprintf(" · %d containers removed", s.Containers)
	}
	if n := len(s.Left); n > 0 {
		text += fmt.Sprintf(" · %d left behind: run tutor clean", n)
	}
	return text
}

func joined(parts ...string) string {
	text := ""
	for _, part := range parts {
		switch {
		case part == "":
		case text == "":
			text = part
		default:
			text += " · " + part
		}
	}
	return text
}
