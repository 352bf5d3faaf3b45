//go:build unix

package runner

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"tutor/internal/dockertest"
)

// lines keeps what a command prints, and tells when a line comes.
type lines struct {
	mu   sync.Mutex
	all  []string
	seen chan string
}

func newLines() *lines { return &lines{seen: make(chan string, 1000)} }

func (l *lines) emit(line string) {
	l.mu.Lock()
	l.all = append(l.all, line)
	l.mu.Unlock()
	select {
	case l.seen <- line:
	default: // enough for any test to wait for
	}
}

func (l *lines) text() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return strings.Join(l.all, "\n")
}

// wait waits for a line with the text.
func (l *lines) wait(t *testing.T, text string) string {
	t.Helper()
	for deadline := time.After(20 * time.Second); ; {
		select {
		case line := <-l.seen:
			if strings.Contains(line, text) {
				return line
			}
		case <-deadline:
			t.Fatalf("no line has %q; all lines:\n%s", text, l.text())
		}
	}
}

// running starts a command in the background. end stops it, and returns the result and how long stopping took.
func running(t *testing.T, r *Runner, c Command) (out *lines, end func() (CommandResult, time.Duration)) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	out = newLines()
	done := make(chan CommandResult, 1)
	go func() { done <- r.RunCommand(ctx, c, out.emit) }()
	t.Cleanup(cancel)
	return out, func() (CommandResult, time.Duration) {
		began := time.Now()
		cancel()
		select {
		case res := <-done:
			return res, time.Since(began)
		case <-time.After(20 * time.Second):
			t.Fatal("the command does not end")
			return CommandResult{}, 0
		}
	}
}

func stoppedInTime(t *testing.T, res CommandResult, took time.Duration) {
	t.Helper()
	if !res.Stopped || res.ExitCode != -1 || res.Err != nil {
		t.Errorf("the result is %+v", res)
	}
	dockertest.InTime(t, "stopping", took, 2*time.Second)
}

// dies waits until no process has the pid.
func dies(t *testing.T, pid string) {
	t.Helper()
	n, err := strconv.Atoi(strings.TrimSpace(pid))
	if err != nil {
		t.Fatal(err)
	}
	for deadline := time.Now().Add(5 * time.Second); processStart(n) != ""; time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			_ = syscall.Kill(n, syscall.SIGKILL)
			t.Fatalf("process %d goes on", n)
		}
	}
}

func TestRunCommandShowsWhatAScriptPrints(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a folder with 'blanks'")
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	physical, err := filepath.EvalSymlinks(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, script, want string
		code               int
	}{
		{"nothing", "", "", 0},
		{"both streams in their order", "echo a; echo b >&2; echo c; echo d >&2", "a\nb\nc\nd", 0},
		{"a last line with no line feed", "echo a; printf b", "a\nb", 0},
		{"an exit code", "echo a; exit 7", "a", 7},
		{"the folder", "pwd; echo \"$PWD\"", physical + "\n" + physical, 0},
		{"no input", "cat; echo end", "end", 0},
		{"python does not hold lines back", "echo $PYTHONUNBUFFERED", "1", 0},
		{"its own text", "echo 'a  \"b\"' # docker\necho $0 $#", "a  \"b\"\nsh 0", 0},
		{"a background process does not hold it up", "echo a; sleep 100 &", "a", 0},
		{"no terminal", "(: </dev/tty) 2>/dev/null || echo none", "none", 0},
		{"bytes as they are", `printf '\377\n'`, "\xff", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			out := newLines()
			res := New().RunCommand(t.Context(), Command{Script: c.script, Dir: dir}, out.emit)
			if res.Err != nil || res.Stopped || res.ExitCode != c.code {
				t.Errorf("the result is %+v", res)
			}
			if out.text() != c.want {
				t.Errorf("it printed %q, want %q", out.text(), c.want)
			}
		})
	}
}

