//go:build unix

package ui

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"os/signal"
	"runtime"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"
	"github.com/creack/pty"
	"github.com/muesli/termenv"

	"tutor/exercises"
	"tutor/lessons"
	"tutor/runner"
)

// terminal is the other end of a pseudo terminal: it keeps what the tutor writes.
type terminal struct {
	t        *testing.T
	ptm, pts *os.File
	mu       sync.Mutex
	out      bytes.Buffer
	done     chan error
}

func startTerminal(ctx context.Context, t *testing.T, answer string, settings ...setting) *terminal {
	t.Helper()
	t.Setenv("TERM", "xterm-256color")
	t.Setenv("COLORTERM", "truecolor")
	t.Setenv("NO_COLOR", "")
	t.Setenv("CI", "")
	ptm, pts, err := pty.Open()
	if err != nil {
		t.Skipf("no pseudo terminal: %v", err)
	}
	if err := pty.Setsize(ptm, &pty.Winsize{Rows: 24, Cols: 80}); err != nil {
		t.Fatal(err)
	}
	term := &terminal{t: t, ptm: ptm, pts: pts, done: make(chan error, 1)}
	progress := newMemory()
	opts := Options{
		Course: fixtureCourse(t), Exercises: []*exercises.Exercise{fixtureExercise()}, Progress: progress, Grade: waitingGrade,
		CreateWorkspace: func(*exercises.Exercise) (string, error) { return "/w", nil },
		WorkspaceDir:    func(*exercises.Exercise) string { return "/w" },
		In:              pts, Out: pts, Theme: ThemeAuto,
	}
	for _, set := range settings {
		set(&opts, progress)
	}
	go term.read(answer)
	go func() { term.done <- Run(ctx, opts) }()
	t.Cleanup(func() { _, _ = ptm.Close(), pts.Close() })
	return term
}

func (x *terminal) read(answer string) {
	buf := make([]byte, 4096)
	for {
		n, err := x.ptm.Read(buf)
		if err != nil {
			return
		}
		if answer != "" && bytes.Contains(buf[:n], []byte(backgroundQuery)) {
			_, _ = x.ptm.WriteString(answer)
		}
		x.mu.Lock()
		x.out.Write(buf[:n])
		x.mu.Unlock()
	}
}

func (x *terminal) text() string {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.out.String()
}

func (x *terminal) waitFor(text string) {
	x.t.Helper()
	for deadline := time.Now().Add(10 * time.Second); time.Now().Before(deadline); time.Sleep(2 * time.Millisecond) {
		if strings.Contains(x.text(), text) {
			return
		}
	}
	x.t.Fatalf("%q was never written; all there is: %q", text, x.text())
}

func (x *terminal) write(keys string) {
	x.t.Helper()
	if _, err := x.ptm.WriteString(keys); err != nil {
		x.t.Fatal(err)
	}
}

func (x *terminal) end() error {
	x.t.Helper()
	select {
	case err := <-x.done:
		return err
	case <-time.After(10 * time.Second):
		x.t.Fatal("Run does not return")
		return nil
	}
}

func TestRunAsksForTheBackgroundOnceAndTakesTheAnswer(t *testing.T) {
	before := runtime.NumGoroutine()
	x := startTerminal(t.Context(), t, "\x1b]11;rgb:ffff/ffff/ffff\x1b\\")
	x.waitFor("38;2;11;87;") // the accent of the light theme
	x.write("q")
	if err := x.end(); err != nil {
		t.Error(err)
	}
	if n := strings.Count(x.text(), backgroundQuery); n != 1 {
		t.Errorf("the terminal was asked %d times", n)
	}
	x.waitFor("\x1b[?1049l") // the screen of before
	x.waitFor("\x1b[?25h")   // with its cursor
	// The test has a reader, and os/signal keeps one goroutine for good.
	for deadline := time.Now().Add(5 * time.Second); runtime.NumGoroutine() > before+2; time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			stacks := make([]byte, 1<<16)
			t.Fatalf("goroutines are left:\n%s", stacks[:runtime.Stack(stacks, true)])
		}
	}
}

func TestRunIsDarkAndAnswersKeysWhenTheTerminalIsSilent(t *testing.T) {
	x := startTerminal(t.Context(), t, "")
	x.waitFor("Images and containers")
	x.write("\r")
	x.waitFor("page 1/3")
	if !strings.Contains(x.text(), "38;2;124;195;255") {
		t.Error("the accent is not the dark theme's")
	}
	x.write("\x1b") // ESC alone is answered without waiting for more
	x.waitFor("0 of 3 lessons read")
	x.write("\x03")
	if err := x.end(); err != nil {
		t.Error(err)
	}
}

func TestRunAsksNothingWithAThemeGiven(t *testing.T) {
	x := startTerminal(t.Context(), t, "", func(o *Options, _ *memory) { o.Theme = ThemeLight })
	x.waitFor("38;2;11;87;")
	x.write("q")
	if err := x.end(); err != nil {
		t.Error(err)
	}
	if strings.Contains(x.text(), "\x1b]11") {
		t.Error("the terminal was asked")
	}
}

func TestAPanicLeavesTheTerminalSane(t *testing.T) {
	x := startTerminal(t.Context(), t, "", startAt("build-image"), withWorkspace, withGrade(
		func(context.Context, *exercises.Exercise, string, func(runner.Event)) exercises.Report { panic("boom") }))
	x.waitFor("space checks your work")
	x.write(" ")
	err := x.end()
	if err == nil || !strings.Contains(err.Error(), "boom") {
		t.Errorf("the error is %v", err)
	}
	x.waitFor("\x1b[?1049l")
	if strings.Contains(x.text(), "boom") {
		t.Error("the panic was written to the screen")
	}
}

