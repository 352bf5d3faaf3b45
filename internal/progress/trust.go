package progress

import (
	"fmt"
	"path/filepath"
	"time"
)

// trust is the learner's word that the commands of a course may be run.
type trust struct {
	At time.Time `json:"at"`
}

// Trusted says whether the learner trusts the course in this folder. A folder that cannot be found is not trusted.
func (s *Store) Trusted(dir string) bool {
	path, err := realPath(dir)
	if err != nil {
		return false
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	_, ok := s.now.Trusted[path]
	return ok
}

// Trust remembers that commands of the course in this folder may be run.
func (s *Store) Trust(dir string) error {
	path, err := realPath(dir)
	if err != nil {
		return fmt.Errorf("trust the course: %w", err)
	}
	at := time.Now().UTC().Truncate(time.Second)
	return s.update(func(now *state) { now.Trusted[path] = trust{At: at} })
}

// realPath leads past all links: trust belongs to a folder, not to a name that may lead to another one tomorrow.
func realPath(dir string) (string, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	return filepath.EvalSymlinks(abs)
}
