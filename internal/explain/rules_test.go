package explain

import (
	"os"
	"slices"
	"strings"
	"testing"
)

// find returns the findings of a Dockerfile with one id.
func find(t *testing.T, text, id string, around Context) []Finding {
	t.Helper()
	d, err := Dockerfile([]byte(text), around)
	if err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	return slices.DeleteFunc(d.Findings, func(f Finding) bool { return f.ID != id })
}

// TestRules has, for each rule, a file that it is about and one that it is not. The line is that of the finding.
func TestRules(t *testing.T) {
	const base = "FROM debian:trixie-slim\n"
	seen := map[string]bool{}
	for _, tt := range []struct {
		id   string
		line int
		bad  string
		good []string
	}{
		{"base-latest", 1, "FROM python\n", []string{"FROM python:3.14-slim\n", "FROM scratch\n", "FROM x@sha256:" + strings.Repeat("a", 64) + "\n", "FROM a:1 AS b\nFROM b\n", "ARG V\nFROM python:${V}\n", "FROM localhost:5000/app:2\n"}},
		{"base-latest", 1, "FROM localhost:5000/app:latest\n", nil},
		{"base-large", 1, "FROM python:3.14\n", []string{"FROM python:3.14-slim\n", "FROM python:3.14 AS b\nFROM alpine:3.22\nCOPY --from=b /a /a\n", "FROM python:3.14-alpine3.22\n"}},
		{"base-undefined", 1, "FROM python:$V\n", []string{"ARG V=3\nFROM python:$V\n", "FROM --platform=$BUILDPLATFORM python:3\n"}},
		{"stage-unused", 1, "FROM a:1 AS one\nFROM b:1\n", []string{"FROM a:1 AS one\nFROM b:1\nCOPY --from=one /x /x\n", "FROM a:1 AS one\nFROM b:1\nRUN --mount=from=one,target=/x ls\n", "FROM a:1 AS one\nFROM one\n"}},
		{"stage-twice", 2, "FROM a:1 AS x\nFROM b:1 AS x\n", []string{"FROM a:1 AS x\nFROM b:1 AS y\n"}},
		{"stage-casing", 1, "FROM a:1 AS Build\nFROM Build\n", []string{"FROM a:1 AS build\nFROM build\n", "from a:1 as build\n", "FROM a:1\n"}},
		{"stage-casing", 1, "FROM a:1 as build\n", nil},
		{"empty-continuation", 3, base + "RUN a && \\\n\n    b\n", []string{base + "RUN a && \\\n    b\n", base + "RUN a && \\\n  # why\n    b\n"}},
		{"source-before-dependencies", 2, base + "COPY . .\nRUN pip install -r requirements.txt\n", []string{base + "COPY requirements.txt .\nRUN pip install -r requirements.txt\nCOPY . .\n"}},
		{"secret-copied", 2, base + "COPY .env /app/\n", []string{base + "COPY .env.example /app/\n", base + "COPY --from=a:1 /x.pem /\n"}},
		{"add-for-copy", 2, base + "ADD app.py .\n", []string{base + "ADD app.tar.gz .\n", base + "ADD https://example.org/a.txt .\n", base + "COPY app.py .\n", base + "ADD rootfs .\n"}},
		{"add-unchecked", 2, base + "ADD https://example.org/a.txt .\n", []string{base + "ADD --checksum=sha256:" + strings.Repeat("a", 64) + " https://example.org/a.txt .\n", base + "ADD https://example.org/a.git .\n"}},
		{"chown-doubles", 3, base + "COPY . /app\nRUN chown -R app /app\n", []string{base + "RUN chown -R app /srv\nCOPY . /app\n", base + "COPY --chown=app . /app\n", base + "COPY a /a\nRUN chown app /a\n"}},
		{"apt-lists-left", 2, base + "RUN apt-get update && apt-get install -y curl\n", []string{base + "RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*\n", base + "RUN --mount=type=cache,target=/var/lib/apt apt-get update && apt-get install -y curl\n", base + "RUN echo apt-get update\n"}},
		{"apt-update-alone", 2, base + "RUN apt-get update\nRUN apt-get install -y curl\n", []string{base + "RUN apt-get update && apt-get install -y curl\n", base + "RUN apt-get update && ./setup.sh\n"}},
		{"apt-asks", 2, base + "RUN apt-get install curl\n", []string{base + "RUN apt-get install -y curl\n", base + "RUN apt-get -qqy install curl\n", base + "RUN yes | apt-get install curl\n", base + "RUN apt-get install --yes curl\n"}},
		{"pip-cache-left", 2, base + "RUN python3 -m pip install flask\n", []string{base + "RUN pip install --no-cache-dir flask\n", base + "ENV PIP_NO_CACHE_DIR=1\nRUN pip install flask\n", base + "RUN --mount=type=cache,target=/root/.cache/pip pip install flask\n", base + "RUN pip install flask && rm -rf /root/.cache\n", base + "RUN pip --version\n"}},
		{"apk-cache-left", 2, "FROM alpine:3.22\nRUN apk add curl\n", []string{"FROM alpine:3.22\nRUN apk add --no-cache curl\n", "FROM alpine:3.22\nRUN apk add curl && rm -rf /var/cache/apk/*\n"}},
		{"cd-is-lost", 2, base + "RUN cd /app\n", []string{base + "RUN cd /app && make\n", base + "RUN echo cd /app\n"}},
		{"export-is-lost", 2, base + "RUN export A=1\n", []string{base + "RUN export A=1 && make\n"}},
		{"sudo", 2, base + "RUN sudo apt-get update\n", []string{base + "RUN apt-get install -y sudo\n"}},
		{"secret-in-env", 2, base + "ENV API_KEY=sk-12345abc\n", []string{base + "ENV API_KEY=\n", base + "ENV API_KEY=changeme\n", base + "ENV MAX_TOKENS=4096\n", base + "ENV API_KEY_FILE=/run/secrets/key\n", base + "ENV TOKENIZERS_PARALLELISM=false\n"}},
		{"secret-in-arg", 2, base + "ARG GITHUB_TOKEN\n", []string{base + "ARG VERSION=1\n"}},
		{"shell-form", 2, base + "CMD python app.py\n", []string{base + "CMD [\"python\", \"app.py\"]\n", base + "CMD exec python app.py\n"}},
		{"command-twice", 2, base + "CMD [\"a\"]\nCMD [\"b\"]\n", []string{base + "CMD [\"a\"]\n", "FROM a:1 AS x\nCMD [\"a\"]\nFROM x\nCMD [\"b\"]\n"}},
		{"several-processes", 2, base + "CMD redis-server & python app.py\n", []string{base + "CMD a && b\n", base + "CMD a 2>&1 x\n", base + "CMD [\"nginx\", \"-g\", \"daemon off;\"]\n"}},
		{"several-processes", 2, base + "CMD [\"supervisord\", \"-n\"]\n", nil},
		{"no-healthcheck", 2, base + "EXPOSE 80\n", []string{base + "EXPOSE 80\nHEALTHCHECK CMD true\n", base}},
		{"runs-as-root", 1, "FROM python:3.14-slim\n", []string{"FROM python:3.14-slim\nUSER app\n", "FROM gcr.io/distroless/static:nonroot\n", "FROM mycompany/base:1\n"}},
		{"runs-as-root", 3, base + "USER app\nUSER root\n", nil},
		{"workdir-relative", 2, base + "WORKDIR app\n", []string{base + "WORKDIR /a\nWORKDIR b\n", base + "WORKDIR $HOME\n", "FROM scratch\nWORKDIR app\n"}},
		{"env-old-form", 2, base + "ENV MODE dev\n", []string{base + "ENV MODE=dev\n"}},
		{"maintainer", 2, base + "MAINTAINER a\n", []string{base + "LABEL maintainer=a\n"}},
		{"expose-mapping", 2, base + "EXPOSE 80:8000\n", []string{base + "EXPOSE 80/tcp\n"}},
	} {
		seen[tt.id] = true
		if found := find(t, tt.bad, tt.id, Context{}); len(found) != 1 || found[0].Line != tt.line {
			t.Errorf("%s: found %+v, want one in line %d of\n%s", tt.id, found, tt.line, tt.bad)
		}
		for _, good := range tt.good {
			if found := find(t, good, tt.id, Context{}); len(found) > 0 {
				t.Errorf("%s: found %+v in\n%s", tt.id, found, good)
			}
		}
	}
	for _, id := range Rules() {
		if !seen[id] && id != "no-dockerignore" {
			t.Errorf("no case for %s", id)
		}
	}
}

