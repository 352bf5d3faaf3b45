// Package runner drives the docker CLI: it builds a learner's image, runs it, probes it from outside and removes what
// it made. It is the only package that starts processes.
package runner

import (
	"context"
	"math/rand/v2"
	"sync"
	"time"

	"tutor/exercises"
)

// cleanupDeadline bounds the removal of what a run made, on a context of its own.
const cleanupDeadline = time.Minute

// Runner grades exercises. It is safe for concurrent use; runs do not share anything but the engine.
type Runner struct {
	docker docker
	me     owner

	mu     sync.Mutex
	ended  map[string]bool // ids of the runs of this Runner that are over
	blocks []*block        // command blocks that have ended and may have left containers at work

	sweptOnce sync.Once // of what dead runs left, before the first command block that uses Docker
}

// New returns a Runner that uses the docker command found on PATH with the environment of this process.
func New() *Runner { return &Runner{me: self(), ended: map[string]bool{}} }

// GradeOptions are the choices of one grade.
type GradeOptions struct {
	Seed    uint64        // replays the random values of an earlier run; 0 draws a new one
	Timeout time.Duration // of the whole grade; 0 leaves each check its own deadline
	Keep    bool          // leave the image and the container for a look; `tutor clean` removes them
	Layers  bool          // say what each layer of the image holds: one more command beside the checks
}

// Grade runs every check of the exercise on the solution in dir and returns the report after everything it made is
// removed. It always returns a report: trouble with Docker or the machine is in it as outcome Error. When ctx ends,
// the grade stops within two seconds, cleaned up, and what was not decided is Error with the cause Interrupted.
// emit is called for each event, never twice at the same time, and may be nil.
func (r *Runner) Grade(ctx context.Context, ex *exercises.Exercise, dir string, opts GradeOptions, emit func(Event)) exercises.Report {
	if opts.Seed == 0 {
		opts.Seed = uint64(rand.Uint32()) + 1 // short enough to type again
	}
	if emit == nil {
		emit = func(Event) {}
	}
	g := newGrade(r, ex, dir, opts, emit)
	defer r.end(g.runID)
	return g.run(ctx)
}

func (r *Runner) end(run string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.ended[run] = true
}

// living says whether the run that made a resource still goes on. A run of this Runner that has ended may have left
// something all the same: the engine can finish an image after its build was cancelled.
func (r *Runner) living(l labels) bool {
	r.mu.Lock()
	ended := r.ended[l.run]
	r.mu.Unlock()
	return !ended && l.owner.alive(r.me)
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
