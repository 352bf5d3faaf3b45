package runner

import (
	"context"
	"fmt"
	"maps"
	"regexp"
	"strings"
	"testing"
	"time"

	"tutor/exercises"

	"tutor/internal/dockertest"
)

// service is an app that a test changes by its environment, or by other text in the place of {more}.
const service = `import json, os, signal, sys, time
from http.server import BaseHTTPRequestHandler, HTTPServer
class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        body = json.dumps({"mode": os.getenv("APP_MODE"), "status": "ok"}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(body)
{more}
print("serving on 8000", flush=True)
HTTPServer(("0.0.0.0", 8000), Handler).serve_forever()
`

// madeOf returns an exercise that has the image built and started, and then the check.
func madeOf(kind string, settings exercises.Settings) *exercises.Exercise {
	return &exercises.Exercise{ID: "t-" + newRunID(), Title: "Test", Checks: []exercises.Check{
		{ID: "builds", Kind: "build", Settings: exercises.Build{MaxContextMB: 1}},
		{ID: "up", Kind: "start", Needs: []string{"builds"}, Settings: exercises.Start{Port: 8000}},
		{ID: "it", Kind: kind, Needs: []string{"up"}, Settings: settings},
	}}
}

func gradeService(t *testing.T, ex *exercises.Exercise, dockerfile, more string) exercises.CheckResult {
	t.Helper()
	dir := t.TempDir()
	write(t, dir, map[string]string{
		"Dockerfile": "FROM " + dockertest.BaseImage + "\nCOPY app.py /\n" + dockerfile + "\nCMD [\"python\", \"/app.py\"]\n",
		"app.py":     strings.ReplaceAll(service, "{more}", more),
	})
	rep := New().Grade(context.Background(), ex, dir, GradeOptions{}, nil)
	nothingLeft(t, labelExercise+"="+ex.ID)
	c := checkOf(t, rep, "it")
	if c.Outcome == exercises.Blocked || c.Outcome == exercises.Error {
		t.Errorf("the check was not decided\n%s", describe(rep))
	}
	if c.Expected == "" || c.Outcome != exercises.Pass && c.Observed == "" || len(c.Command) == 0 {
		t.Errorf("the evidence has gaps: %+v", c)
	}
	return c
}

func want(t *testing.T, c exercises.CheckResult, cause exercises.Cause, observed string) {
	t.Helper()
	if c.Cause != cause || (c.Outcome == exercises.Pass) != (cause == "") || !regexp.MustCompile(observed).MatchString(c.Observed) {
		t.Errorf("%s %s: %s\nwant %q with %s", c.Outcome, c.Cause, c.Observed, cause, observed)
	}
}

const pythonCheck = `HEALTHCHECK --interval=1h --timeout=3s CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://localhost:8000/health')"]`

func TestHealthOnDocker(t *testing.T) {
	dockertest.Require(t)
	for name, tt := range map[string]struct {
		dockerfile, more string
		cause            exercises.Cause
		observed         string
	}{
		"healthy though the interval is an hour": {pythonCheck, "", "", "healthy after"},
		"none":                                   {"", "", exercises.HealthcheckMissing, "declares no HEALTHCHECK"},
		"taken away":                             {"HEALTHCHECK NONE", "", exercises.HealthcheckMissing, "declares no HEALTHCHECK"},
		"no curl": {
			"HEALTHCHECK --retries=1 CMD curl -f http://localhost:8000/health || exit 1", "",
			exercises.HealthcheckFailing, "(?i)unhealthy after .*curl.*exit code 1 and printed .*not found",
		},
		"late, with few retries": {strings.ReplaceAll(pythonCheck, "--interval=1h", "--retries=1"), "time.sleep(3)", "", "healthy after"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			want(t, gradeService(t, madeOf("health", exercises.Health{}), tt.dockerfile, tt.more), tt.cause, tt.observed)
		})
	}
}

func TestLogsOnDocker(t *testing.T) {
	dockertest.Require(t)
	ex := madeOf("logs", exercises.Logs{Contains: "serving on 8000"})
	want(t, gradeService(t, ex, "", ""), "", "^serving on 8000$")
	ex.Checks[2].Settings, ex.Checks[2].Deadline = exercises.Logs{Contains: "nope"}, time.Second
	want(t, gradeService(t, ex, "", ""), exercises.LogMissing, "in none of the . lines")
}

