package runner

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"tutor/exercises"
	"tutor/internal/composefile"
)

// composeRuns is what the Compose checks of one grade share.
type composeRuns struct {
	mu       sync.Mutex
	projects map[string]*composeProject // by the id of the check that started it
	plugin   error                      // says that docker has no Compose, once that is known
	made     bool                       // a project may have made networks and volumes
	broken   bool                       // Compose was stopped while it started something
}

func (c *composeRuns) began() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.made
}

func (c *composeRuns) stopped() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.broken
}

// set changes the shared state.
func (c *composeRuns) set(change func(*composeRuns)) {
	c.mu.Lock()
	defer c.mu.Unlock()
	change(c)
}

func (c *composeRuns) project(id string) *composeProject {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.projects[id]
}

// checkCompose does one step of the work on a Compose file.
func (g *grade) checkCompose(ctx context.Context, check *exercises.Check, s exercises.Compose) exercises.CheckResult {
	switch s.Step {
	case exercises.ComposeConfig:
		return g.composeConfig(ctx, check, s)
	case exercises.ComposeUp:
		return g.composeUp(ctx, check, s)
	case exercises.ComposeEnvironment:
		return g.composeValues(ctx, check, s)
	}
	return problemResult(&Problem{Cause: exercises.Internal, Err: fmt.Errorf("check %s has the step %q, which the runner does not know", check.ID, s.Step)})
}

// composeConfig reads the file. Where Docker has Compose, that has the last word: it may be older than our parser.
func (g *grade) composeConfig(ctx context.Context, check *exercises.Check, s exercises.Compose) exercises.CheckResult {
	file, o := readCompose(ctx, g.dir)
	r := verdictResult(s.JudgeFile(o))
	if r.Outcome == exercises.Pass {
		if said := g.composeReads(ctx, check, file); said != "" {
			o.Invalid = said
			r = verdictResult(s.JudgeFile(o))
		}
	}
	if interruptedByUser(ctx) {
		r = interrupted()
	}
	r.Command = []string{"docker", "compose", "config"}
	return r
}

// readCompose reads the workspace's Compose file. The file is nil when there is none that can be read.
func readCompose(ctx context.Context, dir string) (*composefile.File, exercises.ComposeObservation) {
	var o exercises.ComposeObservation
	f, err := composefile.Load(ctx, dir)
	switch {
	case errors.Is(err, composefile.ErrMissing):
		o.Missing = composefile.Nearest(dir)
	case err != nil:
		o.Invalid = err.Error()
	default:
		o.Inactive, o.LeftOut = f.Inactive, f.LeftOut()
		for _, s := range f.Services {
			o.Services = append(o.Services, exercises.ComposeService{
				Name: s.Name, Build: s.Build != nil, Elsewhere: elsewhere(s.Build, dir), Ports: s.Targets, Environment: s.Environment,
			})
		}
	}
	return f, o
}

// elsewhere names where an image is built from when that is not the workspace.
func elsewhere(b *composefile.Build, dir string) string {
	switch {
	case b == nil:
	case b.Remote():
		return b.Context
	case !composefile.Inside(dir, b.Context):
		return b.Context
	case !isFolder(b.Context):
		return b.Context + ", which is no folder"
	case b.Inline == "" && !composefile.Inside(dir, b.DockerfilePath()):
		return b.DockerfilePath()
	}
	return ""
}

// composeReads returns what `docker compose config` says against the file, or "" when it reads it or cannot be asked.
// Our parser has read it before, so it names no file outside the workspace.
func (g *grade) composeReads(ctx context.Context, check *exercises.Check, file *composefile.File) string {
	args := []string{"compose", "-p", "tutor"}
	for _, name := range file.Names {
		args = append(args, "-f", name)
	}
	_, err := g.docker.do(ctx, call{args: append(args, "config", "--quiet"), dir: g.dir, deadline: check.Timeout()})
	var p *Problem
	switch {
	case err == nil || !errors.As(err, &p):
		return ""
	case noCompose(p):
		g.compose.set(func(c *composeRuns) { c.plugin = withoutCompose(p) })
		return ""
	case p.Cause != exercises.Internal || p.ExitCode < 0:
		return ""
	}
	return strings.ReplaceAll(composeSaid(p.Output), g.dir+string(filepath.Separator), "")
}

