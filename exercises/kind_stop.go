package exercises

import (
	"fmt"
	"time"
)

// Stop asks that the container ends by itself when `docker stop` asks it to. It suits advice.
type Stop struct {
	Port         int `yaml:"port"`          // inside the container; it is asked to stop once it listens there
	GraceSeconds int `yaml:"grace_seconds"` // how long it may take, 1 to 30; default 10, as docker stop has it
}

// StopObservation is how a container ended.
type StopObservation struct {
	Start    StartObservation // before it was asked
	Took     time.Duration    // from the question to the end
	ExitCode int
	Killed   bool // it was still there when the grace period was over
}

// Judge says whether the container ended by itself.
func (s Stop) Judge(o StopObservation) Verdict {
	expected := fmt.Sprintf("the container ends within %d s after SIGTERM", s.GraceSeconds)
	if v := (Start{Port: s.Port}).Judge(o.Start); v.Outcome != Pass {
		return v
	}
	if o.Killed {
		return failed(StopTooSlow, expected, fmt.Sprintf("it was still running after %s, so Docker killed it", seconds(o.Took)))
	}
	return passed(expected, fmt.Sprintf("it ended after %s with exit code %d", seconds(o.Took), o.ExitCode))
}

func (s Stop) lint() []string {
	wrong := portProblem("port", s.Port)
	if s.GraceSeconds < 1 || s.GraceSeconds > 30 {
		wrong = append(wrong, "grace_seconds must be from 1 to 30 (leave it out for 10)")
	}
	return wrong
}
