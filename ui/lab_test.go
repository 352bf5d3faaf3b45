package ui

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/muesli/termenv"

	"tutor/exercises"
	"tutor/runner"
	"tutor/runner/lab"
)

// waitingLab runs until it is cancelled.
func waitingLab(ctx context.Context, _ LabWish, _ lab.Ask, _ func(lab.Event)) (lab.Result, error) {
	<-ctx.Done()
	return lab.Result{Lab: "health"}, ctx.Err()
}

func withLab(run RunLab) setting {
	return func(o *Options, _ *memory) {
		o.RunLab = run
		ex := fixtureExercise()
		ex.ID, ex.Number, ex.Title = "health", 3, "Why /health matters"
		o.Exercises, o.Start = []*exercises.Exercise{ex}, "health"
	}
}

func frozenQuestion() lab.Question {
	return lab.Question{ID: "frozen", Right: 1, Text: "Next, the process is frozen: it does not end, and does nothing any more. What will you see?", Options: []lab.Option{
		{Key: "1", Text: "docker ps shows Exited, and /health gives no answer"},
		{Key: "2", Text: "docker ps shows Up, and /health gives no answer"},
	}}
}

// labStory is a lab up to its frozen phase.
func labStory() []lab.Event {
	events := []lab.Event{
		lab.Phase{ID: "build", Title: "Your image", Text: "The tutor builds your image.", Command: "docker build -t my-image ."},
		lab.Phase{ID: "serving", Title: "It serves", Text: "Your container gets ten requests a second."},
	}
	for i := range 12 {
		events = append(events, lab.Sample{Up: true, Answers: true, Served: 5 * i})
	}
	events = append(events,
		lab.Observation{ID: "serving", Text: "Docker says Up, and /health answers: it serves."},
		lab.Phase{ID: "frozen", Title: "Frozen", Text: "The process is frozen.", Command: "docker kill --signal STOP tutor-1-app"},
	)
	for i := range 8 {
		events = append(events, lab.Sample{Up: true, Failed: 5 * i})
	}
	return events
}

func labEnd() labOver {
	return labOver{result: safeLabResult(lab.Result{
		Lab: "health",
		Observations: []lab.Observation{
			{Title: "It serves", Up: true, Answers: true, Served: 30}, {Title: "Frozen", Up: true, Failed: 24},
		},
		Rounds: []lab.Round{{Copies: 3, Replaced: 3, Served: 24, Failed: 27}, {Gate: true, Copies: 3, Served: 75, Stopped: true}},
	})}
}

func labScenes() []scene {
	begun := func(d *driver) *labScreen {
		d.press("L", "enter")
		return d.root.lab
	}
	told := func(d *driver) *labScreen {
		s := begun(d)
		d.send(labNews{op: s.run.op, events: labStory()})
		return s
	}
	settings := []setting{withLab(waitingLab)}
	return []scene{
		{"lab-intro", settings, func(d *driver) { d.press("L") }},
		{"lab-list", settings, func(d *driver) { d.press("esc", "L", "down") }},
		{"lab-building", settings, func(d *driver) {
			d.send(labNews{op: begun(d).run.op, events: []lab.Event{labStory()[0], lab.Note{Text: "building: [2/5] WORKDIR /app"}}})
		}},
		{"lab-live", settings, func(d *driver) { told(d) }},
		{"lab-asks", settings, func(d *driver) {
			s := told(d)
			d.send(labAsked{op: s.run.op, q: frozenQuestion(), reply: make(chan int, 1)})
		}},
		{"lab-key", settings, func(d *driver) {
			s := told(d)
			q := lab.Question{Right: -1, Options: []lab.Option{{Key: "c", Text: "let it go on"}}}
			d.send(labAsked{op: s.run.op, q: q, reply: make(chan int, 1)})
		}},
		{"lab-over", settings, func(d *driver) {
			s, end := told(d), labEnd()
			end.op = s.run.op
			d.send(end)
		}},
		{"lab-refused", settings, func(d *driver) {
			s := begun(d)
			d.send(labOver{op: s.run.op, err: &runner.Refused{Result: exercises.CheckResult{Cause: exercises.ListensOnLoopback, Observed: "it listens on 127.0.0.1:8000"}}})
		}},
		{"lab-stopping", settings, func(d *driver) { told(d); d.press("esc") }},
	}
}

