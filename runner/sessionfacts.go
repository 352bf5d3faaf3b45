package runner

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"tutor/exercises"
)

// Readiness makes a container as the lesson's `docker run -p 8000:8000` does, without starting it, and returns what it
// has of what going live needs.
func (s *Session) Readiness(ctx context.Context) (exercises.ReadinessObservation, error) {
	name := s.name("readiness")
	args := append([]string{"create", "--pull=never", "--name", name, "-p", fmt.Sprintf("%[1]d:%[1]d", ServicePort)}, s.g.labels()...)
	if err := s.g.runDetached(ctx, append(args, s.g.tag())); err != nil {
		return exercises.ReadinessObservation{}, err
	}
	var p plan
	err := s.g.docker.inspectInto(ctx, "container", name, &p)
	return p.observation(ServicePort), err
}

// Memory is how much memory the engine's machine has, in bytes.
func (s *Session) Memory(ctx context.Context) (int64, error) {
	args := []string{"info", "--format", "{{json .MemTotal}}"}
	out, err := s.g.docker.run(ctx, args...)
	if err != nil {
		return 0, err
	}
	var bytes int64
	if err := json.Unmarshal([]byte(out.stdout), &bytes); err != nil {
		return 0, notJSON(args, err)
	}
	return bytes, nil
}

// Limit is how much memory the container may use, in bytes; 0 means all there is.
func (c *Container) Limit(ctx context.Context) (int64, error) {
	var p plan
	err := c.session.g.docker.inspectInto(ctx, "container", c.c.name, &p)
	return p.HostConfig.Memory, err
}

// Log is what `docker logs` says about the container: its last lines, or why there are none.
func (c *Container) Log(ctx context.Context) (lines []string, err error) {
	out, err := c.session.g.docker.do(ctx, call{args: []string{"logs", "--tail", fmt.Sprint(tailLines), c.c.name}, inOrder: true})
	if err != nil {
		return nil, err
	}
	for line := range strings.Lines(out.stdout) {
		lines = append(lines, strings.TrimRight(line, "\r\n"))
	}
	return lines, nil
}

// Second starts another copy on the same host port as this one, and returns what Docker says to that: an error, unless
// something is very wrong.
func (c *Container) Second(ctx context.Context, name string) error {
	s := c.session
	_, err := s.g.startContainer(ctx, launch{name: s.name(name), port: ServicePort, publish: c.c.address})
	_, _ = s.g.docker.run(ctx, "rm", "-f", "-v", s.name(name)) // the failed try is there, not started
	return err
}
