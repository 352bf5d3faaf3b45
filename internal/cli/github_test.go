package cli

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"tutor/exercises"
)

// wantNoCommands looks for what the runner of GitHub Actions reads as a command: a line that begins with :: after
// blanks, and ##[ anywhere.
func wantNoCommands(t *testing.T, text string) {
	t.Helper()
	if found := regexp.MustCompile(`(?m)^\s*::.*|.*##\[.*`).FindAllString(text, -1); found != nil {
		t.Errorf("GitHub reads %q", found)
	}
}

func TestAnnotations(t *testing.T) {
	ex, rep := everyOutcome()
	repository := t.TempDir()
	dir := filepath.Join(repository, "a,b:c")
	noError(t, os.MkdirAll(dir, 0o755),
		os.WriteFile(filepath.Join(dir, "Dockerfile"), []byte("FROM python\nRUN  pip install \\\n  x\n"), 0o600))
	rep.Checks[0].Observed = "100%\r\n::error::x, at step [2/3] RUN pip install x"
	var out bytes.Buffer
	(&githubActions{workspace: repository}).annotate(&out, rep, ex, dir)
	want := "::error file=a%2Cb%3Ac/Dockerfile,line=2,title=It <builds> & runs::" + exercises.BuildCommandFailed.Explain().Sentence +
		"%0Aexpected: a built image%0Aobserved: 100%25%0A::error::x, at step [2/3] RUN pip install x\n" +
		"::error title=It is there::" + exercises.DaemonDown.Explain().Sentence + "\n" +
		"::warning file=a%2Cb%3Ac/Dockerfile,line=2,title=Not root::observed: line 2: CMD, 100%25: root%0Aadvice: Set a user.\n"
	if out.String() != want {
		t.Errorf("got\n%swant\n%s", &out, want)
	}
	out.Reset()
	(*githubActions)(nil).annotate(&out, rep, ex, dir)
	if out.Len() > 0 {
		t.Errorf("elsewhere: %s", &out)
	}
}

func TestAnnotationsNameTheFile(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"answer.md", "docker-compose.yml", "notes.txt"} {
		noError(t, os.WriteFile(filepath.Join(dir, name), []byte("x\n"), 0o600))
	}
	noError(t, os.Mkdir(filepath.Join(dir, "Dockerfile"), 0o755)) // no file, whatever its name
	for want, settings := range map[string]exercises.Settings{
		"answer.md": exercises.Answer{File: "answer.md"}, "docker-compose.yml": exercises.Compose{},
		"notes.txt": exercises.File{Path: "notes.txt"}, "": exercises.Build{},
	} {
		ex := &exercises.Exercise{Checks: []exercises.Check{{ID: "a", Settings: settings}}}
		if got := place(ex, exercises.CheckResult{ID: "a"}, dir, dir); got.file != want || got.line != 0 {
			t.Errorf("%T: %+v, want %q", settings, got, want)
		}
	}
}

func TestJSONHoldsNoCommands(t *testing.T) {
	_, rep := everyOutcome()
	doc, err := encodeJSON(rep, "  ")
	noError(t, err)
	quiet := (&githubActions{}).inertJSON(doc)
	wantNoCommands(t, string(quiet))
	var before, after exercises.Report
	noError(t, json.Unmarshal(doc, &before), json.Unmarshal(quiet, &after))
	if !reflect.DeepEqual(before, after) {
		t.Errorf("the report has changed to %+v", after)
	}
}

func TestTheSummaryIsAdded(t *testing.T) {
	ex, rep := everyOutcome()
	file := filepath.Join(t.TempDir(), "summary.md")
	noError(t, os.WriteFile(file, []byte("before\n"), 0o600))
	noError(t, (&githubActions{summary: file}).summarize(rep, ex))
	text, err := os.ReadFile(file)
	noError(t, err)
	for _, want := range []string{
		"before\n## Exercise 1, An exercise\n", "| ✗ | It \\<builds\\> & runs | A RUN command ended", "| ! | Not root | line 2",
		"### It \\<builds\\> & runs\n\n```text\n", "    | ::error::from a learner\n",
	} {
		if !strings.Contains(string(text), want) {
			t.Errorf("%q is not in\n%s", want, text)
		}
	}
	noError(t, (*githubActions)(nil).summarize(rep, ex))
	if err := (&githubActions{summary: filepath.Join(file, "x")}).summarize(rep, ex); err == nil {
		t.Error("a summary that cannot be written is no error")
	}
}
