package runner

import (
	"context"
	"encoding/json"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"tutor/exercises"

	"tutor/internal/dockertest"
)

// richCompose has a neighbour to wait for, a volume, a network of its own and what is left out here.
const richCompose = `
services:
  web:
    build: {context: ., args: {UNUSED: "1"}}
    image: theirs:latest
    container_name: theirs
    privileged: true
    restart: always
    ports: ["8000:8000", "9000:9000"]
    environment: ["MODEL_NAME=${NAME:-demo}$$x"]
    volumes: ["data:/data", ".:/here", "/:/host"]
    networks: [front]
    depends_on: {cache: {condition: service_healthy}}
  cache:
    build: .
    command: ["python", "-m", "http.server", "6379"]
    networks: [front]
    healthcheck: {test: ["CMD", "python", "-c", "import socket; socket.create_connection(('cache', 6379))"], interval: 30s}
volumes: {data: {}}
networks: {front: {}}
`

// withImageHealth is a Dockerfile that declares the health check itself.
const withImageHealth = "FROM " + dockertest.BaseImage + "\nWORKDIR /app\nCOPY app.py .\n" +
	`HEALTHCHECK CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/health')"]` +
	"\nCMD [\"python\", \"app.py\"]\n"

// TestComposeSideBySide grades twice at once while port 8000 is taken and a project of the learner's runs.
func TestComposeSideBySide(t *testing.T) {
	dockertest.Require(t)
	if l, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:8000"); err == nil { // else it is taken
		defer func() { _ = l.Close() }()
	}
	theirs := "theirs-" + newRunID()
	own := t.TempDir()
	write(t, own, map[string]string{"compose.yaml": "services: {app: {image: \"" + dockertest.BaseImage + "\", command: [sleep, \"300\"], stop_grace_period: 0s}}\n"})
	compose := func(args ...string) string {
		out, err := docker{}.do(context.Background(), call{args: append([]string{"compose", "-p", theirs}, args...), dir: own})
		if err != nil {
			t.Fatal(err)
		}
		return out.stdout
	}
	compose("up", "-d")
	t.Cleanup(func() { compose("down", "-v") })
	before := compose("ps", "-q")

	ex, label := alone(t, builtIn(t, "compose"))
	rich := solution(t, ex, ex.Reference)
	write(t, rich, map[string]string{"compose.yaml": richCompose, "Dockerfile": withImageHealth})
	r := New()
	var wg sync.WaitGroup
	for _, dir := range []string{rich, solution(t, ex, ex.Reference)} {
		wg.Go(func() {
			rep := r.Grade(context.Background(), ex, dir, GradeOptions{}, nil)
			if rep.Outcome != exercises.Pass || rep.Cleanup.Left != 0 {
				t.Errorf("outcome %s, %+v\n%s", rep.Outcome, rep.Cleanup, describe(rep))
			}
			for _, c := range rep.Checks {
				t.Logf("%s took %d ms", c.ID, c.DurationMS)
			}
		})
	}
	wg.Wait()
	nothingLeft(t, label)
	if after := compose("ps", "-q"); before == "" || after != before {
		t.Errorf("the learner's project was %q and is %q", before, after)
	}
	if text, err := os.ReadFile(filepath.Join(rich, "compose.yaml")); err != nil || string(text) != richCompose {
		t.Errorf("the learner's file was changed: %v\n%s", err, text)
	}
}

// TestComposeContainersReachNothing looks at what was made of a file that asks for more than a container has.
func TestComposeContainersReachNothing(t *testing.T) {
	dockertest.Require(t)
	ex, label := alone(t, builtIn(t, "compose"))
	dir := solution(t, ex, ex.Reference)
	write(t, dir, map[string]string{"compose.yaml": richCompose, "Dockerfile": withImageHealth})
	r := New()
	rep := r.Grade(t.Context(), ex, dir, GradeOptions{Keep: true}, nil)
	t.Cleanup(func() {
		if swept, err := r.Clean(context.Background()); err != nil || swept.Networks < 1 || swept.Volumes < 1 {
			t.Errorf("swept %+v, %v", swept, err)
		}
		nothingLeft(t, label)
	})
	if c := checkOf(t, rep, "file"); rep.Outcome != exercises.Pass || !strings.Contains(c.Observed, "not used here: volumes from this machine of web, privileged of web, restart of web") {
		t.Fatal(describe(rep))
	}
	out, err := r.docker.run(t.Context(), "ps", "-q", "--filter", "label="+label)
	if err != nil {
		t.Fatal(err)
	}
	ids := strings.Fields(out.stdout)
	if len(ids) != 4 { // both services, twice
		t.Errorf("%d containers run", len(ids))
	}
	if out, err = r.docker.run(t.Context(), append([]string{"inspect", "--format", "{{json .}}"}, ids...)...); err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(out.stdout) {
		reachesNothing(t, line)
	}
}

