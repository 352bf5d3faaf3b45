package progress

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestWhatIsNoFileIsLeftAlone(t *testing.T) {
	path := newPath(t)
	check(t, os.MkdirAll(filepath.Join(path, "mine"), 0o700))
	s, err := Open(path)
	if err == nil || !strings.Contains(err.Error(), "is not a file") {
		t.Errorf("Open = %v", err)
	}
	if err := s.SetDone("a"); err == nil || !s.Done("a") {
		t.Errorf("SetDone = %v, done %v", err, s.Done("a"))
	}
	if _, err := os.Stat(filepath.Join(path, "mine")); err != nil {
		t.Error("it was moved or removed:", err)
	}
}

func TestAHugeFileIsSetAsideUnread(t *testing.T) {
	path := newPath(t)
	put(t, path, `{"version":1}`)
	check(t, os.Truncate(path, maxFile+1)) // a hole: it takes no room on the disk
	s, err := Open(path)
	var broken *BrokenError
	if !errors.As(err, &broken) || !strings.Contains(err.Error(), "larger than") {
		t.Fatalf("Open = %v", err)
	}
	if info, err := os.Stat(broken.Kept); err != nil || info.Size() != maxFile+1 {
		t.Errorf("kept: %v, %v", info, err)
	}
	check(t, s.SetDone("a"))
}

func TestNesting(t *testing.T) {
	for text, want := range map[string]int{
		``: 0, `1`: 0, `{}`: 1, `[[],[[]]]`: 3, `{"[[[":"{{"}`: 1, `["\"[[", "\\", [1]]`: 2, `"\`: 0, `]]]]`: 0,
	} {
		if got := nesting([]byte(text)); got != want {
			t.Errorf("nesting(%s) = %d, want %d", text, got, want)
		}
	}
}
