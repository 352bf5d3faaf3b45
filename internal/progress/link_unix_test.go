//go:build unix

package progress

import (
	"os"
	"path/filepath"
	"testing"
)

// TestALinkStaysOne keeps progress where the learner's link leads.
func TestALinkStaysOne(t *testing.T) {
	path, target := newPath(t), filepath.Join(t.TempDir(), "mine.json")
	put(t, target, `{"version":1}`)
	check(t, os.MkdirAll(filepath.Dir(path), 0o700))
	check(t, os.Symlink(target, path))
	check(t, open(t, path).SetDone("a"))
	if to, err := os.Readlink(path); err != nil || to != target {
		t.Errorf("the link leads to %q, %v", to, err)
	}
	if !open(t, target).Done("a") {
		t.Error("what the link leads to was not written")
	}
}
