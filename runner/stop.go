package runner

import (
	"context"
	"strconv"
	"time"

	"tutor/exercises"
)

// exitKilled is how a container ends that SIGKILL ended (128 and the number of the signal).
const exitKilled = 128 + 9

// checkStop starts a container of its own, asks it to end, and sees whether it does.
func (g *grade) checkStop(ctx context.Context, check *exercises.Check, s exercises.Stop) exercises.CheckResult {
	command := []string{"docker", "stop", "--time", strconv.Itoa(s.GraceSeconds), "CONTAINER"}
	c, err := g.startWithRetry(ctx, launch{name: g.containerName(check.ID), port: s.Port})
	if err != nil {
		r := g.failedStart(ctx, c, err)
		r.Command = g.handRun(s.Port)
		return r
	}
	limited, cancel := context.WithTimeout(ctx, check.Timeout()) // not before: Docker's time is not the learner's
	defer cancel()
	o := exercises.StopObservation{}
	if o.Start, err = g.awaitStart(limited, check, c, "/"); err == nil && o.Start.Answered {
		err = g.askToStop(ctx, c, s, &o)
	}
	if ctx.Err() != nil {
		return interrupted()
	}
	if err != nil {
		return problemResult(err)
	}
	r := verdictResult(s.Judge(o))
	r.Command, r.ExitCode = command, o.ExitCode
	if r.Outcome != exercises.Pass {
		r.Log, r.Truncated = g.containerLog(ctx, c)
	}
	return r
}

func (g *grade) askToStop(ctx context.Context, c *container, s exercises.Stop, o *exercises.StopObservation) error {
	grace := time.Duration(s.GraceSeconds) * time.Second
	began := time.Now()
	_, err := g.docker.do(ctx, call{
		args:     []string{"stop", "--time", strconv.Itoa(s.GraceSeconds), c.name},
		deadline: grace + commandDeadline,
	})
	if err != nil {
		return err
	}
	o.Took = time.Since(began)
	st, err := c.inspect(ctx)
	if err != nil {
		return err
	}
	// A command may end with 137 by itself; only the grace period tells that Docker had to do it.
	o.ExitCode, o.Killed = st.State.ExitCode, st.State.ExitCode == exitKilled && o.Took >= grace
	return nil
}
