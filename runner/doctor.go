package runner

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"sync"

	"tutor/exercises"
)

// State is how one line of the doctor stands.
type State string

// The states of a Finding.
const (
	StateOK   State = "ok"
	StateWarn State = "warn" // the course works without it, or it may work
	StateBad  State = "bad"  // exercises cannot be graded
)

// Finding is one line of the doctor: what was looked at, what was seen, and the next step when it is not well.
type Finding struct {
	ID       string `json:"id"`
	Title    string `json:"title"`
	State    State  `json:"state"`
	Evidence string `json:"evidence"`
	Fix      string `json:"fix"` // empty when nothing is to be done
}

// lowDisk is how many bytes free make a build likely to fail; half of it is bad.
const lowDisk = 4 << 30

// Doctor looks at what grading needs on this machine. image is the course's base image.
func (r *Runner) Doctor(ctx context.Context, image string) []Finding {
	findings := make([]Finding, 7)
	var wg sync.WaitGroup
	for i, look := range []func() Finding{
		func() Finding { return r.lookCLI(ctx) },
		func() Finding { return r.lookDaemon(ctx) },
		func() Finding { return r.lookPermission(ctx) },
		func() Finding { return r.lookBuilder(ctx) },
		func() Finding { return r.lookCompose(ctx) },
		func() Finding { return r.lookBaseImage(ctx, image) },
		func() Finding { return r.lookDisk(ctx) },
	} {
		wg.Go(func() { findings[i] = look() })
	}
	wg.Wait()
	return findings
}

func (r *Runner) lookCLI(ctx context.Context) Finding {
	f := Finding{ID: "cli", Title: "Docker CLI", State: StateOK}
	out, err := r.docker.run(ctx, "--version")
	f.Evidence = strings.TrimSpace(out.stdout)
	if err != nil {
		f.State, f.Evidence, f.Fix = StateBad, "no docker command on PATH", installDocker()
	}
	return f
}

func (r *Runner) lookDaemon(ctx context.Context) Finding {
	f := Finding{ID: "daemon", Title: "Docker engine", State: StateOK}
	version, arch, err := r.docker.server(ctx)
	switch causeOf(err) {
	case "":
		f.Evidence = fmt.Sprintf("version %s on %s", version, arch)
	case exercises.DockerMissing:
		return needs(f, "Docker CLI")
	case exercises.PermissionDenied:
		f.State, f.Evidence = StateWarn, "it is there, but this user may not use it"
		f.Fix = "see the line Permission"
	default:
		f.State, f.Evidence, f.Fix = StateBad, firstLine(err), startDocker()
	}
	return f
}

func (r *Runner) lookPermission(ctx context.Context) Finding {
	f := Finding{ID: "permission", Title: "Permission", State: StateOK, Evidence: "this user may use the engine"}
	_, _, err := r.docker.server(ctx)
	switch causeOf(err) {
	case "":
	case exercises.PermissionDenied:
		f.State, f.Evidence = StateBad, firstLine(err)
		f.Fix = "sudo usermod -aG docker $USER, then log out and in again"
	default:
		return needs(f, "Docker engine")
	}
	return f
}

func (r *Runner) lookBuilder(ctx context.Context) Finding {
	f := Finding{ID: "builder", Title: "Builder", State: StateOK}
	out, err := r.docker.run(ctx, "buildx", "version")
	f.Evidence = "BuildKit through " + strings.TrimSpace(out.stdout)
	switch {
	case causeOf(err) == exercises.DockerMissing:
		return needs(f, "Docker CLI")
	case err != nil:
		f.State, f.Evidence = StateWarn, "no buildx plugin: builds use the legacy builder, which Docker has deprecated"
		f.Fix = "install the docker-buildx-plugin package, or docker-buildx on Debian and Ubuntu"
	}
	return f
}

func (r *Runner) lookCompose(ctx context.Context) Finding {
	f := Finding{ID: "compose", Title: "Compose", State: StateOK}
	out, err := r.docker.run(ctx, "compose", "version", "--short")
	f.Evidence = "version " + strings.TrimSpace(out.stdout)
	switch {
	case causeOf(err) == exercises.DockerMissing:
		return needs(f, "Docker CLI")
	case err != nil:
		f.State, f.Evidence = StateWarn, "no compose plugin: the Compose lesson's commands will not run"
		f.Fix = "install the docker-compose-plugin package, or docker-compose-v2 on Ubuntu"
	}
	return f
}

func (r *Runner) lookBaseImage(ctx context.Context, image string) Finding {
	f := Finding{ID: "base-image", Title: "Base image " + image, State: StateOK}
	out, err := r.docker.run(ctx, "image", "inspect", "--format", "{{.Architecture}}", image)
	f.Evidence = "present, " + strings.TrimSpace(out.stdout)
	if err == nil {
		return f
	}
	if c := causeOf(err); c != exercises.Internal { // Internal: the engine answered that it has no such image
		return needs(f, "Docker engine")
	}
	f.State, f.Evidence = StateWarn, "not on this machine; the first build pulls it from the registry"
	f.Fix = "docker pull " + image
	return f
}

func (r *Runner) lookDisk(ctx context.Context) Finding {
	f := Finding{ID: "disk", Title: "Disk", State: StateOK}
	root, endpoint := r.dataRoot(ctx)
	if root == "" {
		return needs(f, "Docker engine")
	}
	if remoteHost(endpoint) != "" {
		f.Evidence = "the engine is on another machine; its disk cannot be seen from here"
		return f
	}
	free, err := freeBytes(root)
	if err != nil {
		f.Evidence = "the engine's folder cannot be seen from here"
		return f
	}
	f.Evidence = fmt.Sprintf("%.1f GB free where Docker keeps its data", float64(free)/1e9)
	if free < lowDisk {
		f.State = StateWarn
		f.Fix = "docker system df shows what takes the room; then docker builder prune"
	}
	if free < lowDisk/8 {
		f.State = StateBad
	}
	return f
}

// dataRoot returns the engine's data folder and the address of the engine.
func (r *Runner) dataRoot(ctx context.Context) (root, endpoint string) {
	out, err := r.docker.run(ctx, "info", "--format", "{{.DockerRootDir}}")
	if err != nil {
		return "", ""
	}
	endpoint, _ = r.docker.endpoint(ctx) // unknown counts as here: then the folder is looked for
	return strings.TrimSpace(out.stdout), endpoint
}

func needs(f Finding, what string) Finding {
	f.State, f.Evidence, f.Fix = StateBad, "not looked at", "first mend the line "+what
	return f
}

func causeOf(err error) exercises.Cause {
	var p *Problem
	if errors.As(err, &p) {
		return p.Cause
	}
	return ""
}

// firstLine is the first line of what docker said.
func firstLine(err error) string {
	line, _, _ := strings.Cut(err.Error(), "\n")
	return line
}

// installDocker is how to get Docker on this system (docs.docker.com/get-started/get-docker).
func installDocker() string {
	if runtime.GOOS == "linux" {
		return "install Docker Engine: docs.docker.com/engine/install"
	}
	return "install Docker Desktop: docs.docker.com/get-started/get-docker"
}

// startDocker is how to start the engine on this system (docs.docker.com/engine/daemon/start).
func startDocker() string {
	if runtime.GOOS == "linux" {
		return "sudo systemctl start docker (or start Docker Desktop); if DOCKER_HOST is set, check it"
	}
	return "start Docker Desktop; if DOCKER_HOST is set, check it"
}
