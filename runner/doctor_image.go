package runner

import (
	"context"
	"fmt"
	"os"
	"strings"

	"tutor/exercises"
)

// courseImage is an image that the course's exercises build on.
type courseImage struct {
	name    string
	inspect func(ctx context.Context) (imageFacts, error)
}

// imageFacts is what the engine says about an image that it has.
type imageFacts struct {
	arch  string // as Go names it
	bytes int64
}

func (d docker) imageFacts(ctx context.Context, name string) (imageFacts, error) {
	var f imageFacts
	out, err := d.run(ctx, "image", "inspect", "--format", "{{.Architecture}} {{.Size}}", name)
	if err != nil {
		return f, err
	}
	_, err = fmt.Sscan(out.stdout, &f.arch, &f.bytes)
	if err != nil {
		return f, &Problem{Cause: exercises.Internal, Args: []string{"image", "inspect"}, Err: err}
	}
	return f, nil
}

// absent says whether the engine answered that it has no such image.
func absent(err error) bool {
	return causeOf(err) == exercises.Internal && strings.Contains(strings.ToLower(err.Error()), "no such image")
}

func (x *examination) lookImage(ctx context.Context, f *Finding, b *courseImage) {
	if _, err := x.server(ctx); err != nil {
		f.waits(err)
		return
	}
	facts, err := b.inspect(ctx)
	switch {
	case err == nil:
		f.Evidence = fmt.Sprintf("on this machine, %s, %s", SizeText(facts.bytes), facts.arch)
	case absent(err):
		x.lookRegistry(ctx, f, b.name)
	default:
		f.put(StateBad, said(err), "", "")
	}
}

// lookRegistry asks whether an image that is not here can be pulled. It fetches the manifest, not the image.
func (x *examination) lookRegistry(ctx context.Context, f *Finding, name string) {
	_, err := x.docker.do(ctx, call{args: []string{"buildx", "imagetools", "inspect", name}, deadline: registryDeadline})
	if noBuildx(err) {
		_, err = x.docker.do(ctx, call{args: []string{"manifest", "inspect", name}, deadline: registryDeadline})
	}
	if err == nil {
		f.put(StateWarn, "not on this machine; the registry has it, and the first build pulls it", "docker pull "+name, "")
		return
	}
	cause := pullCause(err)
	// The question goes from here to the registry. The engine may have another way there, which only a pull tries.
	if info, asked := x.info(ctx); cause == exercises.RegistryUnreachable && asked == nil &&
		(len(info.RegistryConfig.Mirrors) > 0 || info.HTTPSProxy != "") {
		f.put(StateWarn, "not on this machine; whether the engine can pull it through its mirror or proxy, only a pull tells", "docker pull "+name, "")
		return
	}
	mended := x.machine.pullFailed(cause, err)
	f.put(StateBad, "not on this machine, and it cannot be pulled: "+mended.Evidence, mended.Fix, mended.Note)
}

// lookArchitecture compares what images are for with what the engine runs.
func (x *examination) lookArchitecture(ctx context.Context, f *Finding) {
	s, err := x.server(ctx)
	if err != nil {
		f.waits(err)
		return
	}
	f.Evidence = s.Arch
	if asked := os.Getenv("DOCKER_DEFAULT_PLATFORM"); asked != "" && !strings.HasPrefix(asked+"/", s.OS+"/"+s.Arch+"/") {
		f.put(StateWarn, fmt.Sprintf("DOCKER_DEFAULT_PLATFORM asks for %s, and the engine runs on %s", asked, s.Arch),
			x.machine.unset("DOCKER_DEFAULT_PLATFORM"), "")
		return
	}
	for _, b := range x.images {
		facts, err := b.inspect(ctx)
		if err == nil && facts.arch != s.Arch {
			f.put(StateWarn, fmt.Sprintf("%s on this machine is for %s, and the engine runs on %s", b.name, facts.arch, s.Arch),
				fmt.Sprintf("docker pull --platform %s/%s %s", s.OS, s.Arch, b.name), "")
			return
		}
	}
}

// SizeText is a size as people read it, in powers of ten as docker prints it.
func SizeText(n int64) string {
	switch {
	case n >= 1e9:
		return fmt.Sprintf("%.1f GB", float64(n)/1e9)
	case n >= 1e6:
		return fmt.Sprintf("%.0f MB", float64(n)/1e6)
	}
	return fmt.Sprintf("%.0f kB", float64(n)/1e3)
}
