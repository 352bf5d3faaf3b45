package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
)

// confirm asks a person; only yes is yes. It is for streams that CanAsk.
func (s *IOStreams) confirm(ctx context.Context, question string) (bool, error) {
	s.sayf("%s [y/N] ", question)
	answer, err := s.readLine(ctx)
	if err != nil {
		s.sayf("\n")
		return false, err
	}
	switch strings.ToLower(strings.TrimSpace(answer)) {
	case "y", "yes":
		return true, nil
	}
	return false, nil
}

// readLine ends with the context too: reading from a terminal cannot be interrupted, and the process ends soon. What
// was read ahead is there for the next line.
func (s *IOStreams) readLine(ctx context.Context) (string, error) {
	type line struct {
		text string
		err  error
	}
	if s.lines == nil {
		s.lines = bufio.NewReader(s.In)
	}
	read := make(chan line, 1)
	go func() {
		text, err := s.lines.ReadString('\n')
		read <- line{text, err}
	}()
	select {
	case <-ctx.Done():
		return "", ctx.Err()
	case got := <-read:
		if got.err != nil && !errors.Is(got.err, io.EOF) {
			return "", fmt.Errorf("read the answer: %w", got.err)
		}
		return got.text, nil
	}
}
