package exercises

import (
	"strings"
	"testing"
	"time"
)

func wantVerdict(t *testing.T, v Verdict, cause Cause, observed string) {
	t.Helper()
	if v.Cause != cause || (v.Outcome == Pass) != (cause == "") || !strings.Contains(v.Observed, observed) || v.Expected == "" {
		t.Errorf("verdict = %+v, want %q with %q", v, cause, observed)
	}
}

func TestHealthJudge(t *testing.T) {
	declared := HealthObservation{Declared: true, Test: []string{"CMD-SHELL", "curl -f localhost"}}
	with := func(change func(*HealthObservation)) HealthObservation {
		o := declared
		change(&o)
		return o
	}
	wantVerdict(t, Health{}.Judge(HealthObservation{}), HealthcheckMissing, "declares no HEALTHCHECK")
	wantVerdict(t, Health{DeclaredOnly: true}.Judge(HealthObservation{}), HealthcheckMissing, "declares no HEALTHCHECK")
	wantVerdict(t, Health{DeclaredOnly: true}.Judge(declared), "", "curl -f localhost")
	wantVerdict(t, Health{}.Judge(with(func(o *HealthObservation) { o.Status = "healthy" })), "", "healthy after")
	wantVerdict(t, Health{}.Judge(declared), HealthcheckFailing, "no health check came to an end")
	wantVerdict(t, Health{}.Judge(with(func(o *HealthObservation) { o.Exited = true })), HealthcheckFailing, "ended before")
	wantVerdict(t, Health{}.Judge(with(func(o *HealthObservation) {
		o.Status, o.Checked, o.ExitCode, o.Output, o.Waited = "unhealthy", true, 127, "curl: not found", 9*time.Second
	})), HealthcheckFailing, "unhealthy after 9 s: curl -f localhost ended with exit code 127 and printed curl: not found")
}

func TestLogsJudge(t *testing.T) {
	l := Logs{Contains: "serving on 8000"}
	wantVerdict(t, l.Judge([]string{"a", "2026 serving on 8000."}, false), "", "2026 serving on 8000.")
	wantVerdict(t, l.Judge([]string{"serving on", "8000"}, false), LogMissing, "none of the 2 lines")
	wantVerdict(t, l.Judge([]string{"x"}, true), LogMissing, "the last 1 lines")
	wantVerdict(t, l.Judge(nil, false), LogMissing, "printed nothing")
}

func TestStopJudge(t *testing.T) {
	s, up := Stop{Port: 1, GraceSeconds: 10}, StartObservation{Answered: true}
	wantVerdict(t, s.Judge(StopObservation{Start: up, Took: time.Second, ExitCode: 143}), "", "exit code 143")
	wantVerdict(t, s.Judge(StopObservation{Start: up, Took: 10 * time.Second, ExitCode: 137, Killed: true}), StopTooSlow, "killed it")
	wantVerdict(t, s.Judge(StopObservation{Start: StartObservation{Exited: true}}), ExitedAtStart, "ended by itself")
}

func TestFileJudge(t *testing.T) {
	there := FileObservation{There: true, Text: []byte("one\r\ntwo\r\n")}
	f := File{Path: "a.txt"}
	wantVerdict(t, f.Judge(there), "", "")
	wantVerdict(t, f.Judge(FileObservation{}), FileMissing, "there is no a.txt")
	wantVerdict(t, f.Judge(FileObservation{Near: "A.txt"}), FileMissing, `one named "A.txt"`)
	wantVerdict(t, f.Judge(FileObservation{There: true, Why: "it is a folder"}), FileMissing, "it is a folder")
	wantVerdict(t, File{Path: "a", Contains: []string{"one\ntwo"}}.Judge(there), "", "")
	wantVerdict(t, File{Path: "a", Contains: []string{"one", "three"}}.Judge(there), FileContent, `"three" is not in a`)
	wantVerdict(t, File{Path: "a", Lacks: []string{"two"}}.Judge(there), FileContent, `line 2 of a has "two"`)
	wantVerdict(t, File{Path: "a", Matches: "(?m)^t.o$"}.Judge(there), "", "")
	wantVerdict(t, File{Path: "a", Matches: "^x"}.Judge(there), FileContent, "nothing of the form ^x")
	wantVerdict(t, File{Path: "a", Absent: true}.Judge(FileObservation{}), "", "")
	wantVerdict(t, File{Path: "a", Absent: true}.Judge(there), FileContent, "a is there")
}

