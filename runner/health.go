package runner

import (
	"context"
	"encoding/json"
	"strings"
	"time"

	"tutor/exercises"
)

// Pace of a health check. Docker waits 30 s before it asks for the first time unless the image says otherwise, and a
// correct image may say an hour: the runs of the tutor are asked every second. What is asked stays the image's own.
const (
	healthEvery    = time.Second
	healthPatience = 8 * time.Second // checks may fail for so long after the service listens
	healthPause    = 250 * time.Millisecond
)

// healthEvery is the pause between health checks of a start check's container; 0 where nobody looks at its health.
func (g *grade) healthEvery(startID string) time.Duration {
	for i := range g.ex.Checks {
		c := &g.ex.Checks[i]
		if s, ok := c.Settings.(exercises.Health); ok && !s.DeclaredOnly && g.startOf(c) == startID {
			return healthEvery
		}
	}
	return 0
}

// checkHealth looks at the HEALTHCHECK of the image, and waits until Docker finds the container healthy.
func (g *grade) checkHealth(ctx context.Context, check *exercises.Check, s exercises.Health) exercises.CheckResult {
	image, err := g.inspectImage()
	if err != nil {
		return g.inspectProblem(ctx, err)
	}
	o := exercises.HealthObservation{Test: image.Config.Healthcheck.Test}
	o.Declared = len(o.Test) > 0 && o.Test[0] != "NONE"
	if !o.Declared || s.DeclaredOnly {
		r := verdictResult(s.Judge(o))
		r.Command = []string{"docker", "image", "inspect", "--format", "{{json .Config.Healthcheck}}", g.ex.ID}
		return r
	}
	c := g.container(g.startOf(check))
	if c == nil {
		return problemResult(needsStart(check))
	}
	limited, cancel := context.WithTimeout(ctx, check.Timeout())
	defer cancel()
	err = g.awaitHealthy(limited, check, c, &o)
	if interruptedByUser(ctx) {
		return interrupted()
	}
	if err != nil {
		return problemResult(err)
	}
	v := s.Judge(o)
	r := verdictResult(v)
	r.Log = o.Output
	r.Command = []string{"docker", "inspect", "--format", "{{json .State.Health}}", "CONTAINER"}
	return r
}

// health is what `docker inspect` says under State.Health.
type health struct {
	Status        string
	FailingStreak int
	Log           []struct {
		ExitCode int
		Output   string
	}
}

// awaitHealthy polls until the container is healthy, has ended, or has failed its checks for long enough.
func (g *grade) awaitHealthy(ctx context.Context, check *exercises.Check, c *container, o *exercises.HealthObservation) error {
	began := time.Now()
	for {
		// Not bound to ctx: the last look at the deadline is the evidence.
		st, err := c.inspect(context.WithoutCancel(ctx))
		if err != nil {
			return err
		}
		o.Waited, o.Exited = time.Since(began), !st.State.Running
		if h := st.State.Health; h != nil {
			o.Status, o.Streak = h.Status, h.FailingStreak
			if n := len(h.Log); n > 0 {
				o.Checked, o.ExitCode, o.Output = true, h.Log[n-1].ExitCode, strings.TrimSpace(h.Log[n-1].Output)
			}
		}
		failing := o.Status == "unhealthy" && o.Waited > healthPatience
		if o.Status == "healthy" || o.Exited || failing || ctx.Err() != nil {
			return nil
		}
		if o.Waited > noteAfter {
			g.send(CheckNote{ID: check.ID, Text: "waiting for Docker to find the container healthy: it is " + o.Status + " so far"})
		}
		select {
		case <-ctx.Done():
		case <-c.ended:
		case <-time.After(healthPause):
		}
	}
}

// inspectProblem is the result of an inspection that failed.
func (g *grade) inspectProblem(ctx context.Context, err error) exercises.CheckResult {
	if interruptedByUser(ctx) {
		return interrupted()
	}
	return problemResult(err)
}

// inspectInto decodes what docker inspect prints about a resource of any kind.
func (d docker) inspectInto(ctx context.Context, kind, name string, into any) error {
	args := []string{kind, "inspect", "--format", "{{json .}}", name}
	out, err := d.run(ctx, args...)
	if err != nil {
		return err
	}
	if err := json.Unmarshal([]byte(out.stdout), into); err != nil {
		return notJSON(args, err)
	}
	return nil
}
