package runner

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"github.com/moby/patternmatcher"
	"github.com/moby/patternmatcher/ignorefile"
)

// maxContextFiles stops the measuring of a context that is a whole disk.
const maxContextFiles = 200_000

// contextSize is what a build would send to the engine.
type contextSize struct {
	bytes   int64
	files   int
	stopped bool             // there is more: the measuring ended early
	byTop   map[string]int64 // bytes under each entry of the workspace
}

// String names the size and the largest entries.
func (s contextSize) String() string {
	names := make([]string, 0, len(s.byTop))
	for n := range s.byTop {
		names = append(names, n)
	}
	sort.Slice(names, func(i, j int) bool { return s.byTop[names[i]] > s.byTop[names[j]] })
	var parts []string
	for _, n := range names[:min(3, len(names))] {
		parts = append(parts, fmt.Sprintf("%s %d MB", n, s.byTop[n]>>20))
	}
	more := ""
	if s.stopped {
		more = "more than "
	}
	return fmt.Sprintf("%s%d MB in %d files; the largest: %s", more, s.bytes>>20, s.files, strings.Join(parts, ", "))
}

// measureContext adds up the files a build sends, as .dockerignore leaves them, and stops soon after limit bytes.
// Links are not followed: the builder sends the link itself.
func measureContext(ctx context.Context, dir string, limit int64) (contextSize, error) {
	size := contextSize{byTop: map[string]int64{}}
	ignored, err := readIgnore(dir)
	if err != nil {
		return size, err
	}
	err = filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil || path == dir {
			return nil // what cannot be read the builder will name
		}
		rel, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		if skip, err := ignored.MatchesOrParentMatches(rel); err != nil || skip {
			return skipIgnored(ignored, entry, err)
		}
		return size.add(rel, entry, limit)
	})
	return size, err
}

// skipIgnored leaves out an ignored entry; a folder is entered all the same when an exception may bring back a part.
func skipIgnored(ignored *patternmatcher.PatternMatcher, entry fs.DirEntry, err error) error {
	if err == nil && entry.IsDir() && !ignored.Exclusions() {
		return fs.SkipDir
	}
	return err
}

func (s *contextSize) add(rel string, entry fs.DirEntry, limit int64) error {
	if !entry.Type().IsRegular() {
		return nil
	}
	info, err := entry.Info()
	if err != nil {
		return nil // gone since it was listed
	}
	top, _, _ := strings.Cut(filepath.ToSlash(rel), "/")
	s.bytes += info.Size()
	s.files++
	s.byTop[top] += info.Size()
	if s.bytes > 2*limit || s.files > maxContextFiles {
		s.stopped = true
		return fs.SkipAll
	}
	return nil
}

// ignoreNames are the files that leave something out of a context; the first that is there counts.
func ignoreNames() []string { return []string{"Dockerfile.dockerignore", ".dockerignore"} }

// readIgnore reads Dockerfile.dockerignore, else .dockerignore, as BuildKit does. Without one, nothing is ignored.
func readIgnore(dir string) (*patternmatcher.PatternMatcher, error) {
	for _, name := range ignoreNames() {
		data, err := readRegular(filepath.Join(dir, name))
		if err != nil {
			continue
		}
		patterns, err := ignorefile.ReadAll(bytes.NewReader(data))
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", name, err)
		}
		return patternmatcher.New(patterns)
	}
	return patternmatcher.New(nil)
}

// endlessIgnore names the .dockerignore that a builder would wait for in vain; it is empty where there is none.
func endlessIgnore(dir string) string {
	for _, name := range ignoreNames() {
		if info, err := os.Stat(filepath.Join(dir, name)); err == nil && endless(info.Mode()) {
			return name
		}
	}
	return ""
}

// endless says whether reading what has this mode may wait, or go on, for ever.
func endless(mode fs.FileMode) bool {
	return mode&(fs.ModeNamedPipe|fs.ModeSocket|fs.ModeDevice|fs.ModeCharDevice) != 0
}

// readCap bounds the workspace files that are read whole: a Dockerfile of a megabyte is not a Dockerfile.
const readCap = 1 << 20

// readRegular reads a file of the workspace. Anything but a regular file is refused: reading a pipe would wait for ever.
func readRegular(path string) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s is not a regular file", filepath.Base(path))
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }() // nothing was written
	return io.ReadAll(io.LimitReader(f, readCap))
}