func TestDockerfilePatterns(t *testing.T) {
	file := []byte("FROM x AS build\nCOPY secret .\nFROM python\nCOPY  requirements.txt .\nRUN pip install \\\n  -r requirements.txt\nCOPY . .\nHEALTHCHECK NONE\n")
	has := func(p ...string) Dockerfile { return Dockerfile{Has: p} }
	order := func(p ...string) Dockerfile { return Dockerfile{Order: p} }
	wantVerdict(t, has("HEALTHCHECK", "copy requirements.txt", "RUN pip install").Judge(file), "", "")
	wantVerdict(t, has("USER").Judge(file), DockerfileRule, "has no USER")
	wantVerdict(t, has("COPY secret").Judge(file), DockerfileRule, "has no COPY secret") // of a stage that the image does not build on
	wantVerdict(t, Dockerfile{Lacks: []string{"ADD", "COPY secret"}}.Judge(file), "", "")
	wantVerdict(t, Dockerfile{Lacks: []string{"COPY ."}}.Judge(file), DockerfileRule, "line 4")
	wantVerdict(t, order("COPY requirements.txt", "RUN pip", "COPY . .").Judge(file), "", "")
	wantVerdict(t, order("RUN pip", "COPY requirements.txt").Judge(file), DockerfileRule, "line 4: COPY  requirements.txt . (this stands before RUN pip, in line 5)")
	wantVerdict(t, order("RUN pip", "USER").Judge(file), DockerfileRule, "has no USER")
	both := Dockerfile{Rule: "cmd-exec-form", Has: []string{"CMD"}}
	wantVerdict(t, both.Judge(file), DockerfileRule, "has no CMD")
	wantVerdict(t, both.Judge([]byte("FROM a\nCMD x\n")), DockerfileRule, "shell form")
	wantVerdict(t, both.Judge([]byte("FROM a\nCMD [\"x\"]\n")), "", "")
	wantVerdict(t, both.Judge([]byte("FRM a\n")), DockerfileSyntax, "cannot be read")
}

func TestReadinessJudge(t *testing.T) {
	bare := ReadinessObservation{RestartPolicy: "no", LogDriver: "json-file", HostPort: "8000"}
	r := Readiness{Port: 8000}
	wantVerdict(t, r.Judge(bare), ImageSetting, "0 of 6 are ready")
	wantVerdict(t, r.Judge(bare), ImageSetting, "✗ restart policy: none, so it stays down once it has ended; next: docker run --restart on-failure")
	whole := ReadinessObservation{
		RestartPolicy: "always", MemoryBytes: 1, NanoCPUs: 1, HealthTest: []string{"CMD", "x"}, LogDriver: "json-file",
		LogMaxSize: "10m", User: "app", HostAddress: "127.0.0.1", HostPort: "8000",
	}
	wantVerdict(t, r.Judge(whole), "", "6 of 6 are ready")
	for _, f := range r.Findings(whole) {
		if !f.Ready || f.Next != "" || f.Found == "" {
			t.Errorf("finding = %+v", f)
		}
	}
	part := whole
	part.User, part.NanoCPUs, part.HostAddress = "0:0", 0, ""
	wantVerdict(t, r.Judge(part), ImageSetting, "3 of 6 are ready")
}

func TestHTTPHeaders(t *testing.T) {
	asks := HTTP{Method: "GET", Path: "/", Status: 200, Headers: map[string]string{"content-type": "application/json", "X-Request-Id": "<any>"}}
	answer := func(kind, id string) HTTPObservation {
		o := HTTPObservation{Status: 200, Header: map[string][]string{}}
		for name, value := range map[string]string{"Content-Type": kind, "X-Request-Id": id} {
			if value != "" {
				o.Header[name] = []string{value}
			}
		}
		return o
	}
	wantVerdict(t, asks.Judge(answer("Application/JSON; charset=utf-8", "7")), "", "")
	wantVerdict(t, asks.Judge(answer("text/html", "7")), WrongHeader, `content-type is "text/html"`)
	wantVerdict(t, asks.Judge(answer("application/json", "")), WrongHeader, "no header X-Request-Id")
}

func TestSettingsAreLinted(t *testing.T) {
	for name, c := range map[string]struct {
		settings Settings
		want     string // beginning of the only problem; empty for none
	}{
		"env":                {Env{Port: 1, Path: "/", Name: "A", Others: []string{"B"}}, ""},
		"env name":           {Env{Port: 1, Path: "/", Name: "A B"}, "name must be"},
		"env one value":      {Env{Port: 1, Path: "/", Name: "A", Values: []string{"x"}}, "values must be"},
		"env same values":    {Env{Port: 1, Path: "/", Name: "A", Values: []string{"x", "x"}}, "values must be"},
		"env others":         {Env{Port: 1, Path: "/", Name: "A", Others: []string{"A"}}, "others must"},
		"env path":           {Env{Port: 1, Path: "x", Name: "A"}, "path must"},
		"start env":          {Start{Port: 1, Env: map[string]string{"a b": "x"}}, "env names"},
		"logs":               {Logs{Contains: " "}, "contains must"},
		"stop":               {Stop{Port: 1, GraceSeconds: 31}, "grace_seconds must"},
		"file":               {File{Path: "../x"}, "path must"},
		"file absent":        {File{Path: "x", Absent: true, Lacks: []string{"y"}}, "absent leaves"},
		"file empty text":    {File{Path: "x", Contains: []string{""}}, "contains and lacks"},
		"file expression":    {File{Path: "x", Matches: "("}, "matches is no"},
		"dockerfile":         {Dockerfile{}, "rule is missing"},
		"dockerfile has":     {Dockerfile{Has: []string{"HEALTH"}}, "has names"},
		"dockerfile order":   {Dockerfile{Order: []string{"RUN"}}, "order needs"},
		"image":              {Image{}, "with is empty"},
		"image size":         {Image{MaxMB: -1}, "max_mb must"},
		"image env":          {Image{Env: map[string]string{"a b": "x"}}, "env names"},
		"readiness":          {Readiness{}, "port must"},
		"headers are checks": {HTTP{Method: "GET", Path: "/", Status: 200, Headers: map[string]string{"": "x"}}, "headers must"},
	} {
		got := c.settings.lint()
		if c.want == "" && len(got) != 0 || c.want != "" && (len(got) != 1 || !strings.HasPrefix(got[0], c.want)) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}
