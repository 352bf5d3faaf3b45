package runner

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"tutor/exercises"
)

func (x *examination) lookCLI(ctx context.Context, f *Finding) {
	out, err := x.docker.run(ctx, "--version")
	f.Evidence = strings.TrimSpace(out.stdout)
	switch {
	case causeOf(err) == exercises.DockerMissing:
		*f = x.machine.noDocker()
	case err != nil:
		f.put(StateBad, "docker --version fails: "+said(err), "", "Install it anew: "+dockerDocs)
		f.Fix, _ = x.machine.installDocker()
	}
}

// lookContext says which engine the docker command talks to.
func (x *examination) lookContext(ctx context.Context, f *Finding) {
	if x.where.host != "" {
		f.Evidence = "DOCKER_HOST says " + x.where.host + x.where.elsewhere(x.where.host)
		return
	}
	args := []string{"context", "inspect", "--format", "{{json .}}"}
	out, err := x.docker.run(ctx, args...)
	var found struct {
		Name      string
		Endpoints struct{ Docker struct{ Host string } }
	}
	switch {
	case causeOf(err) == exercises.DockerMissing:
		f.waits(err)
	case err != nil:
		f.put(StateBad, said(err), x.machine.defaultContext(), "That is the engine of this machine.")
	case json.Unmarshal([]byte(out.stdout), &found) != nil || found.Name == "":
		f.Evidence = "this docker command knows no contexts"
	default:
		host := found.Endpoints.Docker.Host
		f.Evidence = found.Name + ", at " + host + x.where.elsewhere(host)
	}
}

func (x *examination) lookEngine(ctx context.Context, f *Finding) {
	s, err := x.server(ctx)
	switch causeOf(err) {
	case "":
		f.Evidence = fmt.Sprintf("version %s, %s/%s", s.Version, s.OS, s.Arch)
		if s.OS == "windows" {
			f.put(StateBad, "it runs Windows containers, and the course's are Linux containers", "docker desktop engine use linux", "")
		}
	case exercises.DockerMissing:
		f.waits(err)
	case exercises.PermissionDenied:
		f.put(StateUnknown, "it is there, but does not talk to this user", "", "")
	case exercises.DaemonDown:
		*f = x.machine.engineDown(x.where)
		if late(err) {
			f.Evidence = fmt.Sprintf("%s did not answer within %.0f s", x.where.name(), engineDeadline.Seconds())
			f.Fix = strings.Replace(f.Fix, " start", " restart", 1)
		}
	default:
		f.put(StateBad, said(err), "", "")
		if strings.Contains(strings.ToLower(said(err)), "api version") { // too old for the other, or too new
			f.Fix, f.Note = x.machine.installDocker()
			f.Note = "The docker command and the engine do not fit together. " + f.Note
		}
	}
}

func (x *examination) lookPermission(ctx context.Context, f *Finding) {
	f.Evidence = "this user may use the engine"
	_, err := x.server(ctx)
	switch causeOf(err) {
	case "":
	case exercises.PermissionDenied:
		*f = x.machine.noPermission()
	default:
		f.waits(err)
	}
}

// lookBuilder says which builder grades use: BuildKit where there is a plugin for it (see grade.build).
func (x *examination) lookBuilder(ctx context.Context, f *Finding) {
	if os.Getenv("DOCKER_BUILDKIT") == "0" {
		f.Evidence = "the legacy builder, as DOCKER_BUILDKIT=0 asks for"
		return
	}
	out, err := x.docker.run(ctx, "buildx", "version")
	switch {
	case causeOf(err) == exercises.DockerMissing:
		f.waits(err)
		return
	case err != nil:
		fix, note := x.machine.plugin("buildx")
		f.put(StateWarn, "no buildx plugin, so builds use the legacy builder, which Docker has deprecated", fix, note)
		return
	}
	f.Evidence = "BuildKit"
	if words := strings.Fields(out.stdout); len(words) > 1 { // its module, its version, its commit
		f.Evidence += ", buildx " + words[1]
	}
	if _, err := x.server(ctx); err != nil {
		return
	}
	// Another driver has a store of its own: a base image of this machine is not in it.
	out, err = x.docker.run(ctx, "buildx", "inspect")
	if driver := field(out.stdout, "Driver:"); err == nil && driver != "" && driver != "docker" {
		f.put(StateWarn, fmt.Sprintf("the builder %s has the driver %s, which does not see the images of this machine", field(out.stdout, "Name:"), driver),
			"docker buildx use default", "Without a network it cannot build at all.")
	}
}

// field is the first value of a name in what buildx prints.
func field(text, name string) string {
	for line := range strings.Lines(text) {
		if value, ok := strings.CutPrefix(line, name); ok {
			return strings.TrimSpace(value)
		}
	}
	return ""
}

func (x *examination) lookCompose(ctx context.Context, f *Finding) {
	out, err := x.docker.run(ctx, "compose", "version", "--short")
	f.Evidence = "version " + strings.TrimSpace(out.stdout)
	switch {
	case causeOf(err) == exercises.DockerMissing:
		f.waits(err)
	case err != nil:
		fix, note := x.machine.plugin("compose")
		f.put(StateWarn, "no compose plugin, so the commands of the Compose lesson and its exercise do not run", fix, note)
	}
}

// engineInfo is what `docker info` says, as far as the doctor needs it.
type engineInfo struct {
	Name            string // of the machine
	OperatingSystem string
	DockerRootDir   string
	SystemTime      string
	DriverStatus    [][2]string
	HTTPSProxy      string
	RegistryConfig  struct{ Mirrors []string }

	asked, answered time.Time // when, by this machine's clock
}

// ownStore says whether images lie in containerd's folder and not in the engine's
// (docs.docker.com/engine/storage/containerd).
func (i engineInfo) ownStore() bool {
	for _, s := range i.DriverStatus {
		if s[0] == "driver-type" && strings.HasPrefix(s[1], "io.containerd.snapshotter") {
			return true
		}
	}
	return false
}

func (x *examination) askInfo(ctx context.Context) (engineInfo, error) {
	var i engineInfo
	if _, err := x.server(ctx); err != nil { // the same error again
		return i, err
	}
	args := []string{"info", "--format", "{{json .}}"}
	i.asked = time.Now()
	out, err := x.docker.run(ctx, args...)
	i.answered = time.Now()
	if err != nil {
		return i, err
	}
	if err := json.Unmarshal([]byte(out.stdout), &i); err != nil {
		return i, notJSON(args, err)
	}
	if i.DockerRootDir == "" {
		return i, &Problem{Cause: exercises.DaemonDown, Args: args, Err: errors.New("the engine did not say where it keeps its data")}
	}
	return i, nil
}
