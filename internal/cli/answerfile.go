package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"tutor/exercises"
	"tutor/internal/study"
)

// answerFiles are the files in which learners answer, for the screens.
type answerFiles struct{}

// ReadAnswer reads the file; without one, that of the starter.
func (answerFiles) ReadAnswer(ex *exercises.Exercise, dir, file string) (data []byte, there bool, err error) {
	data, err = readAnswer(filepath.Join(dir, filepath.FromSlash(file)))
	if err == nil || !errors.Is(err, fs.ErrNotExist) {
		return data, err == nil, err
	}
	if err := checkFolder(dir); err != nil {
		return nil, false, err
	}
	starter, err := starterFS(ex)
	if err != nil {
		return nil, false, err
	}
	data, err = fs.ReadFile(starter, file)
	return data, false, err
}

// SaveAnswer writes the file when it still is what it was.
func (answerFiles) SaveAnswer(dir, file string, data, was []byte) error {
	if err := checkFolder(dir); err != nil {
		return err
	}
	path := filepath.Join(dir, filepath.FromSlash(file))
	now, err := readAnswer(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if was != nil {
			return &study.AnswerChangedError{}
		}
		err := saveFile(path, data, false)
		if errors.Is(err, errFileExists) { // since a moment ago
			return fmt.Errorf("%w; save again", err)
		}
		return err
	case err != nil:
		return err
	case bytes.Equal(now, data):
		return nil
	case was == nil || !bytes.Equal(now, was):
		return &study.AnswerChangedError{Now: append([]byte{}, now...)}
	}
	return saveFile(path, data, true)
}

// readAnswer reads a file, and of a larger one than an answer may be one byte more.
func readAnswer(path string) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s is not a file", filepath.Base(path))
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }() // nothing was written
	return io.ReadAll(io.LimitReader(f, exercises.MaxAnswer+1))
}
