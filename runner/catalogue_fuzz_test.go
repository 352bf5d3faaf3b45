package runner

import (
	"slices"
	"strings"
	"testing"

	"tutor/exercises"
)

// machineWords are what Docker says when the machine lets the learner down, and what that means.
func machineWords() map[string]exercises.Cause {
	return map[string]exercises.Cause{
		"Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?":               exercises.DaemonDown,
		"failed to connect to the docker API at unix:///var/run/docker.sock; check if the path is correct":                exercises.DaemonDown,
		"error during connect: this error may indicate that the docker daemon is not running":                             exercises.DaemonDown,
		"permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock":            exercises.PermissionDenied,
		"permission denied while trying to connect to the docker API at unix:///var/run/docker.sock":                      exercises.PermissionDenied,
		"dial unix /var/run/docker.sock: connect: no such file or directory":                                              exercises.DaemonDown,
		"dial unix /run/user/1000/x.sock: connect: permission denied":                                                     exercises.PermissionDenied,
		"write /var/lib/docker/tmp/x: no space left on device":                                                            exercises.DiskFull,
		"mkdir /var/lib/docker/overlay2/x: disk quota exceeded":                                                           exercises.DiskFull,
		"toomanyrequests: You have reached your pull rate limit.":                                                         exercises.RegistryRateLimited,
		"unexpected status from HEAD request to https://registry/v2/library/python/manifests/3.14: 429 Too Many Requests": exercises.RegistryRateLimited,
	}
}

// registryWords are what the builders say when no registry answers.
func registryWords() []string {
	return []string{
		`failed to do request: Head "https://registry/v2/library/python/manifests/3.14-slim": dial tcp: lookup registry on 10.0.0.1:53: no such host`,
		`Get "https://registry/v2/": dial tcp 10.0.0.2:443: connect: connection refused`,
		`failed to resolve source metadata for docker.io/library/python:3.14-slim: failed to authorize: net/http: TLS handshake timeout`,
	}
}

// FuzzCatalogue holds that a text of Docker's, whatever it is, has one cause of the list; and that trouble with the
// machine is never the learner's fault, whatever stands around it.
func FuzzCatalogue(f *testing.F) {
	all, err := exercises.Explanations()
	if err != nil {
		f.Fatal(err)
	}
	known := func(c exercises.Cause) bool {
		return slices.ContainsFunc(all, func(e exercises.Explanation) bool { return e.Cause == c })
	}
	f.Fuzz(func(t *testing.T, before, after, log string) {
		said := before + after
		for name, c := range map[string]exercises.Cause{
			"build": buildCause(said, log), "start": startCause(said), "infra": infraCause(said), "command": commandCause(log),
		} {
			if !known(c) {
				t.Fatalf("%s: %q is the cause of %q", name, c, said)
			}
		}
		if c := composeCause(said); c != "" && !known(c) {
			t.Fatalf("compose: %q is the cause of %q", c, said)
		}
		if c := infraCause(said); !c.Infra() {
			t.Fatalf("infra: %s is the cause of %q", c, said)
		}
		for words, want := range machineWords() {
			checkMachine(t, before, words, after, want)
		}
		for _, words := range registryWords() {
			checkRegistry(t, before, words, after)
		}
	})
}

func checkMachine(t *testing.T, before, words, after string, want exercises.Cause) {
	t.Helper()
	said := before + "\n" + words + "\n" + after
	for name, c := range map[string]exercises.Cause{"start": startCause(said), "infra": infraCause(said), "compose": composeCause(said)} {
		if !c.Infra() {
			t.Fatalf("%s: %s is the cause of %q", name, c, said)
		}
	}
	// A command that failed is named with its own words, which may be any.
	if c := buildCause(said, after); !c.Infra() && !containsAny(strings.ToLower(said), commandWords()) {
		t.Fatalf("build: %s is the cause of %q", c, said)
	}
	if c := buildCause(`ERROR: failed to solve: process "`+before+`" did not complete successfully: `+words, after); c != want {
		t.Fatalf("build: %s instead of %s behind the command %q", c, want, before)
	}
	command := `ERROR: failed to solve: process "/bin/sh -c echo ` + words + `" did not complete successfully: exit code: 1`
	if c := buildCause(command, ""); c != exercises.BuildCommandFailed {
		t.Fatalf("build: %s is the cause of %q", c, command)
	}
}

// checkRegistry asks only where the rest means nothing by itself: a message may well be about both.
func checkRegistry(t *testing.T, before, words, after string) {
	t.Helper()
	alone := before + "\n" + after
	said := before + "\n" + words + "\n" + after
	lower := strings.ToLower(alone)
	if buildCause(alone, "").Infra() && !strings.Contains(lower, "dockerfile") {
		if c := buildCause(said, after); !c.Infra() {
			t.Fatalf("build: %s is the cause of %q", c, said)
		}
	}
	if c := composeCause(alone); c == "" && !strings.Contains(lower, "not found") {
		if c := composeCause(said); c != "" && !c.Infra() {
			t.Fatalf("compose: %s is the cause of %q", c, said)
		}
	}
}
