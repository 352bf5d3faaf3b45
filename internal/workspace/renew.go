package workspace

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// Renewal is a workspace that was made anew, with the old one kept next to it.
type Renewal struct {
	Dir    string // the workspace
	Backup string // where the old folder is now
}

// BackupDir is the name that Renew gives the old folder: the UTC time is in it, and nothing has this name yet.
func BackupDir(dir string, at time.Time) string {
	name := filepath.Clean(dir) + ".backup-" + at.UTC().Format("20060102T150405")
	free := name
	for n := 2; exists(free); n++ {
		free = fmt.Sprintf("%s-%d", name, n)
	}
	return free
}

// Renew moves the folder dir to backup, which is next to it, and makes dir anew from the starter. On an error
// everything is as it was.
func Renew(starter fs.FS, dir, backup string) (Renewal, error) {
	r := Renewal{Dir: filepath.Clean(dir), Backup: backup}
	if err := r.do(starter); err != nil {
		return Renewal{}, fmt.Errorf("make workspace %s anew: %w", dir, err)
	}
	return r, nil
}

func (r Renewal) do(starter fs.FS) error {
	if exists(r.Backup) {
		return fmt.Errorf("%s is there already", r.Backup)
	}
	temp, err := os.MkdirTemp(filepath.Dir(r.Dir), ".tutor-new-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(temp) }()
	if err := copyTree(starter, temp); err != nil {
		return err
	}
	return r.swap(temp)
}

// swap puts fresh in the old folder's place.
func (r Renewal) swap(fresh string) error {
	if err := os.Rename(r.Dir, r.Backup); err != nil {
		return err
	}
	if err := os.Rename(fresh, r.Dir); err != nil {
		return errors.Join(err, os.Rename(r.Backup, r.Dir))
	}
	return nil
}

// Undo puts the old folder back and removes the new one. It is for the caller that could not do what belongs to it.
func (r Renewal) Undo() error {
	temp, err := os.MkdirTemp(filepath.Dir(r.Dir), ".tutor-old-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(temp) }()
	if err := os.Rename(r.Dir, filepath.Join(temp, "workspace")); err != nil {
		return err
	}
	return os.Rename(r.Backup, r.Dir)
}

// exists counts a link that leads nowhere, too.
func exists(path string) bool {
	_, err := os.Lstat(path)
	return !errors.Is(err, fs.ErrNotExist)
}
