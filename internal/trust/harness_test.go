//go:build linux

package trust

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
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

// box is a place of its own for the processes of one case: a state folder, a folder for temporary files, and a mark in
// the environment by which every process that descends from them is found again.
type box struct {
	t     testing.TB
	suite string
	mark  string
	state string
	temp  string
	env   []string // added to the environment of every process
	uid   int      // whose processes they are; 0 for this one's user

	engine *engine // that its processes use; nil for the machine's

	mu   sync.Mutex
	pids []int
}

// newBox makes the place for one case of a suite. When the case ends, whatever its processes left behind fails it.
func newBox(t testing.TB, suite string) *box {
	t.Helper()
	b := &box{t: t, suite: suite, state: t.TempDir(), temp: t.TempDir()}
	b.mark = boxMark + "=" + strconv.Itoa(os.Getpid()) + b.temp
	t.Cleanup(func() {
		left := b.leftovers()
		for _, l := range left {
			t.Errorf("left behind: %s", l)
		}
		suites.update(suite, func(s *tally) {
			s.leftovers += len(left)
			if t.Skipped() {
				return
			}
			s.cases++
			if !t.Failed() {
				s.right++
			}
		})
	})
	return b
}

const boxMark = "TUTOR_TRUST_BOX"

// command is one start of the program.
type command struct {
	args  []string
	env   []string // added to the environment
	dir   string   // working folder; empty for this one's
	stdin io.Reader
	uid   int // whose process it is; 0 for the box's
}

// become gives the processes of the box to another user, who gets at the folders of the test.
func (b *box) become(uid int, dirs ...string) {
	b.t.Helper()
	b.uid = uid
	for _, dir := range append(dirs, b.state, b.temp, program(b.t)) {
		for dir = filepath.Clean(dir); strings.HasPrefix(dir, os.TempDir()+"/"); dir = filepath.Dir(dir) {
			if err := os.Chmod(dir, 0o755); err != nil {
				b.t.Fatal(err)
			}
		}
	}
	if err := errors.Join(os.Chown(b.state, uid, uid), os.Chown(b.temp, uid, uid)); err != nil {
		b.t.Fatal(err)
	}
}

// result is how a process ended.
type result struct {
	pid            int
	stdout, stderr string
	code           int // -1 when a signal ended it
	took           time.Duration
	peakKB         int64 // of the program itself, not of what it started
}

// run runs the program to its end. It is killed when it has not ended within the limit, and the case fails. On a machine
// that is slow just then the limit is longer.
func (b *box) run(limit time.Duration, c command) result {
	b.t.Helper()
	p := b.start(c)
	ended := make(chan struct{})
	var over sync.WaitGroup
	over.Go(func() { p.killLate(limit, ended) })
	r := p.wait()
	close(ended)
	over.Wait()
	return r
}

// killLate kills the program when it has not ended within the limit, as long as that is on this machine now.
func (p *process) killLate(limit time.Duration, ended <-chan struct{}) {
	for wait := limit; ; {
		select {
		case <-ended:
			return
		case <-time.After(wait):
		}
		stretched, err := dockertest.Stretched(limit)
		passed := time.Since(p.began)
		if wait = stretched - passed; wait <= 0 || err != nil {
			p.b.t.Errorf("tutor %q has not ended within %v (%v)", p.cmd.Args[1:], passed, err)
			p.signal(syscall.SIGKILL)
			return
		}
	}
}

// process is the program while it runs.
type process struct {
	b              *box
	cmd            *exec.Cmd
	began          time.Time
	stdout, stderr locked
	peak           *peak
}

// start starts the program.
func (b *box) start(c command) *process {
	b.t.Helper()
	p := &process{b: b, cmd: b.prepare(c)}
	p.cmd.Stdout, p.cmd.Stderr = &p.stdout, &p.stderr
	p.began = time.Now()
	if err := b.begin(p.cmd); err != nil {
		b.t.Fatal(err)
	}
	b.started(p.cmd.Process.Pid)
	p.peak = watchPeak(p.cmd.Process.Pid)
	return p
}

