package runner

import (
	"context"
	"errors"
	"strings"
	"sync"
	"time"

	"tutor/exercises"
)

// State is how one line of the doctor stands.
type State string

// The states of a Finding. One that is still to be looked at has none.
const (
	StateOK      State = "ok"
	StateWarn    State = "warn"    // the course works without it, or it may work
	StateBad     State = "bad"     // exercises cannot be graded
	StateUnknown State = "unknown" // it can be looked at once another line is mended
)

// Finding is one line of the doctor: what was looked at, what was seen, and the next step when it is not well.
type Finding struct {
	ID       string `json:"id"`
	Title    string `json:"title"`
	State    State  `json:"state"`
	Evidence string `json:"evidence"`
	Fix      string `json:"fix"`            // the one command that mends it; empty where there is none, or no need
	Note     string `json:"note,omitempty"` // in words: what to do besides the command, or in its place
}

// Checkup is what the doctor looks at besides Docker.
type Checkup struct {
	Images   []string // base images of the course
	Terminal Terminal
}

// The deadlines of the doctor's questions. A healthy engine answers within a second.
const (
	engineDeadline   = 10 * time.Second
	registryDeadline = 15 * time.Second
	dataDeadline     = 15 * time.Second // docker system df measures every image
)

// Lines returns what Doctor will look at, in its order, not looked at yet.
func (r *Runner) Lines(c Checkup) []Finding {
	all := r.examine(c).lines()
	found := make([]Finding, len(all))
	for i, l := range all {
		found[i] = Finding{ID: l.id, Title: l.title}
	}
	return found
}

// Doctor looks at what grading needs on this machine, everything side by side, and returns the lines in the order of
// Lines. It asks and changes nothing. emit is called with each line and its index as soon as it is known, never twice
// at the same time, and may be nil. When ctx ends, what it had no answer to yet is not well.
func (r *Runner) Doctor(ctx context.Context, c Checkup, emit func(i int, f Finding)) []Finding {
	all := r.examine(c).lines()
	found := make([]Finding, len(all))
	var mu sync.Mutex
	each(len(all), func(i int) {
		f := Finding{ID: all[i].id, Title: all[i].title, State: StateOK}
		all[i].look(ctx, &f)
		mu.Lock()
		defer mu.Unlock()
		found[i] = f
		if emit != nil {
			emit(i, f)
		}
	})
	return found
}

// Ready says whether exercises can be graded, after what the doctor found.
func Ready(found []Finding) bool {
	for _, f := range found {
		if f.State == StateBad {
			return false
		}
	}
	return true
}

// The titles of lines that others wait for.
const (
	titleCLI        = "Docker CLI"
	titleEngine     = "Docker engine"
	titlePermission = "Permission"
)

// line is one thing to look at. look gets a finding that is well, and changes what is not.
type line struct {
	id, title string
	look      func(ctx context.Context, f *Finding)
}

// examination is one visit of the doctor. What several lines need is asked once.
type examination struct {
	docker  docker
	want    Checkup
	machine machine
	where   address
	server  func(ctx context.Context) (server, error)
	info    func(ctx context.Context) (engineInfo, error)
	images  []*courseImage
}

func (r *Runner) examine(c Checkup) *examination {
	x := &examination{docker: r.docker, want: c, machine: thisMachine(), where: engineAddress()}
	x.docker.deadline = engineDeadline
	x.server = once(x.docker.server)
	x.info = once(x.askInfo)
	for _, name := range c.Images {
		b := &courseImage{name: name}
		b.inspect = once(func(ctx context.Context) (imageFacts, error) { return x.docker.imageFacts(ctx, name) })
		x.images = append(x.images, b)
	}
	return x
}

// once asks with the context of who is first; the others get the same answer.
func once[T any](ask func(context.Context) (T, error)) func(context.Context) (T, error) {
	var (
		only   sync.Once
		answer T
		err    error
	)
	return func(ctx context.Context) (T, error) {
		only.Do(func() { answer, err = ask(ctx) })
		return answer, err
	}
}

func (x *examination) lines() []line {
	all := []line{
		{"cli", titleCLI, x.lookCLI},
		{"context", "Context", x.lookContext},
		{"daemon", titleEngine, x.lookEngine},
		{"permission", titlePermission, x.lookPermission},
		{"builder", "Builder", x.lookBuilder},
		{"compose", "Compose", x.lookCompose},
	}
	for _, b := range x.images {
		all = append(all, line{"base-image", "Base image " + b.name, func(ctx context.Context, f *Finding) { x.lookImage(ctx, f, b) }})
	}
	return append(
		all,
		line{"architecture", "Architecture", x.lookArchitecture},
		line{"disk", "Disk", x.lookDisk},
		line{"temp", "Temp folder", x.lookTemp},
		line{"clock", "Clock", x.lookClock},
		line{"terminal", "Terminal", func(_ context.Context, f *Finding) { x.want.Terminal.look(f, x.machine) }},
	)
}

// put says that a line is not well.
func (f *Finding) put(state State, evidence, fix, note string) {
	f.State, f.Evidence, f.Fix, f.Note = state, evidence, fix, note
}

// waits says that a line cannot be looked at for what is wrong with another one.
func (f *Finding) waits(err error) {
	first := titleEngine
	switch causeOf(err) {
	case exercises.DockerMissing:
		first = titleCLI
	case exercises.PermissionDenied:
		first = titlePermission
	}
	f.put(StateUnknown, "not known before the line "+first+" is mended", "", "")
}

func causeOf(err error) exercises.Cause {
	var p *Problem
	if errors.As(err, &p) {
		return p.Cause
	}
	return ""
}

// said is the first line of what docker said.
func said(err error) string {
	text := err.Error()
	var p *Problem
	if errors.As(err, &p) && strings.TrimSpace(p.Output) != "" {
		text = strings.TrimSpace(p.Output)
	}
	line, _, _ := strings.Cut(text, "\n")
	return line
}

// late says whether a command was stopped at its deadline.
func late(err error) bool { return errors.Is(err, errDeadline) }
