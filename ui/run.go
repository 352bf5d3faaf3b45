package ui

import (
	"context"
	"errors"
	"os"
	"runtime"
	"runtime/debug"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	xterm "github.com/charmbracelet/x/term"
	"github.com/muesli/termenv"
)

// cleanUpWait is how long a grade may clean up after the screen is gone. A grade promises to need less.
const cleanUpWait = 5 * time.Second

// framesPerSecond is bubbletea's highest: a key is answered in 4 ms instead of 10.
const framesPerSecond = 120

// afterStart is when the memory is given back that reading the course took, and nothing else will need: a tenth of all.
// By then the course map has counted what it shows.
const afterStart = 3 * time.Second

// garbage is how much of it there may be, in percent of the memory in use, before it is collected; Go's own is 100. While
// the course is read, garbage would spread what is kept over twice the pages. Later there is always some: bubbletea's
// renderer copies the screen for each frame.
const garbage = 50

// Run shows the tutor until the learner quits or the context is cancelled. It returns once nothing of it runs any
// more; the terminal is then as it was before.
func Run(ctx context.Context, opts Options) error {
	debug.SetGCPercent(garbage)
	outer := ctx
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var program *tea.Program
	made := make(chan struct{}) // what runs beside may have something to say before there is a program
	crew := &crew{ctx: ctx, stop: func() {
		<-made
		end(program)
	}}
	send := func(msg tea.Msg) {
		<-made
		program.Send(msg)
	}

	filter := &backgroundFilter{found: func(dark bool) {
		crew.start(func(context.Context) { send(backgroundMsg{dark}) }) // Read must not wait for Update
	}}
	filter.asked = asksBackground(opts)
	var r *root
	build := func(o opened) *root {
		opts.Course, opts.Exercises = o.course, o.exercises
		r = newRoot(newApp(opts, crew, send))
		watch(opts, crew, send)
		return r
	}
	first := newFront(opts, crew, build)
	if first.err != nil {
		return first.err
	}
	if filter.asked {
		first.ask = askBackground(opts.Out)
	}
	program = tea.NewProgram(
		first,
		tea.WithAltScreen(), tea.WithFPS(framesPerSecond),
		tea.WithInput(wrapInput(opts.In, filter)), tea.WithOutput(opts.Out),
		// The context says when a signal came. Bubbletea's own handler sends a message as well, and waits for good when
		// the program has ended by then.
		tea.WithoutSignalHandler(),
	)
	close(made)
	crew.after(afterStart, debug.FreeOSMemory)
	unwatch := context.AfterFunc(ctx, crew.stop)
	_, err := program.Run()
	unwatch()
	cancel()
	failed := crew.wait(cleanUpWait)
	if opts.EndCommands != nil {
		opts.EndCommands() // after a signal nobody did yet
	}
	if failed != nil {
		return failed
	}
	if first.err != nil {
		return errors.Join(outer.Err(), first.err)
	}
	if r == nil {
		return errors.Join(outer.Err(), err)
	}
	if saved := r.saver.drain(); err == nil {
		err = saved
	}
	return errors.Join(outer.Err(), err)
}

// end stops the program from outside. It asks first: killed, bubbletea closes its reader while it still reads.
func end(program *tea.Program) {
	asked := make(chan struct{})
	go func() {
		program.Quit()
		close(asked)
	}()
	select {
	case <-asked:
	case <-time.After(time.Second):
		program.Kill()
	}
}

// newApp reads what Progress knows; from here on it is asked only by commands.
func newApp(opts Options, crew *crew, send func(tea.Msg)) *app {
	metas := opts.Course.Lessons()
	return &app{
		opts:   opts,
		metas:  metas,
		styles: NewStyles(opts.Theme != ThemeLight, colourProfile(opts.Out)),
		texts:  newTexts(),
		known:  takeSnapshot(opts, metas),
		saver:  &saver{},
		crew:   crew,
		send:   send,
		now:    time.Now,
		tick:   wait,
		exec:   tea.Exec,
	}
}

// colourProfile follows the environment alone: NO_COLOR, TERM, COLORTERM and the like. It asks the terminal nothing.
func colourProfile(out *os.File) termenv.Profile {
	if os.Getenv("TERM") == "dumb" {
		return termenv.Ascii
	}
	return termenv.NewOutput(out).EnvColorProfile()
}

// asksBackground says whether to ask the terminal for its background colour.
func asksBackground(opts Options) bool {
	return opts.Theme != ThemeDark && opts.Theme != ThemeLight && runtime.GOOS != "windows" &&
		xterm.IsTerminal(opts.In.Fd()) && xterm.IsTerminal(opts.Out.Fd()) && answersBackground(os.Getenv("TERM"))
}

// askBackground asks for the background colour. It runs once the terminal is in raw mode: before that it would echo the
// answer.
func askBackground(out *os.File) tea.Cmd {
	ask := func() tea.Msg {
		_, _ = out.WriteString(backgroundQuery) // without an answer, dark is assumed
		return nil
	}
	return tea.Batch(ask, wait(backgroundWait, backgroundLateMsg{}))
}
