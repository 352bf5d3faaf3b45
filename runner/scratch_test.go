package runner

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// TestScratchOfTheDead removes the folders of dead processes, and no others.
func TestScratchOfTheDead(t *testing.T) {
	temp := t.TempDir()
	t.Setenv("TMPDIR", temp)
	t.Setenv("TMP", temp) // Windows
	r := New()
	mine, err := r.TempDir()
	if err != nil {
		t.Fatal(err)
	}
	host := short(r.me.host)
	dead := fmt.Sprintf("%s%d-%s-%s-1", scratchPrefix, os.Getpid(), host, short("another start"))
	kept := []string{
		filepath.Base(mine),
		fmt.Sprintf("%s%d-%s-%s-1", scratchPrefix, os.Getpid(), short("another machine"), short("another start")),
		scratchPrefix + "notes", "tutor-lab-1",
	}
	for _, name := range append(kept[1:], dead) {
		if err := os.MkdirAll(filepath.Join(temp, name, "in it"), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	r.sweepScratch()
	if _, err := os.Stat(filepath.Join(temp, dead)); !os.IsNotExist(err) {
		t.Errorf("the folder of a dead process is there: %v", err)
	}
	for _, name := range kept {
		if _, err := os.Stat(filepath.Join(temp, name)); err != nil {
			t.Errorf("%s is gone: %v", name, err)
		}
	}
}
