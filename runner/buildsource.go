package runner

import (
	"os"
	"path/filepath"
	"strings"

	"tutor/exercises"
	"tutor/internal/composefile"
	"tutor/internal/dockerfile"
)

// buildSource is the Dockerfile of a build as it is when the build begins.
type buildSource struct {
	name string
	text []byte // nil where it cannot be read
}

// sourceCap bounds the Dockerfile that is shown, in bytes.
const sourceCap = 256 << 10

func readSource(dir, name string) buildSource {
	text, err := readRegular(filepath.Join(dir, name))
	if err != nil || len(text) > sourceCap {
		text = nil
	}
	return buildSource{name, text}
}

// dockerfileName is the spelling under which the builder finds the file.
func dockerfileName(dir string) string {
	if _, err := os.Stat(filepath.Join(dir, "Dockerfile")); err != nil {
		return "dockerfile"
	}
	return "Dockerfile"
}

func serviceSource(b *composefile.Build) buildSource {
	if b.Inline != "" { // its lines are not those of a file
		return buildSource{}
	}
	path := b.DockerfilePath()
	return readSource(filepath.Dir(path), filepath.Base(path))
}

func (s buildSource) lines() []string {
	if len(s.text) == 0 {
		return nil
	}
	return strings.Split(strings.TrimRight(strings.ReplaceAll(string(s.text), "\r\n", "\n"), "\n"), "\n")
}

// sourceAround is how many lines are shown before and after those that a build ended in.
const sourceAround = 2

// accused is the place in the Dockerfile that a failed build is about; nil when it is not known, or the machine's fault.
func (b *buildLog) accused(r exercises.CheckResult) *exercises.Passage {
	unreached := r.Cause == exercises.RegistryUnreachable || r.Cause == exercises.RegistryRateLimited
	if b.source.text == nil || r.Outcome != exercises.Fail && !unreached {
		return nil
	}
	at, lines := dockerfile.Accused(b.source.text, r.Observed), b.source.lines()
	if at.First == 0 && b.asked != "" {
		at = dockerfile.Accused(b.source.text, askedWords+b.asked)
	}
	if at.First == 0 || at.First > len(lines) {
		return nil
	}
	at.Last = min(at.Last, len(lines))
	from, to := max(1, at.First-sourceAround), min(len(lines), at.Last+sourceAround)
	return &exercises.Passage{File: b.source.name, First: at.First, Last: at.Last, From: from, Excerpt: lines[from-1 : to]}
}

func (g *grade) newBuildLog() *buildLog { return &buildLog{news: g.news} }

// begin starts the log of a build anew.
func (b *buildLog) begin(source buildSource) {
	*b = buildLog{news: b.news, source: source}
	if file, err := dockerfile.Parse(source.text); err == nil {
		b.file = file
	}
	b.send(BuildStarted{File: source.name, Lines: source.lines()})
}
