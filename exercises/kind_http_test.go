package exercises

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

func TestHTTPJudge(t *testing.T) {
	ok := HTTP{Method: "GET", Path: "/health", Status: 200, JSON: map[string]any{"status": "ok"}, MaxMS: 500}
	answer := func(status int, body string) HTTPObservation {
		return HTTPObservation{Status: status, Body: []byte(body)}
	}
	tests := []struct {
		name    string
		seen    HTTPObservation
		outcome Outcome
		cause   Cause
		says    string
	}{
		{"right", answer(200, ` {"status": "ok", "more": 1} `+"\n"), Pass, "", `answered 200 with {"more":1,"status":"ok"}`},
		{"refused", HTTPObservation{Err: "connection refused", Closed: true}, Fail, ConnectionClosed, "connection refused"},
		{"cut off", HTTPObservation{Status: 200, Closed: true}, Fail, ConnectionClosed, "closed"},
		{"garbled", HTTPObservation{Err: "malformed MIME header", Closed: true, Garbled: true}, Fail, ConnectionClosed, "not HTTP as it should be"},
		{"no HTTP", HTTPObservation{Err: "malformed HTTP response"}, Fail, ConnectionClosed, "malformed"},
		{"timed out", HTTPObservation{Err: "deadline", TimedOut: true, Waited: 10 * time.Second}, Fail, SlowResponse, "within 10 s"},
		{"status", answer(503, `{"status": "ok"}`), Fail, WrongStatus, "answered 503"},
		{"status, empty body", answer(404, " "), Fail, WrongStatus, "the body was empty"},
		{"text", answer(200, "hello"), Fail, NotJSON, "it was hello"},
		{"empty", answer(200, ""), Fail, NotJSON, "empty"},
		{"NaN", answer(200, `{"status": NaN}`), Fail, NotJSON, "NaN"},
		{"two documents", answer(200, `{"status": "ok"}{}`), Fail, NotJSON, "something follows"},
		{"text after", answer(200, `{"status": "ok"} x`), Fail, NotJSON, "something follows"},
		{"byte order mark", answer(200, "\ufeff"+`{"status": "ok"}`), Fail, NotJSON, "begins with a byte order mark (U+FEFF)"},
		{"brace after", answer(200, `{"status": "ok"}}`), Fail, NotJSON, "something follows"},
		{"truncated", HTTPObservation{Status: 200, Body: []byte(`{"status": "ok"}`), Truncated: true}, Fail, NotJSON, "too long"},
		{"value", answer(200, `{"status": "down"}`), Fail, WrongJSON, `$.status is "down"`},
		{"type", answer(200, `{"status": true}`), Fail, WrongJSON, "$.status is true"},
		{"key missing", answer(200, `{"Status": "ok"}`), Fail, WrongJSON, "$.status is missing"},
		{"not an object", answer(200, `["ok"]`), Fail, WrongJSON, `$ is ["ok"]`},
		{"null", answer(200, `null`), Fail, WrongJSON, "$ is null"},
		{"slow", HTTPObservation{Status: 200, Body: []byte(`{"status":"ok"}`), Elapsed: 1200 * time.Millisecond}, Fail, SlowResponse, "took 1.2 s"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			v := ok.Judge(tt.seen)
			if v.Outcome != tt.outcome || v.Cause != tt.cause || !strings.Contains(v.Observed, tt.says) {
				t.Errorf("verdict = %+v, want %s %s with %q", v, tt.outcome, tt.cause, tt.says)
			}
		})
	}
}

func TestHTTPExpectationNamesBothValues(t *testing.T) {
	v := HTTP{Method: "GET", Path: "/", Status: 200, JSON: map[string]any{"message": "<string>"}}.
		Judge(HTTPObservation{Status: 200, Body: []byte(`{"message": 5}`)})
	want := `GET / answers 200 with JSON that contains {"message":"<string>"}: $.message is <string>`
	if v.Expected != want || v.Observed != "$.message is 5" {
		t.Errorf("verdict = %+v", v)
	}
	anything := HTTP{Method: "GET", Path: "/", Status: 200, JSON: "<any>"}.Judge(HTTPObservation{Status: 200, Body: []byte("hello")})
	if want := "GET / answers 200 with JSON"; anything.Expected != want {
		t.Errorf("expected is %q, want %q", anything.Expected, want)
	}
}

func TestHTTPWithoutJSONTakesAnyBody(t *testing.T) {
	h := HTTP{Method: "GET", Path: "/", Status: 204}
	for _, seen := range []HTTPObservation{{Status: 204}, {Status: 204, Body: []byte("x"), Truncated: true}} {
		if v := h.Judge(seen); v.Outcome != Pass {
			t.Errorf("verdict = %+v", v)
		}
	}
}

