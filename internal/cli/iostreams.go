package cli

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
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
	InIsTTY     bool
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
		InIsTTY:  term.IsTerminal(int(os.Stdin.Fd())),
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
	s.CanAsk = s.ErrIsTTY && s.InIsTTY
	dumb := os.Getenv("TERM") == "dumb"
	s.Live = s.ErrIsTTY && os.Getenv("NO_COLOR") == "" && !dumb
	if s.OutIsTTY && !dumb && s.InIsTTY {
		s.inFile, s.outFile = os.Stdin, os.Stdout
	}
	if accessible() {
		s.inWords()
	}
	return s
}

// accessible says whether the learner's environment asks for words in place of pictures. Other programs know the
// variable too, such as those made with the library huh.
func accessible() bool {
	switch strings.ToLower(os.Getenv("ACCESSIBLE")) {
	case "", "0", "false", "no":
		return false
	}
	return true
}

// inWords makes states words, and nothing is drawn or written over.
func (s *IOStreams) inWords() {
	s.Words, s.Live, s.inFile, s.outFile = true, false, nil, nil
}

// mark begins a line with its state.
func (s *IOStreams) mark(glyph, word string) string {
	if s.Words {
		return word + ":"
	}
	return glyph
}

// testStreams is streams without a terminal and what is written to them.
func testStreams() (s *IOStreams, out, errOut *bytes.Buffer) {
	out, errOut = &bytes.Buffer{}, &bytes.Buffer{}
	return &IOStreams{In: &bytes.Buffer{}, Out: out, ErrOut: errOut, Width: defaultWidth}, out, errOut
}

// printf writes text for people to stdout. Nothing in it can act on a terminal.
func (s *IOStreams) printf(format string, args ...any) {
	s.put(s.Out, format, args...)
}

// sayf writes talk to stderr, safe in the same way.
func (s *IOStreams) sayf(format string, args ...any) {
	s.put(s.ErrOut, format, args...)
}

// warn tells of something that did not stop the command.
func (s *IOStreams) warn(err error) {
	if err != nil {
		s.sayf("%s %s\n", s.mark(glyphNote+" warning:", "Warning"), err)
	}
}

// write leaves the error to firstError: text for people has no other place to go to.
func write(w io.Writer, format string, args ...any) {
	_, _ = io.WriteString(w, clean.Sanitize(fmt.Sprintf(format, args...)))
}

// put draws nothing for those who hear what is printed.
func (s *IOStreams) put(w io.Writer, format string, args ...any) {
	text := fmt.Sprintf(format, args...)
	if s.Words {
		text = clean.Undrawn(text)
	}
	write(w, "%s", text)
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
