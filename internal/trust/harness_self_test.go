//go:build linux

package trust

import (
	"testing"
	"time"

	"tutor/internal/dockertest"
)

// TestHarnessGradesTheReference shows that the harness can tell: the reference passes and leaves nothing.
func TestHarnessGradesTheReference(t *testing.T) {
	dockertest.Require(t)
	b := newBox(t, "harness")
	times := 1
	if full() {
		times = 3
	}
	for range times {
		rep, r := b.grade(5*time.Minute, command{args: []string{"check", "build-image", "../../exercises/build-image/reference", "--json"}})
		if rep.Outcome != "pass" || r.code != 0 || rep.Cleanup.Left != 0 {
			t.Errorf("outcome %s, cause %s, code %d, left %d\n%s", rep.Outcome, rep.cause(), r.code, rep.Cleanup.Left, r.stderr)
		}
		if r.peakKB == 0 {
			t.Error("no peak was measured")
		}
	}
}

// TestHarnessSeesWhatIsLeft shows that a leftover cannot hide: with --keep there is one, until it is taken away. What
// others have on the engine is none, even under our label.
func TestHarnessSeesWhatIsLeft(t *testing.T) {
	dockertest.Require(t)
	b := newBox(t, "harness")
	if _, err := b.askEngine("run", "-d", "--name", "trust-stranger", "--label", "tutor=1", dockertest.BaseImage, "sleep", "600"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if _, err := b.askEngine("rm", "-f", "trust-stranger"); err != nil {
			t.Error(err)
		}
	})
	b.run(5*time.Minute, command{args: []string{"check", "build-image", "../../exercises/build-image/reference", "--keep"}})
	if left := b.leftovers(); len(left) != 2 {
		t.Errorf("left %q, want a container and an image", left)
	}
	b.discard() // not with `tutor clean`: it takes what other tests keep, too
}
