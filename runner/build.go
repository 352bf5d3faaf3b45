package runner

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"

	"tutor/exercises"
)

// checkBuild builds the learner's image.
func (g *grade) checkBuild(ctx context.Context, check *exercises.Check, s exercises.Build) exercises.CheckResult {
	command := []string{"docker", "build", "-t", g.ex.ID, g.dir}
	if r, bad := g.beforeBuild(ctx, s); bad {
		r.Command = command
		return r
	}
	log := g.newBuildLog()
	began := time.Now()
	err := g.build(ctx, check.Timeout(), log, imageBuild{tag: g.tag(), dir: g.dir, source: readSource(g.dir, dockerfileName(g.dir))})
	r := exercises.CheckResult{Outcome: exercises.Pass, Expected: "docker build ends without an error"}
	if err == nil {
		r.Observed = fmt.Sprintf("built in %s", seconds(time.Since(began)))
		g.mu.Lock()
		g.image = g.tag()
		g.mu.Unlock()
		if g.opts.Layers {
			g.aside.Go(func() { g.layers, _ = g.docker.history(ctx, g.tag()) }) // without them the screens show none
		}
	} else {
		r = g.failedBuild(ctx, err, log, time.Since(began))
		r.Source = log.accused(r)
		g.exporting = log.exporting
		if neverReached(r, err) {
			g.mu.Lock()
			g.made = false
			g.mu.Unlock()
		}
	}
	r.Command = command
	r.Log, r.Truncated = log.lines.text()
	return r
}

// imageBuild is one image to build.
type imageBuild struct {
	tag, dir string
	args     []string // before the context, such as --target
	stdin    []byte   // the Dockerfile, where args say that it comes from there
	source   buildSource
}

// build runs the builder: BuildKit through buildx where it is there and not switched off, else the legacy builder.
func (g *grade) build(ctx context.Context, deadline time.Duration, log *buildLog, b imageBuild) error {
	c := call{dir: b.dir, deadline: deadline, stdin: b.stdin}
	labels := append(append(g.labels(), "-t", b.tag), append(slices.Clone(b.args), ".")...)
	if os.Getenv("DOCKER_BUILDKIT") != "0" {
		g.beginBuild("buildkit")
		c.args = append([]string{"buildx", "build", "--progress=rawjson", "--load"}, labels...)
		build := func() error {
			return whileSpoiled(ctx, c, log, b.source, "context canceled", func(c call) error {
				return g.buildWith(ctx, c, log, &buildkitReader{log: log})
			})
		}
		err := build()
		switch {
		case noRawJSON(err): // buildx before 0.13
			c.args[2] = "--progress=plain"
			return build()
		case !noBuildx(err):
			return err
		}
	}
	return g.buildLegacy(ctx, c, labels, log, b.source)
}

// buildTries is how often a builder is asked whose work another run has spoiled. BuildKit does once what several builds
// share, and sometimes one ends along with another that was cancelled, or loses its own error to that. The legacy
// builder's cache is images, and another run may remove one of them between its look and its use.
const buildTries = 4

// whileSpoiled builds once, and again where the builder says that it was another run's fault. All tries together have the
// deadline of the call. What was stopped is not begun again.
func whileSpoiled(ctx context.Context, c call, log *buildLog, source buildSource, spoiled string, once func(call) error) (err error) {
	over := time.Now().Add(c.deadline)
	for range buildTries {
		log.begin(source)
		err = once(c)
		if err == nil || ctx.Err() != nil || errors.Is(err, errDeadline) || !strings.Contains(lastError(log.said), spoiled) {
			break
		}
		if c.deadline = time.Until(over); c.deadline <= 0 {
			break
		}
	}
	return err
}

// beginBuild notes that something may be made from here on, and by which builder.
func (g *grade) beginBuild(builder string) {
	g.mu.Lock()
	g.made, g.builder = true, builder
	g.mu.Unlock()
}

// neverReached says whether the engine cannot have made anything: docker did not get through to it.
func neverReached(r exercises.CheckResult, err error) bool {
	if errors.Is(err, errDeadline) {
		return false
	}
	return r.Cause == exercises.DockerMissing || r.Cause == exercises.PermissionDenied || r.Cause == exercises.DaemonDown
}

