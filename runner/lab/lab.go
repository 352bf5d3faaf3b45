// Package lab has the live demonstrations: each runs the learner's own image, breaks it on purpose, and measures what
// happens. It draws nothing and starts no process: package runner drives Docker.
package lab

import (
	"context"
	"fmt"
	"math"
	"sync"
	"time"

	"tutor/internal/term"
	"tutor/runner"
)

// Lab names one demonstration.
type Lab struct {
	Name    string
	Title   string
	Summary string // one sentence
	Image   bool   // it runs the learner's image, and needs their folder

	Exercise string // id of the exercise that it makes visible; empty for none
}

// All are the labs, in the order of the course.
func All() []Lab {
	return []Lab{
		{"health", "Health, live", "Freeze and kill your container, then update it with and without a health gate.", true, "health"},
		{"day-two", "Day two, live", "What happens when your container ends, is removed, or needs a second copy.", true, "beyond-container"},
		{"disk", "Disk, live", "What Docker keeps on this disk, and what can go, in a safe order.", false, ""},
	}
}

// Find returns the lab with the name.
func Find(name string) (Lab, bool) {
	for _, l := range All() {
		if l.Name == name {
			return l, true
		}
	}
	return Lab{}, false
}

// For returns the lab that makes the exercise visible.
func For(exercise string) (Lab, bool) {
	for _, l := range All() {
		if l.Exercise == exercise && exercise != "" {
			return l, true
		}
	}
	return Lab{}, false
}

// Ask puts a question to whoever is there, and returns the index of the option they chose.
type Ask func(ctx context.Context, q Question) (int, error)

// Run runs the lab on the learner's folder to its end, or until ctx ends, and returns what was measured after
// everything it made is removed. ask may be nil: then nobody predicts anything, and nothing is removed that needs a yes.
// emit gets the news, never two at the same time, and may be nil; ask is called beside it.
//
// The error is a *runner.Refused where the learner's image does not start, a *runner.Problem where Docker fails, and
// ctx's where it ended. What was measured until then is in the result.
func Run(ctx context.Context, r *runner.Runner, name, dir string, ask Ask, emit func(Event)) (Result, error) {
	about, known := Find(name)
	if !known {
		return Result{}, fmt.Errorf("there is no lab named %q", name)
	}
	if emit == nil {
		emit = func(Event) {}
	}
	s := &script{news: &news{emit: emit}, runner: r, dir: dir, ask: ask, began: time.Now()}
	s.result = Result{Schema: SchemaVersion, Lab: about.Name, Title: about.Title, Folder: dir, Predictions: []Prediction{}, Observations: []Observation{}}
	var err error
	switch name {
	case "health":
		err = s.onImage(ctx, s.health)
	case "day-two":
		err = s.onImage(ctx, s.dayTwo)
	case "disk":
		err = s.disk(ctx)
	}
	if ctx.Err() != nil {
		err = ctx.Err()
	}
	s.result.DurationMS = time.Since(s.began).Milliseconds()
	return s.result, err
}

// script is one run of a lab.
type script struct {
	*news
	runner  *runner.Runner
	session *runner.Session // nil in a lab without an image
	dir     string
	ask     Ask
	began   time.Time
	result  Result
}

// onImage builds the learner's image, does the work, and removes everything.
func (s *script) onImage(ctx context.Context, work func(context.Context) error) error {
	s.result.Folder = term.Sanitize(s.dir)
	s.session = s.runner.Open(ctx, "lab-"+s.result.Lab, func(e runner.Event) { s.send(Building{Event: e}) })
	s.phase(Phase{ID: "build", Title: "Your image", Text: "The tutor builds your image, as `docker build` does.", Command: "docker build -t my-image ."})
	err := s.session.Build(ctx, s.dir)
	if err == nil {
		err = work(ctx)
	}
	s.send(Cleaning{})
	s.result.Cleanup = s.session.Close(ctx.Err() != nil)
	return err
}

// phase begins a part of the lab.
func (s *script) phase(p Phase) { s.send(p) }

// tell ends a part of the lab with what was seen in it.
func (s *script) tell(o Observation) {
	o.Seconds = tenths(o.Seconds)
	s.result.Observations = append(s.result.Observations, o)
	s.send(o)
}

// news passes events on one at a time.
type news struct {
	mu   sync.Mutex
	emit func(Event)
}

func (n *news) send(e Event) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.emit(e)
}

// until calls done until it says yes, ctx ends, or the patience does. It says whether done did.
func until(ctx context.Context, patience time.Duration, done func() bool) bool {
	limited, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	for !done() {
		if !pause(limited, pollEvery) {
			return false
		}
	}
	return true
}

// pause waits, and says whether ctx is still there afterwards.
func pause(ctx context.Context, d time.Duration) bool {
	select {
	case <-ctx.Done():
		return false
	case <-time.After(d):
		return true
	}
}

// tenths is a time as people and the JSON have it.
func tenths(seconds float64) float64 { return math.Round(seconds*10) / 10 }
