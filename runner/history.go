package runner

import (
	"context"
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"tutor/exercises"
)

// ImageFacts is what Docker knows about an image.
type ImageFacts struct {
	Architecture string
	Bytes        int64
	User         string // empty for root
	WorkingDir   string
	Env          []string // NAME=value
	Entrypoint   []string
	Cmd          []string
	Ports        []string          // such as 8000/tcp, sorted
	Health       []string          // as in HEALTHCHECK, CMD or CMD-SHELL first; empty when there is none
	Layers       []exercises.Layer // the oldest first
}

// ImageFacts asks Docker about an image on this engine. The error is a *Problem: that there is no such image has the
// cause internal, with Docker's words.
func (r *Runner) ImageFacts(ctx context.Context, image string) (ImageFacts, error) {
	var c imageConfig
	if err := r.docker.inspectInto(ctx, "image", image, &c); err != nil {
		return ImageFacts{}, err
	}
	f := ImageFacts{
		Architecture: c.Architecture, Bytes: c.Size, User: c.Config.User, WorkingDir: c.Config.WorkingDir, Env: c.Config.Env,
		Entrypoint: c.Config.Entrypoint, Cmd: c.Config.Cmd, Health: c.Config.Healthcheck.Test,
	}
	for port := range c.Config.ExposedPorts {
		f.Ports = append(f.Ports, port)
	}
	slices.Sort(f.Ports)
	var err error
	f.Layers, err = r.docker.history(ctx, image)
	return f, err
}

func (d docker) history(ctx context.Context, image string) ([]exercises.Layer, error) {
	args := []string{"history", "--no-trunc", "--human=false", "--format", "{{json .}}", image}
	out, err := d.run(ctx, args...)
	if err != nil {
		return nil, err
	}
	var all []exercises.Layer
	for line := range strings.Lines(out.stdout) {
		var step struct{ CreatedBy, Size string }
		if err := json.Unmarshal([]byte(line), &step); err != nil {
			return nil, notJSON(args, err)
		}
		bytes, _ := strconv.ParseInt(step.Size, 10, 64) // 0 where it says nothing
		all = append(all, exercises.Layer{CreatedBy: step.CreatedBy, Bytes: bytes})
	}
	slices.Reverse(all)
	return all, nil
}
