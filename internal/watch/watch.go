// Package watch tells when the files in folders have changed.
package watch

import (
	"context"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"time"

	"github.com/fsnotify/fsnotify"
)

const (
	// quiet is how long nothing must happen before a change is told: a save is several events.
	quiet = 100 * time.Millisecond
	// longest is how long telling is put off while events go on.
	longest = time.Second
	// again is when a folder that was removed is looked for.
	again = 500 * time.Millisecond
)

// Folder is a folder to watch.
type Folder struct {
	Path     string
	Deep     bool // folders within it too
	Optional bool // it may be missing; it is watched once it is there and something else has changed

	Except func(path string) bool // files in it that are no change, such as those the watcher itself writes; may be nil
}

// Folders calls changed when it begins to watch, and then after each change of a file in the folders. It returns when
// the context ends, with nil, or at once when a folder cannot be watched.
//
// Changes that come together are told once. The files that editors write for themselves are no change. A folder that
// is removed and made again is watched again.
func Folders(ctx context.Context, changed func(), folders ...Folder) error {
	notify, err := fsnotify.NewWatcher()
	if err != nil {
		return fmt.Errorf("watch for changes: %w", err)
	}
	defer func() { _ = notify.Close() }() // nothing is lost with it
	w := &watcher{notify: notify, folders: folders, changed: changed}
	for _, f := range folders {
		if err := w.add(f); err != nil && !f.Optional {
			return fmt.Errorf("watch %s for changes: %w", f.Path, err)
		}
	}
	changed()
	w.run(ctx)
	return nil
}

type watcher struct {
	notify  *fsnotify.Watcher
	folders []Folder
	changed func()
	first   time.Time // of the events that were not told yet; zero when there are none
}

func (w *watcher) add(f Folder) error {
	if f.Deep {
		return w.addTree(f.Path)
	}
	return w.notify.Add(f.Path)
}

// addTree watches a folder and those within it. Folders within it that vanish meanwhile are no error.
func (w *watcher) addTree(root string) error {
	return filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if path == root {
			if err != nil {
				return err
			}
			return w.notify.Add(path)
		}
		if err != nil || !entry.IsDir() {
			return nil //nolint:nilerr // what cannot be read cannot be part of a course either
		}
		if skipped(entry.Name()) {
			return fs.SkipDir
		}
		_ = w.notify.Add(path) // gone again, or the system has no more watches: the rest is still watched
		return nil
	})
}

func (w *watcher) run(ctx context.Context) {
	timer := time.NewTimer(time.Hour)
	timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case event, open := <-w.notify.Events:
			if !open {
				return
			}
			if w.matters(event) {
				timer.Reset(w.delay(time.Now()))
			}
		case _, open := <-w.notify.Errors:
			if !open {
				return
			}
			timer.Reset(w.delay(time.Now())) // events were lost: anything may have changed
		case <-timer.C:
			w.first = time.Time{}
			if !w.complete() {
				timer.Reset(again)
			}
			w.changed()
		}
	}
}

// delay is how long to wait for more events.
func (w *watcher) delay(now time.Time) time.Duration {
	if w.first.IsZero() {
		w.first = now
	}
	return max(0, min(quiet, w.first.Add(longest).Sub(now)))
}

// matters says whether an event is a change, and follows new folders.
func (w *watcher) matters(event fsnotify.Event) bool {
	name := filepath.Base(event.Name)
	if event.Op == fsnotify.Chmod || ofAnEditor(name) || skipped(name) || w.excepted(event.Name) {
		return false
	}
	if event.Has(fsnotify.Create) && w.isDeep(event.Name) {
		_ = w.addTree(event.Name) // a file, mostly
	}
	return true
}

func (w *watcher) excepted(path string) bool {
	return slices.ContainsFunc(w.folders, func(f Folder) bool { return f.Except != nil && f.Except(path) })
}

// isDeep says whether what is new lies in a folder that is watched with those within it.
func (w *watcher) isDeep(path string) bool {
	return slices.ContainsFunc(w.folders, func(f Folder) bool {
		inside, err := filepath.Rel(f.Path, path)
		return f.Deep && err == nil && filepath.IsLocal(inside)
	})
}

// complete watches again the folders that were replaced, and says whether all that are needed are watched.
func (w *watcher) complete() bool {
	all := true
	for _, f := range w.folders {
		all = (w.add(f) == nil || f.Optional) && all
	}
	return all
}
