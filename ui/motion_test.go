package ui

import (
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/muesli/termenv"
)

// TestNothingMovesWithoutMotion lets time pass in a check that runs: but for the seconds the screen stays as it is.
func TestNothingMovesWithoutMotion(t *testing.T) {
	for _, still := range []bool{true, false} {
		d := newDriver(t, 100, 30, termenv.Ascii, startAt("build-image"), withWorkspace,
			func(o *Options, _ *memory) { o.NoMotion = still })
		var waits []time.Duration
		d.root.tick = func(wait time.Duration, _ tea.Msg) tea.Cmd { waits = append(waits, wait); return nil }
		runningCheck(d)
		d.send(gradeTick{d.root.grading.run.op})
		before := d.plain()
		d.send(gradeTick{d.root.grading.run.op})
		if moved := d.plain() != before; moved == still {
			t.Errorf("without motion: %t; the screen moved: %t", still, moved)
		}
		for _, wait := range waits {
			if still && wait < time.Second {
				t.Errorf("without motion the screen is drawn anew after %v", wait)
			}
		}
		if len(waits) < 2 {
			t.Errorf("the clock was asked for %d times", len(waits))
		}
		d.clock = d.clock.Add(time.Second)
		d.send(gradeTick{d.root.grading.run.op})
		if d.plain() == before {
			t.Error("the seconds do not pass")
		}
	}
}
