package progress

import (
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"
	"time"
)

func TestHistoryOfAttempts(t *testing.T) {
	path := newPath(t)
	s := open(t, path)
	at := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	record := func(outcome string, checks ...Checked) {
		check(t, s.Record(Result{Exercise: "x", Outcome: outcome, At: at, Checks: checks}))
	}
	record("fail", Checked{"builds", "fail", "build-command-failed"}, Checked{"up", "blocked", ""})
	record("error", Checked{"builds", "error", "daemon-down"})
	record("pass", Checked{"builds", "pass", ""}, Checked{"up", "pass", ""})
	s = open(t, path)
	got := s.History("x")
	want := []Attempt{
		{1, at, "fail", []Checked{{"builds", "fail", "build-command-failed"}, {"up", "blocked", ""}}},
		{2, at, "pass", []Checked{{"builds", "pass", ""}, {"up", "pass", ""}}},
	}
	if !reflect.DeepEqual(got, want) {
		t.Fatalf("history is %+v, want %+v", got, want)
	}
	got[0].Number = 7
	if s.History("x")[0].Number != 1 {
		t.Error("a reader can change the history")
	}
	changes := Changes(want[0].Checks, append([]Checked{{"new", "pass", ""}}, want[1].Checks...))
	if len(changes) != 2 || changes[0].Was.Outcome != "fail" || changes[0].Is.Outcome != "pass" || changes[1].Check != "up" {
		t.Errorf("changes are %+v", changes)
	}
}

func TestHistoryIsBounded(t *testing.T) {
	s := open(t, newPath(t))
	for range keptAttempts + 5 {
		check(t, s.Record(Result{Exercise: "x", Outcome: "fail"}))
	}
	all := s.History("x")
	if len(all) != keptAttempts || all[0].Number != 6 || all[len(all)-1].Number != keptAttempts+5 {
		t.Errorf("%d attempts, %d to %d", len(all), all[0].Number, all[len(all)-1].Number)
	}
}

// TestAFileFromBeforeThereWasAHistory goes on with the number of attempts that it has.
func TestAFileFromBeforeThereWasAHistory(t *testing.T) {
	path := newPath(t)
	put(t, path, `{"version": 1, "exercises": {"x": {"outcome": "fail", "attempts": 4, "later": 1}, "y": null}}`)
	s := open(t, path)
	if all := s.History("x"); len(all) != 0 {
		t.Errorf("history is %+v", all)
	}
	check(t, s.Record(Result{Exercise: "x", Outcome: "pass"}))
	if all := s.History("x"); len(all) != 1 || all[0].Number != 5 {
		t.Errorf("history is %+v", all)
	}
	text, err := os.ReadFile(path)
	check(t, err)
	if strings.Contains(string(text), "null") || !strings.Contains(string(text), `"later": 1`) {
		t.Errorf("the file is\n%s", fmt.Sprint(string(text)))
	}
}
