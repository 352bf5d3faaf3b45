package composefile

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/compose-spec/compose-go/v2/types"
)

// Run says how a file is started here.
type Run struct {
	Labels map[string]string // on everything that is made
	Images map[string]string // tag of the image, for each service that was built
	// Health is the image's own HEALTHCHECK, for each service whose image has one.
	Health map[string]Health

	Service     string            // whose port is published
	Publish     int               // the port in its container; 0 publishes none
	HostIP      string            // where; empty for every address
	Environment map[string]string // in place of what the file sets for Service
	Blank       []string          // variables that are empty in every service that does not set them
}

// Health is when a health check is asked. A zero value is Docker's default.
type Health struct {
	StartPeriod, Interval time.Duration
	Retries               int
}

// Limits of each container; the runner has the same for a single one.
const (
	memory     = 512 << 20
	cpus       = 1
	pids       = 256
	logMaxSize = "1m"
)

// Runnable is the Compose file by which the tutor starts the services. It is made anew from an allow-list: images,
// commands, environments, health checks, dependencies, named volumes and networks are the learner's; labels, limits and
// the published port are the tutor's; everything else is left out, so that nothing in it reaches the machine.
func (f *File) Runnable(r Run) ([]byte, error) {
	p := &types.Project{Name: "tutor", Services: types.Services{}, Networks: types.Networks{}, Volumes: types.Volumes{}}
	for name, c := range f.project.Services {
		p.Services[name] = r.service(name, c, p)
	}
	text, err := p.MarshalJSON()
	if err != nil {
		return nil, fmt.Errorf("write the Compose file of the run: %w", err)
	}
	return bytes.ReplaceAll(text, []byte("$"), []byte("$$")), nil // every variable has its value by now
}

// service is what is carried over of one service. Its networks and volumes are added to the project.
func (r Run) service(name string, c types.ServiceConfig, p *types.Project) types.ServiceConfig {
	s := types.ServiceConfig{Name: name, Links: c.Links, ContainerSpec: types.ContainerSpec{
		Image: c.Image, Platform: c.Platform, Command: c.Command, Entrypoint: c.Entrypoint,
		Environment: maps.Clone(c.Environment), WorkingDir: c.WorkingDir, User: c.User, Hostname: c.Hostname,
		Init: c.Init, StopSignal: c.StopSignal, ReadOnly: c.ReadOnly, Tmpfs: c.Tmpfs, CapDrop: c.CapDrop,
		Labels: r.Labels, MemLimit: memory, MemSwapLimit: memory, CPUS: cpus, PidsLimit: pids,
		SecurityOpt: []string{"no-new-privileges:true"},
		Logging:     &types.LoggingConfig{Driver: "json-file", Options: types.Options{"max-size": logMaxSize, "max-file": "2"}},
	}, WorkloadSpec: types.WorkloadSpec{
		DependsOn: c.DependsOn, Expose: c.Expose, StdinOpen: c.StdinOpen, Tty: c.Tty, HealthCheck: r.health(name, c.HealthCheck),
	}}
	if tag := r.Images[name]; tag != "" {
		s.Image, s.PullPolicy = tag, types.PullPolicyNever
	}
	if s.Environment == nil {
		s.Environment = types.MappingWithEquals{}
	}
	for _, key := range r.Blank {
		if s.Environment[key] == nil {
			s.Environment[key] = new("")
		}
	}
	if name == r.Service {
		r.open(&s)
	}
	r.networks(&s, c, p)
	r.volumes(&s, c, p)
	return s
}

// open publishes the port of the service that is looked at.
func (r Run) open(s *types.ServiceConfig) {
	if r.Publish > 0 {
		s.Ports = []types.ServicePortConfig{{Target: uint32(r.Publish), HostIP: r.HostIP, Protocol: "tcp", Mode: "ingress"}}
	}
	for key, value := range r.Environment {
		s.Environment[key] = &value
	}
}

// networks keeps which services share a network. A network that exists already is replaced by one of the run's own.
func (r Run) networks(s *types.ServiceConfig, c types.ServiceConfig, p *types.Project) {
	names := slices.Collect(maps.Keys(c.Networks))
	if len(names) == 0 {
		names = []string{"default"}
	}
	s.Networks = map[string]*types.ServiceNetworkConfig{}
	for _, name := range names {
		s.Networks[name] = nil
		if own := c.Networks[name]; own != nil && len(own.Aliases) > 0 {
			s.Networks[name] = &types.ServiceNetworkConfig{Aliases: own.Aliases}
		}
		p.Networks[name] = types.NetworkConfig{Labels: r.Labels}
	}
}

