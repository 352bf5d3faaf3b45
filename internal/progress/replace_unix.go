//go:build !windows

package progress

import (
	"path/filepath"

	"github.com/google/renameio/v2"
)

// replace writes the file whole or not at all.
func replace(path string, data []byte) error {
	return renameio.WriteFile(path, data, 0o600, renameio.WithTempDir(filepath.Dir(path)))
}