func TestMatchJSON(t *testing.T) {
	tests := []struct {
		want, got string
		path      string // where they differ; empty when they match
	}{
		{`1`, `1.0`, ""},
		{`1`, `1e0`, ""},
		{`1`, `"1"`, "$"},
		{`"1"`, `1`, "$"},
		{`1`, `true`, "$"},
		{`0`, `null`, "$"},
		{`9007199254740993`, `9007199254740992`, "$"},
		{`1e999`, `1e999`, ""},
		{`1e999`, `2e999`, "$"},
		{`null`, `null`, ""},
		{`null`, `{}`, "$"},
		{`{"a": null}`, `{}`, "$.a"},
		{`{}`, `{"a": 1}`, ""},
		{`{"a": {"b": [1, {"c": 2}]}}`, `{"a": {"b": [1, {"c": 3}], "x": 1}}`, "$.a.b[1].c"},
		{`[1, 2]`, `[1, 2, 3]`, "$"},
		{`[1, 2]`, `[2, 1]`, "$[0]"},
		{`[{"a": 1}]`, `[{"a": 1, "b": 2}]`, ""},
		{`{"a": 1}`, `[1]`, "$"},
		{`[1]`, `{"0": 1}`, "$"},
		{`"x"`, `{"x": 1}`, "$"},
		{`true`, `[true]`, "$"},
		{`"<string>"`, `""`, ""},
		{`"<string>"`, `null`, "$"},
		{`"<number>"`, `1.5`, ""},
		{`"<number>"`, `"1.5"`, "$"},
		{`"<boolean>"`, `false`, ""},
		{`"<boolean>"`, `0`, "$"},
		{`"<object>"`, `{}`, ""},
		{`"<object>"`, `[]`, "$"},
		{`"<array>"`, `[]`, ""},
		{`"<array>"`, `{}`, "$"},
		{`"<any>"`, `null`, ""},
		{`{"a": "<any>"}`, `{}`, "$.a"},
	}
	for _, tt := range tests {
		t.Run(tt.want+" "+tt.got, func(t *testing.T) {
			want, err := decodeJSON([]byte(tt.want))
			if err != nil {
				t.Fatal(err)
			}
			got, err := decodeJSON([]byte(tt.got))
			if err != nil {
				t.Fatal(err)
			}
			path := ""
			if d := matchJSON("$", want, got); d != nil {
				path = d.path
			}
			if path != tt.path {
				t.Errorf("differs at %q, want %q", path, tt.path)
			}
		})
	}
}

func TestHTTPSurvivesHugeBodies(t *testing.T) {
	h := HTTP{Method: "GET", Path: "/", Status: 200, JSON: map[string]any{"a": "<string>"}}
	deep := func(n int) string { return strings.Repeat(`{"b":`, n) + "1" + strings.Repeat("}", n) }
	tests := map[string]struct {
		body  string
		cause Cause
	}{
		"nested 9,000 deep":   {deep(9_000), WrongJSON},
		"nested 10,001 deep":  {deep(10_001), NotJSON},
		"arrays never closed": {strings.Repeat("[", 1_000_000), NotJSON},
		"nested and wanted":   {`{"a":` + deep(9_000) + `}`, WrongJSON},
		"1 MB of text":        {strings.Repeat("ä", 500_000), NotJSON},
		"1 MB of JSON":        {`{"a":[` + strings.Repeat("1,", 500_000) + `1]}`, WrongJSON},
		"not UTF-8":           {strings.Repeat("\xff", 1000), NotJSON},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			v := h.Judge(HTTPObservation{Status: 200, Body: []byte(tt.body)})
			if v.Cause != tt.cause || len(v.Observed) > 2000 || !utf8.ValidString(v.Observed) {
				t.Errorf("cause %s, %d bytes observed: %.300q", v.Cause, len(v.Observed), v.Observed)
			}
		})
	}
}

func FuzzHTTPJudge(f *testing.F) {
	for _, seed := range []string{`{"a":"x"}`, `{"a":1}`, "", "[", `{"a":1e9999999999}`, "\xff", `"\ud800"`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		v := HTTP{Method: "GET", Path: "/", Status: 200, JSON: map[string]any{"a": 1}}.Judge(HTTPObservation{Status: 200, Body: body})
		if v.Outcome == Error || !utf8.ValidString(v.Observed) {
			t.Fatalf("verdict = %+v", v)
		}
	})
}
