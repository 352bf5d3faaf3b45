//go:build linux

package trust

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"tutor/internal/dockertest"
)

// engine is a Docker engine of the test's own, to be stopped, killed and filled up: nobody else works on it.
//
// It lives in a network and a mount namespace that belong to one thread of the test. So its ports and its bridge are
// its own, its data is on a tmpfs of a chosen size, and when the last process in there has ended the kernel takes all
// of it back. The tutor that is to reach the published ports is started from the same thread.
type engine struct {
	t      testing.TB
	dir    string // socket, pid file, log; the data is mounted below it, and seen from inside alone
	inside chan func()
	daemon *exec.Cmd
	ended  chan struct{} // closed when the daemon has ended
}

// engineWait is how long the daemon may take to answer, or to end.
const engineWait = time.Minute

// newEngine starts an engine with the base image in it, its data limited to a size such as "600m".
func newEngine(t testing.TB, size string) *engine {
	t.Helper()
	dockertest.Require(t)
	requireOwnEngine(t)
	dir, err := os.MkdirTemp("/tmp", enginePrefix) // a socket's path may not be long
	if err != nil {
		t.Fatal(err)
	}
	e := &engine{t: t, dir: dir, inside: make(chan func())}
	opened := make(chan error)
	go e.thread(size, opened)
	if err := <-opened; err != nil {
		_ = os.RemoveAll(dir) // nothing is in it
		dockertest.Cannot(t, "no namespaces for a Docker engine of the test's own: "+err.Error())
	}
	t.Cleanup(e.remove)
	e.up()
	e.load()
	return e
}

const enginePrefix = "tutor-engine-"

// requireOwnEngine skips the test where a second engine cannot be started.
func requireOwnEngine(t testing.TB) {
	t.Helper()
	if os.Getuid() != 0 {
		dockertest.Cannot(t, "only root can start a Docker engine of the test's own")
	}
	if _, err := exec.LookPath("dockerd"); err != nil {
		dockertest.Cannot(t, "there is no dockerd to start an engine of the test's own: the engine is elsewhere")
	}
}

// thread is the goroutine whose thread has the namespaces. It ends with the thread, which nothing else may use.
func (e *engine) thread(size string, opened chan<- error) {
	runtime.LockOSThread()
	err := e.enter(size)
	opened <- err
	if err != nil {
		return
	}
	for work := range e.inside {
		work()
	}
}

// enter makes the namespaces: one network with a loopback, and mounts that nobody outside sees.
func (e *engine) enter(size string) error {
	data := filepath.Join(e.dir, "data")
	if err := unix.Unshare(unix.CLONE_NEWNET | unix.CLONE_NEWNS); err != nil {
		return fmt.Errorf("unshare: %w", err)
	}
	if err := unix.Mount("", "/", "", unix.MS_REC|unix.MS_PRIVATE, ""); err != nil {
		return fmt.Errorf("make mounts private: %w", err)
	}
	if err := os.Mkdir(data, 0o700); err != nil {
		return err
	}
	if err := unix.Mount("tmpfs", data, "tmpfs", 0, "size="+size); err != nil {
		return fmt.Errorf("mount %s: %w", data, err)
	}
	return loopbackUp()
}

// loopbackUp switches on lo of the thread's network (netdevice(7)).
func loopbackUp() error {
	s, err := unix.Socket(unix.AF_INET, unix.SOCK_DGRAM|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		return fmt.Errorf("open a socket: %w", err)
	}
	defer func() { _ = unix.Close(s) }() // only its ioctl was wanted
	lo, err := unix.NewIfreq("lo")
	if err != nil {
		return err
	}
	lo.SetUint16(unix.IFF_UP | unix.IFF_RUNNING)
	if err := unix.IoctlIfreq(s, unix.SIOCSIFFLAGS, lo); err != nil {
		return fmt.Errorf("switch on lo: %w", err)
	}
	return nil
}

// begin starts a process inside.
func (e *engine) begin(cmd *exec.Cmd) error {
	err := make(chan error)
	e.inside <- func() { err <- cmd.Start() }
	return <-err
}

func (e *engine) socket() string { return filepath.Join(e.dir, "s") }

// host is what DOCKER_HOST has to be.
func (e *engine) host() string { return "unix://" + e.socket() }

