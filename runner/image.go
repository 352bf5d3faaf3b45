package runner

import (
	"context"
	"path/filepath"
	"strconv"
	"strings"

	"tutor/exercises"
)

// imageConfig is what `docker image inspect` says about an image.
type imageConfig struct {
	Architecture string
	Size         int64
	Config       struct {
		User         string
		WorkingDir   string
		ExposedPorts map[string]struct{}
		Env          []string
		Cmd          []string
		Entrypoint   []string
		Healthcheck  struct{ Test []string }
	}
}

func (g *grade) readImage(ctx context.Context) (imageConfig, error) {
	var c imageConfig
	err := g.docker.inspectInto(ctx, "image", g.tag(), &c)
	return c, err
}

// sameArch says whether the image was built for the engine's architecture. Where that is not known, it says yes.
func (g *grade) sameArch(ctx context.Context) bool {
	_, arch := g.docker.engine(ctx)
	c, err := g.inspectImage()
	return err != nil || arch == "" || c.Architecture == arch
}

// checkImage looks at the image's settings.
func (g *grade) checkImage(ctx context.Context, s exercises.Image) exercises.CheckResult {
	c, err := g.inspectImage()
	if err != nil {
		return g.inspectProblem(ctx, err)
	}
	o := exercises.ImageObservation{
		User: c.Config.User, Env: variables(c.Config.Env), Cmd: c.Config.Cmd, Entrypoint: c.Config.Entrypoint,
		HealthTest: c.Config.Healthcheck.Test, Bytes: c.Size,
	}
	for port := range c.Config.ExposedPorts {
		number, protocol, _ := strings.Cut(port, "/")
		if n, err := strconv.Atoi(number); err == nil && protocol == "tcp" {
			o.ExposedPorts = append(o.ExposedPorts, n)
		}
	}
	r := verdictResult(s.Judge(o))
	r.Command = []string{"docker", "image", "inspect", g.ex.ID}
	return r
}

// variables turns NAME=value into a map.
func variables(env []string) map[string]string {
	all := map[string]string{}
	for _, e := range env {
		name, value, _ := strings.Cut(e, "=")
		all[name] = value
	}
	return all
}

// checkDockerfile looks at the learner's Dockerfile; it needs no engine.
func (g *grade) checkDockerfile(s exercises.Dockerfile) exercises.CheckResult {
	for _, name := range []string{"Dockerfile", "dockerfile"} {
		if data, err := readRegular(filepath.Join(g.dir, name)); err == nil {
			return verdictResult(s.Judge(data))
		}
	}
	return exercises.CheckResult{Outcome: exercises.Blocked, BlockedBy: g.buildID(), Observed: "no Dockerfile to look at"}
}

// buildID is the id of the check that says what is wrong when there is no Dockerfile.
func (g *grade) buildID() string {
	for i := range g.ex.Checks {
		if _, ok := g.ex.Checks[i].Settings.(exercises.Build); ok {
			return g.ex.Checks[i].ID
		}
	}
	return ""
}
