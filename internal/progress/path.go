package progress

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
)

// DefaultPath is where this person's progress is kept: $XDG_STATE_HOME/tutor/progress.json, else
// ~/.local/state/tutor/progress.json. macOS and Windows have no such folder; there it is ~/Library/Application Support
// and %LocalAppData%, which does not travel from machine to machine: a file that is locked must not.
func DefaultPath() (string, error) {
	home, err := stateHome(runtime.GOOS, os.Getenv, os.UserHomeDir)
	if err != nil {
		return "", fmt.Errorf("find the folder for progress: %w", err)
	}
	return filepath.Join(home, "tutor", "progress.json"), nil
}

func stateHome(system string, getenv func(string) string, userHome func() (string, error)) (string, error) {
	// The XDG Base Directory Specification has relative paths ignored.
	if dir := getenv("XDG_STATE_HOME"); filepath.IsAbs(dir) {
		return dir, nil
	}
	if system == "windows" {
		if dir := cmp.Or(getenv("LocalAppData"), getenv("AppData")); dir != "" {
			return dir, nil
		}
	}
	home, err := userHome()
	if err != nil {
		return "", err
	}
	switch system {
	case "windows":
		return filepath.Join(home, "AppData", "Local"), nil
	case "darwin":
		return filepath.Join(home, "Library", "Application Support"), nil
	}
	return filepath.Join(home, ".local", "state"), nil
}
