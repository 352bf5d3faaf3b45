package runner

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"tutor/exercises"
	"tutor/internal/composefile"
)

const composeService = "com.docker.compose.service" // label of the service's name; see composeProject

// composeMember is what `docker inspect` says about a container of a project.
type composeMember struct {
	state
	health struct {
		State struct {
			Health *struct {
				Status string
				Log    []struct {
					ExitCode int
					Output   string
				}
			}
		}
		Config struct{ Labels map[string]string }
	}
}

// members inspects the containers of the project.
func (p *composeProject) members(ctx context.Context) ([]composeMember, error) {
	out, err := p.docker.run(ctx, "ps", "-aq", "--no-trunc", "--filter", "label="+composeProjectLabel+"="+p.name)
	if err != nil {
		return nil, err
	}
	ids := strings.Fields(out.stdout)
	if len(ids) == 0 {
		return nil, nil
	}
	args := append([]string{"inspect", "--type", "container", "--format", "{{json .}}"}, ids...)
	if out, err = p.docker.run(ctx, args...); err != nil {
		return nil, err
	}
	var all []composeMember
	for line := range strings.Lines(out.stdout) {
		var m composeMember
		if err := errors.Join(json.Unmarshal([]byte(line), &m.state), json.Unmarshal([]byte(line), &m.health)); err != nil {
			return nil, notJSON(args, err)
		}
		all = append(all, m)
	}
	slices.SortFunc(all, func(a, b composeMember) int { return strings.Compare(a.service(), b.service()) })
	return all, nil
}

func (m composeMember) service() string { return m.health.Config.Labels[composeService] }

// container is what a matcher is told about the member.
func (m composeMember) container(f *composefile.File) exercises.ComposeContainer {
	st := m.State
	k := exercises.ComposeContainer{
		Service: m.service(), Started: st.StartedAt.Year() > 1, Running: st.Running, ExitCode: st.ExitCode, OOMKilled: st.OOMKilled,
	}
	if k.Started && !k.Running {
		k.Uptime = st.FinishedAt.Sub(st.StartedAt)
	}
	if h := m.health.State.Health; h != nil && h.Status != "" && h.Status != "none" {
		k.Checked, k.Health = true, h.Status
		if n := len(h.Log); n > 0 {
			k.Probe, k.ProbeExit = h.Log[n-1].Output, h.Log[n-1].ExitCode
		}
	}
	s, _ := f.Service(k.Service)
	k.InFile = len(s.Test) > 0
	return k
}

// impossible says whether the health check cannot succeed, however long one waits: its command is not in the image.
func (m composeMember) impossible() bool {
	h := m.health.State.Health
	if h == nil || len(h.Log) < 3 {
		return false
	}
	for _, l := range h.Log {
		text := strings.ToLower(l.Output)
		if l.ExitCode == 0 || !containsAny(text, []string{"not found", "no such file or directory"}) ||
			(l.ExitCode != 127 && !strings.Contains(text, "oci runtime")) {
			return false
		}
	}
	return true
}

// Pace of looking at a project that starts.
const membersPause = time.Second

// hopeless looks at the services while Compose waits for them. It says what is waited for, and returns true once that
// cannot come.
func (p *composeProject) hopeless(ctx context.Context) bool {
	for {
		select {
		case <-ctx.Done():
			return false
		case <-time.After(membersPause):
		}
		all, err := p.members(ctx)
		if err != nil {
			continue // gone since it was listed, or the context ended
		}
		var notes []string
		for _, m := range all {
			if m.impossible() {
				return true
			}
			if k := m.container(p.file); k.Checked && k.Health != "healthy" {
				notes = append(notes, k.Service+" is "+k.Health+probeNote(k))
			}
		}
		if len(notes) > 0 {
			p.send(CheckNote{ID: p.check.ID, Text: strings.Join(notes, "; ")})
		}
	}
}

func probeNote(k exercises.ComposeContainer) string {
	if k.Probe == "" && k.ProbeExit == 0 {
		return ""
	}
	return fmt.Sprintf(", its last health check ended with %d", k.ProbeExit)
}

// observe looks at what Compose has started. A service that runs is given the rest of the time to listen.
func (p *composeProject) observe(ctx, evidence context.Context, host string, rest time.Duration, upErr error) (exercises.ComposeUpObservation, error) {
	o := exercises.ComposeUpObservation{Service: p.service.Name, LeftOut: p.file.LeftOut()}
	var problem *Problem
	if errors.As(upErr, &problem) {
		o.Said = composeSaid(strings.ReplaceAll(problem.Output, p.name+"-", ""))
	}
	all, err := p.members(evidence)
	if err != nil {
		return o, err
	}
	for _, m := range all {
		if m.service() != p.service.Name || !m.container(p.file).Started {
			continue
		}
		p.adopt(evidence, m, host)
		if !m.State.Running {
			continue
		}
		o.Start = p.reach(ctx, evidence, upErr == nil, rest)
		if all, err = p.members(evidence); err != nil { // it may have ended since
			return o, err
		}
		break
	}
	for _, m := range all {
		o.Containers = append(o.Containers, m.container(p.file))
	}
	return o, nil
}

// adopt makes the service's container one that other checks can ask.
func (p *composeProject) adopt(ctx context.Context, m composeMember, host string) {
	c := &container{
		docker: p.docker, name: m.ID, started: m.State.StartedAt, port: p.port, first: m.state, address: m.address(p.port, host),
		ended: make(chan struct{}), watched: make(chan struct{}), doubt: make(chan struct{}),
	}
	watch, stop := context.WithCancel(context.WithoutCancel(ctx))
	c.cancel = stop
	go c.watch(watch)
	p.own = c
	p.mu.Lock()
	p.containers[p.check.ID] = c
	p.launched = append(p.launched, c)
	p.mu.Unlock()
}

// reach looks where the service's container listens. patient waits for it, as long as is left.
func (p *composeProject) reach(ctx, evidence context.Context, patient bool, rest time.Duration) exercises.StartObservation {
	o := exercises.StartObservation{Port: p.port}
	if patient {
		limited, cancel := context.WithTimeout(ctx, max(rest, membersPause))
		defer cancel()
		if o.Answered = p.awaitReady(limited, p.check, p.own, p.probePath(p.check.ID)); o.Answered {
			return o
		}
	}
	o.Waited = time.Since(p.own.started)
	o.Sockets, o.SocketsKnown = p.own.sockets(evidence)
	return o
}

// readHealth asks the built images for their own health checks.
func (p *composeProject) readHealth(ctx context.Context) error {
	for service, tag := range p.run.Images {
		args := []string{"image", "inspect", "--format", "{{json .Config.Healthcheck}}", tag}
		out, err := p.docker.run(ctx, args...)
		if err != nil {
			return err
		}
		var h *struct {
			Test                  []string
			Interval, StartPeriod time.Duration
			Retries               int
		}
		if err := json.Unmarshal([]byte(out.stdout), &h); err != nil {
			return &Problem{Cause: exercises.Internal, Args: args, Err: fmt.Errorf("docker image inspect printed no JSON: %w", err)}
		}
		if h != nil && len(h.Test) > 0 && h.Test[0] != "NONE" {
			p.run.Health[service] = composefile.Health{StartPeriod: h.StartPeriod, Interval: h.Interval, Retries: h.Retries}
		}
	}
	return nil
}
