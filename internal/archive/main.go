// Command archive packs a folder for .ci/release: the same files give the same bytes, on every machine and at any time.
package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// epochVariable is the time of every file in the archive, in seconds since 1970
// (reproducible-builds.org/specs/source-date-epoch).
const epochVariable = "SOURCE_DATE_EPOCH"

func main() {
	if err := run(os.Args[1:], os.Getenv(epochVariable)); err != nil {
		fmt.Fprintln(os.Stderr, "archive:", err)
		os.Exit(1)
	}
}

func run(args []string, epoch string) error {
	if len(args) != 2 {
		return errors.New("usage: archive FOLDER FILE.tar.gz|FILE.zip")
	}
	seconds, err := strconv.ParseInt(epoch, 10, 64)
	if err != nil {
		return fmt.Errorf("%s has to be a number of seconds: %w", epochVariable, err)
	}
	files, err := list(args[0])
	if err != nil {
		return err
	}
	pack := packTar
	if strings.HasSuffix(args[1], ".zip") {
		pack = packZip
	}
	out, err := os.Create(args[1])
	if err != nil {
		return err
	}
	return errors.Join(pack(out, files, time.Unix(seconds, 0).UTC()), out.Close())
}

// file is one file of the folder.
type file struct {
	path string      // on disk
	name string      // in the archive: with slashes, below the folder's own name
	mode fs.FileMode // 0755 for a program, else 0644: not the umask of who builds
}

// list returns the files below the folder in the order of their names. Folders come into being with their files.
func list(folder string) ([]file, error) {
	var files []file
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		if !info.Mode().IsRegular() {
			return fmt.Errorf("%s is not a plain file", path)
		}
		below, err := filepath.Rel(filepath.Dir(folder), path)
		if err != nil {
			return err
		}
		mode := fs.FileMode(0o644)
		if info.Mode()&0o100 != 0 {
			mode = 0o755
		}
		files = append(files, file{path: path, name: filepath.ToSlash(below), mode: mode})
		return nil
	})
	if err == nil && len(files) == 0 {
		err = fmt.Errorf("%s holds no file", folder)
	}
	return files, err
}
