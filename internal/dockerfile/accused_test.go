package dockerfile

import "testing"

func TestAccusedLine(t *testing.T) {
	text := "# comment\nFROM python:3.14-slim AS build\nRUN echo hi \\\n && false\nCOPY nothing .\n"
	for observed, want := range map[string]int{
		"line 4: COPY . . (x)": 4,
		"dockerfile parse error on line 3: unknown instruction: WRKDIR": 3,
		"dockerfile parse error line 3: unknown instruction: WRKDIR":    3,
		"Dockerfile:5 something": 5,
		"executor failed running [/bin/sh -c echo hi  && false]: exit 1, at step [3/4] RUN echo hi  && false": 3,
		"x, at step [1/4] FROM python:3.14-slim AS build":                                                     2,
		"x, at step [4/4] COPY nothing .":                                                                     5,
		"x, at step [4/4] COPY something else":                                                                0,
		"failed to load metadata for docker.io/library/python:3.14-slim: not found":                           2,
		"manifest for python:3.14-slim not found: manifest unknown":                                           2,
		"manifest for python:3 not found":                                                                     0,
		"nothing about a line":                                                                                0,
		"line 99999999999999999999: x":                                                                        0,
	} {
		if got := Accused([]byte(text), observed).First; got != want {
			t.Errorf("Accused(%q) = %d, want %d", observed, got, want)
		}
	}
	if got := Accused([]byte("FROM x\n\nWRKDIR /app\n"), "what the builder says in other words").First; got != 3 {
		t.Errorf("an unknown instruction is in line %d", got)
	}
}

const severalStages = `ARG TAG=3.14
FROM python:${TAG} AS build
ENV A=1
WORKDIR /app
RUN one \
  && two
FROM python:${TAG}
COPY --from=build /app /app
RUN one
RUN one
`

func TestStepsHaveTheirLines(t *testing.T) {
	f, err := Parse([]byte(severalStages))
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		stage  string
		number int
		text   string
		want   Lines
	}{
		{"build", 1, "FROM docker.io/library/python:3.14", Lines{2, 2}},
		{"build", 2, "WORKDIR /app", Lines{4, 4}},
		{"build", 3, "RUN one   && two", Lines{5, 6}},
		{"stage-1", 2, "COPY --from=build /app /app", Lines{8, 8}},
		{"stage-1", 4, "RUN one", Lines{10, 10}},
		{"", 3, "RUN one", Lines{9, 9}},
		{"build", 2, "RUN one   && two", Lines{5, 6}}, // the base brought a step along
		{"other", 1, "RUN none", Lines{}},
	} {
		if got := f.Step(tt.stage, tt.number, tt.text); got != tt.want {
			t.Errorf("Step(%q, %d, %q) = %v, want %v", tt.stage, tt.number, tt.text, got, tt.want)
		}
	}
	if got := f.Nth(9, "RUN one"); got != (Lines{10, 10}) {
		t.Errorf("Nth(9) = %v", got)
	}
	if got := f.Nth(1, "ARG TAG=3.14"); got != (Lines{1, 1}) {
		t.Errorf("Nth(1) = %v", got)
	}
}