// lineReader makes sense of one line of a builder's output.
type lineReader interface{ line(string) }

func (g *grade) buildWith(ctx context.Context, c call, log *buildLog, reader lineReader) error {
	lines := &lineWriter{onLine: reader.line}
	c.onOutput = io.MultiWriter(lines, &log.heard)
	_, err := g.docker.do(ctx, c)
	if len(lines.pending) > 0 {
		lines.flush()
	}
	return err
}

// noBuildx says whether docker has no buildx plugin: the builder then is the legacy one.
func noBuildx(err error) bool {
	var p *Problem
	return errors.As(err, &p) && containsAny(p.Output, []string{
		"unknown command: docker buildx", "'buildx' is not a docker command", "unknown flag: --progress", "unknown flag: --load",
	})
}

func noRawJSON(err error) bool {
	var p *Problem
	return errors.As(err, &p) && strings.Contains(p.Output, "rawjson") && containsAny(p.Output, []string{"invalid", "unknown", "unsupported"})
}

// silence is how long a builder that answers says nothing at the most: its first word does not wait for any step.
const silence = 4 * time.Second

// failedBuild says why a build ended without an image.
func (g *grade) failedBuild(ctx context.Context, err error, log *buildLog, took time.Duration) exercises.CheckResult {
	r := exercises.CheckResult{Outcome: exercises.Fail, Expected: "docker build ends without an error", ExitCode: 1}
	var p *Problem
	if !errors.As(err, &p) {
		return problemResult(err)
	}
	if p.ExitCode > 0 {
		r.ExitCode = p.ExitCode
	}
	switch {
	case log.heard == 0 && (errors.Is(p.Err, errDeadline) || outOfTime(ctx) && took > silence): // a slow Dockerfile has its steps told
		return problemResult(&Problem{
			Cause: exercises.DaemonDown, Args: []string{"build"}, ExitCode: -1,
			Err: fmt.Errorf("it said nothing for %s", seconds(took)),
		})
	case errors.Is(p.Err, errDeadline), outOfTime(ctx) && log.heard > 0:
		r.Cause = exercises.BuildTimeout
		r.Observed = fmt.Sprintf("stopped after %s%s", seconds(took), log.where())
		return r
	case ctx.Err() != nil:
		return interrupted()
	case p.Cause == exercises.DockerMissing:
		return problemResult(err)
	}
	said := lastError(log.said) // only the builder's own words count: what a command prints is the learner's
	printed, _ := log.lines.text()
	r.Cause, r.Observed = buildCause(said, printed), cmp.Or(unwrapped(said), silent("build", r.ExitCode))+log.where()
	g.blameText(&r, said, log.source)
	if r.Cause.Infra() {
		r.Outcome = exercises.Error
	}
	return r
}

// lastError returns the line in which the builder says why it ended: BuildKit's begins with ERROR, the legacy builder's
// is its last.
func lastError(said []string) string {
	last := ""
	for _, l := range slices.Backward(said) {
		switch {
		case strings.HasPrefix(l, "ERROR: "):
			return l
		case last == "":
			last = strings.TrimSpace(l)
		}
	}
	return last
}

// unwrapped takes the layers of wrapping off an error.
func unwrapped(last string) string {
	for _, wrap := range []string{
		"ERROR: ", "failed to build: ", "failed to solve: ", "rpc error: code = Unknown desc = ",
		"failed to solve with frontend dockerfile.v0: ", "failed to create LLB definition: ", "Error response from daemon: ",
	} {
		last = strings.TrimPrefix(last, wrap)
	}
	return last
}

// interrupted is the result of a check that was cancelled.
func interrupted() exercises.CheckResult {
	return exercises.CheckResult{Outcome: exercises.Error, Cause: exercises.Interrupted, Observed: "cancelled"}
}

// tag is the name of the image of this run.
func (g *grade) tag() string { return "tutor-" + g.ex.ID + ":" + g.runID }

func (g *grade) labels() []string { return g.runner.me.labelArgs(g.runID, g.ex.ID, g.opts.Keep) }

// seconds writes a duration as people read it: "2.1 s".
func seconds(d time.Duration) string { return fmt.Sprintf("%.1f s", d.Seconds()) }
