//go:build linux

package trust

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"tutor/internal/dockertest"
)

// stateFault is something wrong with the place of the progress file. Grading has to go on, and to say what is wrong.
type stateFault struct {
	name string
	set  func(t *testing.T, b *box) // what is wrong
	uid  int                        // whose tutor it is; 0 for the test's own
	root bool                       // only root can set it up
	says []string                   // words of the warning; none where all is well
	kept func(t *testing.T, b *box) // what must be true afterwards
}

// whole is a progress file with something in it that no grade touches.
const whole = `{"version":1,"lessons":{"a":{"done":true,"done_at":"2026-01-02T03:04:05Z"}}}` + "\n"

// stranger is a user who is not root; nobody need know the number.
const stranger = 54321

// TestStateFaults grades a folder without a Dockerfile, which needs no engine: the verdict is fail, whatever the place
// for progress is like. And that place never holds a file that is lost or half written.
func TestStateFaults(t *testing.T) {
	for _, f := range stateFaults() {
		t.Run(f.name, func(t *testing.T) {
			if f.root && os.Getuid() != 0 {
				dockertest.Cannot(t, "only root can set this up")
			}
			b := newBox(t, "faults")
			work := t.TempDir()
			openTo(t, work, b.temp, filepath.Dir(program(t)))
			f.set(t, b)
			r := b.run(time.Minute, command{args: []string{"check", "build-image", work}, uid: f.uid})
			if r.code != 1 || !strings.Contains(r.stdout, "no file named Dockerfile") {
				t.Errorf("code %d, want the verdict fail\n%s%s", r.code, r.stdout, r.stderr)
			}
			for _, word := range f.says {
				if !strings.Contains(r.stderr, strings.ReplaceAll(word, "STATE", b.state)) {
					t.Errorf("the warning lacks %q:\n%s", word, r.stderr)
				}
			}
			if len(f.says) == 0 && strings.Contains(r.stderr, "warning") {
				t.Errorf("a warning for nothing: %s", r.stderr)
			}
			f.kept(t, b)
		})
	}
}

func stateFaults() []stateFault {
	return []stateFault{
		{name: "read-only folder", set: readOnlyState, uid: stranger, root: true, says: []string{"STATE/tutor", "permission denied"}, kept: sameFile},
		{name: "another user's folder", set: othersState, uid: stranger, root: true, says: []string{"STATE/tutor", "permission denied"}, kept: sameFile},
		{name: "no folder can be made", set: fileForFolder, says: []string{"STATE/tutor", "not a directory"}, kept: func(*testing.T, *box) {}},
		{name: "read-only filesystem", set: mounted("ro"), root: true, says: []string{"STATE/tutor", "read-only file system"}, kept: sameFile},
		{name: "full disk", set: fullState, root: true, says: []string{"STATE/tutor", "no space left"}, kept: sameFile},
		{name: "another filesystem", set: mounted("size=1m"), root: true, kept: recorded},
		{name: "folder is a link", set: linkedFolder, kept: recorded},
		{name: "file is a link", set: linkedFile, kept: recordedInTarget},
		{name: "link to nowhere", set: linkedNowhere, kept: func(*testing.T, *box) {}},
		{name: "half a file", set: content(whole[:30]), says: []string{"STATE/tutor/progress.json", "is kept as"}, kept: setAside(whole[:30])},
		{name: "garbage", set: content("\x00\xff\x1b[31m"), says: []string{"is kept as"}, kept: setAside("\x00\xff\x1b[31m")},
		{name: "newer schema", set: content(`{"version":99}`), says: []string{"newer tutor", "is kept as"}, kept: setAside(`{"version":99}`)},
		{name: "file is a folder", set: folderForFile, says: []string{"STATE/tutor/progress.json", "is not a file"}, kept: func(*testing.T, *box) {}},
		{name: "times in the future", set: content(strings.ReplaceAll(whole, "2026", "2999")), kept: recorded},
		{name: "times before there were computers", set: content(strings.ReplaceAll(whole, "2026", "0001")), kept: recorded},
	}
}

