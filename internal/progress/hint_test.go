package progress

import (
	"os"
	"reflect"
	"strings"
	"testing"
)

func record(t *testing.T, s *Store, outcome string, failed ...Failure) {
	t.Helper()
	check(t, s.Record(Result{Exercise: "x", Outcome: outcome, Failed: failed}))
}

func wantHints(t *testing.T, path string, hints int, failed ...Failure) {
	t.Helper()
	got := open(t, path).Exercise("x")
	if got.Hints != hints || !reflect.DeepEqual(got.Failed, kept(failed)) {
		t.Errorf("%d hints, %+v; want %d, %+v", got.Hints, got.Failed, hints, failed)
	}
}

func TestHintsAreCountedOneByOne(t *testing.T) {
	path := newPath(t)
	s := open(t, path)
	record(t, s, "fail", Failure{Check: "builds", Cause: "syntax", Shown: 1}, Failure{Check: "other", Cause: "missing"})
	wantHints(t, path, 0, Failure{"builds", "syntax", 1}, Failure{"other", "missing", 0})
	before := s.Exercise("x")
	check(t, s.ShowHint("x", "builds", "syntax", 2))
	check(t, s.ShowHint("x", "builds", "syntax", 2)) // again is no news
	check(t, s.ShowHint("x", "builds", "another cause", 3))
	check(t, s.ShowHint("none", "builds", "syntax", 3))
	wantHints(t, path, 1, Failure{"builds", "syntax", 2}, Failure{"other", "missing", 0})
	if before.Failed[0].Shown != 1 {
		t.Error("what a reader has was changed")
	}
	check(t, s.ShowHint("x", "other", "missing", 3))
	wantHints(t, path, 4, Failure{"builds", "syntax", 2}, Failure{"other", "missing", 3})
	if s.Exercise("none").Begun() {
		t.Error("a hint began an exercise")
	}
}

func TestHintsGoWithTheirCause(t *testing.T) {
	path := newPath(t)
	s := open(t, path)
	record(t, s, "fail", Failure{"builds", "syntax", 1})
	check(t, s.ShowHint("x", "builds", "syntax", 3))
	record(t, s, "fail", Failure{"builds", "syntax", 1}) // the same again: what was seen stays
	wantHints(t, path, 2, Failure{"builds", "syntax", 3})
	record(t, s, "fail", Failure{"builds", "missing", 1})
	wantHints(t, path, 2, Failure{"builds", "missing", 1})
	record(t, s, "fail", Failure{"builds", "syntax", 0}) // back after it had gone
	wantHints(t, path, 2, Failure{"builds", "syntax", 0})
	record(t, s, "pass")
	wantHints(t, path, 2)
}

func TestAnErrorLeavesEveryByte(t *testing.T) {
	path := newPath(t)
	s := open(t, path)
	record(t, s, "fail", Failure{"builds", "syntax", 1})
	check(t, s.ShowHint("x", "builds", "syntax", 2))
	before, err := os.ReadFile(path)
	check(t, err)
	record(t, s, "error", Failure{"builds", "daemon-down", 1})
	after, err := os.ReadFile(path)
	check(t, err)
	if string(before) != string(after) {
		t.Errorf("the file was\n%s\nand is\n%s", before, after)
	}
}

func TestAFileFromBeforeThereWereHints(t *testing.T) {
	path := newPath(t)
	put(t, path, `{"version":1,"exercises":{"x":{"outcome":"fail","attempts":1,"stars":3},"y":{"failed":null}}}`)
	wantHints(t, path, 0)
	check(t, open(t, path).SetWorkspace("x", "/w"))
	text, err := os.ReadFile(path)
	check(t, err)
	if !strings.Contains(string(text), `"stars": 3`) || strings.Contains(string(text), "null") {
		t.Errorf("the file is\n%s", text)
	}
}
