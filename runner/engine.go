package runner

import (
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"tutor/exercises"
)

// engine returns the engine's version and architecture, or empty strings when it does not say.
func (d docker) engine(ctx context.Context) (version, arch string) {
	version, arch, _ = d.server(ctx)
	return version, arch
}

// server asks the engine for its version and architecture.
func (d docker) server(ctx context.Context) (version, arch string, err error) {
	args := []string{"version", "--format", "{{json .Server}}"}
	out, err := d.run(ctx, args...)
	if err != nil {
		return "", "", err
	}
	var s struct{ Version, Arch string }
	if json.Unmarshal([]byte(out.stdout), &s) != nil || s.Version == "" {
		return "", "", &Problem{Cause: exercises.DaemonDown, Args: args, Err: errors.New("the engine did not say its version")}
	}
	return s.Version, s.Arch, nil
}

// endpoint returns the address the docker CLI talks to: DOCKER_HOST, else that of the current context; empty for the
// built-in one, which is on this machine.
func (d docker) endpoint(ctx context.Context) (string, error) {
	if host := os.Getenv("DOCKER_HOST"); host != "" {
		return host, nil
	}
	if defaultContext() {
		return "", nil
	}
	out, err := d.run(ctx, "context", "inspect", "--format", "{{json .Endpoints.docker.Host}}")
	if err != nil {
		return "", err
	}
	var host string
	if err := json.Unmarshal([]byte(out.stdout), &host); err != nil {
		return "", &Problem{Cause: infraCause(out.stdout), Args: []string{"context", "inspect"}, Err: err}
	}
	return host, nil
}

// defaultContext says whether the docker CLI uses its built-in context, whose engine is on this machine. It is asked
// for in the environment and in config.json (docs.docker.com/engine/manage-resources/contexts); what cannot be read is
// for the CLI to say.
func defaultContext() bool {
	if name := os.Getenv("DOCKER_CONTEXT"); name != "" {
		return name == "default"
	}
	dir := os.Getenv("DOCKER_CONFIG")
	if dir == "" {
		home, err := os.UserHomeDir()
		if err != nil {
			return false
		}
		dir = filepath.Join(home, ".docker")
	}
	text, err := os.ReadFile(filepath.Join(dir, "config.json"))
	if errors.Is(err, fs.ErrNotExist) {
		return true
	}
	var config struct{ CurrentContext string }
	if err != nil || json.Unmarshal(text, &config) != nil {
		return false
	}
	return config.CurrentContext == "" || config.CurrentContext == "default"
}

// remoteHost returns the name of the machine the engine runs on, or "" when it is this one.
func remoteHost(endpoint string) string {
	u, err := url.Parse(endpoint)
	if err != nil || (u.Scheme != "tcp" && u.Scheme != "ssh" && u.Scheme != "http" && u.Scheme != "https") {
		return ""
	}
	host := u.Hostname()
	if ip := net.ParseIP(host); strings.EqualFold(host, "localhost") || (ip != nil && ip.IsLoopback()) {
		return ""
	}
	return host
}
