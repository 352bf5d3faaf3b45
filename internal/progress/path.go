package progress

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
)

// DefaultPath is where this person's progress is kept: $XDG_STATE_HOME/tutor/progress.json, else
// ~/.local/state/tutor/progress.json. macOS and Windows have no such folder; there it is the one for settings.
func DefaultPath() (string, error) {
	home, err := stateHome()
	if err != nil {
		return "", fmt.Errorf("find the folder for progress: %w", err)
	}
	return filepath.Join(home, "tutor", "progress.json"), nil
}

func stateHome() (string, error) {
	// The XDG Base Directory Specification has relative paths ignored.
	if dir := os.Getenv("XDG_STATE_HOME"); filepath.IsAbs(dir) {
		return dir, nil
	}
	if runtime.GOOS == "windows" || runtime.GOOS == "darwin" {
		return os.UserConfigDir()
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "", err
	}
	return filepath.Join(home, ".local", "state"), nil
}