func TestRunCommandCountsTheAuthorsLines(t *testing.T) {
	out := newLines()
	res := New().RunCommand(t.Context(), Command{Script: ": docker\nnot-a-command-here", Dir: t.TempDir()}, out.emit)
	if res.ExitCode != 127 || !strings.Contains(out.text(), "2: not-a-command-here") && !strings.Contains(out.text(), "line 2:") {
		t.Errorf("exit code %d: %q", res.ExitCode, out.text())
	}
}

func TestRunCommandBoundsItsOutput(t *testing.T) {
	out := newLines()
	long := "head -c 100000 /dev/zero | tr '\\0' x; echo; echo after"
	if res := New().RunCommand(t.Context(), Command{Script: long, Dir: t.TempDir()}, out.emit); res.ExitCode != 0 {
		t.Errorf("the result is %+v", res)
	}
	if want := strings.Repeat("x", commandLineCap) + cutLineMark + "\nafter"; out.text() != want {
		t.Errorf("a long line became %d bytes", len(out.text()))
	}
	out = newLines()
	huge := "yes 'a line that comes again and again' | head -n 500000; exit 3"
	if res := New().RunCommand(t.Context(), Command{Script: huge, Dir: t.TempDir()}, out.emit); res.ExitCode != 3 {
		t.Errorf("the result is %+v", res)
	}
	if n := len(out.text()); n > commandTotalCap+100 || !strings.HasSuffix(out.text(), "8 MB of output: the rest is left out") {
		t.Errorf("%d bytes came", n)
	}
}

func TestRunCommandStopsProcessesThatDoNotWantTo(t *testing.T) {
	for name, script := range map[string]string{
		"an obedient one":             "echo $$; exec sleep 100",
		"one that ignores signals":    "trap '' INT TERM; echo $$; while :; do sleep 1; done",
		"a child of one that is gone": "sh -c \"trap '' INT TERM; echo \\$\\$; while :; do sleep 1; done\" & wait",
		"a silent child":              "sleep 100 >/dev/null 2>&1 & echo $!; wait",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			out, end := running(t, New(), Command{Script: script, Dir: t.TempDir()})
			pid := out.wait(t, "")
			res, took := end()
			stoppedInTime(t, res, took)
			dies(t, pid)
		})
	}
}

func TestRunCommandAsksTwiceBeforeItKills(t *testing.T) {
	script := "trap 'echo interrupted' INT; trap 'echo terminated; exit' TERM; echo up; while :; do sleep 0.05; done"
	out, end := running(t, New(), Command{Script: script, Dir: t.TempDir()})
	out.wait(t, "up")
	res, took := end()
	stoppedInTime(t, res, took)
	if text := out.text(); !strings.HasPrefix(text, "up\ninterrupted\n") || !strings.HasSuffix(text, "\nterminated") {
		t.Errorf("it printed %q", text) // some shells name the signal that ended the sleep, too
	}
}

func TestRunCommandLeavesNoProcessInTheBackground(t *testing.T) {
	out := newLines()
	New().RunCommand(t.Context(), Command{Script: "sleep 100 & echo $!", Dir: t.TempDir()}, out.emit)
	dies(t, out.text())
}

func TestRunCommandSaysWhyItCannot(t *testing.T) {
	missing := filepath.Join(t.TempDir(), "gone")
	res := New().RunCommand(t.Context(), Command{Script: "echo a", Dir: missing}, func(string) {})
	if res.Err == nil || !strings.Contains(res.Err.Error(), "does not exist any more") || res.ExitCode != -1 {
		t.Errorf("the result is %+v", res)
	}
	t.Setenv("PATH", t.TempDir())
	res = New().RunCommand(t.Context(), Command{Script: "echo a", Dir: t.TempDir()}, func(string) {})
	if res.Err == nil || !strings.Contains(res.Err.Error(), "there is no sh on this machine") {
		t.Errorf("the result is %+v", res)
	}
}