// TestLabAsksAndAnswers goes through a lab that asks a question, from the goroutine that runs it and back.
func TestLabAsksAndAnswers(t *testing.T) {
	answers := make(chan int, 2)
	run := func(ctx context.Context, wish LabWish, ask lab.Ask, emit func(lab.Event)) (lab.Result, error) {
		if wish != (LabWish{Name: "health", Exercise: "health", Reference: true}) {
			t.Errorf("wish %+v", wish)
		}
		emit(lab.Phase{ID: "frozen", Title: "Before\x1b[2J it"})
		for _, q := range []lab.Question{frozenQuestion(), {Right: -1, Options: []lab.Option{{Key: "f", Text: "freeze the process"}}}} {
			chosen, err := ask(ctx, q)
			if err != nil {
				return lab.Result{}, err
			}
			answers <- chosen
		}
		return lab.Result{Lab: "health"}, nil
	}
	d := newDriver(t, 80, 24, termenv.Ascii, withLab(run))
	d.press("L", "R")
	d.receive()
	d.sees("Before it") // what led to the question is there before it
	d.receive()
	d.sees("you see?")
	d.press("9", "x")
	d.sees("you see?")
	d.press("2")
	d.sees("You predict: docker ps shows Up")
	d.receive()
	d.sees("Press f to freeze the process.")
	d.press("enter")
	d.receive()
	d.sees("once more")
	if first, second := <-answers, <-answers; first != 1 || second != 0 {
		t.Errorf("answers %d and %d", first, second)
	}
	d.press("esc")
	d.sees("Why /health matters")
}

func TestLabIsCancelled(t *testing.T) {
	d := newDriver(t, 80, 24, termenv.Ascii, withLab(waitingLab))
	d.press("L", "enter")
	s := d.root.lab
	d.send(labAsked{op: s.run.op, q: frozenQuestion(), reply: make(chan int, 1)})
	d.press("esc")
	d.sees("stopping, cleaning up")
	d.seesNot("you see?")
	d.receive()
	d.sees("Cancelled. What the lab made is removed.")
	if d.root.lab != nil {
		t.Error("the lab still counts as running")
	}
}

// TestQuitWaitsForTheLab shows that the tutor ends only once the lab has cleaned up.
func TestQuitWaitsForTheLab(t *testing.T) {
	cleaned := make(chan struct{})
	run := func(ctx context.Context, _ LabWish, _ lab.Ask, _ func(lab.Event)) (lab.Result, error) {
		<-ctx.Done()
		<-cleaned
		return lab.Result{}, ctx.Err()
	}
	d := newDriver(t, 80, 24, termenv.Ascii, withLab(run))
	d.press("L", "enter", "t", "enter") // the learner is elsewhere
	d.press("q")
	d.sees("stopping, cleaning up")
	d.sees("Cleaning up before tutor ends")
	close(cleaned)
	select {
	case msg := <-d.sent:
		_, cmd := d.root.Update(msg)
		if !quits(cmd) {
			t.Error("the tutor does not end")
		}
	case <-time.After(10 * time.Second):
		t.Fatal("the lab did not end")
	}
}

// TestLabGoesOnElsewhere shows that L leads back to the lab that runs, and that news of an older one is dropped.
func TestLabGoesOnElsewhere(t *testing.T) {
	d := newDriver(t, 80, 24, termenv.Ascii, withLab(waitingLab))
	d.press("L", "enter")
	s := d.root.lab
	d.press("t", "enter")
	d.send(labNews{op: s.run.op, events: labStory()})
	d.send(labNews{op: s.run.op + 1, events: []lab.Event{lab.Note{Text: "of another one"}}})
	d.press("esc", "L", "enter")
	if d.root.now != screen(s) {
		t.Fatalf("this is not the lab:\n%s", d.plain())
	}
	d.sees("/health answers")
	d.seesNot("of another one")
}

func TestLabTimeline(t *testing.T) {
	d := newDriver(t, 60, 24, termenv.Ascii, withLab(waitingLab))
	d.press("L", "enter")
	s := d.root.lab
	d.send(labNews{op: s.run.op, events: labStory()})
	d.sees("process is up   ━━━━━━━━━━━━━━━━━━━━\n")
	d.sees("/health answers ━━━━━━━━━━━━········\n")
	d.sees("                serving     frozen\n")
	d.sees("requests served 0 · failed 35")
	for i := range 100 { // the oldest columns go
		d.send(labNews{op: s.run.op, events: []lab.Event{lab.Sample{Up: i%2 == 0}}})
	}
	d.fits("a long timeline")
	d.sees("process is up   ━·━·━·━·")
}

// TestLabSaysWhyNot says that trouble is told in words that are safe for the screen.
func TestLabSaysWhyNot(t *testing.T) {
	run := func(context.Context, LabWish, lab.Ask, func(lab.Event)) (lab.Result, error) {
		return lab.Result{}, fmt.Errorf("start: %w", errors.New("no\x1b[2J space\nleft"))
	}
	d := newDriver(t, 80, 24, termenv.Ascii, withLab(run))
	d.press("L", "enter")
	d.receive()
	d.sees("The lab could not go on: start: no space left")
}