// reachesNothing checks what `docker inspect` says about one container.
func reachesNothing(t *testing.T, line string) {
	t.Helper()
	var c struct {
		Name       string
		HostConfig struct {
			Privileged    bool
			Memory        int64
			PidsLimit     int64
			NanoCpus      int64
			SecurityOpt   []string
			PortBindings  map[string][]struct{ HostIP, HostPort string }
			RestartPolicy struct{ Name string }
		}
		Mounts []struct{ Type, Name string }
	}
	if err := json.Unmarshal([]byte(line), &c); err != nil {
		t.Fatal(err)
	}
	h := c.HostConfig
	if !strings.HasPrefix(c.Name, "/tutor-") || h.Privileged || h.Memory != 512<<20 || h.PidsLimit != 256 || h.NanoCpus != 1e9 ||
		len(h.SecurityOpt) != 1 || h.RestartPolicy.Name == "always" {
		t.Errorf("container %+v", c)
	}
	for port, bindings := range h.PortBindings {
		if port != "8000/tcp" || bindings[0].HostIP != "127.0.0.1" || bindings[0].HostPort != "" && bindings[0].HostPort != "0" {
			t.Errorf("%s publishes %s at %v", c.Name, port, bindings)
		}
	}
	for _, m := range c.Mounts {
		if m.Type != "volume" || !strings.HasPrefix(m.Name, "tutor-") {
			t.Errorf("%s mounts %+v", c.Name, m)
		}
	}
}

func TestComposeCancelLeavesNothing(t *testing.T) {
	dockertest.Require(t)
	ex, label := alone(t, builtIn(t, "compose"))
	dir := solution(t, ex, ex.Reference)
	write(t, dir, map[string]string{"compose.yaml": richCompose, "Dockerfile": withImageHealth})
	for _, note := range []string{"", "Network", "Created", "Started", "Healthy", "done health", "started model", "model Started"} {
		took := cancelAt(t, ex, dir, note)
		dockertest.InTime(t, fmt.Sprintf("a cancel at %q", note), took, 2*time.Second)
		nothingLeft(t, label)
	}
}

// TestComposeCancelOnASlowEngine has an engine that is busy: what it needs 20 ms for takes it two seconds.
func TestComposeCancelOnASlowEngine(t *testing.T) {
	dockertest.Require(t)
	fakeDocker(t, `case "$1 $2" in "ps -aq" | "image ls" | "network ls" | "volume ls") sleep 2 ;; esac
exec "$real" "$@"`)
	ex, label := alone(t, builtIn(t, "compose"))
	cancelAt(t, ex, solution(t, ex, ex.Reference), "Healthy")
	nothingLeft(t, label)
}

// cancelAt grades dir, cancels at the first event that has all words of note, and returns how long the cancel took.
func cancelAt(t *testing.T, ex *exercises.Exercise, dir, note string) time.Duration {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	var once sync.Once
	var cancelled time.Time
	rep := New().Grade(ctx, ex, dir, GradeOptions{}, func(e Event) {
		seen := ""
		switch e := e.(type) {
		case CheckNote:
			seen = e.ID + " " + e.Text
		case CheckDone:
			seen = "done " + e.Result.ID
		case CheckStarted:
			seen = "started " + e.ID
		}
		if !slices.ContainsFunc(strings.Fields(note), func(w string) bool { return !strings.Contains(seen, w) }) {
			once.Do(func() { cancelled = time.Now(); cancel() })
		}
	})
	took := time.Since(cancelled)
	if cancelled.IsZero() {
		t.Fatalf("%q was never seen", note)
	}
	t.Logf("cancelled at %q: %s, %+v", note, took.Round(10*time.Millisecond), rep.Cleanup)
	if rep.Outcome == exercises.Fail || (rep.Outcome == exercises.Error && rep.Cause() != exercises.Interrupted) {
		t.Errorf("cancelled at %q: %s %s\n%s", note, rep.Outcome, rep.Cause(), describe(rep))
	}
	return took
}

