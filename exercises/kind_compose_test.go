package exercises

import (
	"strings"
	"testing"
	"time"
)

func value(s string) *string { return &s }

func TestComposeJudgeFile(t *testing.T) {
	ask := Compose{Step: ComposeConfig, Build: true, Port: 8000, Variable: "MODEL_NAME"}
	right := ComposeService{Name: "app", Build: true, Ports: []int{8000}, Environment: map[string]*string{"MODEL_NAME": value("demo")}}
	with := func(change func(*ComposeService)) ComposeObservation {
		s := right
		change(&s)
		return ComposeObservation{Services: []ComposeService{s}}
	}
	tests := []struct {
		name    string
		ask     Compose
		seen    ComposeObservation
		outcome Outcome
		cause   Cause
		says    string
	}{
		{"right", ask, ComposeObservation{Services: []ComposeService{right}}, Pass, "", "service app has all of it"},
		{"any name", ask, with(func(s *ComposeService) { s.Name = "web" }), Pass, "", "service web"},
		{"among others", ask, ComposeObservation{Services: []ComposeService{{Name: "a"}, right, {Name: "z", Build: true}}}, Pass, "", "service app"},
		{"more than asked", ask, with(func(s *ComposeService) { s.Ports = []int{22, 8000} }), Pass, "", ""},
		{"left out", ask, ComposeObservation{Services: []ComposeService{right}, LeftOut: "not used here: privileged of app"}, Pass, "", "; not used here: privileged"},
		{"no file", ask, ComposeObservation{Missing: "no file named compose.yaml"}, Fail, ComposeMissing, "no file named"},
		{"cannot be read", ask, ComposeObservation{Invalid: "line 2: found a tab"}, Fail, ComposeInvalid, "line 2"},
		{"nothing in it", ask, ComposeObservation{}, Fail, ComposeServiceMissing, "starts no service"},
		{"behind a profile", ask, ComposeObservation{Inactive: []string{"app"}}, Fail, ComposeServiceMissing, "does not start app, which belongs to a profile"},
		{"no build", ask, with(func(s *ComposeService) { s.Build = false }), Fail, ComposeServiceMissing, "service app has no build"},
		{"another folder", ask, with(func(s *ComposeService) { s.Elsewhere = "/etc" }), Fail, ComposeServiceMissing, "built from /etc"},
		{"no ports", ask, with(func(s *ComposeService) { s.Ports = nil }), Fail, ComposeServiceMissing, "has no ports"},
		{"wrong port", ask, with(func(s *ComposeService) { s.Ports = []int{80} }), Fail, ComposeServiceMissing, "publishes port 80 of its container, not port 8000"},
		{"wrong ports", ask, with(func(s *ComposeService) { s.Ports = []int{80, 81} }), Fail, ComposeServiceMissing, "publishes ports 80, 81"},
		{"no variable", ask, with(func(s *ComposeService) { s.Environment = nil }), Fail, ComposeServiceMissing, "does not set MODEL_NAME"},
		{"other variables", ask, with(func(s *ComposeService) { s.Environment = map[string]*string{"MODEL": value("a")} }), Fail, ComposeServiceMissing, "(it sets MODEL)"},
		{"from the shell", ask, with(func(s *ComposeService) { s.Environment = map[string]*string{"MODEL_NAME": nil} }), Fail, ComposeServiceMissing, "no value"},
		{"to nothing", ask, with(func(s *ComposeService) { s.Environment = map[string]*string{"MODEL_NAME": value("")} }), Fail, ComposeServiceMissing, "to nothing"},
		{"several", ask, with(func(s *ComposeService) { s.Ports, s.Environment = nil, nil }), Fail, ComposeServiceMissing, "reaches it, and does not set"},
		{"named, and missing", Compose{Service: "app"}, ComposeObservation{Services: []ComposeService{{Name: "web"}}}, Fail, ComposeServiceMissing, "there is no service app; the file has web"},
		{"only valid", Compose{}, ComposeObservation{Services: []ComposeService{{Name: "web"}}}, Pass, "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { expectVerdict(t, tt.ask.JudgeFile(tt.seen), tt.outcome, tt.cause, tt.says) })
	}
}

func expectVerdict(t *testing.T, v Verdict, outcome Outcome, cause Cause, says string) {
	t.Helper()
	if v.Outcome != outcome || v.Cause != cause || !strings.Contains(v.Observed, says) || v.Expected == "" {
		t.Errorf("verdict = %+v, want %s %s with %q", v, outcome, cause, says)
	}
}

func TestComposeJudgeUp(t *testing.T) {
	healthy := ComposeContainer{Service: "app", Started: true, Running: true, Checked: true, InFile: true, Health: "healthy"}
	with := func(change func(*ComposeContainer)) ComposeContainer {
		k := healthy
		change(&k)
		return k
	}
	up := func(all ...ComposeContainer) ComposeUpObservation {
		return ComposeUpObservation{Service: "app", Containers: all, Start: StartObservation{Answered: true}, Waited: 10 * time.Second}
	}
	at := func(o ComposeUpObservation, places ...string) ComposeUpObservation {
		o.Start = StartObservation{SocketsKnown: true, Sockets: sockets(places...), Waited: 10 * time.Second}
		return o
	}
	ill := with(func(k *ComposeContainer) {
		k.Health, k.Probe, k.ProbeExit = "unhealthy", "Traceback\nHTTP Error 404: Not Found\n", 1
	})
	tests := []struct {
		name    string
		seen    ComposeUpObservation
		outcome Outcome
		cause   Cause
		says    string
	}{
		{"healthy", up(healthy), Pass, "", "app is healthy and answers on port 8000"},
		{"the image's check", up(with(func(k *ComposeContainer) { k.InFile = false })), Pass, "", ""},
		{"a neighbour without a check", up(healthy, ComposeContainer{Service: "db", Started: true, Running: true}), Pass, "", ""},
		{"a neighbour that has done its work", up(healthy, ComposeContainer{Service: "init", Started: true}), Pass, "", ""},
		{"nothing made", ComposeUpObservation{Service: "app", Said: "daemon hiccup"}, Error, Internal, "daemon hiccup"},
		{"made, not started", ComposeUpObservation{Service: "app", Said: "no such user", Containers: []ComposeContainer{{Service: "app"}}}, Fail, ComposeNotHealthy, "could not be started: no such user"},
		{
			"waits for an ill neighbour", up(ComposeContainer{Service: "app"}, ComposeContainer{Service: "db", Started: true, Running: true, Checked: true, Health: "unhealthy", Probe: "no", ProbeExit: 1}),
			Fail, ComposeNotHealthy, "app was not started: db is unhealthy",
		},
		{"waits for one that ended", up(ComposeContainer{Service: "db", Started: true, ExitCode: 3}), Fail, ComposeNotHealthy, "db: the container ended with exit code 3"},
		{"exited", up(ComposeContainer{Service: "app", Started: true, ExitCode: 1}), Fail, ExitedAtStart, "app: the container ended with exit code 1"},
		{"ended by itself", up(ComposeContainer{Service: "app", Started: true}), Fail, ExitedAtStart, "exit code 0"},
		{"memory", up(ComposeContainer{Service: "app", Started: true, OOMKilled: true, ExitCode: 137}), Fail, OutOfMemory, ""},
		{"no command", up(ComposeContainer{Service: "app", Started: true, ExitCode: 127}), Fail, CommandNotFound, ""},
		{"loopback, though healthy", at(up(healthy), "127.0.0.1:8000"), Fail, ListensOnLoopback, "127.0.0.1:8000"},
		{"other port", at(up(ill), "0.0.0.0:8080"), Fail, ListensOnOther, "0.0.0.0:8080"},
		{"nowhere", at(up(ill)), Fail, NotReadyInTime, "listens on no port"},
		{"healthy and silent", ComposeUpObservation{Service: "app", Containers: []ComposeContainer{healthy}}, Fail, NotReadyInTime, ""},
		{"no check", up(ComposeContainer{Service: "app", Started: true, Running: true}), Fail, HealthcheckMissing, "neither the Compose file nor the image"},
		{"unhealthy", at(up(ill), "0.0.0.0:8000"), Fail, ComposeNotHealthy, "app is unhealthy after 10 s: its health check ended with 1 and printed HTTP Error 404: Not Found"},
		{"unhealthy, sockets unknown", ComposeUpObservation{Service: "app", Containers: []ComposeContainer{ill}}, Fail, ComposeNotHealthy, "404"},
		{"unhealthy by the image's check", up(with(func(k *ComposeContainer) { k.InFile, k.Health, k.ProbeExit = false, "unhealthy", 2 })), Fail, HealthcheckFailing, "ended with 2"},
		{"still starting", up(with(func(k *ComposeContainer) { k.Health = "starting" })), Fail, ComposeNotHealthy, "did not become healthy within 10 s: its health check has not ended yet"},
		{"an ill neighbour", up(healthy, ComposeContainer{Service: "db", Started: true, Running: true, Checked: true, Health: "unhealthy"}), Fail, ComposeNotHealthy, "db is unhealthy"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			expectVerdict(t, Compose{Step: ComposeUp, Port: 8000}.JudgeUp(tt.seen), tt.outcome, tt.cause, tt.says)
		})
	}
}

