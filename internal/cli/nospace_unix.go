//go:build unix

package cli

import (
	"errors"
	"syscall"
)

// isNoSpace says whether a file could not be written because its disk is full.
func isNoSpace(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT)
}
