//go:build unix

package runner

import (
	"context"
	"os/exec"
	"strings"
	"testing"
	"time"

	"tutor/internal/dockertest"
)

// serve is a program for python -c: it prints its name and never ends by itself, not even when asked.
const serve = `import signal,time; signal.signal(signal.SIGINT, signal.SIG_IGN); print("up"); time.sleep(600)`

// own returns a name for a container of a block, which is removed should the block not do it.
func own(t *testing.T) string {
	t.Helper()
	name := "block-" + newRunID()
	t.Cleanup(func() { _ = exec.CommandContext(context.Background(), "docker", "rm", "-f", name).Run() })
	return name
}

// named returns how many containers have this part of a name.
func named(t *testing.T, name string) int {
	t.Helper()
	return len(strings.Fields(engine(t, "ps", "-aq", "--filter", "name="+name)))
}

func TestStoppingACommandRemovesItsContainer(t *testing.T) {
	dockertest.Require(t)
	t.Parallel()
	_, lives := stranger(t, "--label", "tutor=1")
	name := own(t)
	script := "docker run --name " + name + " -e PYTHONUNBUFFERED=1 " + dockertest.BaseImage + " python -c '" + serve + "'"
	out, end := running(t, New(), Command{Script: script, Dir: t.TempDir()})
	out.wait(t, "up")
	res, took := end()
	stoppedInTime(t, res, took)
	if res.Removed.Containers != 1 || len(res.Removed.Left) > 0 {
		t.Errorf("removed are %+v", res.Removed)
	}
	if named(t, name) > 0 {
		t.Error("the container is there")
	}
	if !lives() {
		t.Error("a foreign container was removed")
	}
}

func TestADetachedContainerStaysUntilTheEnd(t *testing.T) {
	dockertest.Require(t)
	t.Parallel()
	r, out, name := New(), newLines(), own(t)
	script := "docker run -d --name " + name + " " + dockertest.BaseImage + " sleep 600"
	if res := r.RunCommand(t.Context(), Command{Script: script, Dir: t.TempDir()}, out.emit); res.ExitCode != 0 {
		t.Fatalf("%+v: %s", res, out.text())
	}
	r.sweepDead(t.Context()) // a grade begins
	if state := engine(t, "inspect", "--format", "{{.State.Status}}", name); state != "running" {
		t.Errorf("the container is %s before the end", state)
	}

	image := "block-" + newRunID()
	engine(t, "commit", name, image)
	t.Cleanup(func() { _ = exec.CommandContext(context.Background(), "docker", "image", "rm", "-f", image).Run() })
	heir := engine(t, "run", "-d", image, "sleep", "600") // has the labels, and is not the block's
	t.Cleanup(func() { _ = exec.CommandContext(context.Background(), "docker", "rm", "-f", heir).Run() })

	began := time.Now()
	s := r.EndCommands(t.Context())
	dockertest.InTime(t, "the end", time.Since(began), 2*time.Second)
	if s.Containers != 1 || len(s.Left) > 0 || named(t, name) > 0 {
		t.Errorf("removed are %+v", s)
	}
	if !strings.Contains(engine(t, "ps", "-q", "--no-trunc"), heir) {
		t.Error("a container from a committed image was removed")
	}
	if s := r.EndCommands(t.Context()); s.Containers != 0 {
		t.Errorf("a second end removed %+v", s)
	}
}

func TestCleanFindsTheContainersOfAKilledTutor(t *testing.T) {
	dockertest.Require(t)
	t.Parallel()
	dead, name := New(), own(t)
	gone := exec.CommandContext(t.Context(), "true")
	if err := gone.Run(); err != nil {
		t.Fatal(err)
	}
	dead.me.pid = gone.Process.Pid // nobody has it any more
	dead.RunCommand(t.Context(), Command{Script: "docker create --name " + name + " " + dockertest.BaseImage, Dir: t.TempDir()}, func(string) {})
	if named(t, name) != 1 {
		t.Fatal("the container was not made")
	}
	if _, err := New().Clean(t.Context()); err != nil {
		t.Fatal(err)
	}
	if named(t, name) > 0 {
		t.Error("the container is there")
	}
}

const composeFile = `services:
  web:
    image: ` + dockertest.BaseImage + `
    command: ["python", "-c", "import signal,time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); time.sleep(600)"]
    volumes: ["data:/data"]
volumes:
  data:
`

// project makes a folder with a Compose file, and returns it and the project's name.
func project(t *testing.T) (dir, name string) {
	t.Helper()
	if err := exec.CommandContext(t.Context(), "docker", "compose", "version").Run(); err != nil {
		t.Skip("docker compose is not installed")
	}
	dir, name = t.TempDir(), "block-"+newRunID()
	write(t, dir, map[string]string{"compose.yaml": "name: " + name + "\n" + composeFile})
	t.Cleanup(func() {
		down := exec.CommandContext(context.Background(), "docker", "compose", "-p", name, "down", "-v", "-t", "0")
		_ = down.Run()
	})
	return dir, name
}

func TestStoppingComposeUpTakesTheProjectDown(t *testing.T) {
	dockertest.Require(t)
	t.Parallel()
	dir, name := project(t)
	out, end := running(t, New(), Command{Script: "docker compose up", Dir: dir})
	out.wait(t, "| up")
	res, took := end()
	stoppedInTime(t, res, took)
	if named(t, name) > 0 || engine(t, "network", "ls", "-q", "--filter", "name="+name) != "" {
		t.Errorf("the project is there: %+v", res.Removed)
	}
	if engine(t, "volume", "ls", "-q", "--filter", "name="+name) == "" {
		t.Error("the volume is gone")
	}
}

func TestADetachedProjectIsTakenDownAtTheEnd(t *testing.T) {
	dockertest.Require(t)
	t.Parallel()
	dir, name := project(t)
	r, out := New(), newLines()
	if res := r.RunCommand(t.Context(), Command{Script: "docker compose up -d", Dir: dir}, out.emit); res.ExitCode != 0 {
		t.Fatalf("%+v: %s", res, out.text())
	}
	if named(t, name) != 1 {
		t.Fatal("the project is not there")
	}

	other := New() // it finds the project running
	out, end := running(t, other, Command{Script: "docker compose logs -f", Dir: dir})
	out.wait(t, "| up")
	if res, _ := end(); res.Removed.Containers > 0 || named(t, name) != 1 {
		t.Errorf("a project that ran before was taken down: %+v", res)
	}

	if s := r.EndCommands(t.Context()); s.Containers != 1 || len(s.Left) > 0 || named(t, name) > 0 {
		t.Errorf("removed are %+v", s)
	}
}
