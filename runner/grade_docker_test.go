package runner

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"tutor/exercises"

	"tutor/internal/dockertest"
)

func describe(rep exercises.Report) string {
	var b strings.Builder
	for _, c := range rep.Checks {
		fmt.Fprintf(&b, "%s: %s %s\n  expected: %s\n  observed: %s\n  log: %s\n", c.ID, c.Outcome, c.Cause, c.Expected, c.Observed, c.Log)
	}
	return b.String()
}

func TestLegacyBuilder(t *testing.T) {
	dockertest.Require(t)
	t.Setenv("DOCKER_BUILDKIT", "0")
	ex, label := alone(t, buildImage(t))
	for _, c := range []struct {
		name, dockerfile string
		outcome          exercises.Outcome
		cause            exercises.Cause
	}{
		{"passes", "FROM " + dockertest.BaseImage + "\nWORKDIR /app\nCOPY app.py .\nCMD [\"python\", \"app.py\"]\n", exercises.Pass, ""},
		{"misspelt", "FROM " + dockertest.BaseImage + "\nWORKDR /app\n", exercises.Fail, exercises.DockerfileSyntax},
		{"copy", "FROM " + dockertest.BaseImage + "\nCOPY nope .\n", exercises.Fail, exercises.CopySourceMissing},
		{"run", "FROM " + dockertest.BaseImage + "\nRUN echo seen; false\n", exercises.Fail, exercises.BuildCommandFailed},
		{"empty", "\n", exercises.Fail, exercises.DockerfileSyntax},
	} {
		dir := solution(t, ex, ex.Reference)
		write(t, dir, map[string]string{"Dockerfile": c.dockerfile})
		rep := New().Grade(context.Background(), ex, dir, GradeOptions{}, nil)
		if rep.Outcome != c.outcome || rep.Cause() != c.cause || rep.Environment.Builder != "legacy" {
			t.Errorf("%s: %s %s with %s\n%s", c.name, rep.Outcome, rep.Cause(), rep.Environment.Builder, describe(rep))
		}
		if c.name == "run" && !strings.Contains(checkOf(t, rep, "builds").Log, "seen") {
			t.Errorf("the log of the failed step is missing: %q", checkOf(t, rep, "builds").Log)
		}
	}
	nothingLeft(t, label)
}

// TestAnotherRunSpoilsTheBuild lets a build fail as it does when another run removes an image of the legacy builder's
// cache, or is cancelled while BuildKit does for both what they share.
func TestAnotherRunSpoilsTheBuild(t *testing.T) {
	dockertest.Require(t)
	for _, tt := range []struct{ buildkit, words, said string }{
		{"0", "build", "failed to export image: failed to set parent sha256:98ab: unknown parent image ID sha256:98ab"},
		{"1", "buildx build", "ERROR: failed to build: failed to solve: context canceled"},
	} {
		t.Run(tt.words, func(t *testing.T) {
			t.Setenv("DOCKER_BUILDKIT", tt.buildkit)
			ex, label := alone(t, buildImage(t))
			dir := solution(t, ex, ex.Reference)
			write(t, dir, map[string]string{"Dockerfile": "FROM " + dockertest.BaseImage + "\nCOPY app.py .\nCMD [\"python\", \"app.py\"]\n"})
			here := fakeDocker(t, fmt.Sprintf(`case "$*" in
%q*) if [ ! -e "$here"/tried ]; then : > "$here"/tried; echo %q >&2; exit 1; fi ;;
esac
exec "$real" "$@"`, tt.words+" ", tt.said))
			rep := New().Grade(context.Background(), ex, dir, GradeOptions{}, nil)
			if rep.Outcome != exercises.Pass {
				t.Errorf("outcome %s\n%s", rep.Outcome, describe(rep))
			}
			if _, err := os.Stat(filepath.Join(here, "tried")); err != nil {
				t.Error("the build did not fail once")
			}
			nothingLeft(t, label)
		})
	}
}

