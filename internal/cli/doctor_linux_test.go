package cli

import (
	"errors"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"
)

// nobody is a user without a group that may use anything.
const nobody = 65534

// TestASocketWithoutPermission runs the program as another user, on the real docker command and a socket that only
// root may use: the engine's own where there is one.
func TestASocketWithoutPermission(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("only root can run the program as another user")
	}
	if _, err := exec.LookPath("docker"); err != nil {
		t.Skip("there is no docker command; tutor doctor says how to get it")
	}
	socket := "/var/run/docker.sock"
	if info, err := os.Stat(socket); err != nil || info.Mode().Perm()&0o006 != 0 {
		socket = closedSocket(t)
	}
	dir := openFolder(t)
	text := runAs(t, nobody, dir, []string{"DOCKER_HOST=unix://" + socket}, "doctor")
	for _, want := range []string{
		"– Docker engine: it is there, but does not talk to this user\n",
		"✗ Permission: the engine does not talk to the user nobody\n    fix: sudo usermod -aG docker nobody\n    note: Then log out and in again.",
		"– Base image python:3.14-slim: not known before the line Permission is mended\n",
		"\nnot ready: ",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("it does not say %q:\n%s", want, text)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "Dockerfile"), []byte("FROM scratch\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	text = runAs(t, nobody, dir, []string{"DOCKER_HOST=unix://" + socket}, "check", "1", dir)
	if !strings.Contains(text, "\n    wrong: Permission: the engine does not talk to the user nobody\n    fix: sudo usermod -aG docker nobody\n") {
		t.Errorf("a check does not say the doctor's line:\n%s", text)
	}
}

// TestABundleOnAFullDisk writes the bundle to a disk of 1 MB: nothing of it is left there.
func TestABundleOnAFullDisk(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("only root can mount a small disk")
	}
	disk, bin := t.TempDir(), t.TempDir()
	if err := unix.Mount("tmpfs", disk, "tmpfs", 0, "size=1m"); err != nil {
		t.Skipf("this machine mounts no small disk: %v", err)
	}
	t.Cleanup(func() {
		if err := unix.Unmount(disk, unix.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
	script := "#!/bin/sh\ncase \"$1\" in image) echo amd64 9000000 ;; save) exec cat /dev/zero ;; *) exit 99 ;; esac\n"
	if err := os.WriteFile(filepath.Join(bin, "docker"), []byte(script), 0o755); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", bin+":/usr/bin:/bin")
	streams, _, errOut := testStreams()
	if code := Main([]string{"bundle", "save", filepath.Join(disk, "b.tar")}, streams); code != exitInfra {
		t.Errorf("it ends with %d", code)
	}
	if !strings.Contains(errOut.String(), "no space is left for "+disk) || !strings.Contains(errOut.String(), "name a file on another disk") {
		t.Errorf("it says %s", errOut)
	}
	if left, err := os.ReadDir(disk); err != nil || len(left) > 0 {
		t.Errorf("left: %v, %v", left, err)
	}
}

// closedSocket is a socket of an engine that is not there, which only its owner may use.
func closedSocket(t *testing.T) string {
	t.Helper()
	path := filepath.Join(openFolder(t), "docker.sock")
	listener, err := net.Listen("unix", path) //nolint:noctx // it is closed with the test
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	if err := os.Chmod(path, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// openFolder is a folder that every user can read and write.
func openFolder(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "tutor-open-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	if err := os.Chmod(dir, 0o777); err != nil {
		t.Fatal(err)
	}
	return dir
}

// runAs runs this test's binary as tutor, and as another user; it must end with the code of a machine that is not ready.
func runAs(t *testing.T, user uint32, dir string, env []string, args ...string) string {
	t.Helper()
	program := filepath.Join(dir, "tutor")
	data, err := os.ReadFile(os.Args[0])
	if err == nil {
		err = os.WriteFile(program, data, 0o755)
	}
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), program, args...)
	cmd.Dir = dir
	cmd.Env = append([]string{"PATH=" + os.Getenv("PATH"), "HOME=" + dir, "XDG_STATE_HOME=" + filepath.Join(dir, "state"), "TMPDIR=" + dir}, env...)
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: user, Gid: user}}
	out, err := cmd.CombinedOutput()
	var exit *exec.ExitError
	if !errors.As(err, &exit) || exit.ExitCode() != exitInfra {
		t.Errorf("tutor %v ended with %v:\n%s", args, err, out)
	}
	return string(out)
}
