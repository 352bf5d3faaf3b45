package runner

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"

	"tutor/exercises"
)

// ServicePort is the port that a learner's service listens on, inside its container.
const ServicePort = 8000

// Session is one run on the engine apart from a grade: a lab builds the learner's image in it, and starts and breaks
// containers. Everything it makes has the labels, the limits and the loopback ports that a grade's has, until Close.
// It is safe for concurrent use, but for Close, which comes last.
type Session struct {
	g *grade

	mu      sync.Mutex
	removed int // containers that are gone already
}

// Refused says that the learner's image does not build, or does not start: there is nothing to show.
type Refused struct{ Result exercises.CheckResult }

// Error is the sentence of the cause and what was seen.
func (r *Refused) Error() string {
	text := r.Result.Cause.Explain().Sentence
	if seen := strings.TrimSpace(r.Result.Observed); seen != "" {
		text = strings.TrimSpace(text + " Seen: " + seen)
	}
	return text
}

// Open begins a session. Its name is in the names and the labels of what it makes. emit gets the news of a build, one
// at a time, and may be nil. Until ctx ends the engine can be asked; Close works after it too.
func (r *Runner) Open(ctx context.Context, name string, emit func(Event)) *Session {
	if emit == nil {
		emit = func(Event) {}
	}
	r.sweepScratch()
	ex := &exercises.Exercise{ID: name, Checks: []exercises.Check{{ID: "builds", Kind: "build"}, {ID: "up", Kind: "start"}}}
	g := newGrade(r, ex, "", GradeOptions{}, emit)
	g.endpoint = sync.OnceValues(func() (string, error) { return g.docker.reach(ctx) })
	g.inspectImage = sync.OnceValues(func() (imageConfig, error) { return g.readImage(ctx) })
	return &Session{g: g}
}

// Build builds the learner's image from dir as a grade does. The error is a *Refused where that is the learner's fault.
func (s *Session) Build(ctx context.Context, dir string) error {
	s.g.dir = dir
	check := &s.g.ex.Checks[0]
	return s.asError(ctx, check, s.g.checkBuild(ctx, check, exercises.Build{MaxContextMB: 256}))
}

// asError is nil for a result that passed.
func (s *Session) asError(ctx context.Context, check *exercises.Check, r exercises.CheckResult) error {
	r = s.g.confirmed(ctx, check, r)
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case r.Outcome == exercises.Pass:
		return nil
	case r.Outcome == exercises.Error:
		return &Problem{Cause: r.Cause, ExitCode: -1, Err: errors.New(r.Observed), Output: r.Observed}
	}
	return &Refused{Result: r}
}

// Start runs a copy of the image and waits until it listens. The error is a *Refused where it does not.
func (s *Session) Start(ctx context.Context, l Launch) (*Container, error) {
	c, err := s.Run(ctx, l)
	if err != nil {
		return nil, err
	}
	check := &s.g.ex.Checks[1]
	limited, cancel := context.WithTimeout(ctx, check.Timeout())
	defer cancel()
	if s.g.awaitReady(limited, check, c.c, "/health") {
		return c, nil
	}
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	r := s.g.startResult(ctx, exercises.Start{Port: ServicePort}, c.c, check.Timeout())
	return nil, s.asError(ctx, check, r)
}

// Running returns the names of the session's containers whose process runs, as `docker ps` sees it.
func (s *Session) Running(ctx context.Context) ([]string, error) {
	out, err := s.g.docker.run(ctx, "ps", "--filter", "label="+labelRun+"="+s.g.runID, "--filter", "status=running", "--format", "{{.Names}}")
	if err != nil {
		return nil, err
	}
	return strings.Fields(out.stdout), nil
}

// Close removes everything the session made, on a context of its own. After a cancel it takes two seconds at most.
func (s *Session) Close(cancelled bool) exercises.Cleanup {
	defer s.g.runner.end(s.g.runID)
	ctx, cancel := context.WithTimeout(context.Background(), cleanupDeadline)
	defer cancel()
	s.g.mu.Lock()
	launched := s.g.launched
	s.g.mu.Unlock()
	each(len(launched), func(i int) { s.remove(ctx, launched[i]) })
	s.g.image = "" // an image with another one on top is not removed by its name
	all := s.g.cleanUp(cancelled)
	all.Containers += s.removed
	return all
}

// remove removes one container at once; what is gone already is not counted twice.
func (s *Session) remove(ctx context.Context, c *container) {
	c.stopWatching()
	if c.gone.Swap(true) {
		return
	}
	if _, err := s.g.docker.run(ctx, "rm", "-f", "-v", c.name); err != nil { // left to the lists of the clean-up
		return
	}
	s.mu.Lock()
	s.removed++
	s.mu.Unlock()
}

func (s *Session) name(what string) string { return fmt.Sprintf("tutor-%s-%s", s.g.runID, what) }
