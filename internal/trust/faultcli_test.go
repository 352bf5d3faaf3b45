//go:build linux

package trust

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tutor/internal/dockertest"
)

// cliFault is a docker command that answers one of the tutor's questions wrongly, and the others as the real one does.
type cliFault struct {
	name   string
	when   string   // a pattern of the shell's case, for the arguments
	does   string   // lines of shell
	args   []string // of `tutor check`; besides --json
	causes []string
	most   time.Duration
	left   bool // what was made cannot be removed by the tutor itself
	short  bool // it is in the short form
}

// hang neither ends by itself nor when it is asked to.
const hang = "trap '' TERM INT HUP; while :; do sleep 1; done"

// TestFaultyCLI grades the reference with a docker command that lies, hangs or is cut off. That is never the learner's
// fault, it ends in time, and what was made is gone once the command is sound again.
func TestFaultyCLI(t *testing.T) {
	dockertest.Require(t)
	for _, f := range cliFaults() {
		if !f.short && !full() {
			continue
		}
		t.Run(f.name, func(t *testing.T) {
			b := newBox(t, "faults")
			args := append([]string{"check", "build-image", "../../exercises/build-image/reference", "--json"}, f.args...)
			r := b.run(2*f.most+time.Minute, command{args: args, env: []string{"PATH=" + fakeDocker(t, f) + ":" + os.Getenv("PATH")}})
			if r.took > f.most {
				t.Errorf("it took %v, more than %v", r.took, f.most)
			}
			if len(f.causes) == 0 {
				if rep := r.report(t); rep.Outcome != "pass" || r.code != 0 {
					t.Errorf("outcome %s, cause %s, code %d\n%+v", rep.Outcome, rep.cause(), r.code, rep.Checks)
				}
			} else {
				wantError(t, r, f.causes...)
			}
			if strings.ContainsRune(r.stdout+r.stderr, 0x1b) {
				t.Errorf("an escape came through: %q", r.stdout+r.stderr)
			}
			if f.left {
				b.discard() // not with `tutor clean`, which takes what others keep
			}
		})
	}
}

func cliFaults() []cliFault {
	const build, garbage = "buildx*build*", `printf 'garbage \033[31mred\033]0;title\007 \302\233 {"\n'`
	slow := 90 * time.Second // of a command's own deadline and a busy machine
	return []cliFault{
		{name: "build prints nothing and succeeds", when: build, does: "exit 0", causes: []string{"internal", "daemon-down"}, most: slow},
		{name: "build hangs", when: build, does: hang, args: []string{"--timeout", "5s"}, causes: []string{"daemon-down"}, most: slow, left: true, short: true},
		{name: "build prints nothing and fails", short: true, when: build, does: "exit 1", causes: []string{"internal"}, most: slow},
		{name: "build prints half a line of JSON", short: true, when: build, does: `printf '{"vertexes":[{"digest":"sha256:1","na'; exit 1`, causes: []string{"internal"}, most: slow},
		{name: "build prints escapes", short: true, when: build, does: garbage + " >&2; exit 1", causes: []string{"internal"}, most: slow},
		{name: "build succeeds with garbage around", when: build, does: garbage + ` >&2; exec "$real" "$@"`, most: 3 * time.Minute},
		{name: "run prints garbage and starts nothing", when: "run*", does: garbage, causes: []string{"internal"}, most: slow},
		{name: "run fails without a word", short: true, when: "run*", does: "exit 125", causes: []string{"internal"}, most: slow},
		{name: "inspect prints nothing", when: "container*inspect*", does: "exit 0", causes: []string{"internal"}, most: slow, left: true},
		{name: "inspect prints half a document", short: true, when: "container*inspect*", does: `echo '{"State":{"Run'`, causes: []string{"internal"}, most: slow, left: true},
		{name: "inspect prints another type", when: "container*inspect*", does: `echo '[1,2]'`, causes: []string{"internal"}, most: slow, left: true},
		{name: "version prints garbage", when: "version*", does: garbage, most: 3 * time.Minute},
		{name: "run hangs", when: "run*", does: hang, causes: []string{"daemon-down"}, most: slow},
		{name: "inspect hangs", when: "container*inspect*", does: hang, causes: []string{"daemon-down"}, most: 5 * time.Minute, left: true},
	}
}

// fakeDocker returns a folder with the faulty command.
func fakeDocker(t *testing.T, f cliFault) string {
	t.Helper()
	real, err := exec.LookPath("docker")
	must(t, err)
	dir := t.TempDir()
	script := fmt.Sprintf("#!/bin/sh\nreal=%s\ncase \"$*\" in\n%s)\n%s\nexit ;;\nesac\nexec \"$real\" \"$@\"\n", real, f.when, f.does)
	must(t, os.WriteFile(filepath.Join(dir, "docker"), []byte(script), 0o700))
	return dir
}
