package runner

import (
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"tutor/exercises"

	"tutor/internal/dockertest"
)

// shapedApp answers as both exercises ask. {server} and {before} make its shapes.
const shapedApp = `import json, os, socket, sys, time
from http.server import BaseHTTPRequestHandler, HTTPServer, ThreadingHTTPServer
MODE = os.getenv("APP_MODE", "dev")
class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        answer = {"status": "ok"} if self.path == "/health" else {"message": "hello", "config": {"modes": [MODE]}}
        body = json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(body)
{before}
{server}.serve_forever()
`

// goServer is a service without Python, without a shell and without a base image.
const goServer = `package main

import (
	"fmt"
	"net/http"
	"os"
)

func main() {
	mode := os.Getenv("APP_MODE")
	http.HandleFunc("/health", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "{\"status\": \"ok\"}") })
	http.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprintf(w, "{\"message\": \"hello from go\", \"mode\": %q}", mode)
	})
	http.ListenAndServe(":8000", nil)
}
`

// TestRightSolutionsInOtherShapesPass grades solutions that look nothing like the reference.
func TestRightSolutionsInOtherShapesPass(t *testing.T) {
	dockertest.Require(t)
	const plain = "FROM " + dockertest.BaseImage + "\nWORKDIR /app\nCOPY app.py .\nCMD [\"python\", \"app.py\"]\n"
	app := func(server, before string) string {
		return strings.NewReplacer("{server}", server, "{before}", before).Replace(shapedApp)
	}
	simple := app(`HTTPServer(("0.0.0.0", 8000), Handler)`, "")
	shapes := map[string]map[string]string{
		"multi-stage": {"app.py": simple, "Dockerfile": "FROM " + dockertest.BaseImage + " AS build\nWORKDIR /src\nCOPY app.py .\nRUN python -m py_compile app.py\n" +
			"FROM " + dockertest.BaseImage + "\nCOPY --from=build /src/app.py /srv/app.py\nENTRYPOINT [\"python\"]\nCMD [\"/srv/app.py\"]\n"},
		"entrypoint script": {
			"app.py": simple, "run.sh": "#!/bin/sh\nset -e\necho starting\nexec python /app/app.py \"$@\"\n",
			"Dockerfile": "FROM " + dockertest.BaseImage + "\nWORKDIR /app\nCOPY . .\nRUN chmod +x run.sh\nENTRYPOINT [\"/app/run.sh\"]\n",
		},
		"shell form": {"app.py": simple, "Dockerfile": strings.Replace(plain, `CMD ["python", "app.py"]`, "CMD python app.py", 1)},
		"non-root":   {"app.py": simple, "Dockerfile": strings.Replace(plain, "CMD", "USER 1000:1000\nCMD", 1)},
		"threading":  {"app.py": app(`ThreadingHTTPServer(("", 8000), Handler)`, ""), "Dockerfile": plain},
		"slow start": {"app.py": app(`HTTPServer(("0.0.0.0", 8000), Handler)`, "time.sleep(6)"), "Dockerfile": plain},
		"both address families": {"app.py": app(`V6(("::", 8000), Handler)`, `class V6(HTTPServer):
    address_family = socket.AF_INET6
    def server_bind(self):
        self.socket.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
        super().server_bind()`), "Dockerfile": plain},
		"coloured log":  {"app.py": app(`HTTPServer(("0.0.0.0", 8000), Handler)`, `print("\033[1;31mred\033[0m \033]0;title\a", flush=True)`), "Dockerfile": plain},
		"static binary": {"Dockerfile": "FROM scratch\nCOPY server /server\nENTRYPOINT [\"/server\"]\n"},
	}
	binary := buildStatic(t)
	for name, files := range shapes {
		for _, id := range []string{"build-image", "env-var"} {
			t.Run(name+"/"+id, func(t *testing.T) {
				t.Parallel()
				ex := builtIn(t, id)
				dir := t.TempDir()
				write(t, dir, files)
				if name == "static binary" {
					if err := os.Link(binary, filepath.Join(dir, "server")); err != nil {
						t.Fatal(err)
					}
				}
				rep := New().Grade(context.Background(), ex, dir, GradeOptions{}, nil)
				if rep.Outcome != exercises.Pass || rep.Points != rep.MaxPoints || rep.Cleanup.Left != 0 {
					t.Errorf("%s, %d of %d points\n%s", rep.Outcome, rep.Points, rep.MaxPoints, describe(rep))
				}
			})
		}
	}
}

// buildStatic compiles the service for the engine. A test runs where Go is.
func buildStatic(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	write(t, dir, map[string]string{"main.go": goServer, "go.mod": "module server\ngo 1.22\n"})
	_, arch := docker{}.engine(t.Context())
	cmd := exec.CommandContext(t.Context(), "go", "build", "-o", "server", ".")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0", "GOOS=linux", "GOARCH="+arch, "GOFLAGS=")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return filepath.Join(dir, "server")
}

// TestSeedReplaysTheReport grades a failing solution twice with one seed: all but times is the same.
func TestSeedReplaysTheReport(t *testing.T) {
	dockertest.Require(t)
	ex := builtIn(t, "env-var")
	dir := solution(t, ex, ex.Reference)
	overlay(t, ex, "mutants/inside-a-text", dir)
	report := func(seed uint64) string {
		rep := New().Grade(context.Background(), ex, dir, GradeOptions{Seed: seed}, nil)
		rep.DurationMS = 0
		for i := range rep.Checks {
			c := &rep.Checks[i]
			c.DurationMS, c.Log = 0, "" // the service's own log has the time of every request
			if c.ID == "builds" {
				c.Observed = "" // says how long it took
			}
		}
		text, err := json.MarshalIndent(rep, "", " ")
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	one, two, three := report(4711), report(4711), report(4712)
	if one != two {
		t.Errorf("one seed, two reports:\n%s\n%s", one, two)
	}
	if one == three {
		t.Error("another seed sends the same values")
	}
}