// TestTwoAtOnceWithPort8000Taken shows that no fixed port is needed.
func TestTwoAtOnceWithPort8000Taken(t *testing.T) {
	dockertest.Require(t)
	l, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:8000")
	if err != nil {
		t.Logf("port 8000 is taken by somebody else already: %v", err)
	} else {
		defer func() { _ = l.Close() }()
	}
	ex, label := alone(t, buildImage(t))
	r := New()
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() {
			if rep := r.Grade(context.Background(), ex, solution(t, ex, ex.Reference), GradeOptions{}, nil); rep.Outcome != exercises.Pass {
				t.Errorf("outcome %s\n%s", rep.Outcome, describe(rep))
			}
		})
	}
	wg.Wait()
	nothingLeft(t, label)
}

func TestSlowStartPasses(t *testing.T) {
	dockertest.Require(t)
	t.Parallel()
	ex, _ := alone(t, buildImage(t))
	dir := solution(t, ex, ex.Reference)
	app, err := os.ReadFile(filepath.Join(dir, "app.py"))
	if err != nil {
		t.Fatal(err)
	}
	write(t, dir, map[string]string{"app.py": "import time\ntime.sleep(6)\n" + string(app)})
	rep := New().Grade(context.Background(), ex, dir, GradeOptions{}, nil)
	if rep.Outcome != exercises.Pass || checkOf(t, rep, "stays-up").DurationMS < 6000 {
		t.Errorf("outcome %s\n%s", rep.Outcome, describe(rep))
	}
}

func TestExitIsSeenAtOnceWithItsTraceback(t *testing.T) {
	dockertest.Require(t)
	t.Parallel()
	ex, _ := alone(t, buildImage(t))
	dir := solution(t, ex, ex.Reference)
	write(t, dir, map[string]string{"app.py": "raise RuntimeError('broken on purpose')\n"})
	c := checkOf(t, New().Grade(context.Background(), ex, dir, GradeOptions{}, nil), "stays-up")
	if c.Cause != exercises.ExitedAtStart || c.ExitCode != 1 || !strings.Contains(c.Log, "RuntimeError: broken on purpose") {
		t.Errorf("cause %s, exit code %d, log %q", c.Cause, c.ExitCode, c.Log)
	}
	// It is under 2 s on a quiet machine; the deadline would be 20.
	dockertest.InTime(t, "an end at the start", time.Duration(c.DurationMS)*time.Millisecond, 5*time.Second)
}

// TestDeadlines shows that what never ends is stopped, with what was seen until then: at the check's own deadline it is
// the work that takes too long; where the caller's time for the whole grade ends first, nothing is known.
func TestDeadlines(t *testing.T) {
	dockertest.Require(t)
	ex, label := alone(t, buildImage(t))
	// The image of the log has to be built and its container started within that.
	limit, err := dockertest.Stretched(12 * time.Second)
	if err != nil {
		t.Fatal(err)
	}
	patient := *ex
	ex.Checks = slices.Clone(ex.Checks)
	for i := range ex.Checks {
		ex.Checks[i].Deadline = limit
	}
	endless := "FROM " + dockertest.BaseImage + "\nRUN echo begun && sleep 999\n"
	logging := "while True: print('again and again', flush=True)\n"
	for _, c := range []struct {
		name, file, text string
		ex               *exercises.Exercise
		timeout          time.Duration
		check            string
		outcome          exercises.Outcome
		cause            exercises.Cause
		seen             string
	}{
		{"build", "Dockerfile", endless, ex, 0, "builds", exercises.Fail, exercises.BuildTimeout, "begun"},
		{"endless log", "app.py", logging, ex, 0, "stays-up", exercises.Fail, exercises.NotReadyInTime, "again and again"},
		{"build cut off", "Dockerfile", endless, &patient, limit, "builds", exercises.Error, exercises.Interrupted, "begun"},
		{"start cut off", "app.py", logging, &patient, limit, "stays-up", exercises.Error, exercises.Interrupted, "again and again"},
		{"all cut off", "app.py", logging, &patient, time.Millisecond, "builds", exercises.Error, exercises.Interrupted, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			dir := solution(t, ex, ex.Reference)
			write(t, dir, map[string]string{c.file: c.text})
			began := time.Now()
			rep := New().Grade(context.Background(), c.ex, dir, GradeOptions{Timeout: c.timeout}, nil)
			got := checkOf(t, rep, c.check)
			if rep.Outcome != c.outcome || got.Outcome != c.outcome || got.Cause != c.cause || !strings.Contains(got.Log, c.seen) {
				t.Errorf("want %s %s with %q in the log\n%.2000s", c.outcome, c.cause, c.seen, describe(rep))
			}
			dockertest.InTime(t, "the grade", time.Since(began), 2*limit+13*time.Second)
		})
	}
	t.Cleanup(func() { nothingLeft(t, label) })
}