func TestComposeJudgeValues(t *testing.T) {
	tests := []struct {
		name          string
		first, second string // what is answered with "demo" and with "other"
		outcome       Outcome
		cause         Cause
		says          string
	}{
		{"shown", `{"model": "demo"}`, `{"model": "other"}`, Pass, "", ""},
		{"anywhere", `{"a": [1, {"b": "demo"}]}`, `{"a": [1, {"b": "other"}]}`, Pass, "", ""},
		{"as the whole answer", `"demo"`, `"other"`, Pass, "", ""},
		{"only a part of a value", `{"m": "hello from demo"}`, `{"m": "hello from other"}`, Fail, EnvIgnored, ""},
		{"written down as in the file", `{"m": "demo"}`, `{"m": "demo"}`, Fail, EnvHardcoded, `with MODEL_NAME=other it was {"m":"demo"}`},
		{"written down otherwise", `{"model": "fixed"}`, `{"model": "fixed"}`, Fail, EnvHardcoded, "fixed"},
		{"not shown", `{"message": "hello"}`, `{"message": "hello"}`, Fail, EnvIgnored, "hello"},
		{"as a key", `{"demo": 1}`, `{"other": 1}`, Fail, EnvIgnored, ""},
		{"only the other one", `{"m": 1}`, `{"m": "other"}`, Fail, EnvIgnored, ""},
		{"no JSON", `demo`, `other`, Fail, NotJSON, "with MODEL_NAME=demo"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			answer := func(value, body string) ComposeAnswer {
				return ComposeAnswer{Value: value, HTTP: HTTPObservation{Status: 200, Body: []byte(body)}}
			}
			c := Compose{Step: ComposeEnvironment, Variable: "MODEL_NAME", Path: "/"}
			expectVerdict(t, c.JudgeValues(answer("demo", tt.first), answer("other", tt.second)), tt.outcome, tt.cause, tt.says)
		})
	}
	c := Compose{Step: ComposeEnvironment, Variable: "PORT", Path: "/"}
	number := func(n string) ComposeAnswer {
		return ComposeAnswer{Value: n, HTTP: HTTPObservation{Status: 200, Body: []byte(`{"port": ` + n + `}`)}}
	}
	expectVerdict(t, c.JudgeValues(number("1"), number("20")), Pass, "", "")
	broken := ComposeAnswer{Value: "x", HTTP: HTTPObservation{Status: 500}}
	expectVerdict(t, c.JudgeValues(number("1"), broken), Fail, WrongStatus, "with PORT=x: ")
}

