package explain

import (
	"context"
	"slices"
	"strings"
	"testing"
)

// composeFindings are the findings with one id.
func composeFindings(t *testing.T, text, id string) []Finding {
	t.Helper()
	d, err := Compose(context.Background(), "compose.yaml", []byte(text))
	if err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	return slices.DeleteFunc(d.Findings, func(f Finding) bool { return f.ID != id })
}

// TestComposeRules has, for each finding, lines of a service that it is about, and lines that it is not about. The
// service begins in line 2; the line is that of the finding.
func TestComposeRules(t *testing.T) {
	const db = "  db:\n    image: postgres:18\n"
	web := func(lines ...string) string {
		return "services:\n  web:\n    " + strings.Join(lines, "\n    ") + "\n"
	}
	for _, tt := range []struct {
		id   string
		line int
		bad  string
		good []string
	}{
		{"compose-version-obsolete", 1, "version: '3'\n" + web("image: nginx:1.29"), []string{web("image: nginx:1.29")}},
		{"compose-latest-tag", 3, web("image: nginx"), []string{web("image: nginx:1.29"), web("build: ."), web("image: nginx:${TAG}")}},
		{"compose-latest-tag", 3, web("image: nginx:latest"), nil},
		{"compose-secret-in-plain-text", 5, web("build: .", "environment:", "  API_KEY: sk-abc123def456ghi"), []string{
			web("build: .", "environment:", "  API_KEY: ${API_KEY}"), web("build: .", "environment:", "  API_KEY:"), web("build: .", "environment:", "  MODE: production"),
		}},
		{"compose-secret-in-build-args", 6, web("build:", "  context: .", "  args:", "    NPM_TOKEN: npm_abc123def456"), []string{web("build:", "  context: .", "  args:", "    VERSION: '1'")}},
		{"compose-depends-on-without-health", 4, web("build: .", "depends_on: [db]") + db, []string{
			web("build: .", "depends_on: {db: {condition: service_healthy}}") + db + "    healthcheck: {test: [CMD, pg_isready]}\n",
		}},
		{"compose-healthy-without-healthcheck", 4, web("build: .", "depends_on: {db: {condition: service_healthy}}") + db, []string{
			web("build: .", "depends_on: {db: {condition: service_healthy}}") + "  db:\n    image: mycompany/db:1\n", // it may have one
			web("build: .", "depends_on: {db: {condition: service_healthy}}") + db + "    healthcheck: {test: [CMD, pg_isready]}\n",
		}},
		{"compose-port-open-to-all", 4, web("image: postgres:18", "ports: ['5432:5432']"), []string{
			web("image: postgres:18", "ports: ['127.0.0.1:5432:5432']"), web("build: .", "ports: ['8000:8000']"), web("image: postgres:18"),
		}},
		{"compose-privileged", 4, web("build: .", "privileged: true"), []string{web("build: .", "privileged: false")}},
		{"compose-docker-socket", 4, web("build: .", "volumes: ['/var/run/docker.sock:/var/run/docker.sock']"), []string{web("build: .", "volumes: ['./data:/data']")}},
		{"compose-no-restart", 2, web("build: ."), []string{web("build: .", "restart: unless-stopped")}},
		{"compose-no-limits", 2, web("build: ."), []string{web("build: .", "mem_limit: 512m"), web("build: .", "deploy: {resources: {limits: {memory: 512M}}}")}},
		{"compose-name-with-replicas", 4, web("build: .", "container_name: web", "deploy: {replicas: 2}"), []string{web("build: .", "container_name: web")}},
		{"compose-port-with-replicas", 4, web("build: .", "ports: ['8000:8000']", "deploy: {replicas: 2}"), []string{web("build: .", "ports: ['8000']", "deploy: {replicas: 2}")}},
		{"compose-same-host-port", 7, web("build: .", "ports: ['8000:80']") + "  two:\n    build: .\n    ports: ['8000:81']\n", []string{web("build: .", "ports: ['8000:80']") + "  two:\n    build: .\n    ports: ['8001:81']\n"}},
		{"compose-data-without-volume", 3, web("image: postgres:18"), []string{web("image: postgres:18", "volumes: ['data:/var/lib/postgresql']") + "volumes: {data: }\n"}},
		{"compose-unquoted-port", 5, web("build: .", "ports:", "  - 22:22"), []string{web("build: .", "ports:", "  - '22:22'")}},
		{"compose-undefined-name", 4, web("build: .", "volumes: ['data:/data']"), []string{web("build: .", "volumes: ['data:/data']") + "volumes: {data: }\n"}},
	} {
		if found := composeFindings(t, tt.bad, tt.id); len(found) != 1 || found[0].Line != tt.line {
			t.Errorf("%s: found %+v, want one in line %d of\n%s", tt.id, found, tt.line, tt.bad)
		}
		for _, good := range tt.good {
			if found := composeFindings(t, good, tt.id); len(found) > 0 {
				t.Errorf("%s: found %+v in\n%s", tt.id, found, good)
			}
		}
	}
}

func TestComposeIgnore(t *testing.T) {
	for text, want := range map[string]int{
		"services:\n  web:\n    # tutor: ignore=compose-latest-tag\n    image: nginx\n":   0,
		"services:\n  web:\n    image: nginx # tutor: ignore=compose-latest-tag\n":        0,
		"services:\n  web:\n    image: nginx # tutor: ignore=compose-no-limits\n":         1,
		"services:\n  web: # tutor: ignore=compose-latest-tag\n    image: nginx\n":        1,
		"services:\n  web:\n    # tutor: ignore=compose-latest-tag\n\n    image: nginx\n": 1,
	} {
		if found := composeFindings(t, text, "compose-latest-tag"); len(found) != want {
			t.Errorf("%d findings, want %d in\n%s", len(found), want, text)
		}
	}
}