func TestACancelledContextEndsRunAfterTheCleanUp(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cleaned := false
	x := startTerminal(ctx, t, "", startAt("build-image"), withWorkspace, withGrade(
		func(ctx context.Context, _ *exercises.Exercise, _ string, emit func(runner.Event)) exercises.Report {
			emit(runner.CheckStarted{ID: "builds"})
			<-ctx.Done()
			time.Sleep(20 * time.Millisecond) // the clean-up
			cleaned = true
			return errorReport(exercises.Interrupted)
		}))
	x.waitFor("space checks your work")
	x.write(" ")
	x.waitFor("esc cancels")
	cancel()
	if err := x.end(); !errors.Is(err, context.Canceled) {
		t.Errorf("the error is %v", err)
	}
	if !cleaned {
		t.Error("Run returned before the clean-up")
	}
}

// TestASignalEndsRun sends many: a program that listens twice ends most of the time.
func TestASignalEndsRun(t *testing.T) {
	for range 20 {
		ctx, stop := signal.NotifyContext(t.Context(), syscall.SIGTERM)
		x := startTerminal(ctx, t, "")
		x.waitFor("lessons read")
		if err := syscall.Kill(os.Getpid(), syscall.SIGTERM); err != nil {
			t.Fatal(err)
		}
		if err := x.end(); !errors.Is(err, context.Canceled) {
			t.Errorf("the error is %v", err)
		}
		stop()
	}
}

func TestASignalEndsRunAfterItsCommands(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	var order []string
	x := startTerminal(ctx, t, "", withCommands, withWorkspace, func(o *Options, _ *memory) {
		o.RunCommand = func(ctx context.Context, _ runner.Command, emit func(string)) runner.CommandResult {
			emit("it runs now")
			<-ctx.Done()
			order = append(order, "stopped")
			return runner.CommandResult{Stopped: true}
		}
		o.EndCommands = func() { order = append(order, "cleaned up") }
	})
	x.waitFor("x run")
	x.write("x")
	x.waitFor("Run this command?")
	x.write("\r")
	x.waitFor("it runs now")
	cancel()
	if err := x.end(); !errors.Is(err, context.Canceled) {
		t.Errorf("the error is %v", err)
	}
	if want := []string{"stopped", "cleaned up"}; !slices.Equal(order, want) {
		t.Errorf("it ended with %v, want %v", order, want)
	}
}

// TestTheWalkthroughOfTheRealCourse steps through the course that ships with the tutor, key by key.
func TestTheWalkthroughOfTheRealCourse(t *testing.T) {
	course, err := lessons.Load(lessons.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	x := startTerminal(t.Context(), t, "", startAt("minimal-dockerfile"), func(o *Options, _ *memory) { o.Course = course })
	x.waitFor("page 1/")
	x.write("\x1b[C")
	for _, text := range []string{"step 1/7", "step 2/7", "step 3/7", "step 4/7", "step 5/7", "step 6/7", "step 7/7", "page 3/"} {
		x.waitFor(text)
		x.write("\x1b[C")
	}
	x.write("q")
	if err := x.end(); err != nil {
		t.Error(err)
	}
}

func TestTheMouseIsOnWhenWantedAndOffAtTheEnd(t *testing.T) {
	for _, wanted := range []bool{true, false} {
		x := startTerminal(t.Context(), t, "", func(o *Options, _ *memory) { o.Mouse = wanted })
		x.waitFor("quit")
		if wanted {
			x.waitFor(ansi.SetModeMouseButtonEvent)
		}
		x.write("q")
		if err := x.end(); err != nil {
			t.Fatal(err)
		}
		on := strings.LastIndex(x.text(), ansi.SetModeMouseButtonEvent)
		if on >= 0 != wanted || on > strings.LastIndex(x.text(), ansi.ResetModeMouseButtonEvent) {
			t.Errorf("the mouse is wanted: %t; it stays on or is not asked for: %q", wanted, x.text())
		}
	}
}

// editing is the tutor with a key that hands the terminal to another program, as to an editor.
type editing struct{ *root }

func (m editing) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if press, ok := msg.(tea.KeyMsg); ok && press.String() == "E" {
		return m, tea.ExecProcess(exec.CommandContext(context.Background(), "true"), func(error) tea.Msg { return nil })
	}
	_, cmd := m.root.Update(msg)
	return m, cmd
}

func TestTheMouseComesBackAfterAnEditor(t *testing.T) {
	ptm, pts, err := pty.Open()
	if err != nil {
		t.Skipf("no pseudo terminal: %v", err)
	}
	t.Cleanup(func() { _, _ = ptm.Close(), pts.Close() })
	x := &terminal{t: t, ptm: ptm, pts: pts, done: make(chan error, 1)}
	go x.read("")
	d := newDriver(t, 60, 15, termenv.Ascii, withMouse)
	go func() {
		_, err := tea.NewProgram(editing{d.root}, tea.WithInput(pts), tea.WithOutput(pts), tea.WithoutSignalHandler()).Run()
		x.done <- err
	}()
	x.waitFor(ansi.SetModeMouseButtonEvent)
	x.write("E")
	off := ansi.ResetModeMouseButtonEvent
	x.waitFor(off)
	for deadline := time.Now().Add(10 * time.Second); ; time.Sleep(2 * time.Millisecond) {
		if _, after, _ := strings.Cut(x.text(), off); strings.Contains(after, ansi.SetModeMouseButtonEvent) {
			break
		}
		if time.Now().After(deadline) {
			t.Fatalf("the mouse stays off: %q", x.text())
		}
	}
	x.write("q")
	if err := x.end(); err != nil {
		t.Fatal(err)
	}
}