// TestCancelLeavesNothing cancels at moments spread over a grade.
func TestCancelLeavesNothing(t *testing.T) {
	dockertest.Require(t)
	ex, label := alone(t, buildImage(t))
	dir := solution(t, ex, ex.Reference)
	New().Grade(context.Background(), ex, dir, GradeOptions{}, nil) // fills the build cache
	write(t, dir, map[string]string{"note.txt": newRunID()})
	for _, when := range []time.Duration{0, 50, 150, 300, 400, 500, 600, 700, 900} {
		ctx, cancel := context.WithCancel(context.Background())
		var cancelled time.Time
		time.AfterFunc(when*time.Millisecond, func() { cancelled = time.Now(); cancel() })
		rep := New().Grade(ctx, ex, dir, GradeOptions{}, nil)
		<-ctx.Done()
		dockertest.InTime(t, fmt.Sprintf("a cancel after %d ms", when), time.Since(cancelled), 2*time.Second)
		if rep.Outcome == exercises.Fail || (rep.Outcome == exercises.Error && rep.Cause() != exercises.Interrupted) {
			t.Errorf("cancelled after %d ms: %s %s\n%s", when, rep.Outcome, rep.Cause(), describe(rep))
		}
		nothingLeft(t, label)
		cancel()
	}
}

// TestKilledRunIsSwept kills a process in the middle of a grade and cleans up after it; a foreign container and a
// living run's are not touched.
func TestKilledRunIsSwept(t *testing.T) {
	if dir := os.Getenv("TUTOR_TEST_GRADE"); dir != "" {
		ex := buildImage(t)
		ex.ID = os.Getenv("TUTOR_TEST_ID")
		New().Grade(context.Background(), ex, dir, GradeOptions{}, func(e Event) { fmt.Printf("%T\n", e) })
		return
	}
	dockertest.Require(t)
	ex, label := alone(t, buildImage(t))
	foreign, err := docker{}.run(context.Background(), "run", "-d", "--label", "tutor=1", dockertest.BaseImage, "sleep", "300")
	if err != nil {
		t.Fatal(err)
	}
	foreignID := strings.TrimSpace(foreign.stdout)
	t.Cleanup(func() { _, _ = docker{}.run(context.Background(), "rm", "-f", foreignID) })

	dir := solution(t, ex, ex.Reference)
	write(t, dir, map[string]string{"app.py": "import time\ntime.sleep(300)\n"})
	cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run", "^TestKilledRunIsSwept$", "-test.v")
	cmd.Env = append(os.Environ(), "TUTOR_TEST_GRADE="+dir, "TUTOR_TEST_ID="+ex.ID)
	var out lockedBuffer
	cmd.Stdout = &out
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	deadline := time.Now().Add(time.Minute)
	for !strings.Contains(out.String(), "CheckNote") && time.Now().Before(deadline) {
		time.Sleep(50 * time.Millisecond)
	}
	if swept, err := New().Clean(context.Background()); err != nil || len(marked(t, label)) != 2 {
		t.Errorf("a living run was touched: %+v, %v, left %v", swept, err, marked(t, label))
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait() // killed
	if len(marked(t, label)) == 0 {
		t.Error("the killed run left nothing: the test proves nothing")
	}
	swept, err := New().Clean(context.Background())
	if err != nil || swept.Containers < 1 || swept.Images < 1 {
		t.Errorf("swept %+v, %v", swept, err)
	}
	nothingLeft(t, label)
	if _, err := (docker{}).run(context.Background(), "inspect", foreignID); err != nil {
		t.Errorf("the foreign container is gone: %v", err)
	}
}

// lockedBuffer is a buffer that a process writes while a test reads.
type lockedBuffer struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.Write(p)
}

