package watch

import "strings"

// skipped says whether a folder holds nothing that a person edits.
func skipped(folder string) bool {
	switch folder {
	case ".git", ".hg", ".svn", ".idea", ".vscode", "__pycache__", "node_modules", ".venv", ".mypy_cache", ".pytest_cache", ".ruff_cache":
		return true
	}
	return false
}

// ofAnEditor says whether a file is one that an editor writes for itself: swap files and backups of Vim, Emacs and
// nano, the file that a safe save renames, and Vim's probe 4913.
func ofAnEditor(name string) bool {
	for _, ending := range []string{"~", ".swp", ".swo", ".swx", ".swpx", ".tmp", ".crswap", ".kate-swp"} {
		if strings.HasSuffix(name, ending) {
			return true
		}
	}
	for _, beginning := range []string{".#", "#", ".goutputstream-", "___jb_"} {
		if strings.HasPrefix(name, beginning) {
			return true
		}
	}
	return name == "4913" || strings.Contains(name, ".sb-") // the last: macOS
}
