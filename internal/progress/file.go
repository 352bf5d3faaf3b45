package progress

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"
)

const (
	lockWait  = 5 * time.Second // a change takes milliseconds; longer means that the lock is stuck
	lockRetry = 10 * time.Millisecond
	maxFile   = 16 << 20 // bytes; a course of a thousand exercises takes about two million
)

// What is kept of a learner is nobody else's to read.
const (
	fileMode   = 0o600
	folderMode = 0o700
)

// BrokenError says that the file could not be used and was set aside.
type BrokenError struct {
	Path string // the file
	Kept string // where it is now
	Err  error  // what is wrong with it
}

// Error says what happened and where the old file is.
func (e *BrokenError) Error() string {
	return fmt.Sprintf("the progress file could not be used: %v; it is kept as %s, and a new one is started", e.Err, e.Kept)
}

// Unwrap returns what is wrong with the file.
func (e *BrokenError) Unwrap() error { return e.Err }

// undecodable marks an error of decode, which is about the content and not about reading it.
type undecodable struct{ error }

func (s *Store) load() (now state, data []byte, err error) {
	data, err = read(s.path)
	if errors.Is(err, fs.ErrNotExist) {
		return empty(), nil, nil
	}
	if err != nil {
		return empty(), nil, fmt.Errorf("read progress: %w", err)
	}
	now, err = decode(data)
	if err != nil {
		return empty(), nil, undecodable{err}
	}
	return now, data, nil
}

// read refuses what no tutor has written: a pipe would never end, and a file that grew without bound fills the memory.
func read(path string) ([]byte, error) {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("%s is not a file (move it away)", path)
	case info.Size() > maxFile:
		return nil, undecodable{fmt.Errorf("it is larger than %d MB", maxFile>>20)}
	}
	return os.ReadFile(path)
}

// openBroken sets the file aside, unless another tutor has done so meanwhile.
func (s *Store) openBroken(cause error) error {
	if !errors.As(cause, new(undecodable)) {
		return cause
	}
	unlock, err := s.lock()
	if err != nil {
		return fmt.Errorf("the progress file could not be used: %w; it could not be set aside: %w", cause, err)
	}
	defer unlock()
	now, _, err := s.loadOrSetAside()
	s.now = now
	return err
}

// loadOrSetAside is called under the lock.
func (s *Store) loadOrSetAside() (state, []byte, error) {
	now, data, err := s.load()
	if !errors.As(err, new(undecodable)) {
		return now, data, err
	}
	kept := s.path + ".broken-" + stamp()
	if rename := os.Rename(s.path, kept); rename != nil {
		return now, nil, fmt.Errorf("set the progress file aside: %w", rename)
	}
	_ = os.Chmod(kept, fileMode) // it may have been somebody else's; that it is kept is what matters
	return now, nil, &BrokenError{Path: s.path, Kept: kept, Err: err}
}

// stamp is the time for the name of a file that is kept.
func stamp() string { return time.Now().UTC().Format("20060102T150405.000000000") }

// update changes the file as it is now, which may hold more than this store has seen.
// What cannot be written is kept in memory, and goes into the file with the next change that can.
func (s *Store) update(change func(*state)) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	change(&s.now)
	if s.path == "" {
		return nil
	}
	s.unsaved = append(s.unsaved, change)
	unlock, err := s.lock()
	if err != nil {
		return err
	}
	defer unlock()
	now, old, warning := s.current()
	if warning != nil && !errors.As(warning, new(*BrokenError)) {
		return warning
	}
	if err := s.write(now, old); err != nil {
		return err
	}
	return warning
}

// current is the file with what is not in it yet, and the file's bytes. It is called under the lock.
// With a *BrokenError it is what this store remembers: that is all that is left.
func (s *Store) current() (state, []byte, error) {
	now, old, err := s.loadOrSetAside()
	if errors.As(err, new(*BrokenError)) {
		return s.now, nil, err
	}
	if err != nil {
		return now, nil, err
	}
	for _, change := range s.unsaved {
		change(&now)
	}
	return now, old, nil
}

// write replaces the file, under the lock.
func (s *Store) write(now state, old []byte) error {
	data, err := encode(now, old)
	if err != nil {
		return err
	}
	if err := replace(s.path, data); err != nil {
		return fmt.Errorf("write progress: %w", err)
	}
	s.now, s.unsaved = now, nil
	return nil
}

// lock takes the lock that every tutor of this learner takes for a change. A folder that is there keeps its mode, as the
// XDG Base Directory Specification has it; nobody else can read the files in it.
func (s *Store) lock() (unlock func(), err error) {
	if err := os.MkdirAll(filepath.Dir(s.path), folderMode); err != nil {
		return nil, fmt.Errorf("make the folder for progress: %w", err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), lockWait)
	defer cancel()
	l := flock.New(s.path+".lock", flock.SetPermissions(fileMode))
	if _, err := l.TryLockContext(ctx, lockRetry); err != nil {
		return nil, fmt.Errorf("lock progress: %w", err)
	}
	_ = os.Chmod(l.Path(), fileMode)      // one from before may be open to all, who could then hold it for ever
	return func() { _ = l.Unlock() }, nil // closing the file gives the lock up in any case
}
