//go:build unix

package composefile

import (
	"context"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

func TestAPipeIsNotOpened(t *testing.T) {
	pipe := t.TempDir()
	if err := syscall.Mkfifo(filepath.Join(pipe, "compose.yaml"), 0o600); err != nil {
		t.Skip(err)
	}
	if _, err := Load(context.Background(), pipe); err == nil || !strings.Contains(err.Error(), "not a regular file") {
		t.Errorf("error = %v", err)
	}
}