// A Python service prints its start on one stream and its requests and tracebacks on the other.
func TestTheLogHasBothStreamsInTheirOrder(t *testing.T) {
	dockertest.Require(t)
	ex := madeOf("logs", exercises.Logs{Contains: "line 19"})
	c := gradeService(t, ex, "", `for i in range(20):
    print("line", i, file=[sys.stdout, sys.stderr][i % 2], flush=True)
    time.sleep(0.02)`)
	var all strings.Builder
	for i := range 20 {
		fmt.Fprintln(&all, "line", i)
	}
	if !strings.Contains(c.Log+"\n", all.String()) {
		t.Errorf("the log is\n%s\nwant in it\n%s", c.Log, all.String())
	}
}

func TestStopOnDocker(t *testing.T) {
	dockertest.Require(t)
	ex := madeOf("stop", exercises.Stop{Port: 8000, GraceSeconds: 2})
	want(t, gradeService(t, ex, "", "signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))"), "", "exit code 0")
	want(t, gradeService(t, ex, "", ""), exercises.StopTooSlow, "still running after") // Python as process 1 takes no notice
}

func TestReadinessOnDocker(t *testing.T) {
	dockertest.Require(t)
	c := gradeService(t, madeOf("readiness", exercises.Readiness{Port: 8000}), "USER 1000\n"+pythonCheck, "")
	want(t, c, exercises.ImageSetting, "[23] of 6 are ready")
	ready := map[string]bool{}
	for _, f := range c.Findings {
		ready[f.Subject] = f.Ready
	}
	delete(ready, "logging") // an engine may limit every log
	if !maps.Equal(ready, map[string]bool{"restart policy": false, "resource limits": false, "health": true, "user": true, "published port": false}) {
		t.Errorf("findings = %+v", c.Findings)
	}
}

func TestImageOnDocker(t *testing.T) {
	dockertest.Require(t)
	asks := exercises.Image{
		Exposes: 8000, NonRoot: true, Env: map[string]string{"A": "1", "PATH": "<any>"}, Healthcheck: true,
		Cmd: []string{"python", "/app.py"}, MaxMB: 2000,
	}
	want(t, gradeService(t, madeOf("image", asks), "USER 1000\nENV A=1\nEXPOSE 8000\n"+pythonCheck, ""), "", "")
	asks = exercises.Image{MaxMB: 1}
	want(t, gradeService(t, madeOf("image", asks), "", ""), exercises.ImageSetting, "^the image has [0-9]+ MB$")
}

func TestFileNeedsNoDocker(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	ex := &exercises.Exercise{ID: "t", Checks: []exercises.Check{
		{ID: "builds", Kind: "build", Settings: exercises.Build{MaxContextMB: 1}},
		{ID: "there", Kind: "file", Settings: exercises.File{Path: "Dockerfile", Contains: []string{"FROM"}}},
		{ID: "missing", Kind: "file", Settings: exercises.File{Path: "readme.md"}},
		{ID: "style", Kind: "dockerfile", Settings: exercises.Dockerfile{Has: []string{"FROM"}}},
	}}
	dir := t.TempDir()
	write(t, dir, map[string]string{"Dockerfile": "FROM a\n", "README.md": "x"})
	rep := New().Grade(context.Background(), ex, dir, GradeOptions{}, nil)
	if got := checkOf(t, rep, "there"); got.Outcome != exercises.Pass {
		t.Errorf("there: %+v", got)
	}
	if got := checkOf(t, rep, "style"); got.Outcome != exercises.Pass {
		t.Errorf("style: %+v", got)
	}
	if got := checkOf(t, rep, "missing"); got.Cause != exercises.FileMissing || !strings.Contains(got.Observed, `"README.md"`) {
		t.Errorf("missing: %+v", got)
	}
	if rep.Outcome != exercises.Error || rep.Cause() != exercises.DockerMissing {
		t.Errorf("without Docker the outcome is %s, %s", rep.Outcome, rep.Cause())
	}
}

func TestEnvValuesAreReplayed(t *testing.T) {
	s := exercises.Env{Name: "A", Others: []string{"B"}}
	one, same, other := envValues(s, 7, "x"), envValues(s, 7, "x"), envValues(s, 8, "x")
	seen := map[string]bool{}
	for i, env := range one {
		if env["A"] != same[i]["A"] || env["B"] != same[i]["B"] {
			t.Errorf("the seed does not replay: %v, %v", one, same)
		}
		for _, v := range env {
			if seen[v] {
				t.Errorf("%s is sent twice: %v", v, one)
			}
			seen[v] = true
		}
	}
	if len(one) != envRuns || one[0]["A"] == other[0]["A"] {
		t.Errorf("another seed, same values: %v, %v", one, other)
	}
	s.Values = []string{"x", "y", "z"}
	if all := envValues(s, 7, "x"); len(all) != 3 || all[2]["A"] != "z" {
		t.Errorf("own values: %v", all)
	}
}