func TestRunCommandWithoutDockerShowsTheShellsWords(t *testing.T) {
	bin := t.TempDir()
	if err := os.Symlink("/bin/sh", filepath.Join(bin, "sh")); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", bin)
	out := newLines()
	res := New().RunCommand(t.Context(), Command{Script: "docker run --rm python", Dir: t.TempDir()}, out.emit)
	if res.ExitCode != 127 || !strings.Contains(out.text(), "docker: not found") {
		t.Errorf("%+v: %s", res, out.text())
	}
}

// TestTheDockerFunctionAddsLabels runs scripts with a docker command that prints its arguments.
func TestTheDockerFunctionAddsLabels(t *testing.T) {
	bin := fakeDocker(t, "for a do printf '[%s]' \"$a\"; done; echo\nexit 5")
	labels := "[--label][k=it's]"
	for script, want := range map[string]string{
		"docker":                              "",
		"docker run -p 80:80 'a b' \"c'd\" *": "[run]" + labels + "[-p][80:80][a b][c'd][*]",
		"docker run --rm img run create":      "[run]" + labels + "[--rm][img][run][create]",
		"docker create img":                   "[create]" + labels + "[img]",
		"docker container run img":            "[container][run]" + labels + "[img]",
		"docker -c run --debug run img":       "[-c][run][--debug][run]" + labels + "[img]",
		"docker --context=x run img":          "[--context=x][run]" + labels + "[img]",
		"docker build -t run .":               "[build][-t][run][.]",
		"docker compose run web":              "[compose][run][web]",
		"docker network create n":             "[network][create][n]",
		"docker exec a docker run b":          "[exec][a][docker][run][b]",
		"set -eu; docker run a '' || echo no": "[run]" + labels + "[a][]\nno",
	} {
		out := newLines()
		sh, err := startShell(t.Context(), dockerPrelude([]string{"--label", "k=it's"})+script, bin, out.emit)
		if err != nil {
			t.Fatal(err)
		}
		want = strings.ReplaceAll(want, "[*]", "[docker]") // the only file there
		code, _ := sh.wait(t.Context())
		if out.text() != want || code != 5 && !strings.Contains(script, "||") {
			t.Errorf("%s: exit code %d, got %q, want %q", script, code, out.text(), want)
		}
	}
}

func TestWithoutKnowingWhatRanBeforeNothingIsTakenDown(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	b := New().newBlock("docker compose up", t.TempDir())
	b.prepare(ctx)
	if b.compose {
		t.Error("the block would take projects down")
	}
}

func TestAProjectThatRanBeforeIsNotStarted(t *testing.T) {
	b := &block{before: []composeContainer{
		{id: "1", project: "up", running: true},
		{id: "2", project: "half"},
		{id: "3", project: "off"},
	}}
	now := []composeContainer{
		{id: "1", project: "up", running: true},
		{id: "9", project: "up", running: true},
		{id: "2", project: "half", running: true},
		{id: "3", project: "off"},
		{id: "4", project: "new", running: true},
		{id: "5", project: "new"},
	}
	var ids []string
	for _, c := range b.startedOf(now) {
		ids = append(ids, c.id)
	}
	if want := []string{"2", "4", "5"}; !slices.Equal(ids, want) {
		t.Errorf("started are %v, want %v", ids, want)
	}
}

// Curl draws a progress meter where its output is no terminal; the learner's terminal would show none.
func TestCurlIsQuiet(t *testing.T) {
	bin := t.TempDir()
	fake := "#!/bin/sh\necho \"$@\"\n"
	if err := os.WriteFile(filepath.Join(bin, "curl"), []byte(fake), 0o755); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", bin+":"+os.Getenv("PATH"))
	out := newLines()
	New().RunCommand(t.Context(), Command{Script: "curl http://localhost:8000/ | cat", Dir: t.TempDir()}, out.emit)
	if want := "-sS http://localhost:8000/"; out.text() != want {
		t.Errorf("curl gets %q, want %q", out.text(), want)
	}
}
