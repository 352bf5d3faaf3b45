package cli

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/creack/pty"
)

func TestConfirm(t *testing.T) {
	for answer, want := range map[string]bool{
		"y\n": true, "Yes\n": true, "y \r\n": true, "y": true, "n\n": false, "\n": false, "": false, "yellow\n": false,
	} {
		streams, out, errOut := testStreams()
		streams.In = strings.NewReader(answer)
		if got, err := streams.confirm(t.Context(), "Go on?"); got != want || err != nil {
			t.Errorf("%q: %v, %v", answer, got, err)
		}
		if out.Len() > 0 || errOut.String() != "Go on? [y/N] " {
			t.Errorf("%q: wrote %q and %q", answer, out, errOut)
		}
	}
}

func TestConfirmEndsWithTheContext(t *testing.T) {
	streams, _, _ := testStreams()
	silent, w := io.Pipe()
	defer func() { _ = w.Close() }()
	streams.In = silent
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if ok, err := streams.confirm(ctx, "Go on?"); ok || !errors.Is(err, context.Canceled) {
		t.Errorf("confirm = %v, %v", ok, err)
	}
}

// TestResetAsks answers on a real terminal.
func TestResetAsks(t *testing.T) {
	bin := build(t)
	for answer, want := range map[string]struct {
		code int
		says string
		done bool
	}{
		"n\r":  {0, "Nothing was changed.", false},
		"\r":   {0, "Nothing was changed.", false},
		"y\r":  {0, "begins again.", true},
		"\x03": {130, "tutor: cancelled", false},   // ctrl+c
		"\x04": {0, "Nothing was changed.", false}, // ctrl+d
	} {
		t.Run(want.says, func(t *testing.T) {
			dir, state := t.TempDir(), t.TempDir()
			run := func(args ...string) *exec.Cmd {
				cmd := exec.CommandContext(t.Context(), bin, args...)
				cmd.Dir = dir
				cmd.Env = append(os.Environ(), "XDG_STATE_HOME="+state)
				return cmd
			}
			if out, err := run("start", "1").CombinedOutput(); err != nil {
				t.Fatalf("start: %v\n%s", err, out)
			}
			cmd := run("reset", "1")
			terminal, err := pty.Start(cmd)
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = terminal.Close() }()
			shown := readUntil(t, terminal, "[y/N] ")
			if _, err := terminal.WriteString(answer); err != nil {
				t.Fatal(err)
			}
			rest, _ := io.ReadAll(terminal) // ends with EIO when the program has closed its side
			_ = cmd.Wait()
			if code := cmd.ProcessState.ExitCode(); code != want.code || !strings.Contains(string(rest), want.says) {
				t.Errorf("%q ended with %d, said %s%s", answer, code, shown, rest)
			}
			backups, _ := filepath.Glob(filepath.Join(dir, "build-image.backup-*"))
			if done := len(backups) == 1; done != want.done {
				t.Errorf("%q: backups %v", answer, backups)
			}
			if want.done && !strings.Contains(shown, backups[0]) {
				t.Errorf("the plan does not name %s: %s", backups[0], shown)
			}
		})
	}
}

func readUntil(t *testing.T, r io.Reader, end string) string {
	t.Helper()
	var all bytes.Buffer
	chunk := make([]byte, 256)
	for !strings.HasSuffix(all.String(), end) {
		n, err := r.Read(chunk)
		all.Write(chunk[:n])
		if err != nil {
			t.Fatalf("%v after %q", err, all.String())
		}
	}
	return all.String()
}
