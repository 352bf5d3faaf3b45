package cli

import (
	"bytes"
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"tutor/exercises"
	"tutor/internal/composefile"
	"tutor/internal/dockerfile"
	clean "tutor/internal/term"
)

// githubActions is a job of GitHub Actions, which reads workflow commands in what a step prints.
// https://docs.github.com/actions/reference/workflow-commands-for-github-actions
// The nil one is any other place.
type githubActions struct {
	token     string // ends a time without commands; nobody can guess it
	workspace string // folder of the repository
	summary   string // file of Markdown that the job's page shows; may be empty
}

// underGitHub is nil elsewhere.
func underGitHub() *githubActions {
	if os.Getenv("GITHUB_ACTIONS") != "true" {
		return nil
	}
	token := make([]byte, 16)
	_, _ = rand.Read(token) // it never fails
	return &githubActions{
		token: hex.EncodeToString(token), workspace: os.Getenv("GITHUB_WORKSPACE"), summary: os.Getenv("GITHUB_STEP_SUMMARY"),
	}
}

// mute keeps GitHub from reading commands in what a learner's program prints. Indenting a line does not help: blanks
// before a command are skipped, and one in the old form, ##[name], is read anywhere in a line.
func (g *githubActions) mute(out io.Writer) {
	if g != nil {
		write(out, "::stop-commands::%s\n", g.token)
	}
}

// unmute ends what mute began.
func (g *githubActions) unmute(out io.Writer) {
	if g != nil {
		write(out, "::%s::\n", g.token)
	}
}

// inertJSON is a document in which there is no command. A line of JSON cannot begin with one.
func (g *githubActions) inertJSON(doc []byte) []byte {
	if g == nil {
		return doc
	}
	return bytes.ReplaceAll(doc, []byte("##["), []byte(`#\u0023[`))
}

// inertXML does the same for XML, whose lines all begin with a tag: line feeds of a text are written as references.
func (g *githubActions) inertXML(doc []byte) []byte {
	if g == nil {
		return doc
	}
	return bytes.ReplaceAll(doc, []byte("##["), []byte("#&#35;["))
}

// annotate writes an annotation for each required check without a verdict of pass, and one for each advice to follow.
func (g *githubActions) annotate(out io.Writer, rep exercises.Report, ex *exercises.Exercise, dir string) {
	if g == nil {
		return
	}
	for _, c := range rep.Checks {
		command := "error"
		switch {
		case c.Outcome == exercises.Fail && !c.Required:
			command = "warning"
		case !c.Required || c.Outcome != exercises.Fail && c.Outcome != exercises.Error:
			continue
		}
		g.annotation(out, command, c, place(ex, c, dir, g.workspace))
	}
}

func (g *githubActions) annotation(out io.Writer, command string, c exercises.CheckResult, at filePlace) {
	var properties []string
	if at.file != "" {
		properties = append(properties, "file="+githubProperty(at.file))
	}
	if at.line > 0 {
		properties = append(properties, fmt.Sprintf("line=%d", at.line))
	}
	properties = append(properties, "title="+githubProperty(oneLine(c.Title)))
	write(out, "::%s %s::%s\n", command, strings.Join(properties, ","), githubData(annotationText(c)))
}

func annotationText(c exercises.CheckResult) string {
	var lines []string
	add := func(label, text string) {
		if text = strings.TrimSpace(text); text != "" {
			lines = append(lines, label+text)
		}
	}
	if c.Cause != "" {
		add("", c.Cause.Explain().Sentence)
	}
	add("expected: ", c.Expected)
	add("observed: ", c.Observed)
	if !c.Required {
		add("advice: ", c.Hint)
	}
	return strings.Join(lines, "\n")
}

func githubData(text string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace(clean.Sanitize(text))
}

func githubProperty(text string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C").Replace(clean.Sanitize(text))
}

// filePlace is where in the repository a check failed.
type filePlace struct {
	file string // empty when it is not about a file
	line int    // 0 when it is not known
}

// place finds the file of the learner, and the line in a Dockerfile, that a result is about.
func place(ex *exercises.Exercise, c exercises.CheckResult, dir, repository string) filePlace {
	check, ok := ex.Check(c.ID)
	if !ok {
		return filePlace{}
	}
	name := fileOf(check, dir)
	if name == "" {
		return filePlace{}
	}
	path := filepath.Join(dir, filepath.FromSlash(name))
	info, err := os.Stat(path)
	if err != nil || !info.Mode().IsRegular() {
		return filePlace{}
	}
	line := 0
	if text, err := os.ReadFile(path); err == nil && name == "Dockerfile" {
		line = dockerfile.Accused(text, c.Observed).First
	}
	if abs, err := filepath.Abs(path); err == nil && repository != "" {
		if inside, err := filepath.Rel(repository, abs); err == nil && filepath.IsLocal(inside) {
			path = inside
		}
	}
	return filePlace{filepath.ToSlash(path), line}
}

// fileOf names the file that a check is about, with slashes, or "" when it is about none.
func fileOf(check *exercises.Check, dir string) string {
	switch s := check.Settings.(type) {
	case exercises.Build, exercises.Dockerfile:
		return "Dockerfile"
	case exercises.Answer:
		return s.File
	case exercises.File:
		return s.Path
	case exercises.Compose:
		return composefile.Name(dir)
	}
	return ""
}
