package runner

import (
	"context"
	"fmt"

	"tutor/exercises"
)

// plan is what `docker container inspect` says about how a container is to be run.
type plan struct {
	HostConfig struct {
		RestartPolicy struct{ Name string }
		Memory        int64
		NanoCpus      int64
		LogConfig     struct {
			Type   string
			Config map[string]string
		}
		PortBindings map[string][]struct{ HostIP, HostPort string }
	}
	Config struct {
		User        string
		Healthcheck struct{ Test []string }
	}
}

// checkReadiness makes a container as the lesson's command does, without starting it, and says what it has of what going
// live needs. It is never started, so it holds no port.
func (g *grade) checkReadiness(ctx context.Context, check *exercises.Check, s exercises.Readiness) exercises.CheckResult {
	name := g.containerName(check.ID)
	port := fmt.Sprintf("%d:%d", s.Port, s.Port)
	args := append([]string{"create", "--pull=never", "--name", name, "-p", port}, g.labels()...)
	if err := g.runDetached(ctx, append(args, g.tag())); err != nil {
		return g.failedStart(ctx, nil, err)
	}
	var p plan
	if err := g.docker.inspectInto(ctx, "container", name, &p); err != nil {
		return g.inspectProblem(ctx, err)
	}
	o := p.observation(s.Port)
	r := verdictResult(s.Judge(o))
	r.Command = []string{"docker", "run", "--rm", "-p", port, g.ex.ID}
	r.Findings = s.Findings(o)
	return r
}

func (p plan) observation(port int) exercises.ReadinessObservation {
	h := p.HostConfig
	o := exercises.ReadinessObservation{
		RestartPolicy: h.RestartPolicy.Name, MemoryBytes: h.Memory, NanoCPUs: h.NanoCpus,
		HealthTest: p.Config.Healthcheck.Test, LogDriver: h.LogConfig.Type, LogMaxSize: h.LogConfig.Config["max-size"],
		User: p.Config.User,
	}
	for _, b := range h.PortBindings[fmt.Sprintf("%d/tcp", port)] {
		o.HostAddress, o.HostPort = b.HostIP, b.HostPort
	}
	return o
}
