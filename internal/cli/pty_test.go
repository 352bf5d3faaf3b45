package cli

import (
	"bytes"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/creack/pty"
)

// build makes the real program: only its main imports the guard.
func build(t *testing.T) string {
	t.Helper()
	if testing.Short() {
		t.Skip("builds the program")
	}
	bin := filepath.Join(t.TempDir(), "tutor")
	cmd := exec.CommandContext(t.Context(), "go", "build", "-o", bin, "tutor")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	return bin
}

// onSilentTerminal runs the program on a terminal that answers no question, and returns what it wrote and how long
// it took.
func onSilentTerminal(t *testing.T, bin string, args ...string) ([]byte, time.Duration) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), bin, args...)
	for _, v := range os.Environ() {
		if !bytes.HasPrefix([]byte(v), []byte("CI=")) { // with CI set nothing asks the terminal anyway
			cmd.Env = append(cmd.Env, v)
		}
	}
	cmd.Env = append(cmd.Env, "TERM=xterm-256color", "XDG_STATE_HOME="+t.TempDir())
	began := time.Now()
	terminal, err := pty.StartWithSize(cmd, &pty.Winsize{Rows: 24, Cols: 80})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = terminal.Close() }()
	out, _ := io.ReadAll(terminal) // ends with EIO when the program has closed its side
	if err := cmd.Wait(); err != nil {
		t.Errorf("tutor %v: %v\n%s", args, err, out)
	}
	return out, time.Since(began)
}

// silentWait is how long the terminal library waits for an answer, where nothing keeps it from asking.
const silentWait = 5 * time.Second

func TestSilentTerminal(t *testing.T) {
	bin := build(t)
	for _, command := range []string{"version", "lessons"} {
		t.Run(command, func(t *testing.T) {
			out, took := onSilentTerminal(t, bin, command)
			if len(out) == 0 || bytes.ContainsRune(out, 0x1b) {
				t.Fatalf("wrote %q; want text without ESC", out)
			}
			if took > silentWait/2 {
				t.Errorf("took %v: something waits for the terminal", took)
			}
		})
	}
}