func TestNoDockerignore(t *testing.T) {
	const text = "FROM a:1\nCOPY . .\n"
	for _, tt := range []struct {
		around Context
		want   int
	}{{Context{Known: true}, 1}, {Context{Known: true, Ignore: true}, 0}, {Context{}, 0}} {
		if found := find(t, text, "no-dockerignore", tt.around); len(found) != tt.want {
			t.Errorf("%+v: %+v", tt.around, found)
		}
	}
	if found := find(t, "FROM a:1\nCOPY app.py .\n", "no-dockerignore", Context{Known: true}); len(found) > 0 {
		t.Errorf("one file is no whole folder: %+v", found)
	}
}

func TestIgnore(t *testing.T) {
	for text, want := range map[string]int{
		"FROM a:1\n# tutor: ignore=maintainer\nMAINTAINER a\n":           0,
		"FROM a:1\n# tutor: ignore=sudo, maintainer\nMAINTAINER a\n":     0,
		"FROM a:1\n#tutor:ignore=maintainer\nMAINTAINER a\n":             0,
		"FROM a:1\n# tutor: ignore=sudo\nMAINTAINER a\n":                 1,
		"FROM a:1\n# tutor: ignore=maintainer\n\nMAINTAINER a\n":         1,
		"FROM a:1\nENV A=\"# tutor: ignore=maintainer\"\nMAINTAINER a\n": 1,
	} {
		if found := find(t, text, "maintainer", Context{}); len(found) != want {
			t.Errorf("%d findings, want %d in\n%s", len(found), want, text)
		}
	}
}

// TestFindingsAreWhole asks each finding for all that it has to say, and for no doubt about where it stands.
func TestFindingsAreWhole(t *testing.T) {
	lessons, err := os.ReadDir("../../lessons")
	if err != nil {
		t.Fatal(err)
	}
	ids := map[string]bool{}
	for _, l := range lessons {
		_, name, _ := strings.Cut(strings.TrimSuffix(l.Name(), ".md"), "-")
		ids[name] = true
	}
	for _, r := range dockerfileRules() {
		if !ids[r.lesson] {
			t.Errorf("%s: there is no lesson %q", r.id, r.lesson)
		}
	}
	d, err := Dockerfile([]byte("FROM python\nMAINTAINER a\nEXPOSE 80:80\nCMD a & b\n"), Context{})
	if err != nil || len(d.Findings) < 5 {
		t.Fatalf("%+v, %v", d, err)
	}
	for i, f := range d.Findings {
		for _, text := range []string{f.What, f.Why, f.Fix} {
			if text == "" || strings.Contains(text, "%") {
				t.Errorf("%s says %q", f.ID, text)
			}
		}
		if f.Line < 1 || f.End < f.Line || i > 0 && f.Line < d.Findings[i-1].Line {
			t.Errorf("%s is in lines %d to %d", f.ID, f.Line, f.End)
		}
	}
}
