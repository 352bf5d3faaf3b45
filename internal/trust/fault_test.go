//go:build linux

package trust

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"syscall"
	"testing"
	"time"

	"tutor/internal/dockertest"
)

// TestOwnEngine has an engine of its own, to do to it what must not be done to the machine's.
func TestOwnEngine(t *testing.T) {
	t.Parallel() // beside the corpus, which is on the other engine and waits a lot
	e := newEngine(t, "1g")
	t.Run("kills", func(t *testing.T) { kills(t, e) })
	t.Run("full", func(t *testing.T) { diskFull(t, e) })
	t.Run("ends", func(t *testing.T) { engineEnds(t, e) })
	t.Run("next check", func(t *testing.T) {
		e.use(t)
		wantPass(t, newBox(t, "faults").on(e))
	})
}

// engineEnds ends the engine while it builds, while the container starts, and while the container is asked. None of
// that is the learner's fault, and once the engine is back nothing is left.
func engineEnds(t *testing.T, e *engine) {
	for _, at := range moments() {
		for _, end := range endings() {
			if !full() && !slices.Contains(at.endings, end.name) {
				continue
			}
			t.Run(at.name+", "+end.name, func(t *testing.T) {
				e.use(t)
				endEngine(t, e, at, end)
			})
		}
	}
}

func endEngine(t *testing.T, e *engine, at moment, end ending) {
	b := newBox(t, "faults").on(e)
	defer func() {
		if t.Failed() {
			t.Log(e.network())
		}
	}()
	p := b.start(command{args: []string{"check", "build-image", at.work(t), "--json"}})
	p.await(func() bool { return runs(at.process) })
	e.stop(end.signal)
	if end.back {
		e.up()
	}
	stopped := time.Now()
	r := p.wait()
	dockertest.InTime(t, "the end of a check without an engine", time.Since(stopped), 30*time.Second)
	wantError(t, r, "daemon-down")
	if !end.back {
		e.up()
	}
	wantClean(t, b)
}

// ending is how an engine ends.
type ending struct {
	name   string
	signal syscall.Signal
	back   bool // it is started again while the check goes on
}

func endings() []ending {
	return []ending{{"asked to end", syscall.SIGTERM, false}, {"killed", syscall.SIGKILL, false}, {"restarted", syscall.SIGKILL, true}}
}

// moment is a point in a grade that can be seen from outside.
type moment struct {
	name    string
	process []string // the beginning of the arguments of a process that runs then, and at no other time
	text    string   // more of the Dockerfile, so that a grade stays there
	endings []string // of the short form
}

func moments() []moment {
	const stop = "\nSTOPSIGNAL SIGKILL\n" // an engine that ends waits ten seconds for containers that ignore SIGTERM
	return []moment{
		{"builds", []string{"sleep", "7654321"}, "\nRUN sleep 7654321\n", []string{"asked to end"}},
		{"starts", []string{"sleep", "7654322"}, stop + `CMD ["sleep", "7654322"]` + "\n", []string{"killed"}},
		{
			"asked",
			[]string{"sleep", "7654323"},
			stop + `RUN sed -i 's/ self.reply(200/ __import__("os").system("exec sleep 7654323"); self.reply(200/' app.py` + "\n",
			[]string{"asked to end", "restarted"},
		},
	}
}

// work is a solution with which a grade stays at the moment.
func (m moment) work(t *testing.T) string {
	t.Helper()
	return solution(t, map[string]string{"Dockerfile": m.text})
}

// solution is a copy of the reference of the first exercise with texts added to its files.
func solution(t testing.TB, more map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("../../exercises/build-image/reference")); err != nil {
		t.Fatal(err)
	}
	for name, text := range more {
		path := filepath.Join(dir, name)
		before, err := os.ReadFile(path)
		if err == nil {
			err = os.WriteFile(path, append(before, text...), 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// runs says whether a process on this machine has arguments that begin so.
func runs(args []string) bool {
	files, _ := filepath.Glob("/proc/[0-9]*/cmdline") // the pattern is well formed
	return slices.ContainsFunc(files, func(file string) bool {
		line, _ := os.ReadFile(file) // it may have ended
		var words []string
		for word := range bytes.SplitSeq(line, []byte{0}) {
			words = append(words, string(word))
		}
		return len(words) >= len(args) && slices.Equal(words[:len(args)], args)
	})
}

// await waits until a condition holds while the program runs.
func (p *process) await(holds func() bool) {
	p.b.t.Helper()
	for deadline := time.Now().Add(3 * time.Minute); !holds(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(deadline) || !alive(p.cmd.Process.Pid) {
			p.signal(syscall.SIGKILL)
			p.b.t.Fatalf("it did not come to that: %s", p.wait().stdout)
		}
	}
}

// alive says whether a process runs, and is not only waited for.
func alive(pid int) bool {
	stat, err := os.ReadFile(procFile(pid, "stat"))
	return err == nil && !bytes.HasPrefix(stat[bytes.LastIndexByte(stat, ')')+1:], []byte(" Z"))
}
