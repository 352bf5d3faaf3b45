package ui

// logView is the output of a grade or a command block: the last logCapacity lines, wrapped, following the end until the learner
// scrolls up. A line is wrapped once, when it comes.
type logView struct {
	width, height int
	lines         []string   // as they came
	rows          [][]string // lines, wrapped to width
	total         int        // rows in all
	dropped       int        // lines that are gone
	up            int        // rows between the end and the window's last row; 0 follows the end
}

func (l *logView) setSize(width, height int) {
	l.height = max(height, 0)
	if width = max(width, 1); width == l.width {
		l.scroll(0)
		return
	}
	l.width, l.total = width, 0
	l.rows = l.rows[:0]
	for _, line := range l.lines {
		l.wrap(line)
	}
	l.scroll(0)
}

func (l *logView) wrap(line string) int {
	rows := wrap(line, l.width)
	l.rows = append(l.rows, rows)
	l.total += len(rows)
	return len(rows)
}

// add takes new lines; dropped says how many before them were lost.
func (l *logView) add(lines []string, dropped int) {
	l.dropped += dropped
	for _, line := range lines {
		l.lines = append(l.lines, line)
		if n := l.wrap(line); l.up > 0 {
			l.up += n // the learner reads further up: what they see stays
		}
	}
	for len(l.lines) > logCapacity {
		l.total -= len(l.rows[0])
		l.lines, l.rows = l.lines[1:], l.rows[1:]
		l.dropped++
	}
	l.scroll(0)
}

func (l *logView) clear() {
	*l = logView{width: l.width, height: l.height}
}

// scroll moves the window by n rows; down is positive.
func (l *logView) scroll(n int) { l.up = max(0, min(l.up-n, l.total-l.height)) }

func (l *logView) following() bool { return l.up == 0 }

// view returns exactly height lines, the end of the log at the bottom once there are more.
func (l *logView) view() []string {
	out := make([]string, l.height)
	end := l.total - l.up
	at := end - min(end, l.height) // first row shown
	skipped := l.total
	// From the end backwards: the window is nearly always there.
	for i := len(l.rows) - 1; i >= 0 && skipped > at; i-- {
		skipped -= len(l.rows[i])
		for j, row := range l.rows[i] {
			if y := skipped + j - at; y >= 0 && y < l.height {
				out[y] = row
			}
		}
	}
	return out
}
