package runner

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"net"
	"net/url"
	"os"
	"strings"

	"tutor/exercises"
)

// engine returns the engine's version and architecture, or empty strings when it does not say.
func (d docker) engine(ctx context.Context) (version, arch string) {
	s, _ := d.server(ctx)
	return s.Version, s.Arch
}

// server is what the engine says about itself.
type server struct {
	Version  string
	OS, Arch string // as Go names them
}

// server asks the engine what it is.
func (d docker) server(ctx context.Context) (server, error) {
	args := []string{"version", "--format", "{{json .Server}}"}
	out, err := d.run(ctx, args...)
	if err != nil {
		return server{}, err
	}
	var s server
	if json.Unmarshal([]byte(out.stdout), &s) != nil || s.Version == "" {
		return server{}, &Problem{Cause: exercises.DaemonDown, Args: args, Err: errors.New("the engine did not say its version")}
	}
	return s, nil
}

// endpoint returns the address the docker CLI talks to: DOCKER_HOST, else that of the current context; empty for the
// built-in one, which is on this machine.
func (d docker) endpoint(ctx context.Context) (string, error) {
	if host := os.Getenv("DOCKER_HOST"); host != "" {
		return host, nil
	}
	if currentContext() == builtinContext {
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

// builtinContext is the context whose engine is on this machine.
const builtinContext = "default"

// currentContext is the context that the docker CLI uses, or empty when that is not known. It is asked for in the
// environment and in config.json (docs.docker.com/engine/manage-resources/contexts); what cannot be read is for the CLI
// to say.
func currentContext() string {
	if name := os.Getenv("DOCKER_CONTEXT"); name != "" {
		return name
	}
	config, err := readCLIConfig()
	if err != nil {
		return ""
	}
	return cmp.Or(config.CurrentContext, builtinContext)
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