// use has a subtest be the one that fails when the engine does not do what it should.
func (e *engine) use(t testing.TB) {
	before := e.t
	e.t = t
	t.Cleanup(func() { e.t = before })
}

// up starts the daemon and waits until it answers. A daemon gives up by itself where its containerd is slow, as it is
// on a busy machine.
func (e *engine) up() {
	e.t.Helper()
	for range upTries {
		e.startDaemon()
		if e.awaitAnswer() {
			return
		}
	}
	log, _ := os.ReadFile(e.path("log")) // it says why
	e.t.Fatalf("dockerd does not answer\n%s", log[max(0, len(log)-4000):])
}

const upTries = 3

func (e *engine) startDaemon() {
	e.t.Helper()
	config := filepath.Join(e.dir, "daemon.json") // not the machine's
	if err := os.WriteFile(config, []byte("{}\n"), 0o600); err != nil {
		e.t.Fatal(err)
	}
	log, err := os.OpenFile(e.path("log"), os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		e.t.Fatal(err)
	}
	defer func() { _ = log.Close() }() // the daemon has its own
	// Without rules of iptables the daemon's own proxy serves the published ports.
	cmd := exec.Command("dockerd", "--config-file", config, "--data-root", e.path("data"), "--exec-root", e.path("x"), //nolint:noctx // ended by signals, which is what is tested
		"--pidfile", e.path("pid"), "-H", e.host(), "--iptables=false", "--ip-masq=false",
		"--exec-opt", "native.cgroupdriver=cgroupfs", "--cgroup-parent", e.cgroup())
	cmd.Stdout, cmd.Stderr = log, log
	// A test that is killed takes its engine along: the daemon ends in order when the thread that started it does.
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGTERM}
	if err := e.begin(cmd); err != nil {
		e.t.Fatal(err)
	}
	e.daemon, e.ended = cmd, make(chan struct{})
	ended := e.ended
	go func() {
		_ = cmd.Wait() // it ends by a signal of ours
		close(ended)
	}()
}

func (e *engine) path(name string) string { return filepath.Join(e.dir, name) }

func (e *engine) cgroup() string { return "/" + filepath.Base(e.dir) }

// awaitAnswer returns false when the daemon has ended instead.
func (e *engine) awaitAnswer() bool {
	e.t.Helper()
	for deadline := time.Now().Add(engineWait); !e.down(); time.Sleep(50 * time.Millisecond) {
		if _, err := e.ask("version"); err == nil {
			return true
		} else if time.Now().After(deadline) {
			e.t.Fatal(err)
		}
	}
	return false
}

// down says whether the daemon has ended.
func (e *engine) down() bool {
	select {
	case <-e.ended:
		return true
	default:
		return false
	}
}

// stop sends the daemon a signal and waits for its end.
func (e *engine) stop(s syscall.Signal) {
	e.t.Helper()
	_ = e.daemon.Process.Signal(s) // it may have ended
	select {
	case <-e.ended:
	case <-time.After(engineWait):
		e.t.Errorf("dockerd has not ended %v after %v", engineWait, s)
	}
}

// network says what the engine's network is like: the addresses that are known on it, its devices, the networks that
// containers have had; and what the daemon said last.
func (e *engine) network() string {
	var all []string
	e.within(func() error {
		for _, file := range []string{"arp", "dev"} {
			text, _ := os.ReadFile("/proc/thread-self/net/" + file) // what cannot be read is not shown
			all = append(all, string(text))
		}
		networks, _ := filepath.Glob(e.path("x/netns/*")) // the pattern is well formed
		all = append(all, strings.Join(networks, "\n"))
		return nil
	})
	log, _ := os.ReadFile(e.path("log"))
	return strings.Join(append(all, string(log[max(0, len(log)-4000):])), "\n")
}

// ask runs one docker command on the engine and returns what it prints.
func (e *engine) ask(args ...string) (string, error) {
	cmd := exec.CommandContext(e.t.Context(), "docker", args...)
	cmd.Env = append(os.Environ(), "DOCKER_HOST="+e.host())
	out, err := cmd.CombinedOutput()
	if err != nil {
		err = fmt.Errorf("docker %s: %w: %s", strings.Join(args, " "), err, bytes.TrimSpace(out))
	}
	return string(out), err
}
