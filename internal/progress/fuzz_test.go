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

// checkSetAside writes nothing: waiting for a disk would leave the fuzzer little else to do.
func checkSetAside(t *testing.T, s *Store, broken *BrokenError, data []byte) {
	t.Helper()
	if !reflect.DeepEqual(s.now, empty()) {
		t.Fatalf("half of the file was taken: %+v", s.now)
	}
	if kept, err := os.ReadFile(broken.Kept); err != nil || !slices.Equal(kept, data) {
		t.Fatalf("kept %q, %v; want %q", kept, err, data)
	}
	if _, err := os.Stat(s.path); !errors.Is(err, os.ErrNotExist) {
		t.Fatalf("a file is still there: %v", err)
	}
}

func checkRead(t *testing.T, s *Store, data []byte) {
	t.Helper()
	first := written(t, s.now, data)
	if len(first) > (len(data)+1000)*200 {
		t.Fatalf("%d bytes became %d", len(data), len(first))
	}
	again, err := decode(first)
	check(t, err)
	if !reflect.DeepEqual(again, s.now) {
		t.Fatalf("written %+v, read %+v", s.now, again)
	}
	if second := written(t, again, first); !reflect.DeepEqual(document(t, first), document(t, second)) {
		t.Fatalf("written once:\n%s\ntwice:\n%s", first, second)
	}
	after := keys(t, first)
	for _, key := range keys(t, data) {
		if !among(after, key) {
			t.Fatalf("the key %q is gone", key)
		}
	}
	clear(again.Exercises) // as a reset of each does
	again.Lessons["fuzz"] = lesson{Done: true}
	if last, err := decode(written(t, again, first)); err != nil || !last.Lessons["fuzz"].Done || len(last.Exercises) > 0 {
		t.Fatalf("after a reset: %+v, %v", last, err)
	}
	use(t, s)
}

func written(t *testing.T, now state, old []byte) []byte {
	t.Helper()
	data, err := encode(now, old)
	check(t, err)
	return data
}

// use asks for everything that a screen asks for.
func use(t *testing.T, s *Store) {
	t.Helper()
	for id := range s.now.Exercises {
		if same := sameFailures(s.Exercise(id).Failed, nil); len(same) > 0 {
			t.Fatalf("failures that are over stay: %+v", same)
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
