package runner

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"sync"
	"time"

	"tutor/exercises"
)

// grade is one run of all checks of an exercise.
type grade struct {
	*news
	runner *Runner
	docker docker
	ex     *exercises.Exercise
	dir    string
	opts   GradeOptions
	runID  string
	began  time.Time

	// endpoint and inspectImage ask the engine once; several checks need the answer.
	endpoint     func() (string, error)
	inspectImage func() (imageConfig, error)

	mu         sync.Mutex
	results    map[string]exercises.CheckResult
	done       map[string]chan struct{}
	image      string                // tag of the built image; empty until it is built
	containers map[string]*container // of the start checks, by id
	launched   []*container          // all of them
	answered   bool                  // the engine has said its version; known once the checks are over
	ran        int                   // how often docker was asked to run one; more than launched when that failed
	builder    string
	legacyMade []string // ids of intermediate images the legacy builder left
	made       bool     // something may be there to remove
	compose    composeRuns
	exporting  bool              // the build was stopped while the engine wrote the image
	layers     []exercises.Layer // of the built image
	aside      sync.WaitGroup    // what is asked beside the checks and not waited for by them
}

func newGrade(r *Runner, ex *exercises.Exercise, dir string, opts GradeOptions, emit func(Event)) *grade {
	if abs, err := filepath.Abs(dir); err == nil {
		dir = abs
	}
	g := &grade{
		news: &news{emit: emit}, runner: r, docker: r.docker, ex: ex, dir: dir, opts: opts,
		runID: newRunID(), began: time.Now(),
		results: map[string]exercises.CheckResult{}, done: map[string]chan struct{}{},
		containers: map[string]*container{},
	}
	for i := range ex.Checks {
		g.done[ex.Checks[i].ID] = make(chan struct{})
	}
	return g
}

// run works through the checks, decides, and cleans up.
func (g *grade) run(ctx context.Context) exercises.Report {
	work, cancel := ctx, context.CancelFunc(func() {})
	g.endpoint = sync.OnceValues(func() (string, error) { return g.docker.reach(work) })
	g.inspectImage = sync.OnceValues(func() (imageConfig, error) { return g.readImage(work) })
	if g.opts.Timeout > 0 {
		work, cancel = context.WithTimeoutCause(ctx, g.opts.Timeout, errOutOfTime)
	}
	defer cancel()

	var side sync.WaitGroup
	sideCtx, stopSide := context.WithCancel(work)
	rep := exercises.Report{Schema: exercises.SchemaVersion, Exercise: g.ex.ID, Title: g.ex.Title, Seed: g.opts.Seed}
	side.Go(func() {
		rep.Environment.Docker, rep.Environment.Arch = g.docker.engine(sideCtx)
		g.answered = rep.Environment.Docker != ""
	})
	side.Go(func() { _, _ = g.endpoint() }) // known by the time the image is built

	g.runChecks(work)
	if work.Err() == nil {
		g.recheckContainers()
	}
	stopSide()
	side.Wait()
	g.aside.Wait()
	rep.Layers = g.layers

	rep.Checks = g.ordered()
	rep.Environment.Builder = g.builder
	rep.Conclude(g.ex)
	rep.DurationMS = time.Since(g.began).Milliseconds()
	g.send(Decided{Report: rep})

	rep.Cleanup = g.cleanUp(interruptedByUser(ctx))
	return rep
}

// runChecks runs each check as soon as what it needs has passed, independent ones side by side.
func (g *grade) runChecks(ctx context.Context) {
	var wg sync.WaitGroup
	for i := range g.ex.Checks {
		check := &g.ex.Checks[i]
		wg.Go(func() {
			defer close(g.done[check.ID])
			if blocker := g.waitForNeeds(check); blocker != "" {
				g.finish(check, exercises.CheckResult{Outcome: exercises.Blocked, BlockedBy: blocker})
				return
			}
			g.send(CheckStarted{ID: check.ID})
			start := time.Now()
			result := g.confirmed(ctx, check, g.guarded(ctx, check))
			result.DurationMS = time.Since(start).Milliseconds()
			g.finish(check, result)
		})
	}
	wg.Wait()
}

// waitForNeeds waits for the checks this one needs and returns the id of the first that did not pass.
// Every check watches the grade's context, so the wait ends with it.
func (g *grade) waitForNeeds(check *exercises.Check) string {
	for _, id := range check.Needs {
		<-g.done[id]
		if g.result(id).Outcome != exercises.Pass {
			return id
		}
	}
	return ""
}

// guarded runs one check; a panic in it is the tutor's own fault and becomes an error with its text.
func (g *grade) guarded(ctx context.Context, check *exercises.Check) (result exercises.CheckResult) {
	defer func() {
		if v := recover(); v != nil {
			result = problemResult(&Problem{Cause: exercises.Internal, Err: fmt.Errorf("check %s: %v", check.ID, v)})
		}
	}()
	return g.perform(ctx, check)
}

