package composefile

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// folder makes a folder with the files.
func folder(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte(text), 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func load(t *testing.T, files map[string]string) *File {
	t.Helper()
	f, err := Load(context.Background(), folder(t, files))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// app wraps the keys of a service.
func app(keys string) string {
	return "services:\n  app:\n    " + strings.ReplaceAll(strings.TrimSpace(keys), "\n", "\n    ") + "\n"
}

func TestShapesOfTheSameThing(t *testing.T) {
	const rest = "build: .\nenvironment: {MODEL_NAME: demo}\n"
	for name, files := range map[string]map[string]string{
		"short":           {"compose.yaml": app(rest + `ports: ["8000:8000"]`)},
		"compose.yml":     {"compose.yml": app(rest + `ports: ["8000:8000"]`)},
		"old name":        {"docker-compose.yml": app(rest + `ports: ["8000:8000"]`)},
		"old name, .yaml": {"docker-compose.yaml": app(rest + `ports: ["8000:8000"]`)},
		"one address":     {"compose.yaml": app(rest + `ports: ["127.0.0.1:8000:8000"]`)},
		"other host port": {"compose.yaml": app(rest + `ports: ["8080:8000"]`)},
		"any host port":   {"compose.yaml": app(rest + `ports: ["8000"]`)},
		"number":          {"compose.yaml": app(rest + `ports: [8000]`)},
		"long":            {"compose.yaml": app(rest + "ports: [{target: 8000, published: 80}]")},
		"range":           {"compose.yaml": app(rest + `ports: ["8000-8001:8000-8001"]`)},
		"variable":        {"compose.yaml": app(rest + `ports: ["${PORT:-8000}:8000"]`)},
		"list":            {"compose.yaml": app("build: {context: .}\nenvironment: [MODEL_NAME=demo]\nports: [8000]")},
		"from .env": {
			"compose.yaml": app("build: .\nenvironment: {MODEL_NAME: \"${NAME}\"}\nports: [8000]"),
			".env":         "NAME=demo\n",
		},
		"passed on from .env": {
			"compose.yaml": app("build: .\nenvironment: [MODEL_NAME]\nports: [8000]"),
			".env":         "MODEL_NAME=demo\n",
		},
		"default":  {"compose.yaml": app("build: .\nenvironment: {MODEL_NAME: \"${MODEL_NAME:-demo}\"}\nports: [8000]")},
		"env_file": {"compose.yaml": app("build: .\nenv_file: app.env\nports: [8000]"), "app.env": "MODEL_NAME=demo\n"},
		"env_file that may be missing": {
			"compose.yaml": app("build: .\nenv_file: [{path: no.env, required: false}, app.env]\nports: [8000]"),
			"app.env":      "MODEL_NAME=demo\n",
		},
		"override file": {
			"compose.yaml":          app("build: .\nports: [8000]"),
			"compose.override.yaml": app("environment: {MODEL_NAME: demo}"),
		},
		"version":   {"compose.yaml": "version: '3.9'\n" + app(rest+"ports: [8000]")},
		"extension": {"compose.yaml": "x-env: &env {MODEL_NAME: demo}\n" + app("build: .\nenvironment: *env\nports: [8000]")},
		"merge":     {"compose.yaml": "x-base: &base\n  build: .\n  ports: [8000]\n" + app("<<: *base\nenvironment: {MODEL_NAME: demo}")},
		"extends":   {"compose.yaml": app("extends: {service: base}\nports: [8000]") + "  base:\n    build: .\n    environment: {MODEL_NAME: demo}\n"},
		"image too": {"compose.yaml": app(rest + "image: mine:1\nports: [8000]")},
		"a profile that .env starts": {
			"compose.yaml": app(rest + "profiles: [dev]\nports: [8000]"), ".env": "COMPOSE_PROFILES=dev\n",
		},
		"Windows": {"compose.yaml": strings.ReplaceAll(app(rest+"ports: [8000]"), "\n", "\r\n")},
		"BOM":     {"compose.yaml": "\ufeff" + app(rest+"ports: [8000]")},
		"JSON":    {"compose.yaml": `{"services": {"app": {"build": ".", "ports": ["8000:8000"], "environment": {"MODEL_NAME": "demo"}}}}`},
	} {
		t.Run(name, func(t *testing.T) {
			f := load(t, files)
			s, ok := f.Service("app")
			value := s.Environment["MODEL_NAME"]
			if !ok || s.Build == nil || !slices.Contains(s.Targets, 8000) || value == nil || *value != "demo" {
				t.Errorf("service = %+v, MODEL_NAME = %v", s, value)
			}
		})
	}
}

func TestVariablesOfTheProcessDoNotCount(t *testing.T) {
	t.Setenv("MODEL_NAME", "secret")
	f := load(t, map[string]string{"compose.yaml": app("build: .\nenvironment: [MODEL_NAME, \"OTHER=${MODEL_NAME:-none}\"]")})
	s, _ := f.Service("app")
	if v := s.Environment["MODEL_NAME"]; v != nil {
		t.Errorf("MODEL_NAME = %q, want none", *v)
	}
	if v := s.Environment["OTHER"]; v == nil || *v != "none" {
		t.Errorf("OTHER = %v, want none", v)
	}
}

func TestInvalid(t *testing.T) {
	bomb := "x-a: &a [1,2,3,4,5,6,7,8,9]\n"
	for i := 'b'; i < 'k'; i++ {
		bomb += fmt.Sprintf("x-%c: &%c [%s*%c]\n", i, i, strings.Repeat(fmt.Sprintf("*%c,", i-1), 8), i-1)
	}
	for name, tt := range map[string]struct{ file, says string }{
		"tab":                      {"services:\n\tapp:\n\t\tbuild: .\n", "found character"},
		"indentation":              {"services:\n  app:\n    build: .\n   ports: [8000]\n", "line"},
		"unknown key":              {app("build: .\nport: [8000]"), "port"},
		"unknown top key":          {"service:\n  app: {build: .}\n", "service"},
		"empty":                    {"", "empty"},
		"only a comment":           {"# nothing\n", ""},
		"a list":                   {"- app\n", "mapping"},
		"text":                     {"hello\n", "mapping"},
		"two keys of a name":       {app("build: .\nbuild: ."), "already defined"},
		"neither image nor build":  {app("environment: {A: b}"), "neither an image nor a build context"},
		"undefined network":        {app("build: .\nnetworks: [front]"), "undefined network front"},
		"undefined volume":         {app("build: .\nvolumes: [\"data:/data\"]"), "undefined volume data"},
		"unknown service":          {app("build: .\ndepends_on: [db]"), "db"},
		"circle":                   {app("build: .\ndepends_on: [app]"), "cycle"},
		"port that is no number":   {app("build: .\nports: [\"http:8000\"]"), "http"},
		"wrong type":               {app("build: .\nenvironment: demo"), "environment"},
		"a needed variable":        {app("build: .\nenvironment: {A: \"${B?say B}\"}"), "say B"},
		"env_file that is missing": {app("build: .\nenv_file: no.env"), "env file no.env"},
		"include":                  {"include: [other.yaml]\n" + app("build: ."), "include takes services"},
		"extends elsewhere":        {app("extends: {file: /etc/passwd, service: x}"), "another file"},
		"laughs":                   {bomb + "services: {app: {build: ., x-k: *k}}\n", ""},
	} {
		t.Run(name, func(t *testing.T) {
			dir := folder(t, map[string]string{"compose.yaml": tt.file})
			began := time.Now()
			_, err := Load(context.Background(), dir)
			if err == nil || !strings.Contains(err.Error(), tt.says) || strings.Contains(err.Error(), dir) {
				t.Errorf("error = %v, want %q", err, tt.says)
			}
			if took := time.Since(began); took > 5*time.Second {
				t.Errorf("took %s", took)
			}
		})
	}
}

func TestMissing(t *testing.T) {
	dir := folder(t, map[string]string{"docker-compose.txt": "", "sub/compose.yaml": app("build: .")})
	if _, err := Load(context.Background(), dir); !errors.Is(err, ErrMissing) {
		t.Errorf("error = %v", err)
	}
	if near := Nearest(dir); !strings.Contains(near, `"docker-compose.txt"`) {
		t.Errorf("nearest: %s", near)
	}
	if _, err := Load(context.Background(), filepath.Join(dir, "sub")); err != nil {
		t.Error(err)
	}
}

// What a file names outside its folder is not read, and what waits for ever is not opened.
func TestNothingElseIsRead(t *testing.T) {
	outside := folder(t, map[string]string{"secret.env": "SECRET=1\n"})
	dir := folder(t, map[string]string{"compose.yaml": app("build: .\nenv_file: [" + outside + "/secret.env, link.env]")})
	if err := os.Symlink(filepath.Join(outside, "secret.env"), filepath.Join(dir, "link.env")); err != nil {
		t.Skip(err)
	}
	f, err := Load(context.Background(), dir)
	if err != nil {
		t.Fatal(err)
	}
	s, _ := f.Service("app")
	if s.Environment["SECRET"] != nil || !strings.Contains(f.LeftOut(), "env_file of app") {
		t.Errorf("environment %v, left out: %s", s.Environment, f.LeftOut())
	}
}

func TestProfileKeepsAServiceFromStarting(t *testing.T) {
	f := load(t, map[string]string{"compose.yaml": app("build: .\nprofiles: [dev]") + "  other: {image: a}\n"})
	if _, ok := f.Service("app"); ok || !slices.Equal(f.Inactive, []string{"app"}) {
		t.Errorf("services %v, inactive %v", f.Services, f.Inactive)
	}
}

// hostile asks for all that would reach the machine.
const hostile = `
services:
  app:
    build: .
    image: theirs:latest
    container_name: theirs
    privileged: true
    cap_add: [SYS_ADMIN]
    devices: ["/dev/kmsg:/dev/kmsg"]
    device_cgroup_rules: ["c 1:3 mr"]
    network_mode: host
    pid: host
    ipc: host
    uts: host
    userns_mode: host
    cgroup: host
    cgroup_parent: theirs
    runtime: theirs
    security_opt: ["seccomp=unconfined"]
    sysctls: {net.core.somaxconn: 1}
    oom_score_adj: -1000
    oom_kill_disable: true
    mem_limit: 64g
    cpus: 64.0
    pids_limit: -1
    restart: always
    use_api_socket: true
    extra_hosts: ["host.docker.internal:host-gateway"]
    labels: {tutor.keep: "1", theirs: "1"}
    logging: {driver: syslog}
    volumes: ["/:/host", "./:/here", "data:/data", "other:/other:ro", "/anonymous", "/var/run/docker.sock:/var/run/docker.sock"]
    volumes_from: ["container:theirs"]
    ports: ["8000:8000", "22:22"]
    post_start: [{command: id, privileged: true}]
    pre_stop: [{command: id, privileged: true}]
    environment: {MODEL_NAME: demo, COST: "$$5", HTML: "<a>"}
    command: ["sh", "-c", "echo $$HOME"]
    deploy: {resources: {limits: {cpus: "64", memory: 64g, pids: -1}}}
    secrets: [passwd]
    configs: [passwd]
volumes:
  data: {driver: local, driver_opts: {type: none, o: bind, device: /}}
  other: {external: true, name: theirs}
secrets: {passwd: {file: /etc/passwd}}
configs: {passwd: {file: /etc/passwd}}
`

func TestRunnableReachesNothing(t *testing.T) {
	f := load(t, map[string]string{"compose.yaml": strings.Replace(hostile, "    network_mode: host\n", "", 1)})
	text, err := f.Runnable(Run{
		Labels: map[string]string{"tutor": "1"}, Images: map[string]string{"app": "tutor-x:1"},
		Service: "app", Publish: 8000, HostIP: "127.0.0.1", Environment: map[string]string{"MODEL_NAME": "sent"},
	})
	if err != nil {
		t.Fatal(err)
	}
	var got map[string]any
	if err := json.Unmarshal(text, &got); err != nil {
		t.Fatal(err)
	}
	var want map[string]any
	if err := json.Unmarshal([]byte(`{"name": "tutor", "services": {"app": {
		"image": "tutor-x:1", "pull_policy": "never", "labels": {"tutor": "1"}, "entrypoint": null,
		"command": ["sh", "-c", "echo $$HOME"],
		"environment": {"MODEL_NAME": "sent", "COST": "$$5", "HTML": "<a>"},
		"mem_limit": "536870912", "memswap_limit": "536870912", "cpus": 1, "pids_limit": 256,
		"security_opt": ["no-new-privileges:true"],
		"logging": {"driver": "json-file", "options": {"max-size": "1m", "max-file": "2"}},
		"networks": {"default": null},
		"ports": [{"mode": "ingress", "host_ip": "127.0.0.1", "target": 8000, "protocol": "tcp"}],
		"volumes": [
			{"type": "volume", "source": "data", "target": "/data"},
			{"type": "volume", "source": "other", "target": "/other", "read_only": true},
			{"type": "volume", "target": "/anonymous"}]
	}}, "networks": {"default": {"labels": {"tutor": "1"}, "ipam": {}}},
	"volumes": {"data": {"labels": {"tutor": "1"}}, "other": {"labels": {"tutor": "1"}}}}`), &want); err != nil {
		t.Fatal(err)
	}
	a, _ := json.MarshalIndent(got, "", " ")
	b, _ := json.MarshalIndent(want, "", " ")
	if string(a) != string(b) {
		t.Errorf("the file of the run is\n%s\nwant\n%s", a, b)
	}
	for _, part := range []string{"volumes from this machine", "privileged", "cap_add", "devices", "restart", "secrets", "use_api_socket", "hooks"} {
		if !strings.Contains(f.LeftOut(), part) {
			t.Errorf("%q is not said to be left out: %s", part, f.LeftOut())
		}
	}
}

func TestHealthIsAskedOftenAndAsPatiently(t *testing.T) {
	tests := []struct {
		name, keys string
		image      *Health
		want       string
	}{
		{"none", "build: .", nil, "null"},
		{"off", "healthcheck: {disable: true}", &Health{}, `{"disable":true}`},
		{"Docker's defaults", `healthcheck: {test: [CMD, a]}`, nil, `{"test":["CMD","a"],"interval":"1s","retries":90}`},
		{
			"own", `healthcheck: {test: a, interval: 10s, timeout: 2s, retries: 2, start_period: 5s, start_interval: 1s}`, nil,
			`{"test":["CMD-SHELL","a"],"timeout":"2s","interval":"1s","retries":20,"start_period":"5s"}`,
		},
		{"faster", `healthcheck: {test: a, interval: 200ms, retries: 4}`, nil, `{"test":["CMD-SHELL","a"],"interval":"200ms","retries":4}`},
		{"the image's", "build: .", &Health{Interval: 5 * time.Second, Retries: 2}, `{"interval":"1s","retries":10}`},
		{"both", `healthcheck: {retries: 1}`, &Health{Interval: 5 * time.Second, StartPeriod: 3 * time.Second}, `{"interval":"1s","retries":5,"start_period":"3s"}`},
		{"absurd", `healthcheck: {test: a, interval: 9999h, retries: 99999999}`, nil, `{"test":["CMD-SHELL","a"],"interval":"1s","retries":100000}`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := load(t, map[string]string{"compose.yaml": app("image: a\n" + tt.keys)})
			r := Run{Health: map[string]Health{}}
			if tt.image != nil {
				r.Health["app"] = *tt.image
			}
			got, err := json.Marshal(r.health("app", f.project.Services["app"].HealthCheck))
			if err != nil || string(got) != tt.want {
				t.Errorf("healthcheck %s, %v, want %s", got, err, tt.want)
			}
		})
	}
}
