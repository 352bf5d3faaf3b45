package runner

import (
	"context"
	"errors"
	"strings"
	"time"

	"tutor/exercises"
)

// pullDeadline is for one image on the network of a full classroom.
const pullDeadline = time.Hour

// Fetched is an image that is on the engine's machine.
type Fetched struct {
	Image  string
	Bytes  int64 // on disk
	Before bool  // it was there before
}

// Present looks for images on the engine's machine: which are there, and which are not.
func (r *Runner) Present(ctx context.Context, images []string) (there []Fetched, missing []string, err error) {
	for _, name := range images {
		facts, err := r.docker.imageFacts(ctx, name)
		switch {
		case err == nil:
			there = append(there, Fetched{Image: name, Bytes: facts.bytes, Before: true})
		case absent(err):
			missing = append(missing, name)
		default:
			return nil, nil, err
		}
	}
	return there, missing, nil
}

// Fetch pulls an image unless the engine has it. progress is called with the layers that are done and those that are
// known; it may be nil. The error is a *Problem whose cause says why a registry did not send it.
func (r *Runner) Fetch(ctx context.Context, image string, progress func(done, total int)) (Fetched, error) {
	there, _, err := r.Present(ctx, []string{image})
	if err != nil {
		return Fetched{}, err
	}
	if len(there) > 0 {
		return there[0], nil
	}
	layers := &layerCount{progress: progress, done: map[string]bool{}}
	_, err = r.docker.do(ctx, call{args: []string{"pull", image}, deadline: pullDeadline, onOutput: &lineWriter{onLine: layers.take}})
	var p *Problem
	if errors.As(err, &p) {
		if p.Cause != exercises.Interrupted {
			p.Cause = pullCause(err)
		}
		return Fetched{}, err
	}
	facts, err := r.docker.imageFacts(ctx, image)
	return Fetched{Image: image, Bytes: facts.bytes}, err
}

// PullLine is the doctor's line about a pull that failed.
func PullLine(p *Problem) Finding { return thisMachine().pullFailed(p.Cause, p) }

// layerCount reads what docker pull prints where there is no terminal: a line for each step of a layer.
type layerCount struct {
	progress func(done, total int)
	done     map[string]bool // by the id of each layer that is known
}

func (c *layerCount) take(line string) {
	id, step, ok := strings.Cut(strings.TrimSpace(line), ": ")
	if !ok {
		return
	}
	switch step {
	case "Pulling fs layer":
		c.done[id] = false
	case "Pull complete", "Already exists":
		c.done[id] = true
	default:
		return
	}
	n := 0
	for _, done := range c.done {
		if done {
			n++
		}
	}
	if c.progress != nil {
		c.progress(n, len(c.done))
	}
}
