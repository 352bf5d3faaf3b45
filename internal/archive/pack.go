package main

import (
	"archive/tar"
	"archive/zip"
	"compress/flate"
	"compress/gzip"
	"errors"
	"io"
	"os"
	"time"
)

// packTar writes a gzipped tar. Its own header has no time and no name.
func packTar(out io.Writer, files []file, when time.Time) error {
	compressed, err := gzip.NewWriterLevel(out, gzip.BestCompression)
	if err != nil {
		return err
	}
	archive := tar.NewWriter(compressed)
	for _, f := range files {
		if err := f.intoTar(archive, when); err != nil {
			return err
		}
	}
	return errors.Join(archive.Close(), compressed.Close())
}

func (f file) intoTar(archive *tar.Writer, when time.Time) error {
	data, err := os.ReadFile(f.path)
	if err != nil {
		return err
	}
	header := &tar.Header{
		Typeflag: tar.TypeReg, Name: f.name, Size: int64(len(data)), Mode: int64(f.mode), ModTime: when,
		Format: tar.FormatUSTAR, // no owner: the file is that of the person who unpacks it
	}
	if err := archive.WriteHeader(header); err != nil {
		return err
	}
	_, err = archive.Write(data)
	return err
}

func packZip(out io.Writer, files []file, when time.Time) error {
	archive := zip.NewWriter(out)
	archive.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) {
		return flate.NewWriter(w, flate.BestCompression)
	})
	for _, f := range files {
		if err := f.intoZip(archive, when); err != nil {
			return err
		}
	}
	return archive.Close()
}

func (f file) intoZip(archive *zip.Writer, when time.Time) error {
	data, err := os.ReadFile(f.path)
	if err != nil {
		return err
	}
	header := &zip.FileHeader{Name: f.name, Method: zip.Deflate, Modified: when}
	header.SetMode(f.mode)
	w, err := archive.CreateHeader(header)
	if err != nil {
		return err
	}
	_, err = w.Write(data)
	return err
}
