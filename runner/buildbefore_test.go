//go:build unix

package runner

import (
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"tutor/exercises"
)

func TestWhatNoBuilderGets(t *testing.T) {
	pipe := func(name string) func(*testing.T, string) {
		return func(t *testing.T, dir string) {
			if err := syscall.Mkfifo(filepath.Join(dir, name), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	text := func(name, text string) func(*testing.T, string) {
		return func(t *testing.T, dir string) { write(t, dir, map[string]string{name: text}) }
	}
	for _, tt := range []struct {
		name  string
		make  func(*testing.T, string)
		cause exercises.Cause // empty: it is built
		says  string
	}{
		{"a pipe", pipe("Dockerfile"), exercises.DockerfileMissing, "a pipe"},
		{"a pipe in small letters", pipe("dockerfile"), exercises.DockerfileMissing, "no file named Dockerfile"},
		{"a pipe to leave things out", func(t *testing.T, dir string) {
			text("Dockerfile", "FROM x\n")(t, dir)
			pipe(".dockerignore")(t, dir)
		}, exercises.DockerfileSyntax, ".dockerignore is a pipe"},
		{"too large", text("Dockerfile", "FROM x\n#"+strings.Repeat("x", readCap)), exercises.DockerfileSyntax, "bytes"},
		{"too many instructions", text("Dockerfile", "FROM x\n"+strings.Repeat("ENV A=b\n", maxInstructions)), exercises.DockerfileSyntax, "1001 instructions"},
		{"many lines in few instructions", text("Dockerfile", "FROM x\n"+strings.Repeat("# a comment\n", 3*maxInstructions)+"RUN true\n"), "", ""},
		{"as many as may be", text("Dockerfile", "FROM x\n"+strings.Repeat("ENV A=b\n", maxInstructions-1)), "", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			tt.make(t, dir)
			g := newGrade(New(), buildImage(t), dir, GradeOptions{}, func(Event) {})
			r, bad := g.beforeBuild(t.Context(), exercises.Build{MaxContextMB: 10})
			if bad != (tt.cause != "") || r.Cause != tt.cause || !strings.Contains(r.Observed, tt.says) {
				t.Errorf("refused %v, cause %q, observed %q; want %q, %q", bad, r.Cause, r.Observed, tt.cause, tt.says)
			}
		})
	}
}

func TestTheBuilderStumblesOverText(t *testing.T) {
	const reset = "ERROR: failed to solve: rpc error: code = Internal desc = stream terminated by RST_STREAM with error code: PROTOCOL_ERROR"
	const header = "ERROR: failed to build: failed to dial gRPC: unable to upgrade to h2c, received 400"
	for _, tt := range []struct {
		name, dir, said, source string
		cause                   exercises.Cause
		says                    string
	}{
		{"a control in the Dockerfile", "work", reset, "COPY \x1b[2J /\n", exercises.DockerfileSyntax, "control characters"},
		{"none in it", "work", reset, "COPY a\t/\r\n", exercises.Internal, "observed"},
		{"another error", "work", "ERROR: unknown", "COPY \x1b[2J /\n", exercises.Internal, "observed"},
		{"a control in the name", "w\nx", header, "FROM x\n", exercises.Internal, "rename the folder"},
		{"a pattern", "work", "error checking context: 'syntax error in pattern'.", "FROM x\n", exercises.Internal, ".dockerignore has a pattern"},
	} {
		g := &grade{dir: "/" + tt.dir}
		r := exercises.CheckResult{Cause: exercises.Internal, Observed: "observed"}
		g.blameText(&r, tt.said, buildSource{text: []byte(tt.source)})
		if r.Cause != tt.cause || !strings.Contains(r.Observed, tt.says) || !strings.Contains(r.Observed, "observed") {
			t.Errorf("%s: cause %q, observed %q", tt.name, r.Cause, r.Observed)
		}
	}
}
