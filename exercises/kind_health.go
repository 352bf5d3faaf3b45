package exercises

import (
	"fmt"
	"time"
)

// Health asks that the image declares a HEALTHCHECK and that Docker finds the container healthy.
type Health struct {
	// DeclaredOnly asks for the instruction alone.
	DeclaredOnly bool `yaml:"declared_only"`
}

// HealthObservation is what Docker says about the health of a container.
type HealthObservation struct {
	Declared bool     // the image, or the run, names a command that asks
	Test     []string // the command as the image has it, such as ["CMD-SHELL", "curl -f ..."]
	Status   string   // starting, healthy or unhealthy; empty where nothing is declared
	Streak   int      // checks that failed in a row
	ExitCode int      // of the last check
	Output   string   // what the last check printed
	Checked  bool     // a check has ended
	Exited   bool     // the container has ended meanwhile
	Waited   time.Duration
}

// Judge says whether the container is healthy by Docker's own rules
// (docs.docker.com/reference/dockerfile, HEALTHCHECK).
func (h Health) Judge(o HealthObservation) Verdict {
	expected := "Docker finds the container healthy"
	if h.DeclaredOnly {
		expected = "the image declares a HEALTHCHECK"
	}
	switch {
	case !o.Declared:
		return failed(HealthcheckMissing, expected, "the image declares no HEALTHCHECK")
	case h.DeclaredOnly:
		return passed(expected, "the image asks with "+healthCommand(o.Test))
	case o.Status == "healthy":
		return passed(expected, fmt.Sprintf("healthy after %s; the image asks with %s", seconds(o.Waited), healthCommand(o.Test)))
	case o.Exited:
		return failed(HealthcheckFailing, expected, "the container ended before it was healthy")
	case !o.Checked:
		return failed(HealthcheckFailing, expected, fmt.Sprintf(
			"no health check came to an end within %s; the image asks with %s", seconds(o.Waited), healthCommand(o.Test)))
	}
	return failed(HealthcheckFailing, expected, fmt.Sprintf("%s after %s: %s ended with exit code %d%s",
		o.Status, seconds(o.Waited), healthCommand(o.Test), o.ExitCode, printed(o.Output)))
}

// healthCommand shows the command of a health check without Docker's own first word.
func healthCommand(test []string) string {
	if len(test) > 1 && (test[0] == "CMD" || test[0] == "CMD-SHELL") {
		test = test[1:]
	}
	if len(test) == 1 {
		return cut(test[0])
	}
	return compact(test)
}

func printed(output string) string {
	if output == "" {
		return " and printed nothing"
	}
	return " and printed " + cut(output)
}

func (h Health) lint() []string { return nil }