func TestComposeLint(t *testing.T) {
	good := Compose{WithinS: 60, Path: "/"}
	tests := []struct {
		name string
		c    func(Compose) Compose
		says string
	}{
		{"no step", func(c Compose) Compose { return c }, "step is missing"},
		{"unknown step", func(c Compose) Compose { c.Step = "upp"; return c }, `step "upp" is unknown (did you mean up?`},
		{"config", func(c Compose) Compose { c.Step = ComposeConfig; return c }, ""},
		{"config, port", func(c Compose) Compose { c.Step, c.Port = ComposeConfig, 70000; return c }, "port must"},
		{"up", func(c Compose) Compose { c.Step, c.Port = ComposeUp, 8000; return c }, ""},
		{"up without a port", func(c Compose) Compose { c.Step = ComposeUp; return c }, "port must"},
		{"no time", func(c Compose) Compose { c.Step, c.Port, c.WithinS = ComposeUp, 8000, 0; return c }, "within_s must"},
		{"environment", func(c Compose) Compose { c.Step, c.Variable = ComposeEnvironment, "A"; return c }, ""},
		{"no variable", func(c Compose) Compose { c.Step = ComposeEnvironment; return c }, "variable is missing"},
		{"path", func(c Compose) Compose { c.Step, c.Variable, c.Path = ComposeEnvironment, "A", "a"; return c }, "path must"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := strings.Join(tt.c(good).lint(), "; ")
			if (tt.says == "") != (got == "") || !strings.Contains(got, tt.says) {
				t.Errorf("lint says %q, want %q", got, tt.says)
			}
		})
	}
}
