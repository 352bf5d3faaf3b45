package ui

import (
	"context"
	"os"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/muesli/termenv"

	"tutor/runner"
)

// doctorLines is a machine whose engine does not let its user in; one line holds what a terminal could act on.
func doctorLines() []runner.Finding {
	return []runner.Finding{
		{ID: "cli", Title: "Docker CLI", State: runner.StateOK, Evidence: "Docker version 28.2.2, build e6534b4"},
		{ID: "context", Title: "Context", State: runner.StateOK, Evidence: "default, at unix:///var/run/docker.sock\x1b[2J"},
		{ID: "daemon", Title: "Docker engine", State: runner.StateUnknown, Evidence: "it is there, but does not talk to this user"},
		{
			ID: "permission", Title: "Permission", State: runner.StateBad, Evidence: "the engine does not talk to the user ann",
			Fix:  "sudo usermod -aG docker ann",
			Note: "Then log out and in again. Who is in that group has the power of root on this machine.",
		},
		{
			ID: "compose", Title: "Compose", State: runner.StateWarn, Evidence: "no compose plugin",
			Fix: "mkdir -p ~/.docker/cli-plugins && curl -fsSL -o ~/.docker/cli-plugins/docker-compose https://example.com/docker-compose-linux-x86_64",
		},
		{ID: "base-image", Title: "Base image python:3.14-slim", State: runner.StateUnknown, Evidence: "not known before the line Permission is mended"},
		{ID: "temp", Title: "Temp folder", State: runner.StateOK, Evidence: "77.3 GB free in /tmp"},
		{ID: "terminal", Title: "Terminal", State: runner.StateWarn, Evidence: "40 by 12, which is small", Note: "Make the window larger: 80 by 24 reads well."},
	}
}

// withDoctor is a doctor who shows the lines, the first known of them looked at, and then waits if not all are.
func withDoctor(lines []runner.Finding, known int) setting {
	return func(o *Options, _ *memory) {
		o.Doctor = func(ctx context.Context, _ runner.Terminal, show func([]runner.Finding)) {
			shown := make([]runner.Finding, len(lines))
			for i, f := range lines {
				shown[i] = runner.Finding{ID: f.ID, Title: f.Title}
			}
			copy(shown, lines[:known])
			show(shown)
			if known < len(lines) {
				<-ctx.Done()
			}
		}
	}
}

// visit opens the doctor's screen and takes what comes of it.
func (d *driver) visit(messages int) {
	d.t.Helper()
	d.goTo(target{kind: toHome})
	d.press("d")
	for range messages {
		d.receive()
	}
}

func doctorScenes() []scene {
	all := doctorLines()
	well := []runner.Finding{all[0], all[1], all[6]}
	return []scene{
		{"doctor-looking", []setting{withDoctor(all, 3)}, func(d *driver) { d.visit(1) }},
		{"doctor-bad", []setting{withDoctor(all, len(all))}, func(d *driver) { d.visit(2) }},
		{"doctor-copied", []setting{withDoctor(all, len(all))}, func(d *driver) { d.visit(2); d.press("j", "y") }},
		{"doctor-ready", []setting{withDoctor(well, len(well))}, func(d *driver) { d.visit(2) }},
	}
}

func TestDoctorOpensFromTheMap(t *testing.T) {
	d := newDriver(t, 80, 24, termenv.Ascii, withDoctor(doctorLines(), 8))
	d.press("?")
	d.sees("is this machine ready?")
	d.press("esc")
	d.visit(2)
	d.sees("✗ not ready")
	d.sees("› ✗ Permission")
	d.press("esc")
	d.isAtHome()
	d.press("[")
	d.sees("Is this machine ready?")
}

func TestWithoutADoctorThereIsNoKey(t *testing.T) {
	d := newDriver(t, 80, 24, termenv.Ascii)
	d.press("d")
	d.isAtHome()
	d.press("?")
	d.seesNot("is this machine ready?")
}

func TestDoctorCopiesTheCommandAsItIs(t *testing.T) {
	d := newDriver(t, 60, 15, termenv.Ascii, withDoctor(doctorLines(), 8))
	d.visit(2)
	d.press("c")
	d.sees("copied: sudo usermod -aG docker ann")
	d.press("down", "y")
	d.sees("copied: mkdir -p")
	written, err := os.ReadFile(d.out.Name())
	if err != nil {
		t.Fatal(err)
	}
	for _, at := range []int{3, 4} { // wrapped on the screen, whole on the clipboard
		if !strings.Contains(string(written), ansi.SetSystemClipboard(doctorLines()[at].Fix)) {
			t.Errorf("%q is not copied: %q", doctorLines()[at].Fix, written)
		}
	}
	d.press("down")
	d.press("c")
	d.seesNot("copied") // there is nothing to copy
}

func TestDoctorLooksAgainAndDropsWhatIsLate(t *testing.T) {
	d := newDriver(t, 80, 24, termenv.Ascii, withDoctor(doctorLines(), 3))
	d.visit(1)
	d.sees("3 of 8 looked at")
	first := d.root.now.(*doctorScreen).op
	d.press("r")
	d.sees("0 of 8 looked at")
	d.receive() // one of the first visit, which was cancelled, and one of the second, in any order
	d.receive()
	d.sees("3 of 8 looked at")
	d.send(doctorNews{op: first, lines: []runner.Finding{{Title: "stale"}}, over: true})
	d.seesNot("stale")
}

func TestDoctorEndsWhenTheLearnerLeaves(t *testing.T) {
	ended := make(chan struct{})
	d := newDriver(t, 80, 24, termenv.Ascii, func(o *Options, _ *memory) {
		o.Doctor = func(ctx context.Context, _ runner.Terminal, _ func([]runner.Finding)) {
			<-ctx.Done()
			close(ended)
		}
	})
	d.visit(0)
	d.press("esc")
	d.isAtHome()
	<-ended // the test's own deadline says when it does not
}

func TestDoctorIsToldTheSizeOfTheTerminal(t *testing.T) {
	var told runner.Terminal
	d := newDriver(t, 61, 17, termenv.Ascii, func(o *Options, _ *memory) {
		o.Doctor = func(_ context.Context, size runner.Terminal, _ func([]runner.Finding)) { told = size }
	})
	d.visit(1)
	if told != (runner.Terminal{Width: 61, Height: 17}) {
		t.Errorf("it is told %+v", told)
	}
}

// TestEveryLineOfTheDoctorCanBeRead goes down and up on the smallest terminal.
func TestEveryLineOfTheDoctorCanBeRead(t *testing.T) {
	for _, keys := range [][]string{{"down"}, {"pgdown"}, {"end", "up"}} {
		d := newDriver(t, 30, 8, termenv.Ascii, withDoctor(doctorLines(), 8))
		d.visit(2)
		if keys[0] == "end" {
			for range 80 {
				d.press("down")
			}
		} else {
			for range 20 {
				d.press("up")
			}
		}
		seen := ""
		for range 80 {
			d.fits("doctor")
			seen += d.plain()
			d.press(keys[len(keys)-1])
		}
		for _, text := range []string{"Mend this first", "build e6534b4", "user ann", "power of root", "&& curl", "small"} {
			text = strings.Fields(text)[len(strings.Fields(text))-1] // what is wrapped is looked for by its last word
			if !strings.Contains(strings.ReplaceAll(seen, "\n", ""), text) {
				t.Errorf("%v: %q was never on the screen", keys, text)
			}
		}
	}
}
