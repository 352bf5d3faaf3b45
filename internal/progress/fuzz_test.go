package progress

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"reflect"
	"slices"
	"testing"
	"time"
)

// FuzzState holds what the file promises whatever stands in it: what cannot be read is set aside byte by byte and is
// never written over; what can be read stays as it was after a change to something else.
func FuzzState(f *testing.F) {
	f.Fuzz(func(t *testing.T, data []byte) {
		path := newPath(t)
		put(t, path, string(data))
		s, err := Open(path)
		if err == nil {
			checkRead(t, s, data)
			return
		}
		var broken *BrokenError
		if !errors.As(err, &broken) {
			t.Fatalf("Open = %v", err)
		}
		checkSetAside(t, s, broken, data)
	})
}

func checkSetAside(t *testing.T, s *Store, broken *BrokenError, data []byte) {
	t.Helper()
	if !reflect.DeepEqual(s.now, empty()) {
		t.Fatalf("half of the file was taken: %+v", s.now)
	}
	check(t, s.SetDone("a"))
	if !open(t, s.path).Done("a") {
		t.Fatal("the new file was not used")
	}
	if kept, err := os.ReadFile(broken.Kept); err != nil || !slices.Equal(kept, data) {
		t.Fatalf("kept %q, %v; want %q", kept, err, data)
	}
}

func checkRead(t *testing.T, s *Store, data []byte) {
	t.Helper()
	use(t, s)
	before := keys(t, data)
	// A change that changes nothing still writes the whole file.
	check(t, s.update(func(*state) {}))
	again := open(t, s.path)
	if !reflect.DeepEqual(again.now, s.now) {
		t.Fatalf("written %+v, read %+v", s.now, again.now)
	}
	first, err := os.ReadFile(s.path)
	check(t, err)
	if len(first) > (len(data)+1000)*200 {
		t.Fatalf("%d bytes became %d", len(data), len(first))
	}
	check(t, again.update(func(*state) {}))
	second, err := os.ReadFile(s.path)
	check(t, err)
	if !reflect.DeepEqual(document(t, first), document(t, second)) {
		t.Fatalf("written once:\n%s\ntwice:\n%s", first, second)
	}
	after := keys(t, first)
	for _, key := range before {
		if !among(after, key) {
			t.Fatalf("the key %q is gone", key)
		}
	}
	check(t, again.SetDone("fuzz"))
	for id := range again.now.Exercises {
		_, err := again.Reset(id)
		check(t, err)
	}
	if last := open(t, s.path); !last.Done("fuzz") || len(last.now.Exercises) > 0 {
		t.Fatalf("after a reset: %+v", last.now)
	}
}

// use asks for everything that a screen asks for.
func use(t *testing.T, s *Store) {
	t.Helper()
	for id := range s.now.Exercises {
		before := s.Exercise(id)
		check(t, s.ShowHint(id, "no such check", "", 1))
		if !reflect.DeepEqual(before, s.Exercise(id)) {
			t.Fatalf("a hint for another check changed %+v", before)
		}
		for _, a := range s.History(id) {
			Changes(a.Checks, a.Checks)
		}
	}
	for _, term := range s.now.Terms {
		if box := term.Review(true, time.Now()).Box; box < 1 || box > 5 {
			t.Fatalf("%+v leads to box %d", term, box)
		}
	}
}

// keys are those of the outermost object.
func keys(t *testing.T, data []byte) []string {
	t.Helper()
	var top map[string]json.RawMessage
	check(t, json.Unmarshal(data, &top))
	var all []string
	for key := range top {
		all = append(all, key)
	}
	return all
}

// document is all that the file says; the order of its keys says nothing.
func document(t *testing.T, data []byte) any {
	t.Helper()
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.UseNumber()
	var all any
	check(t, dec.Decode(&all))
	return all
}
