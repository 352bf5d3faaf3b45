package ui

import (
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	tea "github.com/charmbracelet/bubbletea"

	"tutor/internal/term"
	"tutor/runner"
)

// newsInterval is the least time between two messages with news of one run: each costs a View.
const newsInterval = 50 * time.Millisecond

const (
	logCapacity  = 2000  // lines of output that are kept
	longestLine  = 16384 // bytes of one line of output that are kept
	cutLineMark  = " … (the rest of this line is left out)"
	logLinesHint = "earlier lines are left out"
)

// runNews is what a grade or a command block had to say since the last message.
type runNews struct {
	op      int            // the operation id of the grade or block
	events  []runner.Event // in order, without log lines
	lines   []string       // log lines, in order, ready for the screen
	dropped int            // log lines that came before lines and are not among them
}

// coalescer gathers the events of one grade or command block and sends them on at most every newsInterval, in order.
// Its methods may be called from several goroutines.
type coalescer struct {
	op    int
	send  func(tea.Msg)
	after func(time.Duration, func()) // starts the function later, in a guarded goroutine

	sending sync.Mutex // held while a message is on its way, so that two never pass each other
	mu      sync.Mutex
	news    runNews
	armed   bool
	closed  bool
	last    time.Time
}

func newCoalescer(op int, send func(tea.Msg), after func(time.Duration, func())) *coalescer {
	return &coalescer{op: op, send: send, after: after}
}

// emit takes one event. It makes foreign text safe here, on the goroutine of the grade, so that Update need not.
func (c *coalescer) emit(event runner.Event) {
	event = sanitizeEvent(event)
	c.mu.Lock()
	if c.closed {
		c.mu.Unlock()
		return
	}
	c.add(event)
	arm := !c.armed
	c.armed = true
	wait := max(0, newsInterval-time.Since(c.last))
	c.mu.Unlock()
	if arm {
		c.after(wait, c.flush)
	}
}

func (c *coalescer) add(event runner.Event) {
	line, ok := event.(runner.LogLine)
	if !ok {
		c.addEvent(event)
		return
	}
	c.news.lines = append(c.news.lines, strings.Split(line.Text, "\n")...)
	if over := len(c.news.lines) - logCapacity; over > logCapacity { // copied seldom, not for each line
		c.news.lines = append([]string(nil), c.news.lines[over:]...)
		c.news.dropped += over
	}
}

// addEvent appends the event, or puts it in the place of one it makes obsolete.
func (c *coalescer) addEvent(event runner.Event) {
	if n := len(c.news.events); n > 0 {
		switch now := event.(type) {
		case runner.CheckNote:
			if before, ok := c.news.events[n-1].(runner.CheckNote); ok && before.ID == now.ID {
				c.news.events[n-1] = event
				return
			}
		case runner.BuildStep:
			if before, ok := c.news.events[n-1].(runner.BuildStep); ok && before.Name == now.Name {
				c.news.events[n-1] = event
				return
			}
		}
	}
	c.news.events = append(c.news.events, event)
}

// flush sends what was gathered.
func (c *coalescer) flush() {
	c.sending.Lock()
	defer c.sending.Unlock()
	c.mu.Lock()
	news := c.news
	c.news, c.armed, c.last = runNews{}, false, time.Now()
	c.mu.Unlock()
	if len(news.events)+len(news.lines) == 0 {
		return
	}
	if over := len(news.lines) - logCapacity; over > 0 {
		news.lines, news.dropped = news.lines[over:], news.dropped+over
	}
	news.op = c.op
	c.send(news)
}

// close sends what is left; later events are dropped.
func (c *coalescer) close() {
	c.mu.Lock()
	c.closed = true
	c.mu.Unlock()
	c.flush()
}

// sanitizeEvent makes the texts of an event safe for the screen.
func sanitizeEvent(event runner.Event) runner.Event {
	switch e := event.(type) {
	case runner.CheckNote:
		e.Text = oneLine(e.Text)
		return e
	case runner.BuildStep:
		e.Name = oneLine(e.Name)
		return e
	case runner.BuildStarted:
		e.File, e.Lines = oneLine(e.File), safeTexts(e.Lines)
		return e
	case runner.LogLine:
		e.Text = term.Sanitize(cutLine(e.Text))
		return e
	case runner.CheckDone:
		e.Result = sanitizeResult(e.Result)
		return e
	case runner.Decided:
		e.Report = sanitizeReport(e.Report)
		return e
	}
	return event
}

// oneLine makes text safe and fit for a single line.
func oneLine(text string) string {
	return strings.Join(strings.Fields(term.Sanitize(text)), " ")
}

// cutLine bounds a line of output, at a rune's end.
func cutLine(line string) string {
	line = strings.TrimRight(line, "\r\n")
	if len(line) <= longestLine {
		return line
	}
	at := longestLine
	for at > 0 && !utf8.RuneStart(line[at]) {
		at--
	}
	return line[:at] + cutLineMark
}
