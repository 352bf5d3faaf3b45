package watch

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/fsnotify/fsnotify"
)

type watching struct {
	t    *testing.T
	dir  string
	told chan struct{}
}

func start(t *testing.T) *watching {
	t.Helper()
	w := &watching{t: t, dir: t.TempDir(), told: make(chan struct{}, 100)}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	dir := filepath.Join(w.dir, "course")
	w.write("course/01.md", "one")
	go func() {
		done <- Folders(ctx, func() { w.told <- struct{}{} },
			Folder{Path: dir}, Folder{Path: filepath.Join(dir, "deep"), Deep: true, Optional: true})
	}()
	t.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	w.change("the beginning")
	return w
}

func (w *watching) path(name string) string { return filepath.Join(w.dir, filepath.FromSlash(name)) }

func (w *watching) write(name, text string) {
	w.t.Helper()
	err := errors.Join(os.MkdirAll(filepath.Dir(w.path(name)), 0o755), os.WriteFile(w.path(name), []byte(text), 0o600))
	if err != nil {
		w.t.Fatal(err)
	}
}

func (w *watching) rename(from, to string) {
	w.t.Helper()
	if err := os.Rename(w.path(from), w.path(to)); err != nil {
		w.t.Fatal(err)
	}
}

func (w *watching) change(what string) {
	w.t.Helper()
	select {
	case <-w.told:
	case <-time.After(10 * time.Second):
		w.t.Fatalf("%s was not told", what)
	}
}

// nothingSoFar looks without waiting: what comes before it in a test must have been told by a later change.
func (w *watching) nothingSoFar(what string) {
	w.t.Helper()
	select {
	case <-w.told:
		w.t.Fatalf("%s was told", what)
	default:
	}
}

func TestChangesAreTold(t *testing.T) {
	w := start(t)
	w.write("course/01.md", "two")
	w.change("a write")
	w.write("course/02.md", "new")
	w.change("a new file")
	w.write("course/01.md.new", "replaced")
	w.rename("course/01.md.new", "course/01.md")
	w.change("a replaced file")
	w.write("course/01.md", "again")
	w.change("a write to a replaced file")
	w.write("course/deep/ex/exercise.yaml", "x")
	w.change("a new folder")
	w.write("course/deep/ex/exercise.yaml", "y")
	w.change("a write in a folder that came later")
	w.write("course/deep/two/exercise.yaml", "x")
	w.change("a new folder in a deep one")
	w.write("course/deep/two/exercise.yaml", "y")
	w.change("a write in that folder")
	if err := os.Remove(w.path("course/02.md")); err != nil {
		t.Fatal(err)
	}
	w.change("a removed file")
}

func TestAFolderThatWasReplacedIsWatchedAgain(t *testing.T) {
	w := start(t)
	w.rename("course", "old")
	w.change("the folder's going")
	w.write("course/01.md", "back")
	w.change("the folder's return")
	for len(w.told) > 0 {
		<-w.told
	}
	w.write("course/01.md", "and changed")
	w.change("a write in the new folder")
}

func TestChangesThatComeTogetherAreToldOnce(t *testing.T) {
	w := start(t)
	for _, text := range []string{"a", "b", "c", "d"} {
		w.write("course/01.md", text)
	}
	w.change("a write")
	w.nothingSoFar("the same change again")
}

func TestWhatIsNoChange(t *testing.T) {
	w := &watcher{}
	for _, name := range []string{".01.md.swp", "01.md~", ".#01.md", "#01.md#", "4913", ".01.md.123.tmp", ".goutputstream-X"} {
		if w.matters(fsnotify.Event{Name: "course/" + name, Op: fsnotify.Write}) {
			t.Errorf("%s, an editor's own file, is a change", name)
		}
	}
	if w.matters(fsnotify.Event{Name: "course/01.md", Op: fsnotify.Chmod}) {
		t.Error("new permissions are a change")
	}
	for _, name := range []string{".git", "__pycache__", "report.xml"} {
		except := &watcher{folders: []Folder{{Path: "course", Deep: true, Except: func(path string) bool { return path == "course/report.xml" }}}}
		if except.matters(fsnotify.Event{Name: "course/" + name, Op: fsnotify.Create}) {
			t.Errorf("%s is a change", name)
		}
	}
	for _, name := range []string{"01.md", ".dockerignore", "Dockerfile", "course.yaml"} {
		for _, op := range []fsnotify.Op{fsnotify.Create, fsnotify.Write, fsnotify.Rename, fsnotify.Remove, fsnotify.Write | fsnotify.Chmod} {
			if !w.matters(fsnotify.Event{Name: "course/" + name, Op: op}) {
				t.Errorf("%v of %s is no change", op, name)
			}
		}
	}
}

func TestTellingIsNotPutOffForEver(t *testing.T) {
	w := &watcher{}
	now := time.Unix(1000, 0)
	if got := w.delay(now); got != quiet {
		t.Errorf("the first event waits %v", got)
	}
	if got := w.delay(now.Add(longest - quiet/2)); got != quiet/2 {
		t.Errorf("an event near the end waits %v", got)
	}
	if got := w.delay(now.Add(2 * longest)); got != 0 {
		t.Errorf("an event after the end waits %v", got)
	}
}

func TestAFolderThatIsNotThere(t *testing.T) {
	err := Folders(t.Context(), func() { t.Error("a change was told") }, Folder{Path: filepath.Join(t.TempDir(), "none")})
	if !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %v", err)
	}
}