// TestComposeKilledRunIsSwept kills a process while its project runs.
func TestComposeKilledRunIsSwept(t *testing.T) {
	if dir := os.Getenv("TUTOR_TEST_COMPOSE"); dir != "" {
		ex := builtIn(t, "compose")
		ex.ID = os.Getenv("TUTOR_TEST_ID")
		New().Grade(context.Background(), ex, dir, GradeOptions{}, func(e Event) { fmt.Printf("%T %v\n", e, e) })
		return
	}
	dockertest.Require(t)
	ex, label := alone(t, builtIn(t, "compose"))
	dir := solution(t, ex, ex.Reference)
	write(t, dir, map[string]string{"compose.yaml": richCompose, "Dockerfile": withImageHealth})
	cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run", "^TestComposeKilledRunIsSwept$", "-test.v")
	cmd.Env = append(os.Environ(), "TUTOR_TEST_COMPOSE="+dir, "TUTOR_TEST_ID="+ex.ID)
	var out lockedBuffer
	cmd.Stdout = &out
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	deadline := time.Now().Add(time.Minute)
	for !strings.Contains(out.String(), "cache-1 Started") && time.Now().Before(deadline) {
		time.Sleep(20 * time.Millisecond)
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait() // killed
	left := strings.Join(marked(t, label), ", ")
	for _, kind := range []string{"container", "image", "network", "volume"} {
		if !strings.Contains(left, kind) {
			t.Errorf("the killed run left no %s, so the test proves nothing of it: %s", kind, left)
		}
	}
	for range 20 { // what the engine was still making is a dead run's, too
		if _, err := New().Clean(context.Background()); err != nil {
			t.Fatal(err)
		}
		if len(marked(t, label)) == 0 {
			break
		}
		time.Sleep(100 * time.Millisecond)
	}
	nothingLeft(t, label)
}

// TestComposePluginMissing has a docker that knows no compose, and no engine either.
func TestComposePluginMissing(t *testing.T) {
	for name, says := range map[string]string{
		"28": "docker: unknown command: docker compose\n\nRun 'docker --help' for more information",
		"24": "docker: 'compose' is not a docker command.\nSee 'docker --help'",
		"20": "unknown shorthand flag: 'p' in -p\nSee 'docker --help'.",
	} {
		t.Run(name, func(t *testing.T) {
			fakeDocker(t, "cat >&2 <<'EOT'\n"+says+"\nEOT\nexit 125")
			ex := builtIn(t, "compose")
			rep := New().Grade(t.Context(), ex, solution(t, ex, ex.Reference), GradeOptions{}, nil)
			c := checkOf(t, rep, "up")
			if rep.Outcome != exercises.Error || c.Cause != exercises.DockerMissing || !strings.Contains(c.Observed, "docker-compose-plugin") {
				t.Errorf("%s\n%s", rep.Outcome, describe(rep))
			}
			if c := checkOf(t, rep, "file"); c.Outcome != exercises.Pass {
				t.Errorf("the file was not read: %+v", c)
			}
		})
	}
}

// TestComposeFileIsReadWithoutDocker shows that the verdict on the file needs no docker, and the exercise does.
func TestComposeFileIsReadWithoutDocker(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	ex := builtIn(t, "compose")
	dir := solution(t, ex, ex.Reference)
	rep := New().Grade(t.Context(), ex, dir, GradeOptions{}, nil)
	if c := checkOf(t, rep, "file"); rep.Outcome != exercises.Error || rep.Cause() != exercises.DockerMissing || c.Outcome != exercises.Pass {
		t.Errorf("%s %s\n%s", rep.Outcome, rep.Cause(), describe(rep))
	}
	write(t, dir, map[string]string{"compose.yaml": "services:\n\tapp:\n"})
	rep = New().Grade(t.Context(), ex, dir, GradeOptions{}, nil)
	if rep.Outcome != exercises.Fail || rep.Cause() != exercises.ComposeInvalid {
		t.Errorf("%s %s\n%s", rep.Outcome, rep.Cause(), describe(rep))
	}
}

// TestComposeSaysWhy holds real messages of Compose 2.40.
func TestComposeSaysWhy(t *testing.T) {
	for output, want := range map[string]exercises.Cause{
		" Container a-1  Starting\nError response from daemon: failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: \"pyhton\": executable file not found in $PATH: unknown\n": exercises.CommandNotFound,
		"Error response from daemon: pull access denied for nobody/has-this, repository does not exist or may require 'docker login': denied: requested access to the resource is denied\n":                                                                                        exercises.ImageNotFound,
		" cache Error Get \"https://registry.example/v2/\": dial tcp: lookup registry.example: no such host\nError response from daemon: Get \"https://registry.example/v2/\": dial tcp: lookup registry.example on 10.0.0.2:53: no such host\n":                                   exercises.RegistryUnreachable,
		"Error response from daemon: toomanyrequests: You have reached your unauthenticated pull rate limit.\n":                                                                                                                                                                    exercises.RegistryRateLimited,
		"time=\"x\" level=warning msg=\"y\"\n Container a-cache-1  Error\ndependency failed to start: container a-cache-1 is unhealthy\n":                                                                                                                                          "",
		" Network a_default  Creating\nfailed to create network a_default: Error response from daemon: write /var/lib/docker/network/files/local-kv.db: no space left on device\n":                                                                                                 exercises.DiskFull,
		"container a-app-1 exited (1)\n": "",
	} {
		if got := composeCause(composeSaid(output)); got != want {
			t.Errorf("%q: %q, want %q (said %q)", output, got, want, composeSaid(output))
		}
	}
}
