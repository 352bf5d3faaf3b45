package explain

import (
	"fmt"
	"strings"
	"time"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"

	"tutor/internal/script"
)

// What a HEALTHCHECK does without an option.
// https://docs.docker.com/reference/dockerfile/#healthcheck
const (
	healthInterval = 30 * time.Second
	healthTimeout  = 30 * time.Second
	healthRetries  = 3
)

// health explains HEALTHCHECK with each option and its default.
func health(c *instructions.HealthCheckCommand) said {
	h := c.Health
	if len(h.Test) > 0 && h.Test[0] == "NONE" {
		return say("Switches off the health check that comes with the base image, if it has one.")
	}
	out := say("Tells Docker how to find out whether the app works: it runs the command below in the container, " + every(h.Interval) + ".")
	out.add("Exit code 0 means healthy.")
	retries, left := h.Retries, ""
	if retries == 0 {
		retries, left = healthRetries, ", the default,"
	}
	timeout, timeoutLeft := h.Timeout, ""
	if timeout == 0 {
		timeout, timeoutLeft = healthTimeout, ", the default,"
	}
	out.add(fmt.Sprintf("An answer that takes longer than %s%s counts as a failure. After %s in a row%s the container is unhealthy.",
		durationWords(timeout), timeoutLeft, countOf(retries, "failure"), left))
	if h.StartPeriod > 0 {
		out.add("In the first " + durationWords(h.StartPeriod) + " failures do not count, so that the app has time to start.")
	} else {
		out.add("Failures count from the start, since no --start-period is set.")
	}
	if h.StartInterval > 0 {
		out.add("Until the app is healthy for the first time, Docker asks every " + durationWords(h.StartInterval) + ".")
	}
	out.add("Docker shows the state in docker ps and does nothing else about it.")
	if len(h.Test) > 1 && h.Test[0] == "CMD-SHELL" {
		out.parts = script.Explain(strings.Join(h.Test[1:], " "))
	} else if len(h.Test) > 1 {
		out.parts = []Part{script.ExplainExec(h.Test[1:])}
	}
	return out
}

func every(d time.Duration) string {
	if d == 0 {
		return "every " + durationWords(healthInterval) + ", which is the default"
	}
	return "every " + durationWords(d)
}
