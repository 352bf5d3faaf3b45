package cli

import (
	"fmt"
	"strings"

	"github.com/mattn/go-runewidth"

	"tutor/exercises"
	"tutor/internal/reporttext"
	"tutor/internal/term"
	"tutor/runner"
)

// statusLine is one line on stderr that says what goes on just now. It is written over with blanks and carriage
// returns, so that it needs no escape sequence.
type statusLine struct {
	streams *IOStreams
	check   string // title of the running check
	shown   string
	width   int // cells of what is on the screen
}

// event shows the news, where stderr is a terminal.
func (s *statusLine) event(ex *exercises.Exercise, e runner.Event) {
	if !s.streams.Live {
		return
	}
	switch e := e.(type) {
	case runner.CheckStarted:
		s.check = reporttext.CheckTitle(ex, e.ID)
		s.show(s.check)
	case runner.CheckNote:
		s.show(s.check + ": " + e.Text)
	case runner.BuildStep:
		if !e.Done && !e.Waiting {
			s.show("Building: " + e.Name)
		}
	}
}

// count shows how much of a long work is done.
func (s *statusLine) count(done, total int) {
	if s.streams.Live && done < total {
		s.show(fmt.Sprintf("%d of %d solutions graded", done, total))
	}
}

func (s *statusLine) show(text string) {
	text = "… " + oneLine(term.Sanitize(text))
	// The last cell stays free: some terminals wrap as soon as it is written to.
	text = runewidth.Truncate(text, max(1, s.streams.Width-1), "…")
	if text == s.shown {
		return
	}
	width := runewidth.StringWidth(text)
	s.put("\r" + text + strings.Repeat(" ", max(0, s.width-width)))
	s.shown, s.width = text, width
}

// erase takes the line away, so that something else can be printed.
func (s *statusLine) erase() {
	if s.width > 0 {
		s.put("\r" + strings.Repeat(" ", s.width) + "\r")
	}
	s.shown, s.width = "", 0
}

func (s *statusLine) put(text string) { _, _ = fmt.Fprint(s.streams.ErrOut, text) } // talk may get lost
