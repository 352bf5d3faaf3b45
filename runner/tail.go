package runner

import (
	"bytes"
	"io"
	"strings"
	"sync"
)

// Bounds of the log kept as evidence.
const (
	tailLines   = 200
	lineCap     = 4096    // bytes kept of one line
	pendingCap  = 2 << 20 // one line of BuildKit progress can hold a lot of output, as base64
	cutLineMark = " …"
)

// tail keeps the last tailLines lines added to it.
type tail struct {
	lines   []string
	dropped bool
}

func (t *tail) add(line string) {
	if len(line) > lineCap {
		line, t.dropped = strings.ToValidUTF8(line[:lineCap], "")+cutLineMark, true
	}
	t.lines = append(t.lines, line)
	if over := len(t.lines) - tailLines; over > tailLines { // trimmed in batches, so that adding stays cheap
		t.lines, t.dropped = append([]string(nil), t.lines[over:]...), true
	}
}

// text returns the kept lines and whether there were more.
func (t *tail) text() (string, bool) {
	lines, dropped := t.lines, t.dropped
	if over := len(lines) - tailLines; over > 0 {
		lines, dropped = lines[over:], true
	}
	return strings.Join(lines, "\n"), dropped
}

// lineWriter calls onLine for every line written to it, without its line feed.
// A line longer than pendingCap is handed over in pieces.
type lineWriter struct {
	pending []byte
	onLine  func(string)
}

func (w *lineWriter) Write(p []byte) (int, error) {
	n := len(p)
	for {
		i := bytes.IndexByte(p, '\n')
		if i < 0 {
			break
		}
		w.pending = append(w.pending, p[:i]...)
		w.flush()
		p = p[i+1:]
	}
	w.pending = append(w.pending, p...)
	if len(w.pending) > pendingCap {
		w.flush()
	}
	return n, nil
}

// flush hands over what has no line feed yet.
func (w *lineWriter) flush() {
	w.onLine(strings.TrimSuffix(string(w.pending), "\r"))
	w.pending = w.pending[:0]
}

// lockedWriter lets the two streams of one process write to one writer.
type lockedWriter struct {
	mu sync.Mutex
	w  io.Writer
}

func (l *lockedWriter) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.w.Write(p)
}

// counter counts the bytes written to it.
type counter int

func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}
