//go:build unix

package runner

import "golang.org/x/sys/unix"

// freeBytes returns how many bytes an ordinary user may still write below the folder.
func freeBytes(dir string) (uint64, error) {
	var s unix.Statfs_t
	if err := unix.Statfs(dir, &s); err != nil {
		return 0, err
	}
	return s.Bavail * uint64(s.Bsize), nil
}
