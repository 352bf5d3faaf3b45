package progress

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
)

// Reset forgets what is known about one exercise, its workspace's place among it. It returns the path of a copy of
// the file as it was, or an empty one when there was no file. On an error nothing is forgotten.
func (s *Store) Reset(exercise string) (backup string, err error) {
	return s.forget(func(now state, old []byte) (state, []byte) {
		delete(now.Exercises, exercise)
		return now, old
	})
}

// ResetAll forgets everything, keys of other tutors too. It returns the path of a copy as Reset does.
func (s *Store) ResetAll() (backup string, err error) {
	return s.forget(func(state, []byte) (state, []byte) { return empty(), nil })
}

// forget is update for a change that loses something: the file is copied first. The change returns the new state and
// those bytes of the old file whose unknown keys stay.
func (s *Store) forget(change func(now state, old []byte) (state, []byte)) (backup string, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.path == "" {
		s.now, _ = change(s.now, nil)
		return "", nil
	}
	unlock, err := s.lock()
	if err != nil {
		return "", err
	}
	defer unlock()
	now, old, err := s.current()
	if errors.As(err, new(*BrokenError)) {
		return "", errors.Join(err, s.write(now, old)) // first of all the learner has to know
	}
	if err != nil {
		return "", err
	}
	if backup, err = s.keep(old); err != nil {
		return "", err
	}
	if err := s.write(change(now, old)); err != nil {
		return "", errors.Join(err, removeBackup(backup))
	}
	return backup, nil
}

// keep writes a backup next to the file. It never takes the name of one that is there.
func (s *Store) keep(old []byte) (backup string, err error) {
	if old == nil {
		return "", nil
	}
	backup = s.path + ".backup-" + stamp()
	for n := 2; ; n++ {
		err = writeNew(backup, old)
		if !errors.Is(err, fs.ErrExist) {
			break
		}
		backup = fmt.Sprintf("%s.backup-%s-%d", s.path, stamp(), n)
	}
	if err != nil {
		return "", fmt.Errorf("keep a backup of progress: %w", err)
	}
	return backup, nil
}

// writeNew writes a file that must not exist yet, and waits until it is on the disk.
func writeNew(path string, data []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, fileMode)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return errors.Join(err, os.Remove(path))
	}
	return nil
}

func removeBackup(path string) error {
	if path == "" {
		return nil
	}
	return os.Remove(path)
}
