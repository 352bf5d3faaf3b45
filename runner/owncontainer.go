package runner

import (
	"context"
	"errors"
	"os"
	"regexp"
	"strings"
	"sync"

	"tutor/exercises"
)

// errOwnNetwork is a tutor that cannot ask a learner's app, whatever the app does.
var errOwnNetwork = errors.New("this tutor runs in a container with a network of its own, from which 127.0.0.1 of the " +
	"engine's machine is not reached; start it again with --network host")

// reach is endpoint, and an error where ports that the engine publishes cannot be reached from here.
func (d docker) reach(ctx context.Context) (string, error) {
	endpoint, err := d.endpoint(ctx)
	if err != nil || remoteHost(endpoint) != "" {
		return endpoint, err
	}
	id := thisContainer()
	if id == "" {
		return endpoint, nil
	}
	args := []string{"container", "inspect", "--format", "{{.HostConfig.NetworkMode}}", id}
	out, err := d.run(ctx, args...)
	if mode := strings.TrimSpace(out.stdout); err != nil || mode == "" || mode == "host" {
		return endpoint, nil // an engine that does not know the container runs inside it, as in Docker-in-Docker
	}
	return endpoint, &Problem{Cause: exercises.PortsUnreachable, Args: []string{"run"}, Err: errOwnNetwork}
}

// Docker mounts files of its own into every container, from a folder that is named after the container.
var ownMount = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`/containers/([0-9a-f]{64})/(?:hostname|hosts|resolv\.conf) `)
})

// thisContainer is the id of the container that this process runs in, or empty.
func thisContainer() string {
	mounts, _ := os.ReadFile("/proc/self/mountinfo") // only Linux has it, and only there is a tutor in a container
	return ownContainer(string(mounts))
}

// ownContainer reads the id of the container that this process runs in from /proc/self/mountinfo
// (proc_pid_mountinfo(5)); it is empty outside of one.
func ownContainer(mountinfo string) string {
	if found := ownMount().FindStringSubmatch(mountinfo); found != nil {
		return found[1]
	}
	return ""
}
