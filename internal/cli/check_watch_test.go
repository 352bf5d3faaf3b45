package cli

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"tutor/exercises"
)

// watchDocker fails every build for a reason that the Dockerfile chooses, or does not end it. It notes its calls.
const watchDocker = `#!/bin/sh
echo "$*" >> "$CALLS"
case "$*" in
version*) echo '{"Version":"20.10.0","Arch":"amd64"}' ;;
*build*)
  test -f Dockerfile || { echo "ERROR: failed to build: failed to solve: failed to read dockerfile: open Dockerfile: no such file or directory" >&2; exit 1; }
  read -r word < Dockerfile
  case "$word" in
  SLOW*) exec sleep 60 ;;
  PARSE*) echo "ERROR: failed to solve: dockerfile parse error on line 2: unknown instruction: X" >&2; exit 1 ;;
  esac
  echo "ERROR: failed to solve: executor failed running [x]: exit code: 1" >&2
  exit 1 ;;
esac
`

// watchedCheck is a tutor that grades a folder again after every save.
type watchedCheck struct {
	t       *testing.T
	dir     string // its parent holds what is not watched
	cmd     *exec.Cmd
	out     *bufio.Reader
	stopped bool
}

func watchCheck(t *testing.T, args ...string) *watchedCheck {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("the docker of this test is a shell script")
	}
	top := t.TempDir()
	w := &watchedCheck{t: t, dir: filepath.Join(top, "ws")}
	noError(t, os.Mkdir(w.dir, 0o755), os.Mkdir(filepath.Join(top, "bin"), 0o755))
	noError(t, os.WriteFile(filepath.Join(top, "bin", "docker"), []byte(watchDocker), 0o755))
	w.save("Dockerfile", "RUN one\n")
	bin, err := exec.LookPath("tutor") // this program, as TestMain has it
	noError(t, err)
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	t.Cleanup(cancel)
	w.cmd = exec.CommandContext(ctx, bin, append([]string{"check", "1", w.dir, "--watch"}, args...)...)
	w.cmd.Dir = top
	w.cmd.Env = append(os.Environ(), "XDG_STATE_HOME="+filepath.Join(top, "state"), "CALLS="+w.calls(), "GITHUB_ACTIONS=",
		"DOCKER_HOST=", "PATH="+filepath.Join(top, "bin")+string(os.PathListSeparator)+os.Getenv("PATH"))
	out, err := w.cmd.StdoutPipe()
	noError(t, err, w.cmd.Start())
	w.out = bufio.NewReader(out)
	t.Cleanup(func() {
		if !w.stopped {
			_ = w.cmd.Process.Signal(syscall.SIGINT)
			_ = w.cmd.Wait()
		}
	})
	return w
}

func (w *watchedCheck) calls() string { return filepath.Join(filepath.Dir(w.dir), "calls") }

func (w *watchedCheck) save(name, text string) {
	w.t.Helper()
	path := filepath.Join(w.dir, name)
	noError(w.t, os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte(text), 0o600))
}

// next is the next document.
func (w *watchedCheck) next() exercises.Report {
	w.t.Helper()
	line, err := w.out.ReadBytes('\n')
	noError(w.t, err)
	var rep exercises.Report
	noError(w.t, json.Unmarshal(line, &rep))
	return rep
}

func (w *watchedCheck) wantCause(cause exercises.Cause) {
	w.t.Helper()
	if got := w.next(); got.Cause() != cause {
		w.t.Fatalf("the cause is %q, want %q", got.Cause(), cause)
	}
}

// wantLine reads text until a line holds the words, and returns what came.
func (w *watchedCheck) wantLine(words string) string {
	w.t.Helper()
	var all strings.Builder
	for {
		line, err := w.out.ReadString('\n')
		all.WriteString(line)
		if err != nil {
			w.t.Fatalf("%q did not come: %v\n%s", words, err, &all)
		}
		if strings.Contains(line, words) {
			return all.String()
		}
	}
}

// builds is how many builds were begun.
func (w *watchedCheck) builds() int {
	text, err := os.ReadFile(w.calls())
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		w.t.Fatal(err)
	}
	return strings.Count(string(text), "buildx build ")
}

func (w *watchedCheck) waitForBuild(n int) {
	w.t.Helper()
	for deadline := time.Now().Add(20 * time.Second); w.builds() < n; time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			w.t.Fatalf("build %d did not begin", n)
		}
	}
}

// end presses Ctrl-C and returns what was still printed.
func (w *watchedCheck) end() string {
	w.t.Helper()
	w.stopped = true
	noError(w.t, w.cmd.Process.Signal(syscall.SIGINT))
	rest, err := io.ReadAll(w.out)
	noError(w.t, err)
	var exit *exec.ExitError
	if err := w.cmd.Wait(); !errors.As(err, &exit) || exit.ExitCode() != exitInterrupted {
		w.t.Errorf("it ended with %v", err)
	}
	return string(rest)
}

