package cli

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"syscall"

	"golang.org/x/term"

	clean "tutor/internal/term"
)

// defaultWidth is the width of text where there is no terminal to ask, and the widest line that reads well.
const defaultWidth = 80

// IOStreams is what a command reads and writes, and what it may assume about it.
type IOStreams struct {
	In          io.Reader
	Out, ErrOut io.Writer
	OutIsTTY    bool
	ErrIsTTY    bool
	Width       int  // cells of the terminal; defaultWidth where there is none
	Live        bool // a line on ErrOut may be written over
	CanAsk      bool // a person reads ErrOut and can answer on In
	Words       bool // states are said in words: a person hears what is printed, or reads it line by line

	lines           *bufio.Reader // on In, once a line was read
	inFile, outFile *os.File      // for the TUI; nil where it cannot run
}

// System is the process's own streams.
func System() *IOStreams {
	s := &IOStreams{
		In: os.Stdin, Out: &firstError{w: os.Stdout}, ErrOut: os.Stderr,
		OutIsTTY: term.IsTerminal(int(os.Stdout.Fd())),
		ErrIsTTY: term.IsTerminal(int(os.Stderr.Fd())),
		Width:    defaultWidth,
	}
	for _, f := range []*os.File{os.Stdout, os.Stderr} {
		if width, _, err := term.GetSize(int(f.Fd())); err == nil && width > 0 {
			s.Width = width
			break
		}
	}
	s.CanAsk = s.ErrIsTTY && term.IsTerminal(int(os.Stdin.Fd()))
	dumb := os.Getenv("TERM") == "dumb"
	s.Live = s.ErrIsTTY && os.Getenv("NO_COLOR") == "" && !dumb
	if s.OutIsTTY && !dumb && term.IsTerminal(int(os.Stdin.Fd())) {
		s.inFile, s.outFile = os.Stdin, os.Stdout
	}
	return s
}

// testStreams is streams without a terminal and what is written to them.
func testStreams() (s *IOStreams, out, errOut *bytes.Buffer) {
	out, errOut = &bytes.Buffer{}, &bytes.Buffer{}
	return &IOStreams{In: &bytes.Buffer{}, Out: out, ErrOut: errOut, Width: defaultWidth}, out, errOut
}

// printf writes text for people to stdout. Nothing in it can act on a terminal.
func (s *IOStreams) printf(format string, args ...any) {
	write(s.Out, format, args...)
}

// sayf writes talk to stderr, safe in the same way.
func (s *IOStreams) sayf(format string, args ...any) {
	write(s.ErrOut, format, args...)
}

// warn tells of something that did not stop the command.
func (s *IOStreams) warn(err error) {
	if err != nil {
		s.sayf("%s warning: %s\n", glyphNote, err)
	}
}

// write leaves the error to firstError: text for people has no other place to go to.
func write(w io.Writer, format string, args ...any) {
	_, _ = io.WriteString(w, clean.Sanitize(fmt.Sprintf(format, args...)))
}

// outError is why not everything could be written to stdout. A reader that has gone, as in `tutor show 1 | head`,
// is no reason.
func (s *IOStreams) outError() error {
	if w, ok := s.Out.(*firstError); ok && w.err != nil && !errors.Is(w.err, syscall.EPIPE) {
		return fmt.Errorf("write to stdout: %w", w.err)
	}
	return nil
}

// firstError remembers the first error of a writer.
type firstError struct {
	w   io.Writer
	err error
}

func (f *firstError) Write(p []byte) (int, error) {
	n, err := f.w.Write(p)
	if err != nil && f.err == nil {
		f.err = err
	}
	return n, err
}
