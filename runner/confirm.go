package runner

import (
	"context"

	"tutor/exercises"
)

// confirmed is the result of a check once the engine has been asked whether it is still there. An engine that ends takes
// builds and containers along, which looks as if the learner's work had failed. It refuses to answer before it stops
// the first container, so the question comes late enough.
func (g *grade) confirmed(ctx context.Context, check *exercises.Check, r exercises.CheckResult) exercises.CheckResult {
	if outOfTime(ctx) {
		return cutOff(check, r)
	}
	if r.Outcome != exercises.Fail || !needsEngine(check) || !g.engineAsked() {
		return r
	}
	_, err := g.docker.server(ctx)
	if err == nil {
		err = g.lostContainer()
	}
	if err == nil {
		return r
	}
	gone := problemResult(err)
	gone.Expected, gone.Log, gone.Truncated = r.Expected, r.Log, r.Truncated
	return gone
}

// cutOff is the result of a check that the caller's time for the whole grade has ended: what had not passed by then is not
// known, since each check would have had its own time. What was seen until then stays.
func cutOff(check *exercises.Check, r exercises.CheckResult) exercises.CheckResult {
	switch {
	case r.Outcome == exercises.Fail && needsEngine(check):
		r.Outcome, r.Cause = exercises.Error, exercises.Interrupted
		r.Observed = errOutOfTime.Error() + ", until then: " + r.Observed
	case r.Cause == exercises.Interrupted:
		r.Observed = errOutOfTime.Error()
	}
	return r
}

// needsEngine says whether the engine has a part in what the check sees, for as long as the check goes on.
func needsEngine(check *exercises.Check) bool {
	switch check.Settings.(type) {
	case exercises.File, exercises.Image, exercises.Dockerfile, exercises.Answer:
		return false
	}
	return true
}

// engineAsked says whether the engine was asked to make anything. A Dockerfile that is missing is so without it.
func (g *grade) engineAsked() bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.made
}

// lostContainer is why a container is not watched any more, although it has not been seen to end; nil otherwise. An
// engine that was restarted answers again, but its containers have not survived.
func (g *grade) lostContainer() error {
	g.mu.Lock()
	defer g.mu.Unlock()
	for _, c := range g.launched {
		if err := c.lost.Load(); err != nil {
			return *err
		}
	}
	return nil
}