// openTo lets every user into folders of the test, which are for its own user alone, and up to them.
func openTo(t *testing.T, dirs ...string) {
	t.Helper()
	for _, dir := range dirs {
		for ; dir != os.TempDir() && dir != "/"; dir = filepath.Dir(dir) {
			if err := os.Chmod(dir, 0o777); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func content(text string) func(*testing.T, *box) {
	return func(_ *testing.T, b *box) { b.writeState(text) }
}

func readOnlyState(t *testing.T, b *box) {
	b.writeState(whole)
	openTo(t, b.state)
	must(t, os.Chown(b.stateFile(), stranger, stranger))
	must(t, os.Chown(filepath.Dir(b.stateFile()), stranger, stranger))
	must(t, os.Chmod(filepath.Dir(b.stateFile()), 0o500))
}

func othersState(t *testing.T, b *box) {
	b.writeState(whole)
	openTo(t, b.state)
}

func fileForFolder(t *testing.T, b *box) {
	must(t, os.WriteFile(filepath.Join(b.state, "tutor"), []byte("not a folder\n"), 0o600))
}

func folderForFile(t *testing.T, b *box) {
	must(t, os.MkdirAll(filepath.Join(b.stateFile(), "folder"), 0o700))
}

// mounted puts the state on a tmpfs; it is read-only from then on when the options say so.
func mounted(options string) func(*testing.T, *box) {
	return func(t *testing.T, b *box) {
		must(t, syscall.Mount("tmpfs", b.state, "tmpfs", 0, strings.TrimPrefix(options, "ro")))
		t.Cleanup(func() { must(t, syscall.Unmount(b.state, syscall.MNT_DETACH)) })
		b.writeState(whole)
		if options == "ro" {
			must(t, syscall.Mount("tmpfs", b.state, "tmpfs", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""))
		}
	}
}

// fullState leaves no room on a small filesystem.
func fullState(t *testing.T, b *box) {
	mounted("size=64k")(t, b)
	f, err := os.Create(filepath.Join(b.state, "ballast"))
	must(t, err)
	for err == nil {
		_, err = f.Write(make([]byte, 1024))
	}
	must(t, f.Close())
}

func linkedFolder(t *testing.T, b *box) {
	b.writeState(whole)
	real := filepath.Join(t.TempDir(), "real")
	must(t, os.Rename(filepath.Dir(b.stateFile()), real))
	must(t, os.Symlink(real, filepath.Dir(b.stateFile())))
}

// linkTarget is where the linked file is.
func linkTarget(b *box) string { return filepath.Join(b.state, "elsewhere.json") }

func linkedFile(t *testing.T, b *box) {
	b.writeState(whole)
	must(t, os.Rename(b.stateFile(), linkTarget(b)))
	must(t, os.Symlink(linkTarget(b), b.stateFile()))
}

func linkedNowhere(t *testing.T, b *box) {
	b.writeState(whole)
	must(t, os.Remove(b.stateFile()))
	must(t, os.Symlink(filepath.Join(b.state, "gone", "elsewhere.json"), b.stateFile()))
}

// sameFile wants the file to be what it was, with nothing half written beside it.
func sameFile(t *testing.T, b *box) {
	t.Helper()
	if data, err := os.ReadFile(b.stateFile()); err != nil || string(data) != whole {
		t.Errorf("the file holds %q, %v", data, err)
	}
	alone(t, b)
}

// alone wants the file and its lock, and nothing half written.
func alone(t *testing.T, b *box) {
	t.Helper()
	entries, err := os.ReadDir(filepath.Dir(b.stateFile()))
	must(t, err)
	for _, e := range entries {
		if e.Name() != "progress.json" && e.Name() != "progress.json.lock" {
			t.Errorf("beside the file there is %s", e.Name())
		}
	}
}

// recorded wants the grade in the file, and what was there before.
func recorded(t *testing.T, b *box) {
	t.Helper()
	state := b.readState()
	exercises, _ := state["exercises"].(map[string]any) // nil shows below
	lessons, _ := state["lessons"].(map[string]any)
	if exercises["build-image"] == nil || lessons["a"] == nil {
		t.Errorf("the file holds %v", state)
	}
	alone(t, b)
}

// recordedInTarget wants the link to be a link still, and the grade where it leads.
func recordedInTarget(t *testing.T, b *box) {
	t.Helper()
	recorded(t, b)
	if to, err := os.Readlink(b.stateFile()); err != nil || to != linkTarget(b) {
		t.Errorf("the link leads to %q, %v", to, err)
	}
}

// setAside wants the broken file whole under another name, and the grade in a new one.
func setAside(text string) func(*testing.T, *box) {
	return func(t *testing.T, b *box) {
		t.Helper()
		kept, _ := filepath.Glob(b.stateFile() + ".broken-*") // the pattern is well formed
		if len(kept) != 1 {
			t.Fatalf("set aside are %q", kept)
		}
		if data, err := os.ReadFile(kept[0]); err != nil || string(data) != text {
			t.Errorf("%s holds %q, %v", kept[0], data, err)
		}
		if b.readState()["exercises"] == nil {
			t.Error("the grade was not recorded")
		}
	}
}