func (b *lockedBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.String()
}

func TestKeepLeavesImageAndContainer(t *testing.T) {
	dockertest.Require(t)
	ex, label := alone(t, buildImage(t))
	r := New()
	r.Grade(context.Background(), ex, solution(t, ex, ex.Reference), GradeOptions{Keep: true}, nil)
	if left := marked(t, label); len(left) != 2 {
		t.Errorf("kept %v, want a container and an image", left)
	}
	r.sweepDead(context.Background())
	if left := marked(t, label); len(left) != 2 {
		t.Errorf("the next grade would remove what was kept: %v are left", left)
	}
	if _, err := r.Clean(context.Background()); err != nil {
		t.Fatal(err)
	}
	nothingLeft(t, label)
}

func TestNoDocker(t *testing.T) {
	ex := buildImage(t)
	t.Setenv("PATH", t.TempDir())
	rep := New().Grade(context.Background(), ex, solution(t, ex, ex.Reference), GradeOptions{}, nil)
	if rep.Outcome != exercises.Error || rep.Cause() != exercises.DockerMissing {
		t.Errorf("outcome %s, cause %s", rep.Outcome, rep.Cause())
	}
	if rep.Cleanup.Left != 0 {
		t.Errorf("nothing was made, yet %d are said to be left", rep.Cleanup.Left)
	}
	if c := checkOf(t, rep, "dependency-layer"); c.Outcome != exercises.Pass {
		t.Errorf("a check that needs no Docker was not done: %+v", c)
	}
	if f := New().Doctor(context.Background(), Checkup{}, nil)[0]; f.State != StateBad || f.Fix == "" {
		t.Errorf("doctor says %+v", f)
	}
}

func TestDaemonDown(t *testing.T) {
	if _, err := exec.LookPath("docker"); err != nil {
		dockertest.Require(t)
	}
	ex := buildImage(t)
	t.Setenv("DOCKER_HOST", "unix://"+filepath.Join(t.TempDir(), "docker.sock"))
	began := time.Now()
	rep := New().Grade(context.Background(), ex, solution(t, ex, ex.Reference), GradeOptions{}, nil)
	if rep.Outcome != exercises.Error || rep.Cause() != exercises.DaemonDown {
		t.Errorf("outcome %s, cause %s\n%s", rep.Outcome, rep.Cause(), describe(rep))
	}
	dockertest.InTime(t, "the grade", time.Since(began), 20*time.Second)
	if f := New().Doctor(context.Background(), Checkup{}, nil)[2]; f.State != StateBad || f.Fix != "unset DOCKER_HOST" {
		t.Errorf("doctor says %+v", f)
	}
}

// TestEventsTellTheStory checks what a screen relies on: every check ends once it began, the decision comes last, and
// build steps are counted.
func TestEventsTellTheStory(t *testing.T) {
	dockertest.Require(t)
	ex, _ := alone(t, buildImage(t))
	var story []string
	steps := 0
	rep := New().Grade(context.Background(), ex, solution(t, ex, ex.Reference), GradeOptions{Layers: true}, func(e Event) {
		switch e := e.(type) {
		case CheckStarted:
			story = append(story, "started "+e.ID)
		case CheckDone:
			story = append(story, "done "+e.Result.ID)
		case BuildStep:
			steps = max(steps, e.Total)
		case Decided:
			story = append(story, "decided "+strconv.Itoa(e.Report.Points))
		}
	})
	if len(story) != 2*len(ex.Checks)+1 || story[len(story)-1] != "decided "+strconv.Itoa(ex.MaxPoints()) {
		t.Errorf("story: %q", story)
	}
	if steps == 0 {
		t.Error("no build step was told")
	}
	if !slices.ContainsFunc(rep.Layers, func(l exercises.Layer) bool { return strings.HasPrefix(l.CreatedBy, "COPY") && l.Bytes > 0 }) {
		t.Errorf("the layers of the image are %+v", rep.Layers)
	}
}

