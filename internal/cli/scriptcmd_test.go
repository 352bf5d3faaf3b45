package cli

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"tutor/internal/term"
)

// exits runs a command that must end with the code: exits 3 tutor doctor.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND [ARG...]")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	err = ts.Exec(args[1], args[2:]...)
	got := 0
	var exit *exec.ExitError
	switch {
	case errors.As(err, &exit):
		got = exit.ExitCode()
	case err != nil:
		ts.Fatalf("%v", err)
	}
	if got != want {
		ts.Fatalf("%s ended with %d, want %d", strings.Join(args[1:], " "), got, want)
	}
}

// isPlain says that nothing in a stream can act on a terminal: plain stdout.
func isPlain(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: plain stdout|stderr")
	}
	for _, r := range ts.ReadFile(args[0]) {
		if r != '\n' && term.IsUnsafe(r) {
			ts.Fatalf("%s holds %U", args[0], r)
		}
	}
}

// words says that nothing in a stream is drawn or said by a sign alone: words stdout.
func words(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: words stdout|stderr")
	}
	text := ts.ReadFile(args[0])
	if at := drawn.FindStringIndex(text); at != nil {
		ts.Fatalf("%s holds %q", args[0], text[at[0]:at[1]])
	}
	if at := strings.IndexAny(text, glyphPass+glyphFail+glyphNone); at >= 0 {
		ts.Fatalf("%s holds a sign in %q", args[0], text[at:min(len(text), at+40)])
	}
}

// waitfor waits until a file exists: waitfor started.
func waitfor(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: waitfor FILE")
	}
	for range 1000 {
		if _, err := os.Stat(ts.MkAbs(args[0])); err == nil {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	ts.Fatalf("%s did not come", args[0])
}

// soon says that a file is not older than a duration: soon 3s started.
func soon(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: soon DURATION FILE")
	}
	limit, err := time.ParseDuration(args[0])
	ts.Check(err)
	info, err := os.Stat(ts.MkAbs(args[1]))
	ts.Check(err)
	if took := time.Since(info.ModTime()); took > limit {
		ts.Fatalf("%v have passed since %s, want %v at most", took, args[1], limit)
	}
}

// glob says that exactly one file matches: glob state/*.backup-*
func glob(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 1 {
		ts.Fatalf("usage: [!] glob PATTERN")
	}
	found, err := filepath.Glob(ts.MkAbs(args[0]))
	ts.Check(err)
	if want := 1; neg == (len(found) == want) {
		ts.Fatalf("%s matches %v", args[0], found)
	}
}
