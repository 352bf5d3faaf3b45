package runner

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"unicode"
	"unicode/utf8"

	"tutor/exercises"
	"tutor/internal/dockerfile"
)

// beforeBuild finds what can be said without asking the engine: no Dockerfile, or a context that is too large.
func (g *grade) beforeBuild(ctx context.Context, s exercises.Build) (exercises.CheckResult, bool) {
	if found, hint := findDockerfile(g.dir); !found {
		return exercises.CheckResult{
			Outcome: exercises.Fail, Cause: exercises.DockerfileMissing,
			Expected: "a file named Dockerfile in the workspace", Observed: hint,
		}, true
	}
	if name := endlessIgnore(g.dir); name != "" {
		return exercises.CheckResult{
			Outcome: exercises.Fail, Cause: exercises.DockerfileSyntax,
			Expected: name + " is a file", Observed: name + " is a pipe, a socket or a device, and not a file",
		}, true
	}
	if why := overlong(g.dir); why != "" {
		return exercises.CheckResult{
			Outcome: exercises.Fail, Cause: exercises.DockerfileSyntax, Expected: "a Dockerfile that a builder can cope with", Observed: why,
		}, true
	}
	return tooLarge(ctx, g.dir, s.MaxContextMB)
}

// maxInstructions bounds a Dockerfile. The memory that a builder takes grows with the square of them: five thousand have
// made an engine take all there is.
const maxInstructions = 1000

// overlong says why a builder should not be given the Dockerfile; it is empty where nothing speaks against it.
func overlong(dir string) string {
	path := filepath.Join(dir, dockerfileName(dir))
	if info, err := os.Stat(path); err == nil && info.Size() > readCap {
		return fmt.Sprintf("the Dockerfile has %d bytes; more than %d are not built", info.Size(), readCap)
	}
	text, err := readRegular(path)
	if err != nil || strings.Count(string(text), "\n") < maxInstructions {
		return "" // what is wrong with it the builder says
	}
	file, err := dockerfile.Parse(text)
	if err != nil {
		return ""
	}
	if n := file.Count(); n > maxInstructions {
		return fmt.Sprintf("the Dockerfile has %d instructions; more than %d are not built", n, maxInstructions)
	}
	return ""
}

// tooLarge says whether a build would send more than the builder should get, in MB.
func tooLarge(ctx context.Context, dir string, most int) (exercises.CheckResult, bool) {
	limit := int64(most) << 20
	size, err := measureContext(ctx, dir, limit)
	switch {
	case ctx.Err() != nil:
		return interrupted(), true
	case err != nil:
		return exercises.CheckResult{}, false // the builder reads the same files and says what is wrong with them
	case size.bytes <= limit:
		return exercises.CheckResult{}, false
	}
	return exercises.CheckResult{
		Outcome: exercises.Fail, Cause: exercises.ContextTooLarge,
		Expected: fmt.Sprintf("at most %d MB of files are sent to the builder", most),
		Observed: size.String(),
	}, true
}

// findDockerfile says whether the builder will find a Dockerfile, and if not, what is there instead.
func findDockerfile(dir string) (bool, string) {
	info, err := os.Stat(filepath.Join(dir, "Dockerfile"))
	switch {
	case err != nil:
	case info.IsDir():
		return false, "Dockerfile is a folder"
	case endless(info.Mode()):
		return false, "Dockerfile is a pipe, a socket or a device, and not a file"
	default:
		return true, ""
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return false, "the workspace cannot be read: " + err.Error()
	}
	for _, e := range entries {
		switch name := e.Name(); {
		case name == "dockerfile" && !e.IsDir() && !endless(e.Type()):
			return true, "" // both builders look for this spelling, too
		case strings.Contains(strings.ToLower(name), "dockerfile") && !strings.HasSuffix(name, ".dockerignore"):
			return false, fmt.Sprintf("no file named Dockerfile; there is one named %q", name)
		}
	}
	return false, "no file named Dockerfile"
}

// blameText says what the builder does not: that it stumbled over a file or a name that is no proper text.
func (g *grade) blameText(r *exercises.CheckResult, said string, source buildSource) {
	switch {
	case strings.Contains(said, badPattern): // neither builder names the file
		r.Observed = ".dockerignore has a pattern that cannot be read: " + r.Observed
	case r.Cause != exercises.Internal:
	case strings.ContainsFunc(filepath.Base(g.dir), unicode.IsControl): // buildx puts the name into a header
		r.Observed = "Docker's builder cannot cope with the control characters in the folder's name; rename the folder: " + r.Observed
	case strings.Contains(said, "PROTOCOL_ERROR") && hasControls(source.text): // BuildKit puts a path into a header
		r.Cause = exercises.DockerfileSyntax
		r.Observed = "the Dockerfile has control characters, and the builder stumbled over them: " + r.Observed
	}
}

// hasControls says whether a text has what no editor shows.
func hasControls(text []byte) bool {
	return bytes.ContainsFunc(text, func(r rune) bool {
		return r == utf8.RuneError || unicode.IsControl(r) && !strings.ContainsRune("\t\r\n", r)
	})
}
