//go:build linux

package trust

import (
	"path/filepath"
	"slices"
	"strconv"
	"testing"
	"time"
)

// wantError wants a check that failed for the machine's sake: outcome error, exit code 3, one of the causes, and a
// sentence that says what was seen.
func wantError(t testing.TB, r result, causes ...string) {
	t.Helper()
	rep := r.report(t)
	if rep.Outcome != "error" || r.code != 3 || !slices.Contains(causes, rep.cause()) {
		t.Errorf("outcome %s, cause %s, code %d; want an error for %q\n%+v\n%s", rep.Outcome, rep.cause(), r.code, causes, rep.Checks, r.stderr)
	}
	for _, c := range rep.Checks {
		if c.Outcome == "error" && c.Observed == "" {
			t.Errorf("check %s does not say what was seen", c.ID)
		}
		if c.Outcome == "fail" && c.Required {
			t.Errorf("check %s blames the learner: %s", c.ID, c.Observed)
		}
	}
}

// wantPass wants the reference to pass, with nothing left behind.
func wantPass(t testing.TB, b *box) {
	t.Helper()
	rep, r := b.grade(5*time.Minute, command{args: []string{"check", "build-image", "../../exercises/build-image/reference", "--json"}})
	if rep.Outcome != "pass" || r.code != 0 || rep.Cleanup.Left != 0 {
		t.Errorf("outcome %s, cause %s, code %d, left %d\n%+v\n%s", rep.Outcome, rep.cause(), r.code, rep.Cleanup.Left, rep.Checks, r.stderr)
		if b.engine != nil {
			t.Log(b.engine.network())
		}
	}
}

// wantClean wants `tutor clean` to remove what is left; the box looks itself whether it did.
func wantClean(t testing.TB, b *box) {
	t.Helper()
	if r := b.run(2*time.Minute, command{args: []string{"clean"}}); r.code != 0 {
		t.Errorf("tutor clean ended with %d: %s%s", r.code, r.stdout, r.stderr)
	}
}

func procFile(pid int, name string) string { return filepath.Join("/proc", strconv.Itoa(pid), name) }
