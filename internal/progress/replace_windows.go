package progress

import "os"

// replace writes the file whole or not at all, as well as Windows can: renameio does not support it.
// The lock is held, so the name of the new file is ours alone.
func replace(path string, data []byte) error {
	fresh := path + ".new"
	if err := os.WriteFile(fresh, data, fileMode); err != nil {
		return err
	}
	return os.Rename(fresh, path)
}
