package runner

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"tutor/exercises"
	"tutor/internal/composefile"
)

// maxServices bounds what one file may start.
const maxServices = 20

// composeProject is the services of a Compose file, started under a name of the run's own.
type composeProject struct {
	*grade
	check   *exercises.Check
	step    exercises.Compose
	name    string
	file    *composefile.File
	service composefile.Service // the one that is asked about
	run     composefile.Run
	port    int
	within  int // seconds
	own     *container
}

// composeUp builds the images, starts the services and waits for the chosen one.
func (g *grade) composeUp(ctx context.Context, check *exercises.Check, s exercises.Compose) exercises.CheckResult {
	r := g.composeStart(ctx, check, s)
	if interruptedByUser(ctx) {
		r = interrupted()
	}
	r.Command = []string{"docker", "compose", "up", "--build", "--wait"}
	return r
}

func (g *grade) composeStart(ctx context.Context, check *exercises.Check, s exercises.Compose) exercises.CheckResult {
	var missing error
	g.compose.set(func(c *composeRuns) { missing = c.plugin })
	if missing != nil {
		return problemResult(missing)
	}
	file, o := readCompose(ctx, g.dir)
	wants := g.composeWants(check, s)
	chosen, _ := wants.Choose(o.Services)
	if file == nil || chosen.Name == "" {
		return verdictResult(wants.JudgeFile(o))
	}
	service, _ := file.Service(chosen.Name)
	p := &composeProject{grade: g, check: check, step: s, file: file, service: service, port: s.Port, within: s.WithinS}
	if n := len(file.Services); n > maxServices {
		return verdictResult(p.fail(exercises.ComposeNotHealthy, fmt.Sprintf("the file has %d services; the tutor starts at most %d", n, maxServices)))
	}
	p = p.with(check, nil)
	limited, cancel := context.WithTimeout(ctx, check.Timeout())
	defer cancel()
	if r, bad := p.build(limited, ctx); bad {
		return r
	}
	g.compose.set(func(c *composeRuns) {
		if c.projects == nil {
			c.projects = map[string]*composeProject{}
		}
		c.projects[check.ID] = p
	})
	r, _ := p.start(limited, time.Duration(p.within)*time.Second)
	return r
}

// with is the same project once more, under another name, with other values of the service's variables.
func (p *composeProject) with(check *exercises.Check, values map[string]string) *composeProject {
	again := *p
	again.check, again.own, again.run.Environment, again.run.Blank = check, nil, values, handedOver()
	again.name = "tutor-" + p.runID + "-" + check.ID
	again.run.Service, again.run.Publish, again.run.Labels = p.service.Name, p.port, map[string]string{}
	for _, arg := range p.labels() {
		if key, value, ok := strings.Cut(arg, "="); ok {
			again.run.Labels[key] = value
		}
	}
	return &again
}

// fail is a verdict about the project.
func (p *composeProject) fail(cause exercises.Cause, observed string) exercises.Verdict {
	v := p.step.JudgeUp(exercises.ComposeUpObservation{Service: p.service.Name})
	v.Outcome, v.Cause, v.Observed = exercises.Fail, cause, observed
	return v
}

// build builds the image of each service that has a build, as a build check does: Compose hands this to the same builder.
func (p *composeProject) build(ctx, whole context.Context) (exercises.CheckResult, bool) {
	p.run.Images, p.run.Health = map[string]string{}, map[string]composefile.Health{}
	for i, s := range p.file.Services {
		if s.Build == nil {
			continue
		}
		tag := fmt.Sprintf("tutor-%s-%d:%s", p.ex.ID, i, p.runID)
		if s.Name == p.service.Name {
			tag = p.tag()
		}
		if r, bad := p.buildService(ctx, whole, s, tag); bad {
			return r, true
		}
		p.run.Images[s.Name] = tag
	}
	if err := p.readHealth(ctx); err != nil {
		return problemResult(err), true
	}
	return exercises.CheckResult{}, false
}

func (p *composeProject) buildService(ctx, whole context.Context, s composefile.Service, tag string) (exercises.CheckResult, bool) {
	b := s.Build
	if where := elsewhere(b, p.dir); where != "" {
		return verdictResult(p.fail(exercises.ComposeServiceMissing, "service "+s.Name+" is built from "+where+", not from this folder")), true
	}
	if r, bad := p.beforeServiceBuild(ctx, b); bad {
		return r, true
	}
	image := imageBuild{tag: tag, dir: b.Context, args: buildArgs(b)}
	if b.Inline != "" {
		image.stdin = []byte(b.Inline)
	}
	image.source = serviceSource(b)
	log := p.newBuildLog()
	began := time.Now()
	deadline, _ := ctx.Deadline()
	err := p.grade.build(whole, max(time.Until(deadline), time.Second), log, image)
	if err == nil {
		return exercises.CheckResult{}, false
	}
	r := p.failedBuild(whole, err, log, time.Since(began))
	r.Source = log.accused(r)
	r.Observed = "service " + s.Name + ": " + r.Observed
	r.Log, r.Truncated = log.lines.text()
	p.mu.Lock()
	p.exporting = p.exporting || log.exporting
	p.mu.Unlock()
	return r, true
}

// beforeServiceBuild finds what can be said without asking the engine.
func (p *composeProject) beforeServiceBuild(ctx context.Context, b *composefile.Build) (exercises.CheckResult, bool) {
	if path := b.DockerfilePath(); b.Inline == "" && filepath.Base(path) == "Dockerfile" {
		if found, hint := findDockerfile(filepath.Dir(path)); !found {
			return exercises.CheckResult{
				Outcome: exercises.Fail, Cause: exercises.DockerfileMissing,
				Expected: "a file named Dockerfile where the Compose file builds", Observed: hint,
			}, true
		}
	}
	return tooLarge(ctx, b.Context, defaultContextMB)
}

