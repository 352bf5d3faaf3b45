//go:build !windows

package progress

import (
	"os"
	"path/filepath"
	"strings"

	"github.com/google/renameio/v2"
)

// replace writes the file whole or not at all. It is called under the lock. A link stays one: what it leads to is
// replaced, since that is where its owner keeps the file.
func replace(path string, data []byte) error {
	if target, err := filepath.EvalSymlinks(path); err == nil {
		path = target
	}
	sweep(path)
	return renameio.WriteFile(path, data, fileMode, renameio.WithTempDir(filepath.Dir(path)))
}

// sweep removes what a tutor that was killed left half written: renameio calls it like the file, with a dot in front
// and a number behind. The lock is held, so nobody is writing it now. What cannot be removed does no harm.
func sweep(path string) {
	dir, prefix := filepath.Dir(path), "."+filepath.Base(path)
	entries, _ := os.ReadDir(dir)
	for _, e := range entries {
		number, ok := strings.CutPrefix(e.Name(), prefix)
		if ok && number != "" && strings.Trim(number, "0123456789") == "" {
			_ = os.Remove(filepath.Join(dir, e.Name()))
		}
	}
}
