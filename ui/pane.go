package ui

// pane is a window on lines that may be more than fit. The lines are already as narrow as the pane.
type pane struct {
	width, height int
	lines         []string
	top           int
}

func (p *pane) setSize(width, height int) {
	p.width, p.height = max(width, 1), max(height, 0)
	p.scroll(0)
}

func (p *pane) setLines(lines []string) {
	p.lines = lines
	p.scroll(0)
}

// scroll moves the window by n lines, as far as there are lines.
func (p *pane) scroll(n int) { p.top = max(0, min(p.top+n, len(p.lines)-p.height)) }

func (p *pane) page(n int) { p.scroll(n * max(1, p.height-1)) }

func (p *pane) half(n int) { p.scroll(n * max(1, p.height/2)) }

func (p *pane) atTop() bool { return p.top == 0 }

func (p *pane) atEnd() bool { return p.top >= len(p.lines)-p.height }

// shown is how many lines are seen where the last row says that there are more.
func (p *pane) shown() int {
	if p.atEnd() || p.height < 2 {
		return p.height
	}
	return p.height - 1
}

// reveal scrolls as little as shows lines first to last, above the row that may say that there are more; where they are
// too many, the first ones.
func (p *pane) reveal(first, last int) {
	last = min(last+1, len(p.lines)-1)
	if last >= p.top+p.height {
		p.top = last - p.height + 1
	}
	if first < p.top {
		p.top = first
	}
	p.scroll(0)
}

// view returns exactly height lines.
func (p *pane) view() []string {
	out := make([]string, p.height)
	if p.top < len(p.lines) {
		copy(out, p.lines[p.top:])
	}
	return out
}

// more says in one cell whether there are lines above or below the window.
func (p *pane) more() string {
	switch {
	case !p.atTop() && !p.atEnd():
		return "↕"
	case !p.atTop():
		return "↑"
	case !p.atEnd():
		return "↓"
	}
	return ""
}

// columns puts two blocks of the same number of lines side by side, the left one padded to width.
func columns(left []string, width int, gap string, right []string) []string {
	out := make([]string, len(left))
	for i := range left {
		out[i] = fit(left[i], width) + gap + right[i]
	}
	return out
}
