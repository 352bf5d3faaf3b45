package exercises

import (
	"strings"
	"testing"
)

// run is a container that was sent the values and answered with the body.
func envRun(mode, model, body string) EnvRun {
	sent := map[string]string{}
	if mode != "" {
		sent = map[string]string{"APP_MODE": mode, "MODEL_NAME": model}
	}
	return EnvRun{
		Sent: sent, Start: StartObservation{Answered: true},
		HTTP: HTTPObservation{Method: "GET", Path: "/", Status: 200, Body: []byte(body)},
	}
}

func TestEnvJudge(t *testing.T) {
	e := Env{Port: 8000, Path: "/", Name: "APP_MODE", Default: "dev", Others: []string{"MODEL_NAME"}}
	at := e
	at.At = "config.mode"
	down := EnvRun{Start: StartObservation{Exited: true, ExitCode: 1}}
	// In a body, {mode} and {model} stand for what was sent, and for "dev" and "demo" in the run without.
	tests := []struct {
		name, body string
		asks       Env
		cause      Cause
		observed   string
	}{
		{"any key", `{"x": "{mode}"}`, e, "", "APP_MODE=a-1 came back at $.x"},
		{"nested", `{"settings": [{"mode": "{mode}"}]}`, e, "", "$.settings[0].mode"},
		{"the whole body", `"{mode}"`, e, "", "came back at $"},
		{"with the other", `{"mode": "{mode}", "model": "{model}"}`, e, "", ""},
		{"the whole environment", `{"APP_MODE": "{mode}", "MODEL_NAME": "{model}"}`, e, "", ""},
		{"where it is asked for", `{"config": {"mode": "{mode}"}}`, at, "", ""},
		{"elsewhere", `{"mode": "{mode}"}`, at, WrongJSON, "not at config.mode"},
		{"not shown", `{"message": "hello"}`, e, EnvIgnored, "where the value is not"},
		{"a key of that name", `{"appMode": "live"}`, e, EnvHardcoded, `$.appMode was "live" each time`},
		{"a part of the name", `{"mode": "live"}`, e, EnvHardcoded, `$.mode was "live"`},
		{"the default under any key", `{"x": "dev"}`, e, EnvHardcoded, `$.x was "dev"`},
		{"inside a text", `{"message": "in {mode} mode"}`, e, WrongJSON, "only a part of something longer"},
		{"as a key", `{"{mode}": true}`, e, WrongJSON, "the name of a key"},
		{"not json", `mode {mode}`, e, NotJSON, "with APP_MODE=a-1: the body is not JSON"},
		{"mixed up", `{"mode": "{model}", "model": "{mode}"}`, e, WrongJSON, "the value of the other one"},
		{"the other is fixed", `{"x": "{mode}", "model": "demo"}`, e, EnvHardcoded, `$.model was "demo" each time`},
		{"the other follows nothing", `{"x": "{mode}", "model": "x{model}"}`, e, EnvIgnored, "has to follow MODEL_NAME"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			body := func(mode, model string) string {
				return strings.NewReplacer("{mode}", mode, "{model}", model).Replace(tt.body)
			}
			with := []EnvRun{envRun("a-1", "m-1", body("a-1", "m-1")), envRun("b-2", "m-2", body("b-2", "m-2"))}
			v, _ := tt.asks.Judge(with, envRun("", "", body("dev", "demo")))
			if v.Cause != tt.cause || (v.Outcome == Pass) != (tt.cause == "") || !strings.Contains(v.Observed, tt.observed) {
				t.Errorf("verdict = %+v, want %q with %q", v, tt.cause, tt.observed)
			}
		})
	}
	good := []EnvRun{envRun("a-1", "m-1", `{"x": "a-1"}`), envRun("b-2", "m-2", `{"x": "b-2"}`)}
	if v, about := e.Judge(good, down); v.Cause != EnvRequired || about != 2 || !strings.HasPrefix(v.Observed, "without APP_MODE:") {
		t.Errorf("it ends without the variable: %+v about %d", v, about)
	}
	broken := envRun("", "", "oops")
	broken.HTTP.Status = 500
	if v, _ := e.Judge(good, broken); v.Cause != EnvRequired || !strings.Contains(v.Observed, "500") {
		t.Errorf("it breaks without the variable: %+v", v)
	}
	if v, about := e.Judge([]EnvRun{good[0], down}, good[0]); v.Cause != ExitedAtStart || about != 1 {
		t.Errorf("it ends with a value: %+v about %d", v, about)
	}
	second := []EnvRun{good[0], envRun("b-2", "m-2", `{"x": "a-1"}`)}
	if v, about := e.Judge(second, good[0]); v.Cause != EnvIgnored || about != 1 {
		t.Errorf("only the first value is shown: %+v about %d", v, about)
	}
}

func TestNamedLike(t *testing.T) {
	for key, want := range map[string]bool{
		"APP_MODE": true, "app_mode": true, "appMode": true, "app-mode": true, "mode": true, "Mode": true,
		"app": false, "message": false, "": false, "modes": false,
	} {
		if namedLike(key, "APP_MODE") != want {
			t.Errorf("namedLike(%q) = %v", key, !want)
		}
	}
	if namedLike("name", "MODEL_NAME") || !namedLike("model", "MODEL_NAME") {
		t.Error("a model is named like MODEL_NAME, a name is not")
	}
}