// volumes keeps the volumes that Docker manages, new and empty for each run.
func (r Run) volumes(s *types.ServiceConfig, c types.ServiceConfig, p *types.Project) {
	for _, v := range c.Volumes {
		switch v.Type {
		case types.VolumeTypeTmpfs:
			s.Volumes = append(s.Volumes, types.ServiceVolumeConfig{Type: v.Type, Target: v.Target})
		case types.VolumeTypeVolume:
			s.Volumes = append(s.Volumes, types.ServiceVolumeConfig{Type: v.Type, Source: v.Source, Target: v.Target, ReadOnly: v.ReadOnly})
			if v.Source != "" {
				p.Volumes[v.Source] = types.VolumeConfig{Labels: r.Labels}
			}
		}
	}
}

// health asks every second, as patient as the learner's own settings are: a pass then comes soon, and a service that
// needs its time still has it.
func (r Run) health(name string, own *types.HealthCheckConfig) *types.HealthCheckConfig {
	image, has := r.Health[name]
	if own == nil && !has {
		return nil
	}
	h := types.HealthCheckConfig{}
	if own != nil {
		h = *own
		h.StartInterval = nil // engines before 25 refuse it, and it only asks more often
	}
	if h.Disable {
		return &types.HealthCheckConfig{Disable: true}
	}
	interval := durationOr(h.Interval, image.Interval, defaultInterval)
	retries := defaultRetries
	switch {
	case h.Retries != nil && *h.Retries > 0:
		retries = int(min(*h.Retries, maxRetries))
	case image.Retries > 0:
		retries = image.Retries
	}
	if often := askEvery; interval > often {
		retries = int(min(time.Duration(retries)*interval/often, maxRetries))
		interval = often
	}
	start, count, every := types.Duration(durationOr(h.StartPeriod, image.StartPeriod, 0)), uint64(retries), types.Duration(interval)
	h.Interval, h.Retries = &every, &count
	if start > 0 {
		h.StartPeriod = &start
	}
	return &h
}

const (
	askEvery        = time.Second
	defaultInterval = 30 * time.Second // https://docs.docker.com/reference/dockerfile/#healthcheck
	defaultRetries  = 3
	maxRetries      = 100_000
)

func durationOr(own *types.Duration, image, otherwise time.Duration) time.Duration {
	switch {
	case own != nil && *own > 0:
		return time.Duration(*own)
	case image > 0:
		return image
	}
	return otherwise
}

// left names what a file asks for and Runnable does not carry over, where a learner could miss it.
func left(p *types.Project) []string {
	var all []string
	for _, name := range slices.Sorted(maps.Keys(p.Services)) {
		c := p.Services[name]
		for _, part := range []struct {
			key  string
			used bool
		}{
			{"volumes from this machine", slices.ContainsFunc(c.Volumes, func(v types.ServiceVolumeConfig) bool {
				return v.Type != types.VolumeTypeVolume && v.Type != types.VolumeTypeTmpfs
			})},
			{"network_mode", c.NetworkMode != ""},
			{"privileged", c.Privileged},
			{"cap_add", len(c.CapAdd) > 0},
			{"devices", len(c.Devices)+len(c.Gpus) > 0},
			{"pid, ipc, uts or userns_mode", c.Pid+c.Ipc+c.Uts+c.UserNSMode != ""},
			{"security_opt", len(c.SecurityOpt) > 0},
			{"secrets and configs", len(c.Secrets)+len(c.Configs) > 0},
			{"extra_hosts", len(c.ExtraHosts) > 0},
			{"restart", c.Restart != "" && c.Restart != "no"},
			{"hooks", len(c.PostStart)+len(c.PreStop) > 0},
			{"provider, models or use_api_socket", c.Provider != nil || len(c.Models) > 0 || c.UseAPISocket},
		} {
			if part.used {
				all = append(all, part.key+" of "+name)
			}
		}
		if b := c.Build; b != nil && len(b.Secrets)+len(b.SSH)+len(b.AdditionalContexts)+len(b.Entitlements) > 0 {
			all = append(all, "secrets, ssh, additional_contexts or entitlements under build of "+name)
		}
	}
	return all
}

// LeftOut is one sentence about what is left out, or "".
func (f *File) LeftOut() string {
	if len(f.Left) == 0 {
		return ""
	}
	return "not used here: " + strings.Join(f.Left, ", ")
}