// noCompose says whether docker has no Compose plugin. An old docker takes the word for its own option or command.
func noCompose(p *Problem) bool {
	return containsAny(p.Output, []string{
		"unknown command: docker compose", "'compose' is not a docker command", "unknown shorthand flag: 'p' in -p", "unknown flag: --project-name",
	})
}

// withoutCompose is the problem of a machine that has docker and no Compose.
func withoutCompose(p *Problem) *Problem {
	return &Problem{Cause: exercises.DockerMissing, Args: []string{"compose", "version"}, ExitCode: p.ExitCode, Output: "the Compose plugin is missing. " +
		"Docker Desktop has it; on Linux install the package docker-compose-plugin (docs.docker.com/compose/install), then try docker compose version"}
}

// composeSaid returns Compose's error from what it printed: the last line that is no warning and no progress.
func composeSaid(output string) string {
	said := ""
	for line := range strings.Lines(output) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "time=") || strings.HasPrefix(line, "WARN") || isProgress(line) {
			continue
		}
		said = line
	}
	return strings.TrimPrefix(said, "Error response from daemon: ")
}

// isProgress says whether a line is one of Compose's own, such as "Container tutor-1-app-1  Started".
func isProgress(line string) bool {
	kind, _, _ := strings.Cut(line, " ")
	return slices.Contains([]string{"Container", "Network", "Volume", "Image", "dependency"}, kind) && !strings.Contains(line, "failed to start")
}

// composeWants is what the checks that this one needs ask of the service: together they choose it.
func (g *grade) composeWants(check *exercises.Check, own exercises.Compose) exercises.Compose {
	for _, id := range check.Needs {
		need, ok := g.ex.Check(id)
		if !ok {
			continue
		}
		if s, ok := need.Settings.(exercises.Compose); ok {
			if s.Step == exercises.ComposeConfig {
				return s
			}
			return g.composeWants(need, s)
		}
	}
	return own
}

// composeValues sends another value than the file's and compares the answers.
func (g *grade) composeValues(ctx context.Context, check *exercises.Check, s exercises.Compose) exercises.CheckResult {
	p := g.compose.project(g.startOf(check))
	if p == nil {
		return problemResult(&Problem{Cause: exercises.Internal, Err: fmt.Errorf("check %s needs no check of the kind compose with the step up", check.ID)})
	}
	r := g.compareValues(ctx, check, s, p)
	if interruptedByUser(ctx) {
		r = interrupted()
	}
	r.Command = []string{"curl", "-i", fmt.Sprintf("http://localhost:%d%s", p.port, s.Path)}
	return r
}

func (g *grade) compareValues(ctx context.Context, check *exercises.Check, s exercises.Compose, p *composeProject) exercises.CheckResult {
	own, ok := p.service.Environment[s.Variable]
	if !ok || own == nil {
		return exercises.CheckResult{
			Outcome: exercises.Fail, Cause: exercises.ComposeServiceMissing,
			Expected: "service " + p.service.Name + " sets " + s.Variable, Observed: "it does not set " + s.Variable,
		}
	}
	limited, cancel := context.WithTimeout(ctx, check.Timeout())
	defer cancel()
	ask := exercises.HTTP{Method: "GET", Path: s.Path}
	first := exercises.ComposeAnswer{Value: *own}
	second := exercises.ComposeAnswer{Value: g.otherValue(check.ID)}

	var side sync.WaitGroup
	side.Go(func() { first.HTTP, _ = g.ask(ctx, answerTime, p.own, ask) })
	again := p.with(check, map[string]string{s.Variable: second.Value})
	r, up := again.start(limited, time.Duration(p.within)*time.Second)
	if up {
		second.HTTP, _ = g.ask(ctx, answerTime, again.own, ask)
	}
	side.Wait()
	if !up {
		r.Observed = fmt.Sprintf("with %s=%s: %s", s.Variable, second.Value, r.Observed)
		return r
	}
	v := verdictResult(s.JudgeValues(first, second))
	if v.Outcome != exercises.Pass {
		evidence, cancelEvidence := context.WithTimeout(context.WithoutCancel(ctx), commandDeadline)
		defer cancelEvidence()
		v.Log, v.Truncated = g.containerLog(evidence, again.own)
	}
	return v
}

// otherValue is a value that no file has, the same for the same seed.
func (g *grade) otherValue(id string) string {
	hash := fnv.New64a()
	_, _ = hash.Write([]byte(id)) // never fails
	return fmt.Sprintf("model-%08x", rand.New(rand.NewPCG(g.opts.Seed, hash.Sum64())).Uint32())
}

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}