// defaultContextMB is how large a service's build context may be.
const defaultContextMB = 256

func buildArgs(b *composefile.Build) []string {
	var args []string
	switch {
	case b.Inline != "":
		args = append(args, "-f", "-")
	case b.Dockerfile != "":
		args = append(args, "-f", b.DockerfilePath())
	}
	if b.Target != "" {
		args = append(args, "--target="+b.Target)
	}
	if b.Platform != "" {
		args = append(args, "--platform="+b.Platform)
	}
	for key, value := range b.Args {
		if value != nil {
			args = append(args, "--build-arg="+key+"="+*value)
		}
	}
	return args
}

// start starts the services and waits until the chosen one can be looked at. It says whether that is so; the result is
// the verdict of the step up.
func (p *composeProject) start(ctx context.Context, within time.Duration) (exercises.CheckResult, bool) {
	endpoint, err := p.docker.reach(ctx)
	if err != nil {
		return problemResult(err), false
	}
	host := remoteHost(endpoint)
	if host == "" { // else the engine's loopback cannot be reached from here
		p.run.HostIP = "127.0.0.1"
	}
	text, err := p.file.Runnable(p.run)
	if err != nil {
		return problemResult(&Problem{Cause: exercises.Internal, Err: err}), false
	}
	began := time.Now()
	err = p.up(ctx, text, within)
	if interruptedByUser(ctx) {
		return interrupted(), false
	}
	// The grade's own time may be over: the evidence is collected on a fresh context.
	evidence, cancel := context.WithTimeout(context.WithoutCancel(ctx), commandDeadline)
	defer cancel()
	if r, infra := p.hindered(err); infra {
		return r, false
	}
	o, err := p.observe(ctx, evidence, host, within-time.Since(began), err)
	if err != nil {
		return problemResult(err), false
	}
	o.Waited = time.Since(began)
	r := verdictResult(p.step.JudgeUp(o))
	p.explainStart(evidence, &r, o)
	return r, r.Outcome == exercises.Pass
}

// up runs `docker compose up --wait` on the text, and ends it early once waiting is of no use.
func (p *composeProject) up(ctx context.Context, text []byte, within time.Duration) error {
	p.mu.Lock()
	p.made = true
	p.mu.Unlock()
	p.compose.set(func(c *composeRuns) { c.made = true })
	limited, stop := context.WithCancel(ctx)
	defer stop()
	watched := make(chan struct{})
	go func() {
		defer close(watched)
		if p.hopeless(limited) {
			stop()
		}
	}()
	lines := &lineWriter{onLine: func(line string) {
		if text := strings.ReplaceAll(strings.TrimSpace(line), p.name+"-", ""); isProgress(text) {
			p.send(CheckNote{ID: p.check.ID, Text: strings.Join(strings.Fields(text), " ")})
		}
	}}
	_, err := p.docker.do(limited, call{
		args: []string{
			"compose", "--ansi=never", "-p", p.name, "-f", "-", "--project-directory", string(filepath.Separator),
			"up", "--no-build", "--wait", fmt.Sprintf("--wait-timeout=%d", int(max(within.Seconds(), 1))),
		},
		dir: string(filepath.Separator), env: composeEnv(), stdin: text, deadline: p.check.Timeout(), onOutput: lines,
	})
	if ctx.Err() != nil {
		p.compose.set(func(c *composeRuns) { c.broken = true })
	}
	stop()
	<-watched
	return err
}

// composeEnv keeps settings of this process and of a .env file from changing the project.
func composeEnv() []string {
	return []string{"COMPOSE_DISABLE_ENV_FILE=1", "COMPOSE_PROFILES=", "COMPOSE_FILE=", "COMPOSE_IGNORE_ORPHANS=1", "COMPOSE_MENU=0"}
}

// hindered says whether Compose could not work at all, or an image could not be had.
func (p *composeProject) hindered(err error) (exercises.CheckResult, bool) {
	var problem *Problem
	if !errors.As(err, &problem) {
		return exercises.CheckResult{}, false
	}
	switch {
	case noCompose(problem):
		return problemResult(withoutCompose(problem)), true
	case problem.Cause == exercises.Interrupted, errors.Is(problem.Err, errDeadline):
		return exercises.CheckResult{}, false // what is there tells more
	case problem.Cause.Infra() && problem.Cause != exercises.Internal:
		return problemResult(problem), true
	}
	said := composeSaid(problem.Output)
	switch cause := composeCause(said); {
	case cause == "":
		return exercises.CheckResult{}, false
	case cause.Infra():
		return exercises.CheckResult{Outcome: exercises.Error, Cause: cause, Observed: said, ExitCode: problem.ExitCode}, true
	default:
		r := verdictResult(p.fail(cause, startError(said)))
		r.ExitCode = problem.ExitCode
		return r, true
	}
}

// explainStart adds what the service printed, and its exit code.
func (p *composeProject) explainStart(ctx context.Context, r *exercises.CheckResult, o exercises.ComposeUpObservation) {
	if r.Outcome == exercises.Pass {
		return
	}
	for _, k := range o.Containers {
		if k.Service == p.service.Name {
			r.ExitCode = k.ExitCode
		}
	}
	if p.own != nil {
		r.Log, r.Truncated = p.containerLog(ctx, p.own)
	}
	if strings.Contains(r.Log+o.Said, "exec format error") && !p.sameArch(ctx) {
		r.Outcome, r.Cause = exercises.Error, exercises.ArchMismatch
	}
}