// perform does what the kind of the check asks for.
func (g *grade) perform(ctx context.Context, check *exercises.Check) exercises.CheckResult {
	switch s := check.Settings.(type) {
	case exercises.Build:
		return g.checkBuild(ctx, check, s)
	case exercises.Start:
		return g.checkStart(ctx, check, s)
	case exercises.HTTP:
		return g.checkHTTP(ctx, check, s)
	case exercises.Env:
		return g.checkEnv(ctx, check, s)
	case exercises.Health:
		return g.checkHealth(ctx, check, s)
	case exercises.Logs:
		return g.checkLogs(ctx, check, s)
	case exercises.Stop:
		return g.checkStop(ctx, check, s)
	case exercises.Readiness:
		return g.checkReadiness(ctx, check, s)
	case exercises.File:
		return g.checkFile(s)
	case exercises.Image:
		return g.checkImage(ctx, s)
	case exercises.Dockerfile:
		return g.checkDockerfile(s)
	case exercises.Compose:
		return g.checkCompose(ctx, check, s)
	case exercises.Answer:
		return g.checkAnswer(s)
	}
	return problemResult(&Problem{Cause: exercises.Internal, Err: fmt.Errorf("check %s has the kind %q, which the runner does not know", check.ID, check.Kind)})
}

// finish completes a result with what the spec says about the check, keeps it and tells the listener.
func (g *grade) finish(check *exercises.Check, r exercises.CheckResult) {
	r.ID, r.Title, r.Required, r.Lesson = check.ID, check.Title, check.Required(), check.Lesson
	if r.Command == nil {
		r.Command = []string{}
	}
	if !r.Required && !r.Cause.Infra() {
		r.Cause = "" // advice is a habit, not a fault
	}
	explain(check, &r)
	g.mu.Lock()
	g.results[check.ID] = r
	g.mu.Unlock()
	g.send(CheckDone{Result: r})
}

// explain adds what belongs to a result: the hint, the lesson page, what mends the machine.
func explain(check *exercises.Check, r *exercises.CheckResult) {
	if r.Outcome == exercises.Pass || r.Outcome == exercises.Blocked {
		return
	}
	if tiers := check.HintTiers(r.Cause); len(tiers) > 0 {
		r.Hint = tiers[0]
	}
	if r.Cause == "" {
		return
	}
	if line, ok := Mend(r.Cause); ok {
		r.Mend = exercises.Mend{Wrong: line.Title + ": " + line.Evidence, Command: line.Fix, Note: line.Note}
	}
	if lesson := r.Cause.Explain().Lesson; lesson != "" {
		r.Lesson = lesson
	}
}

func (g *grade) result(id string) exercises.CheckResult {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.results[id]
}

// ordered returns the results in the order of the spec.
func (g *grade) ordered() []exercises.CheckResult {
	all := make([]exercises.CheckResult, 0, len(g.ex.Checks))
	for i := range g.ex.Checks {
		all = append(all, g.result(g.ex.Checks[i].ID))
	}
	return all
}

// recheckContainers looks once more at the containers that were up: one that has ended since did not stay up.
// Where a later check failed already, that one tells the cause better.
func (g *grade) recheckContainers() {
	for i := range g.ex.Checks {
		check := &g.ex.Checks[i]
		start, ok := check.Settings.(exercises.Start)
		c := g.containers[check.ID]
		if !ok || c == nil || g.result(check.ID).Outcome != exercises.Pass || g.failedAfter(check.ID) {
			continue
		}
		result, ended := g.endedSince(start, c)
		if !ended {
			continue
		}
		result.DurationMS = g.result(check.ID).DurationMS
		g.finish(check, result)
	}
}

// endedSince looks once more, since news of an end takes a moment to arrive: at the process itself where it is on this
// machine, else at what the engine says.
func (g *grade) endedSince(s exercises.Start, c *container) (exercises.CheckResult, bool) {
	if _, alive := localProc(c.first); alive && !c.exited() {
		return exercises.CheckResult{}, false
	}
	ctx, cancel := context.WithTimeout(context.Background(), commandDeadline)
	defer cancel()
	if st, err := c.inspect(ctx); err != nil || st.State.Running {
		return exercises.CheckResult{}, false
	}
	return g.startResult(ctx, s, c, time.Since(c.started)), true
}

// failedAfter says whether a check that needs the given one failed.
func (g *grade) failedAfter(startID string) bool {
	for i := range g.ex.Checks {
		c := &g.ex.Checks[i]
		if g.startOf(c) == startID && g.result(c.ID).Outcome == exercises.Fail {
			return true
		}
	}
	return false
}

// verdictResult is the result of a matcher's verdict.
func verdictResult(v exercises.Verdict) exercises.CheckResult {
	return exercises.CheckResult{Outcome: v.Outcome, Cause: v.Cause, Expected: v.Expected, Observed: v.Observed}
}

// problemResult is the result of a docker command that failed for a reason outside the learner's work.
func problemResult(err error) exercises.CheckResult {
	r := exercises.CheckResult{Outcome: exercises.Error, Cause: exercises.Internal, Observed: err.Error()}
	var p *Problem
	if errors.As(err, &p) {
		r.Cause, r.ExitCode = p.Cause, max(p.ExitCode, 0) // a command that did not end by itself has none
		if len(p.Args) > 0 {
			r.Command = append([]string{"docker"}, p.Args...)
		}
	}
	return r
}
