package lab

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"tutor/exercises"
	"tutor/runner"
)

func TestTables(t *testing.T) {
	for _, tt := range []struct {
		name string
		res  Result
		want string // rows of all tables
	}{
		{"nothing", Result{Lab: "health"}, ""},
		{
			"health",
			Result{
				Lab:          "health",
				Observations: []Observation{{Title: "Frozen", Up: true, Served: 1, Failed: 24}},
				Rounds:       []Round{{Copies: 3, Replaced: 3, Served: 24, Failed: 27}, {Gate: true, Copies: 3, Served: 75}},
			},
			"Frozen|yes|no|1|24\nwithout|3 of 3|24|27\nwith|0 of 3|75|0",
		},
		{
			"day-two",
			Result{
				Lab:          "day-two",
				Observations: []Observation{{Title: "Its log", Text: "gone"}},
				Findings:     []exercises.Finding{{Subject: "user", Found: "root", Next: "USER"}, {Subject: "logging", Ready: true, Found: "set"}},
			},
			"Its log|gone\nuser|no|root|USER\nlogging|yes|set|",
		},
		{
			"disk",
			Result{
				Lab: "disk", Prunes: []Prune{{Title: "1. Build cache", Command: "docker builder prune", Count: -1, Size: "8MB", Removed: true}},
				UsageAfter: []runner.Usage{{Type: "Build Cache", Count: "0", Active: "0", Size: "0B", Reclaimable: "0B"}},
			},
			"1. Build cache|docker builder prune|8MB|yes\nBuild Cache|0|0|0B|0B",
		},
	} {
		var rows []string
		for _, table := range tt.res.Tables() {
			for _, row := range table.Rows {
				if len(row) != len(table.Head) {
					t.Errorf("%s: %q has %d cells under %d headings", tt.name, row, len(row), len(table.Head))
				}
				rows = append(rows, strings.Join(row, "|"))
			}
		}
		if got := strings.Join(rows, "\n"); got != tt.want {
			t.Errorf("%s:\n%s\nwant\n%s", tt.name, got, tt.want)
		}
	}
}

// TestPredictions says which answers are kept, and that they are told only once it has happened.
func TestPredictions(t *testing.T) {
	q := Question{ID: "q", Text: "What?", Right: 1, Options: []Option{{Text: "this"}, {Text: "that"}}}
	for _, tt := range []struct {
		answer int
		want   []Prediction
	}{
		{NoAnswer, nil},
		{0, []Prediction{{ID: "q", Question: "What?", Answer: "this", Right: "that"}}},
		{1, []Prediction{{ID: "q", Question: "What?", Answer: "that", Right: "that", Correct: true}}},
	} {
		var told []Event
		s := &script{news: &news{emit: func(e Event) { told = append(told, e) }}}
		s.ask = func(_ context.Context, q Question) (int, error) {
			if q.Options[0].Key != "1" || q.Options[1].Key != "2" {
				t.Errorf("keys of %+v", q.Options)
			}
			return tt.answer, nil
		}
		settle, err := s.predict(t.Context(), q)
		if err != nil || len(told) > 0 {
			t.Fatalf("%v, told %v before it happened", err, told)
		}
		settle()
		if !slices.Equal(s.result.Predictions, tt.want) || len(told) != len(tt.want) {
			t.Errorf("answer %d: %+v, told %v", tt.answer, s.result.Predictions, told)
		}
	}
}

// TestPruneNeedsAYes goes through every way not to say yes.
func TestPruneNeedsAYes(t *testing.T) {
	broken := errors.New("docker rm: it runs again")
	says := func(answer int, err error) Ask {
		return func(context.Context, Question) (int, error) { return answer, err }
	}
	for _, tt := range []struct {
		name    string
		ask     Ask
		offered bool
		fails   error
		done    int
		removed bool
	}{
		{"nobody there", nil, true, nil, 0, false},
		{"no", says(0, nil), true, nil, 0, false},
		{"no answer", says(NoAnswer, nil), true, nil, 0, false},
		{"cancelled", says(1, context.Canceled), true, nil, 0, false},
		{"nothing to offer", says(1, nil), false, nil, 0, false},
		{"yes", says(1, nil), true, nil, 1, true},
		{"yes, but it stays", says(1, nil), true, broken, 1, false},
	} {
		done := 0
		s := &script{news: &news{emit: func(Event) {}}, ask: tt.ask}
		p := Prune{Offered: tt.offered, Count: 1, perform: func(context.Context) error { done++; return tt.fails }}
		_ = s.offer(t.Context(), &p) // the cancelled one has an error
		if done != tt.done || p.Removed != tt.removed || (p.Problem != "") != (tt.fails != nil) {
			t.Errorf("%s: done %d times, %+v", tt.name, done, p)
		}
	}
}

func TestSeenText(t *testing.T) {
	for _, tt := range []struct {
		sample Sample
		want   string
	}{
		{Sample{Up: true, Answers: true}, "it serves"},
		{Sample{Up: true}, "gives no answer"},
		{Sample{}, "has ended"},
	} {
		if got := seenText(tt.sample); !strings.Contains(got, tt.want) {
			t.Errorf("%+v: %s", tt.sample, got)
		}
	}
}

func TestEngineSaid(t *testing.T) {
	for said, want := range map[string]string{
		"docker: Error response from daemon: driver failed programming external connectivity on endpoint x (5a): Bind for 127.0.0.1:1 failed: port is already allocated.\nRun 'docker run --help'": "Bind for 127.0.0.1:1 failed: port is already allocated",
		"Error response from daemon: No such container: x\n": "No such container: x",
	} {
		if got := engineSaid(&runner.Problem{Output: said}); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
