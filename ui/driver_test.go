package ui

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"
	"github.com/muesli/termenv"

	"tutor/exercises"
	"tutor/runner"
)

// startOfTime is when every test begins.
func startOfTime() time.Time { return time.Unix(1_000_000, 0) }

// driver runs a root without a program: it does commands at once and keeps what goroutines send until it is asked for.
type driver struct {
	t        testing.TB
	root     *root
	progress *memory
	out      *os.File // what is written past the screen
	clock    time.Time
	sent     chan tea.Msg
	cancel   context.CancelFunc
}

type setting func(*Options, *memory)

func newDriver(t testing.TB, width, height int, profile termenv.Profile, settings ...setting) *driver {
	t.Helper()
	d := &driver{t: t, out: scratchFile(t), progress: newMemory(), clock: startOfTime(), sent: make(chan tea.Msg, 10_000)}
	opts := Options{
		Course:          fixtureCourse(t),
		Exercises:       []*exercises.Exercise{fixtureExercise()},
		Progress:        d.progress,
		Out:             d.out,
		Grade:           waitingGrade,
		CreateWorkspace: func(*exercises.Exercise) (string, error) { return "/home/learner/tutor/build-image", nil },
		WorkspaceDir:    func(*exercises.Exercise) string { return "/home/learner/tutor/build-image" },
	}
	for _, set := range settings {
		set(&opts, d.progress)
	}
	ctx, cancel := context.WithCancel(t.Context())
	d.cancel = cancel
	crew := &crew{ctx: ctx, stop: func() { t.Error("the program was stopped") }}
	metas := opts.Course.Lessons()
	a := &app{
		opts: opts, metas: metas, styles: NewStyles(true, profile), texts: newTexts(), known: takeSnapshot(opts, metas),
		saver: &saver{}, crew: crew,
		send: func(msg tea.Msg) { d.sent <- msg },
		now:  func() time.Time { return d.clock },
		tick: func(time.Duration, tea.Msg) tea.Cmd { return nil },
		exec: func(p Process, done tea.ExecCallback) tea.Cmd { return func() tea.Msg { return done(p.Run()) } },
	}
	d.root = newRoot(a)
	t.Cleanup(func() {
		cancel()
		if err := crew.wait(5 * time.Second); err != nil {
			t.Error(err)
		}
	})
	d.run(d.root.Init())
	d.send(tea.WindowSizeMsg{Width: width, Height: height})
	return d
}

func scratchFile(t testing.TB) *os.File {
	t.Helper()
	f, err := os.Create(filepath.Join(t.TempDir(), "terminal"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

// waitingGrade is a grade that ends when it is cancelled.
func waitingGrade(ctx context.Context, _ *exercises.Exercise, _ string, _ func(runner.Event)) exercises.Report {
	<-ctx.Done()
	return errorReport(exercises.Interrupted)
}

func withWorkspace(_ *Options, m *memory) {
	m.workspace["build-image"] = "/home/learner/tutor/build-image"
}

func withGrade(grade Grade) setting { return func(o *Options, _ *memory) { o.Grade = grade } }

func startAt(id string) setting { return func(o *Options, _ *memory) { o.Start = id } }

// send hands a message to the root and does the commands that follow.
func (d *driver) send(msg tea.Msg) {
	d.t.Helper()
	_, cmd := d.root.Update(msg)
	d.run(cmd)
}

func (d *driver) run(cmd tea.Cmd) {
	d.t.Helper()
	if cmd == nil {
		return
	}
	switch msg := cmd().(type) {
	case nil:
	case tea.BatchMsg:
		for _, one := range msg {
			d.run(one)
		}
	default:
		d.send(msg)
	}
}

// receive hands over one message of a goroutine.
func (d *driver) receive() {
	d.t.Helper()
	select {
	case msg := <-d.sent:
		d.send(msg)
	case <-time.After(10 * time.Second):
		d.t.Fatal("no message came")
	}
}

// press presses keys by their names.
func (d *driver) press(names ...string) {
	d.t.Helper()
	for _, name := range names {
		d.send(keyNamed(name))
	}
}

// typeText types letters one by one.
func (d *driver) typeText(text string) {
	d.t.Helper()
	for _, r := range text {
		d.send(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{r}})
	}
}

func keyNamed(name string) tea.KeyMsg {
	special := map[string]tea.KeyType{
		"enter": tea.KeyEnter, "esc": tea.KeyEscape, "right": tea.KeyRight, "left": tea.KeyLeft, "up": tea.KeyUp,
		"down": tea.KeyDown, "tab": tea.KeyTab, "pgdown": tea.KeyPgDown, "pgup": tea.KeyPgUp, "ctrl+c": tea.KeyCtrlC,
		"shift+tab": tea.KeyShiftTab, "ctrl+d": tea.KeyCtrlD, "ctrl+u": tea.KeyCtrlU,
		"home": tea.KeyHome, "end": tea.KeyEnd, "backspace": tea.KeyBackspace, "ctrl+w": tea.KeyCtrlW,
		"ctrl+s": tea.KeyCtrlS, "ctrl+x": tea.KeyCtrlX,
	}
	if rest, ok := strings.CutPrefix(name, "alt+"); ok {
		msg := keyNamed(rest)
		msg.Alt = true
		return msg
	}
	if name == "space" {
		return tea.KeyMsg{Type: tea.KeySpace, Runes: []rune{' '}}
	}
	if k, ok := special[name]; ok {
		return tea.KeyMsg{Type: k}
	}
	return tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(name)}
}

// plain is the screen without colours.
func (d *driver) plain() string { return ansi.Strip(d.root.View()) }

func (d *driver) sees(text string) {
	d.t.Helper()
	if !strings.Contains(d.plain(), text) {
		d.t.Errorf("the screen does not show %q:\n%s", text, d.plain())
	}
}

func (d *driver) seesNot(text string) {
	d.t.Helper()
	if strings.Contains(d.plain(), text) {
		d.t.Errorf("the screen shows %q:\n%s", text, d.plain())
	}
}

// fits checks that the screen is exactly as large as the terminal.
func (d *driver) fits(what string) {
	d.t.Helper()
	lines := strings.Split(d.root.View(), "\n")
	if len(lines) != d.root.height {
		d.t.Errorf("%s: %d lines on a terminal of %dx%d:\n%s", what, len(lines), d.root.width, d.root.height, d.plain())
	}
	for _, line := range lines {
		if n := ansi.StringWidth(line); n > d.root.width {
			d.t.Errorf("%s: a line of %d cells on a terminal of %dx%d: %q", what, n, d.root.width, d.root.height, line)
		}
	}
}

// golden compares text with a file under testdata. TUTOR_UPDATE_GOLDEN=1 writes it instead.
func golden(t *testing.T, name, text string) {
	t.Helper()
	path := filepath.Join("testdata", name+".golden")
	if os.Getenv("TUTOR_UPDATE_GOLDEN") != "" {
		if err := errors.Join(os.MkdirAll("testdata", 0o755), os.WriteFile(path, []byte(text+"\n"), 0o644)); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got := text + "\n"; got != string(want) {
		t.Errorf("%s differs; TUTOR_UPDATE_GOLDEN=1 accepts it\ngot:\n%s\nwant:\n%s", path, got, want)
	}
}

func sizeName(w, h int) string { return fmt.Sprintf("%dx%d", w, h) }

func sizeMsg(size [2]int) tea.WindowSizeMsg {
	return tea.WindowSizeMsg{Width: size[0], Height: size[1]}
}
