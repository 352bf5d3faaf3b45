package runner

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"tutor/exercises"
)

// collect returns a build log and the events it sends.
func collect() (*buildLog, *[]Event) {
	var events []Event
	return &buildLog{news: &news{emit: func(e Event) { events = append(events, e) }}}, &events
}

func steps(events []Event) []string {
	var out []string
	for _, e := range events {
		s, ok := e.(BuildStep)
		switch {
		case !ok:
		case s.Waiting:
			out = append(out, fmt.Sprintf("%d/%d waiting line %d", s.Number, s.Total, s.First))
		default:
			out = append(out, fmt.Sprintf("%d/%d done=%t cached=%t failed=%t %s", s.Number, s.Total, s.Done, s.Cached, s.Failed, s.Elapsed))
		}
	}
	return out
}

func TestBuildkitReader(t *testing.T) {
	log, events := collect()
	log.begin(buildSource{"Dockerfile", []byte("# a comment\nFROM other\nRUN x\n")})
	w := &lineWriter{onLine: (&buildkitReader{log: log}).line}
	text := `{"vertexes":[{"digest":"a","name":"[internal] load .dockerignore","started":"2026-11-23T10:01:43Z"}]}
{"vertexes":[{"digest":"b","name":"[1/2] FROM python"},{"digest":"c","name":"[2/2] RUN x"},{"digest":"e","name":"exporting to image"}]}
{"vertexes":[{"digest":"b","name":"[1/2] FROM python","started":"2026-11-23T10:01:43Z","completed":"2026-11-23T10:01:43Z","cached":true}]}
{"vertexes":[{"digest":"c","name":"[2/2] RUN x","started":"2026-11-23T10:01:44Z"}]}
{"logs":[{"vertex":"c","stream":1,"data":"aGVs"}]}
{"logs":[{"vertex":"c","stream":1,"data":"bG8Kd29ybGQK"}]}
{"vertexes":[{"digest":"c","name":"[2/2] RUN x","started":"2026-11-23T10:01:44Z","completed":"2026-11-23T10:01:46Z","error":"exit code: 1"}]}
{"vertexes": half a line
ERROR: failed to solve: executor failed running [/bin/sh -c x]: exit code: 1
`
	for i := 0; i < len(text); i += 7 { // pieces, as a pipe delivers them
		_, _ = w.Write([]byte(text[i:min(i+7, len(text))]))
	}
	want := []string{
		"1/2 waiting line 2",
		"2/2 waiting line 3",
		"1/2 done=true cached=true failed=false 0s",
		"2/2 done=false cached=false failed=false 0s",
		"2/2 done=true cached=false failed=true 2s",
	}
	if got := steps(*events); !slices.Equal(got, want) {
		t.Errorf("steps:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	printed, cut := log.lines.text()
	if !strings.HasPrefix(printed, "hello\nworld\n") || cut {
		t.Errorf("printed %q, cut %t", printed, cut)
	}
	if log.where() != ", at step [2/2] RUN x" {
		t.Errorf("where = %q", log.where())
	}
	if log.exporting {
		t.Error("what waits to be exported is taken for what is")
	}
	if got := unwrapped(lastError(log.said)); got != "executor failed running [/bin/sh -c x]: exit code: 1" {
		t.Errorf("said %q", got)
	}
}

func TestLegacyReader(t *testing.T) {
	log, events := collect()
	r := &legacyReader{log: log}
	for line := range strings.Lines(`Sending build context to Docker daemon  3.584kB
Step 1/4 : FROM python:3.14-slim
 ---> 89814f64cce7
Step 2/4 : WORKDIR /app
 ---> Using cache
 ---> f4d696ea6275
Step 3/4 : COPY a .
 ---> ce77476c66c7
Step 4/4 : RUN false
 ---> Running in c89828148684
out
The command '/bin/sh -c false' returned a non-zero code: 1
`) {
		r.line(strings.TrimSuffix(line, "\n"))
	}
	if !slices.Equal(r.made, []string{"ce77476c66c7"}) {
		t.Errorf("made %v: only the image of the uncached COPY is ours", r.made)
	}
	got := steps(*events)
	if len(got) != 7 || !strings.HasPrefix(got[3], "2/4 done=true cached=true") {
		t.Errorf("steps:\n%s", strings.Join(got, "\n"))
	}
	if log.where() != ", at step [4/4] RUN false" {
		t.Errorf("where = %q", log.where())
	}
	if printed, _ := log.lines.text(); printed != "out\nThe command '/bin/sh -c false' returned a non-zero code: 1" {
		t.Errorf("printed %q", printed)
	}
}

func TestTailKeepsTheLastLines(t *testing.T) {
	var lines tail
	for i := range 10_000 {
		lines.add(fmt.Sprint(i))
	}
	text, cut := lines.text()
	all := strings.Split(text, "\n")
	if !cut || len(all) != tailLines || all[len(all)-1] != "9999" || all[0] != "9800" {
		t.Errorf("kept %d lines from %s to %s, cut %t", len(all), all[0], all[len(all)-1], cut)
	}
	if len(lines.lines) > 2*tailLines+1 {
		t.Errorf("%d lines in memory", len(lines.lines))
	}
}

func TestAFailedBuildPointsAtItsLines(t *testing.T) {
	log, _ := collect()
	log.begin(buildSource{"Dockerfile", []byte("FROM python:3.14-slim\r\nWORKDIR /app\r\n\r\nRUN one \\\r\n  && two\r\nCMD x\r\n")})
	failed := exercises.CheckResult{Outcome: exercises.Fail, Observed: "exit code: 1, at step [3/3] RUN one   && two"}
	got := log.accused(failed)
	want := &exercises.Passage{File: "Dockerfile", First: 4, Last: 5, From: 2, Excerpt: []string{"WORKDIR /app", "", "RUN one \\", "  && two", "CMD x"}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("the place is %+v, want %+v", got, want)
	}
	log.asked = "docker.io/library/python:3.14-slim"
	unreachable := exercises.CheckResult{Outcome: exercises.Error, Cause: exercises.RegistryUnreachable, Observed: "dial tcp"}
	if got := log.accused(unreachable); got == nil || got.First != 1 {
		t.Errorf("an image that cannot be asked for is at %+v", got)
	}
	unreachable.Cause = exercises.DaemonDown
	if got := log.accused(unreachable); got != nil {
		t.Errorf("a daemon that is down is at %+v", got)
	}
}
