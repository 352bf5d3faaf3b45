package runner

import (
	"archive/tar"
	"bufio"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"
)

// bundleDeadline is for all images of a course on a slow disk.
const bundleDeadline = time.Hour

// SaveImages writes images of the engine to w as one archive, which LoadImages and `docker load` read. progress is
// called with the bytes so far. An error of w is returned as it is.
func (r *Runner) SaveImages(ctx context.Context, images []string, w io.Writer, progress func(bytes int64)) error {
	out := &counted{w: w, progress: progress}
	_, err := r.docker.do(ctx, call{args: append([]string{"save"}, images...), deadline: bundleDeadline, writes: out})
	if out.err != nil { // docker says of that only that nobody listens
		return out.err
	}
	return err
}

// LoadImages gives the archive to the engine and returns the names it says it loaded. progress is called with the bytes
// that were sent.
func (r *Runner) LoadImages(ctx context.Context, from io.Reader, progress func(bytes int64)) ([]string, error) {
	out, err := r.docker.do(ctx, call{
		args: []string{"load"}, deadline: bundleDeadline, reads: &countedReader{r: from, progress: progress},
	})
	if err != nil {
		return nil, err
	}
	var names []string
	for line := range strings.Lines(out.stdout) {
		if name, ok := strings.CutPrefix(strings.TrimSpace(line), "Loaded image: "); ok {
			names = append(names, name)
		}
	}
	return names, nil
}

// counted passes on what is written and counts it.
type counted struct {
	w        io.Writer
	n        int64
	err      error
	progress func(bytes int64)
}

func (c *counted) Write(p []byte) (int, error) {
	n, err := c.w.Write(p)
	c.n += int64(n)
	if err != nil && c.err == nil {
		c.err = err
	}
	if c.progress != nil {
		c.progress(c.n)
	}
	return n, err
}

// countedReader passes on what is read and counts it.
type countedReader struct {
	r        io.Reader
	n        int64
	progress func(bytes int64)
}

func (c *countedReader) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	if c.progress != nil {
		c.progress(c.n)
	}
	return n, err
}

// ErrNoBundle says that a file is no archive of images, or not all of one.
var ErrNoBundle = errors.New("it is no bundle of images, or a part of it is missing")

// mostManifest bounds what is read of the list in an archive, in bytes.
const mostManifest = 1 << 20

// BundleImages reads the names of the images in a file that SaveImages or `docker save` wrote, plain or gzipped, and
// asks no engine. The file is read from its beginning to its end, so that a broken one is found; then it is at its
// beginning again.
func BundleImages(file *os.File) ([]string, error) {
	archive, err := openArchive(file)
	if err != nil {
		return nil, err
	}
	var names []string
	for {
		entry, err := archive.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("%w (%w)", ErrNoBundle, err)
		}
		if entry.Name == "manifest.json" {
			if names, err = manifestNames(archive); err != nil {
				return nil, err
			}
		}
	}
	if len(names) == 0 {
		return nil, ErrNoBundle
	}
	_, err = file.Seek(0, io.SeekStart)
	return names, err
}

// openArchive reads a gzipped file through gzip, and skips over the layers of a plain one.
func openArchive(file *os.File) (*tar.Reader, error) {
	magic, err := bufio.NewReader(io.LimitReader(file, 2)).Peek(2)
	if err != nil {
		return nil, ErrNoBundle
	}
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return nil, err
	}
	if string(magic) != "\x1f\x8b" {
		return tar.NewReader(file), nil
	}
	zipped, err := gzip.NewReader(file)
	if err != nil {
		return nil, fmt.Errorf("%w (%w)", ErrNoBundle, err)
	}
	return tar.NewReader(zipped), nil
}

// manifestNames reads the list of an archive (github.com/moby/docker-image-spec, "Combined Image JSON + Filesystem
// Changeset Format").
func manifestNames(r io.Reader) ([]string, error) {
	var images []struct{ RepoTags []string }
	if err := json.NewDecoder(io.LimitReader(r, mostManifest)).Decode(&images); err != nil {
		return nil, fmt.Errorf("%w (%w)", ErrNoBundle, err)
	}
	var names []string
	for _, image := range images {
		names = append(names, image.RepoTags...)
	}
	return names, nil
}
