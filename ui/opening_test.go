package ui

import (
	"context"
	"errors"
	"os"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/muesli/termenv"

	"tutor/exercises"
	"tutor/lessons"
)

// slowly is a front whose course is read once release is called.
func slowly(t *testing.T, failure error) (f *front, release func()) {
	t.Helper()
	d := newDriver(t, 60, 15, termenv.Ascii)
	ctx, cancel := context.WithCancel(t.Context())
	crew := &crew{ctx: ctx, stop: cancel}
	t.Cleanup(func() {
		cancel()
		if err := crew.wait(cleanUpWait); err != nil {
			t.Error(err)
		}
	})
	gate := make(chan struct{})
	opts := d.root.opts
	opts.Out = os.Stdout
	opts.Read = func() (*lessons.Course, []*exercises.Exercise, error) {
		<-gate
		return d.root.opts.Course, d.root.opts.Exercises, failure
	}
	build := func(o opened) *root {
		if o.course != d.root.opts.Course {
			t.Error("the screens are made of another course")
		}
		return d.root
	}
	return newFront(opts, crew, build), func() { close(gate) }
}

func TestALargeCourseIsReadBehindAFirstFrame(t *testing.T) {
	f, release := slowly(t, nil)
	f.Update(tea.WindowSizeMsg{Width: 50, Height: 12})
	if view := f.View(); !strings.Contains(view, "Reading the course") {
		t.Fatalf("the first frame:\n%s", view)
	}
	release()
	model, _ := f.Update(f.wait())
	r, ok := model.(*root)
	if !ok {
		t.Fatalf("with the course the program is %T, want the screens", model)
	}
	if r.width != 50 || r.height != 12 {
		t.Errorf("the screens have %dx%d, want the size that came before them, 50x12", r.width, r.height)
	}
}

func TestACourseThatCannotBeReadEndsTheProgram(t *testing.T) {
	broken := errors.New("broken")
	f, release := slowly(t, broken)
	release()
	model, cmd := f.Update(f.wait())
	if model != tea.Model(f) || !errors.Is(f.err, broken) {
		t.Fatalf("the program is %T with error %v, want the front with the error", model, f.err)
	}
	if _, quits := cmd().(tea.QuitMsg); !quits {
		t.Error("the program goes on without a course")
	}
}

func TestReadingCanBeLeft(t *testing.T) {
	f, release := slowly(t, nil)
	defer release()
	for _, msg := range []tea.KeyMsg{{Type: tea.KeyCtrlC}, {Type: tea.KeyRunes, Runes: []rune{'q'}}} {
		_, cmd := f.Update(msg)
		if cmd == nil {
			t.Errorf("%s does nothing", msg)
			continue
		}
		if _, quits := cmd().(tea.QuitMsg); !quits {
			t.Errorf("%s does not end the program", msg)
		}
	}
}
