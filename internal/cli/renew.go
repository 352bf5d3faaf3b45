package cli

import (
	"errors"
	"fmt"
	"os"
	"time"

	"tutor/exercises"
	"tutor/internal/workspace"
)

// planReset is the workspace that would be made anew, and the name that the old one would get; both empty when there is
// none.
func (a *app) planReset(ex *exercises.Exercise) (dir, backup string) {
	dir = a.progress().Workspace(ex.ID)
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return "", ""
	}
	return dir, workspace.BackupDir(dir, time.Now())
}

// renew makes a planned workspace anew and forgets what is known about the exercise: both or nothing. It returns where
// the old progress file is. What is left to do is to remember the workspace.
func (a *app) renew(ex *exercises.Exercise, dir, backup string) (kept string, err error) {
	if dir == "" {
		return a.progress().Reset(ex.ID)
	}
	starter, _, err := a.ownStarter(ex)
	if err != nil {
		return "", err
	}
	renewal, err := workspace.Renew(starter, dir, backup)
	if err != nil {
		return "", err
	}
	kept, err = a.progress().Reset(ex.ID)
	if err != nil {
		return "", errors.Join(err, renewal.Undo())
	}
	return kept, nil
}

// renewUnderScreens is renew for the screens, where nothing may be printed.
func (a *app) renewUnderScreens(ex *exercises.Exercise, dir, backup string) error {
	if _, err := a.renew(ex, dir, backup); err != nil {
		return fmt.Errorf("nothing was changed: %w", err)
	}
	if dir == "" {
		return nil
	}
	return a.progress().SetWorkspace(ex.ID, dir)
}