func TestEverySaveIsGraded(t *testing.T) {
	w := watchCheck(t, "--json", "--junit", "ws/report.xml")
	w.wantCause(exercises.BuildCommandFailed)
	w.save("Dockerfile", "PARSE\n")
	w.wantCause(exercises.DockerfileSyntax)
	w.save(".Dockerfile.swp", "x") // an editor's own file, told with the next save at the latest
	w.save("__pycache__/app.pyc", "x")
	w.save("../new", "RUN two\n")
	w.save("../new.src/deep/app.py", "x")
	noError(t, os.Rename(w.dir+"/../new", w.dir+"/Dockerfile")) // as editors save
	w.wantCause(exercises.BuildCommandFailed)
	noError(t, os.Rename(w.dir+"/../new.src", w.dir+"/src"))
	w.wantCause(exercises.BuildCommandFailed)
	w.save("src/deep/app.py", "y")
	w.wantCause(exercises.BuildCommandFailed)
	noError(t, os.Remove(filepath.Join(w.dir, "Dockerfile")))
	w.wantCause(exercises.DockerfileMissing)
	doc, err := os.ReadFile(filepath.Join(w.dir, "report.xml"))
	noError(t, err, validJUnit(doc))
	if rest := w.end(); rest != "" {
		t.Errorf("there is more: %s", rest)
	}
	if n := w.builds(); n != 5 { // none without a Dockerfile
		t.Errorf("%d builds for 5 saves: the report, or what an editor wrote, was graded", n)
	}
}

func TestASaveOvertakesTheGradeThatRuns(t *testing.T) {
	w := watchCheck(t, "--json")
	w.wantCause(exercises.BuildCommandFailed)
	w.save("Dockerfile", "SLOW\n")
	w.waitForBuild(2)
	w.save("Dockerfile", "PARSE\n")
	w.wantCause(exercises.DockerfileSyntax)
	w.save("Dockerfile", "SLOW\n")
	w.waitForBuild(4)
	if rest := w.end(); rest != "" {
		t.Errorf("a grade that was stopped is reported: %s", rest)
	}
	text, err := os.ReadFile(w.calls())
	noError(t, err)
	slow := strings.SplitN(string(text), "buildx build ", 4)[2] // the calls from the slow build to the next one
	if !strings.Contains(slow, "ps ") && !strings.Contains(slow, "images ") && !strings.Contains(slow, "image ls") {
		t.Errorf("the next build began before the clean-up:\n%s", slow)
	}
}

func TestAFolderThatIsMadeAnewIsGraded(t *testing.T) {
	w := watchCheck(t, "--json")
	w.wantCause(exercises.BuildCommandFailed)
	noError(t, os.Rename(w.dir, w.dir+".old"))
	noError(t, os.Mkdir(w.dir+".new", 0o755), os.WriteFile(filepath.Join(w.dir+".new", "Dockerfile"), []byte("PARSE\n"), 0o600))
	noError(t, os.Rename(w.dir+".new", w.dir))
	w.wantCause(exercises.DockerfileSyntax)
	w.save("Dockerfile", "RUN three\n")
	w.wantCause(exercises.BuildCommandFailed)
	w.end()
}

func TestWhatAWatchPrints(t *testing.T) {
	w := watchCheck(t)
	first := w.wantLine("fail: A RUN command")
	if !strings.HasPrefix(first, "── ") || !strings.Contains(first, " · check 1 ─") {
		t.Errorf("it begins with %q", first)
	}
	w.save("Dockerfile", "PARSE\n")
	w.wantLine(" · check 2 ─")
	w.wantLine("Changed:")
	w.wantLine("✗ The image builds (another cause)")
	w.save("note", "x")
	w.wantLine("No check has changed.")
	w.save("Dockerfile", "SLOW\n")
	w.waitForBuild(4)
	if rest := w.end(); strings.Contains(rest, "error:") || strings.Contains(rest, "could not be checked") {
		t.Errorf("what Ctrl-C stopped is reported:\n%s", rest)
	}
}

func TestDifferences(t *testing.T) {
	before := exercises.Report{Checks: []exercises.CheckResult{
		result("a", "A", exercises.Fail), result("b", "B", exercises.Blocked), result("c", "C", exercises.Pass),
	}}
	now := exercises.Report{Checks: []exercises.CheckResult{
		result("a", "A", exercises.Pass), result("b", "B", exercises.Fail), result("c", "C", exercises.Pass), result("d", "D", exercises.Fail),
	}}
	if got, want := differences(before, now), "Changed:\n  ✓ A (was ✗)\n  ✗ B (was –)\n"; got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}