// TestWithoutBuildx grades with a docker that has no buildx plugin, in the words of CLI 20 to 28.
func TestWithoutBuildx(t *testing.T) {
	dockertest.Require(t)
	ex, label := alone(t, buildImage(t))
	dir := solution(t, ex, ex.Reference)
	write(t, dir, map[string]string{"Dockerfile": "FROM " + dockertest.BaseImage + "\nCOPY app.py .\nCMD [\"python\", \"app.py\"]\n"})
	for _, said := range []string{
		"docker: unknown command: docker buildx", "docker: 'buildx' is not a docker command.", "unknown flag: --progress",
	} {
		fakeDocker(t, fmt.Sprintf(`if [ "$1" = buildx ]; then echo %q >&2; exit 1; fi
exec "$real" "$@"`, said))
		rep := New().Grade(context.Background(), ex, dir, GradeOptions{}, nil)
		if rep.Outcome != exercises.Pass || rep.Environment.Builder != "legacy" {
			t.Errorf("%q: outcome %s with %s\n%s", said, rep.Outcome, rep.Environment.Builder, describe(rep))
		}
	}
	nothingLeft(t, label)
}

// TestForeignImagesAreSafe builds an image on a kept one, which inherits its labels, and grades a Dockerfile that prints
// the legacy builder's own words about that image. Neither may remove it.
func TestForeignImagesAreSafe(t *testing.T) {
	dockertest.Require(t)
	ex, label := alone(t, buildImage(t))
	r := New()
	dir := solution(t, ex, ex.Reference)
	var tag string
	r.Grade(t.Context(), ex, dir, GradeOptions{Keep: true}, nil)
	out, err := r.docker.run(t.Context(), "image", "ls", "--filter", "label="+label, "--format", "{{.Repository}}:{{.Tag}}")
	if tag = strings.TrimSpace(out.stdout); err != nil || tag == "" {
		t.Fatalf("no kept image: %v", err)
	}
	mine := "mine-" + newRunID()
	write(t, dir, map[string]string{"Dockerfile": "FROM " + tag + "\nENV mine=1\n"})
	if _, err := r.docker.do(t.Context(), call{args: []string{"build", "-t", mine, "."}, dir: dir}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _, _ = r.docker.run(context.Background(), "image", "rm", "-f", mine) })
	if _, err := r.Clean(t.Context()); err != nil {
		t.Fatal(err)
	}
	nothingLeft(t, label)
	out, err = r.docker.run(t.Context(), "image", "inspect", "--format", "{{.Id}}", mine)
	if err != nil {
		t.Fatalf("the learner's image is gone: %v", err)
	}
	t.Setenv("DOCKER_BUILDKIT", "0")
	write(t, dir, map[string]string{"Dockerfile": "FROM " + dockertest.BaseImage + "\nRUN echo ' ---> " + shortID(strings.TrimSpace(out.stdout)) + "'\nRUN false\n"})
	r.Grade(t.Context(), ex, dir, GradeOptions{}, nil)
	if _, err := r.docker.run(t.Context(), "image", "inspect", mine); err != nil {
		t.Errorf("a line that a command printed removed the learner's image: %v", err)
	}
}

// TestOutputOfCommandsDoesNotDecide prints words of the engine in a command that then fails: it is the command's fault.
func TestOutputOfCommandsDoesNotDecide(t *testing.T) {
	dockertest.Require(t)
	ex, _ := alone(t, buildImage(t))
	for _, builder := range []string{"1", "0"} {
		t.Setenv("DOCKER_BUILDKIT", builder)
		dir := solution(t, ex, ex.Reference)
		write(t, dir, map[string]string{"Dockerfile": "FROM " + dockertest.BaseImage + "\nRUN seq 1 300; echo '429 too many requests, is the docker daemon running' && false\n"})
		c := checkOf(t, New().Grade(t.Context(), ex, dir, GradeOptions{}, nil), "builds")
		if c.Cause != exercises.BuildCommandFailed || len(c.Observed) > 1000 || !strings.Contains(c.Log, "300") {
			t.Errorf("DOCKER_BUILDKIT=%s: %s %s, observed %.300q", builder, c.Outcome, c.Cause, c.Observed)
		}
	}
}
