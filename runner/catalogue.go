package runner

import (
	"strings"

	"tutor/exercises"
)

// message maps words of Docker's own messages to a cause. All words of `all` must be there, and one of `any` if given.
type message struct {
	cause exercises.Cause
	all   []string
	any   []string
}

func (m message) matches(text string) bool {
	for _, w := range m.all {
		if !strings.Contains(text, w) {
			return false
		}
	}
	if len(m.any) == 0 {
		return true
	}
	for _, w := range m.any {
		if strings.Contains(text, w) {
			return true
		}
	}
	return false
}

// infraMessages are what docker says when the machine is the problem, in lower case.
func infraMessages() []message {
	return []message{
		{cause: exercises.PermissionDenied, all: []string{"permission denied"}, any: []string{"docker daemon socket", "docker.sock", "docker api", "connect to the docker", "dial unix "}},
		{cause: exercises.DaemonDown, any: []string{
			"cannot connect to the docker daemon", "is the docker daemon running", "failed to connect to the docker api",
			"error during connect", "docker desktop is not running", "the docker daemon is not running",
			"dial unix ", // the daemon's socket, or the one behind the daemon
		}},
		// The engine ended while it built.
		{cause: exercises.DaemonDown, all: []string{"unavailable"}, any: []string{"error reading from server", "transport is closing"}},
		{cause: exercises.DiskFull, any: []string{"no space left on device", "disk quota exceeded"}},
		{cause: exercises.RegistryRateLimited, any: []string{"toomanyrequests", "too many requests", "pull rate limit"}},
	}
}

// infraCause returns the cause that docker's own words name, or Internal when nothing is known about them.
func infraCause(text string) exercises.Cause {
	if c := lookup(infraMessages(), text); c != "" {
		return c
	}
	if strings.HasSuffix(strings.TrimSpace(text), "unexpected EOF") { // the engine ended while it answered
		return exercises.DaemonDown
	}
	return exercises.Internal
}

// lookup returns the cause of the first message that matches, or "".
func lookup(messages []message, text string) exercises.Cause {
	text = strings.ToLower(text)
	for _, m := range messages {
		if m.matches(text) {
			return m.cause
		}
	}
	return ""
}

// networkWords are how a registry or a package index that cannot be reached shows, in lower case.
func networkWords() []string {
	return []string{
		"no such host", "dial tcp", "i/o timeout", "tls handshake timeout", "network is unreachable",
		"connection refused", "connection reset by peer", "server misbehaving", "temporary failure in name resolution",
		"context deadline exceeded", "client.timeout exceeded",
	}
}

// buildMessages are what both builders say about a Dockerfile or its context, in lower case, the most specific first.
func buildMessages() []message {
	return []message{
		{cause: exercises.DockerfileMissing, all: []string{"dockerfile", "no such file or directory"}, any: []string{
			"failed to read dockerfile", "unable to evaluate symlinks in dockerfile path", "failed to stat dockerfile",
		}},
		{cause: exercises.RegistryUnreachable, any: []string{"failed to do request", "failed to resolve source metadata", "get \"https://", "failed to fetch", "failed to authorize"}},
		{cause: exercises.CopySourceMissing, any: []string{
			"failed to compute cache key", "failed to calculate checksum", "file not found in build context",
			"copy failed:", "add failed:", "no source files were specified", "outside the build context",
		}},
		{cause: exercises.DockerfileSyntax, any: []string{
			"dockerfile parse error", "unknown instruction", "cannot be empty", "file with no instructions",
			"no build stage in current context", "failed to parse", "invalid reference format", "circular dependency",
			"invalid from flag", "failed to create llb definition", "invalid argument", "failed to process", badPattern,
		}},
	}
}

// badPattern is what both builders say about a pattern of .dockerignore that is none.
const badPattern = "syntax error in pattern"

// imageMessages are a registry's answers that an image does not exist.
func imageMessages() []message {
	return []message{{cause: exercises.ImageNotFound, any: []string{
		"pull access denied", "manifest unknown", "repository does not exist", "manifest for", "no match for platform",
	}}}
}

// commandWords are what both builders say when a RUN command ended with an error.
func commandWords() []string {
	return []string{"did not complete successfully", "executor failed running", "returned a non-zero code"}
}

// buildCause says why a build failed. said is what the builder said at its end; log is what the commands printed.
func buildCause(said, log string) exercises.Cause {
	lower := strings.ToLower(said)
	if containsAny(lower, commandWords()) {
		if c := lookup(infraMessages(), afterCommand(lower)); c != "" {
			return c
		}
		return commandCause(log)
	}
	// The machine first: a registry that is asked too often may name the image, too.
	if c := lookup(append(infraMessages(), imageMessages()...), lower); c != "" {
		return c
	}
	c := lookup(buildMessages(), lower)
	if c != exercises.RegistryUnreachable {
		return orInternal(c)
	}
	if containsAny(lower, networkWords()) {
		return c
	}
	if strings.Contains(lower, "not found") { // the registry answered
		return exercises.ImageNotFound
	}
	return c
}

// afterCommand is what BuildKit says of a RUN command's end. It stands behind the command, whose words are the learner's.
func afterCommand(lower string) string {
	const ended = "did not complete successfully: "
	if at := strings.LastIndex(lower, ended); at >= 0 {
		return lower[at+len(ended):]
	}
	return ""
}

// commandCause tells a RUN command that failed by itself from one that the machine let down.
func commandCause(log string) exercises.Cause {
	lower := strings.ToLower(log)
	switch {
	case strings.Contains(lower, "no space left on device"):
		return exercises.DiskFull
	case containsAny(lower, []string{
		"nameresolutionerror", "temporary failure in name resolution", "temporary failure resolving", "could not resolve host",
		"after connection broken by", // pip, about its index
	}):
		return exercises.RegistryUnreachable
	}
	return exercises.BuildCommandFailed
}

// startCause says why `docker run` could not start the container.
func startCause(said string) exercises.Cause {
	return orInternal(lookup(append(infraMessages(), []message{
		{cause: exercises.ArchMismatch, any: []string{"exec format error"}},
		{cause: exercises.CommandNotFound, any: []string{
			"executable file not found", "no such file or directory", "no command specified",
			"is a directory", "permission denied", "not a directory",
		}},
	}...), said))
}

// composeCause says why Compose could not start a service, from its own words: an image that cannot be had, a command
// that is not in one. It is empty when the containers tell more.
func composeCause(said string) exercises.Cause {
	lower := strings.ToLower(said)
	if c := lookup(append(infraMessages(), imageMessages()...), lower); c != "" {
		return c
	}
	switch {
	case strings.Contains(lower, "failed to resolve reference"), strings.Contains(lower, "failed to do request"):
		if strings.Contains(lower, "not found") {
			return exercises.ImageNotFound
		}
		return exercises.RegistryUnreachable
	case containsAny(lower, []string{"get \"https://", "get \"http://"}) && containsAny(lower, networkWords()):
		return exercises.RegistryUnreachable
	case containsAny(lower, []string{"oci runtime create failed", "unable to start container process", "failed to create task", "no command specified"}):
		if c := startCause(lower); c != exercises.Internal {
			return c
		}
	}
	return ""
}

func orInternal(c exercises.Cause) exercises.Cause {
	if c == "" {
		return exercises.Internal
	}
	return c
}

func containsAny(text string, words []string) bool {
	for _, w := range words {
		if strings.Contains(text, w) {
			return true
		}
	}
	return false
}