// prepare returns the process that is not started yet.
func (b *box) prepare(c command) *exec.Cmd {
	b.t.Helper()
	cmd := exec.CommandContext(context.Background(), program(b.t), c.args...)
	cmd.Dir, cmd.Stdin = c.dir, c.stdin
	for _, v := range os.Environ() {
		// What tells a CI server's job from a terminal would change what is printed.
		if name, _, _ := strings.Cut(v, "="); name != "CI" && name != "GITHUB_ACTIONS" && !strings.HasPrefix(name, "TUTOR_") {
			cmd.Env = append(cmd.Env, v)
		}
	}
	cmd.Env = append(append(append(cmd.Env, b.mark, "XDG_STATE_HOME="+b.state, "TMPDIR="+b.temp), b.env...), c.env...)
	if uid := cmp.Or(c.uid, b.uid); uid != 0 {
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(uid), Gid: uint32(uid)}}
	}
	cmd.WaitDelay = 5 * time.Second // a descendant that keeps the pipes open must not keep the test
	return cmd
}

func (b *box) started(pid int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.pids = append(b.pids, pid)
}

// signal sends a signal to the program alone.
func (p *process) signal(s syscall.Signal) { _ = p.cmd.Process.Signal(s) } // it may have ended

// printed returns what the program has printed so far.
func (p *process) printed() string { return p.stdout.String() }

// wait waits for the end of the program.
func (p *process) wait() result {
	p.b.t.Helper()
	err := p.cmd.Wait()
	if exit := (*exec.ExitError)(nil); err != nil && !errors.As(err, &exit) {
		p.b.t.Errorf("tutor %q: %v", p.cmd.Args[1:], err)
	}
	r := result{
		pid: p.cmd.Process.Pid, stdout: p.printed(), stderr: p.stderr.String(),
		code: p.cmd.ProcessState.ExitCode(), took: time.Since(p.began), peakKB: p.peak.stop(),
	}
	suites.update(p.b.suite, func(s *tally) { s.peakKB = max(s.peakKB, r.peakKB) })
	return r
}

// locked is a buffer that is read while it is written.
type locked struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (l *locked) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.Write(p)
}

func (l *locked) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.String()
}

// report is the part of `tutor check --json` that the tests look at.
type report struct {
	Schema   int     `json:"schema"`
	Exercise string  `json:"exercise"`
	Outcome  string  `json:"outcome"`
	Checks   []check `json:"checks"`
	Cleanup  struct {
		Left int `json:"left"`
	} `json:"cleanup"`
}

type check struct {
	ID        string `json:"id"`
	Outcome   string `json:"outcome"`
	Required  bool   `json:"required"`
	Cause     string `json:"cause"`
	Expected  string `json:"expected"`
	Observed  string `json:"observed"`
	Log       string `json:"log"`
	Truncated bool   `json:"truncated"`
	BlockedBy string `json:"blocked_by"`
}

// report reads the one document that the program printed on stdout.
func (r result) report(t testing.TB) report {
	t.Helper()
	var rep report
	if err := json.Unmarshal([]byte(r.stdout), &rep); err != nil {
		t.Fatalf("stdout is not one JSON document: %v\nstdout: %.2000q\nstderr: %.2000q", err, r.stdout, r.stderr)
	}
	if rep.Schema != 1 {
		t.Errorf("schema is %d", rep.Schema)
	}
	return rep
}

// grade runs a check and reads its report. Where the engine's file system broke meanwhile, which says nothing about the
// tutor, it is run once more.
func (b *box) grade(limit time.Duration, c command) (report, result) {
	b.t.Helper()
	r := b.run(limit, c)
	rep := r.report(b.t)
	if rep.storageBroke() {
		b.t.Log("the engine's file system broke; the check is run once more")
		r = b.run(limit, c)
		rep = r.report(b.t)
	}
	return rep, r
}

// storageBroke says whether the process behind a file system of the engine's has ended: fuse(4) answers ENOTCONN from
// then on. It was seen once, with fuse-overlayfs 1.10.
func (rep report) storageBroke() bool {
	return rep.Outcome == "error" && slices.ContainsFunc(rep.Checks, func(c check) bool {
		return c.Outcome == "error" && strings.Contains(c.Observed+c.Log, "transport endpoint is not connected")
	})
}

// cause is that of the first required check that decided the outcome.
func (rep report) cause() string {
	for _, c := range rep.Checks {
		if c.Required && c.Outcome == rep.Outcome {
			return c.Cause
		}
	}
	return ""
}
