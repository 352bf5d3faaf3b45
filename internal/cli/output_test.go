package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"tutor/exercises"
	"tutor/internal/shell"
	"tutor/internal/study"
	"tutor/internal/term"
	"tutor/internal/workspace"
	"tutor/lessons"
	"tutor/runner"
)

func TestExitCodes(t *testing.T) {
	plainError := errors.New("x")
	for _, tt := range []struct {
		err  error
		want int
	}{
		{nil, 0},
		{toldError{1}, 1},
		{usageError{plainError}, 2},
		{contentError{plainError}, 2},
		{lessons.Problems{{}}, 2},
		{workspace.ErrNotEmpty, 2},
		{plainError, 3},
		{&runner.Problem{Cause: exercises.DaemonDown}, 3},
		{&runner.Problem{Cause: exercises.Interrupted}, 130},
		{context.Canceled, 130},
	} {
		if got := exitCode(tt.err); got != tt.want {
			t.Errorf("exitCode(%v) = %d, want %d", tt.err, got, tt.want)
		}
		if tt.err == nil {
			continue
		}
		if got := exitCode(fmt.Errorf("wrapped: %w", tt.err)); got != tt.want {
			t.Errorf("exitCode(wrapped %v) = %d, want %d", tt.err, got, tt.want)
		}
	}
}

func TestReportCodes(t *testing.T) {
	for want, rep := range map[int]exercises.Report{
		0: {Outcome: exercises.Pass}, 1: {Outcome: exercises.Fail}, 3: {Outcome: exercises.Error},
		130: {Outcome: exercises.Error, Checks: []exercises.CheckResult{
			{Required: true, Outcome: exercises.Error, Cause: exercises.Interrupted},
		}},
	} {
		if got := exitCode(withCode(reportCode(rep))); got != want {
			t.Errorf("%+v gives %d, want %d", rep, got, want)
		}
	}
}

func TestJSONIsSafeAndLossless(t *testing.T) {
	var all strings.Builder
	for r := range rune(0x2100) {
		all.WriteRune(r)
	}
	all.WriteString("<&>\u2066\U0001F600")
	streams, out, _ := testStreams()
	if err := writeJSON(streams.Out, map[string]string{"text": all.String()}); err != nil {
		t.Fatal(err)
	}
	for _, r := range out.String() {
		if r != '\n' && term.IsUnsafe(r) {
			t.Errorf("%U is there as such", r)
		}
	}
	if !strings.Contains(out.String(), "<&>") {
		t.Error("HTML is escaped")
	}
	var back map[string]string
	if err := json.Unmarshal(out.Bytes(), &back); err != nil || back["text"] != all.String() {
		t.Errorf("not read back as it was: %v", err)
	}
}

func TestCommandLine(t *testing.T) {
	got := shell.Line([]string{"docker", "run", "-e", "A=b c", "", "it's", "$(x)", "a:1"})
	if want := `docker run -e 'A=b c' '' 'it'\''s' '$(x)' a:1`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestVersionOf(t *testing.T) {
	for want, got := range map[string]string{
		"(devel)":                 versionOf("", "", false),
		"v1.2.3":                  versionOf("v1.2.3", "", false),
		"0123456789ab":            versionOf("(devel)", "0123456789abcdef", false),
		"0123456789ab (modified)": versionOf("(devel)", "0123456789abcdef", true),

		"v1.2.3, commit 0123456789ab": versionOf("v1.2.3", "0123456789abcdef", false),
		"0123456789ac":                versionOf("v0.0.0-20231114221320-0123456789ac", "0123456789acdef0", false),
	} {
		if got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

func TestEveryCommandHasAnExample(t *testing.T) {
	streams, _, _ := testStreams()
	eachCommand(newRoot(newApp(streams)), func(cmd *cobra.Command) {
		if cmd.Parent().Name() != "completion" && (cmd.Example == "" || cmd.Short == "") {
			t.Errorf("%s has no example or no short text", cmd.CommandPath())
		}
	})
}

func TestVersionLoadsNothing(t *testing.T) {
	streams, out, _ := testStreams()
	a := newApp(streams)
	a.course = func() (*lessons.Course, error) { panic("the course was loaded") }
	a.exercises = func() ([]*exercises.Exercise, error) { panic("the exercises were loaded") }
	a.progress = func() study.Learner { panic("progress was read") }
	a.runner = func() *runner.Runner { panic("a runner was made") }
	root := newRoot(a)
	root.SetArgs([]string{"version"})
	if err := root.ExecuteContext(t.Context()); err != nil || !strings.HasPrefix(out.String(), "tutor ") {
		t.Errorf("%v, %q", err, out)
	}
}
