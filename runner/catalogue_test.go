package runner

import (
	"testing"

	"tutor/exercises"
)

// The texts are what Docker 20.10 to 29 print, from both builders.
func TestBuildCause(t *testing.T) {
	for _, c := range []struct {
		name, said, log string
		want            exercises.Cause
	}{
		{"buildkit misspelt", "ERROR: failed to build: failed to solve: rpc error: code = Unknown desc = failed to solve with frontend dockerfile.v0: failed to create LLB definition: dockerfile parse error line 2: unknown instruction: WORKDR", "", exercises.DockerfileSyntax},
		{"buildkit misspelt, newer", "ERROR: failed to build: failed to solve: dockerfile parse error on line 2: unknown instruction: WORKDR (did you mean WORKDIR?)", "", exercises.DockerfileSyntax},
		{"legacy misspelt", "Error response from daemon: dockerfile parse error line 2: unknown instruction: WORKDR", "", exercises.DockerfileSyntax},
		{"buildkit empty", "ERROR: failed to solve: the Dockerfile cannot be empty", "", exercises.DockerfileSyntax},
		{"buildkit empty, newer", "ERROR: failed to build: failed to solve: failed to read dockerfile: file with no instructions", "", exercises.DockerfileSyntax},
		{"legacy empty", "Error response from daemon: the Dockerfile (Dockerfile) cannot be empty", "", exercises.DockerfileSyntax},
		{"buildkit pattern", "ERROR: failed to build: failed to solve: rpc error: code = Unknown desc = invalid excludepatterns: [[]: syntax error in pattern", "", exercises.DockerfileSyntax},
		{"legacy pattern", "error checking context: 'syntax error in pattern'.", "", exercises.DockerfileSyntax},
		{"no FROM", "Error response from daemon: no build stage in current context", "", exercises.DockerfileSyntax},
		{"buildkit no Dockerfile", "ERROR: failed to solve: failed to read dockerfile: open Dockerfile: no such file or directory", "", exercises.DockerfileMissing},
		{"legacy no Dockerfile", "unable to prepare context: unable to evaluate symlinks in Dockerfile path: lstat /w/Dockerfile: no such file or directory", "", exercises.DockerfileMissing},
		{"buildkit copy", `ERROR: failed to build: failed to solve: failed to compute cache key: "/nope.txt" not found: not found`, "", exercises.CopySourceMissing},
		{"buildkit copy, newer", `ERROR: failed to solve: failed to compute cache key: failed to calculate checksum of ref x::y: "/nope.txt": not found`, "", exercises.CopySourceMissing},
		{"legacy copy", "COPY failed: file not found in build context or excluded by .dockerignore: stat nope.txt: file does not exist", "", exercises.CopySourceMissing},
		{"buildkit run", "ERROR: failed to build: failed to solve: executor failed running [/bin/sh -c false]: exit code: 1", "", exercises.BuildCommandFailed},
		{"buildkit run, newer", `ERROR: failed to solve: process "/bin/sh -c false" did not complete successfully: exit code: 1`, "", exercises.BuildCommandFailed},
		{"legacy run", "The command '/bin/sh -c false' returned a non-zero code: 1", "", exercises.BuildCommandFailed},
		{
			"pip without network", `ERROR: failed to solve: process "/bin/sh -c pip install x" did not complete successfully: exit code: 1`,
			"WARNING: Retrying after connection broken by 'NameResolutionError(...)'", exercises.RegistryUnreachable,
		},
		{
			"pip behind a proxy", `ERROR: failed to solve: process "/bin/sh -c pip install x" did not complete successfully: exit code: 1`,
			`WARNING: Retrying (Retry(total=4, connect=None)) after connection broken by 'ProxyError('Cannot connect to proxy.')': /simple/x/`, exercises.RegistryUnreachable,
		},
		{
			"pip with a misspelt package", "The command '/bin/sh -c pip install flsk' returned a non-zero code: 1",
			"ERROR: Could not find a version that satisfies the requirement flsk (from versions: none)\nERROR: No matching distribution found for flsk", exercises.BuildCommandFailed,
		},
		{
			"disk full in RUN", `ERROR: failed to solve: process "/bin/sh -c dd" did not complete successfully: exit code: 1`,
			"dd: error writing 'x': No space left on device", exercises.DiskFull,
		},
		{"engine ended in a build", "ERROR: failed to build: failed to solve: Unavailable: error reading from server: EOF", "", exercises.DaemonDown},
		{"disk full in export", "ERROR: failed to solve: write /var/lib/docker/tmp/x: no space left on device", "", exercises.DiskFull},
		{"unknown image", `ERROR: failed to solve: pyhton:3.14-slim: failed to resolve source metadata for docker.io/library/pyhton:3.14-slim: pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed`, "", exercises.ImageNotFound},
		{"unknown tag", "ERROR: failed to solve: python:9.99: failed to resolve source metadata for docker.io/library/python:9.99: docker.io/library/python:9.99: not found", "", exercises.ImageNotFound},
		{"legacy unknown tag", "manifest for python:9.99 not found: manifest unknown: manifest unknown", "", exercises.ImageNotFound},
		{"buildkit no network", `ERROR: failed to build: failed to solve: failed to do request: Head "https://registry/v2/library/pyhton/manifests/3.14-slim": dial tcp: lookup registry on 10.0.0.1:53: no such host`, "", exercises.RegistryUnreachable},
		{"legacy no network", `Get "https://registry/v2/": dial tcp: lookup registry on 10.0.0.1:53: no such host`, "", exercises.RegistryUnreachable},
		{"rate limit", "toomanyrequests: You have reached your pull rate limit.", "", exercises.RegistryRateLimited},
		{"daemon gone", "ERROR: Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?", "", exercises.DaemonDown},
		{"nothing known", "ERROR: something new", "", exercises.Internal},
	} {
		if got := buildCause(c.said, c.log); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

func TestInfraAndStartCause(t *testing.T) {
	for _, c := range []struct {
		said  string
		infra exercises.Cause
		start exercises.Cause
	}{
		{`docker: Error response from daemon: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "pyhton": executable file not found in $PATH: unknown`, exercises.Internal, exercises.CommandNotFound},
		{`docker: Error response from daemon: OCI runtime create failed: exec: "/run.sh": stat /run.sh: no such file or directory: unknown`, exercises.Internal, exercises.CommandNotFound},
		{`docker: Error response from daemon: OCI runtime create failed: exec: "/run.sh": permission denied: unknown.`, exercises.Internal, exercises.CommandNotFound},
		{"docker: Error response from daemon: No command specified", exercises.Internal, exercises.CommandNotFound},
		{"docker: exec /app: exec format error", exercises.Internal, exercises.ArchMismatch},
		{"permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock", exercises.PermissionDenied, exercises.PermissionDenied},
		{"permission denied while trying to connect to the docker API at unix:///var/run/docker.sock", exercises.PermissionDenied, exercises.PermissionDenied},
		{"failed to connect to the docker API at unix:///x.sock; check if the path is correct", exercises.DaemonDown, exercises.DaemonDown},
		{"error during connect: this error may indicate that the docker daemon is not running", exercises.DaemonDown, exercises.DaemonDown},
	} {
		if got := infraCause(c.said); got != c.infra {
			t.Errorf("infraCause(%q) = %s, want %s", c.said, got, c.infra)
		}
		if got := startCause(c.said); got != c.start {
			t.Errorf("startCause(%q) = %s, want %s", c.said, got, c.start)
		}
	}
}

func TestLastWords(t *testing.T) {
	got := unwrapped(lastError([]string{"noise", "ERROR: failed to build: failed to solve: rpc error: code = Unknown desc = failed to solve with frontend dockerfile.v0: failed to create LLB definition: dockerfile parse error line 2: unknown instruction: WORKDR", "more"}))
	if want := "dockerfile parse error line 2: unknown instruction: WORKDR"; got != want {
		t.Errorf("lastError = %q, want %q", got, want)
	}
	got = lastStartError("docker: Error response from daemon: failed to create shim task: unable to start container process: exec: \"x\": executable file not found in $PATH: unknown\n\nRun 'docker run --help'")
	if want := `exec: "x": executable file not found in $PATH`; got != want {
		t.Errorf("lastStartError = %q, want %q", got, want)
	}
}
