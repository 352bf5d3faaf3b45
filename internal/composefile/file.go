// Package composefile reads a Compose file into services, and makes the file by which the tutor starts them.
//
// The grammar is compose-go, Compose's own parser. What a file says is not trusted: nothing outside its folder is read,
// and Runnable carries over only what cannot reach the machine around the containers.
package composefile

import (
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"github.com/compose-spec/compose-go/v2/types"
)

// File is a Compose file that Compose can read, with its override file merged in.
type File struct {
	Names    []string  // of the files, the override last
	Services []Service // those that `docker compose up` starts, sorted by name
	Inactive []string  // services that only a profile starts, sorted
	Left     []string  // what is left out here, and why; one phrase each

	project *types.Project
}

// Service is one service of a File.
type Service struct {
	Name        string
	Image       string // as the file has it; may be empty beside a Build
	Build       *Build // nil when the service uses an image that others have built
	Targets     []int  // TCP ports in the container that are published
	Environment map[string]*string
	Test        []string // of its healthcheck; nil leaves the image's own
	TestOff     bool     // the file switches the healthcheck off
}

// Build is how the image of a service is built.
type Build struct {
	Context    string // absolute path
	Dockerfile string // absolute, or within Context; empty for Inline
	Inline     string // the Dockerfile itself
	Target     string
	Platform   string
	Args       map[string]*string
}

// Service returns the service with the name.
func (f *File) Service(name string) (Service, bool) {
	for _, s := range f.Services {
		if s.Name == name {
			return s, true
		}
	}
	return Service{}, false
}

// services reads the active services of a project.
func services(p *types.Project) []Service {
	var all []Service
	for _, name := range slices.Sorted(maps.Keys(p.Services)) {
		all = append(all, service(name, p.Services[name]))
	}
	return all
}

func service(name string, c types.ServiceConfig) Service {
	s := Service{Name: name, Image: c.Image, Environment: c.Environment}
	for _, port := range c.Ports {
		if n := int(port.Target); (port.Protocol == "" || port.Protocol == "tcp") && !slices.Contains(s.Targets, n) {
			s.Targets = append(s.Targets, n)
		}
	}
	if h := c.HealthCheck; h != nil {
		s.Test = h.Test
		s.TestOff = h.Disable || len(h.Test) > 0 && h.Test[0] == "NONE"
	}
	if b := c.Build; b != nil {
		s.Build = &Build{
			Context: b.Context, Dockerfile: b.Dockerfile, Inline: b.DockerfileInline,
			Target: b.Target, Platform: c.Platform, Args: b.Args,
		}
	}
	return s
}

// Remote says whether the context is no folder of this machine.
func (b *Build) Remote() bool {
	return strings.Contains(b.Context, "://") || strings.HasPrefix(b.Context, "git@") || strings.HasPrefix(b.Context, "github.com/")
}

// DockerfilePath is the absolute path of the Dockerfile.
func (b *Build) DockerfilePath() string {
	if filepath.IsAbs(b.Dockerfile) {
		return b.Dockerfile
	}
	return filepath.Join(b.Context, b.Dockerfile)
}
