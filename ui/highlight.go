package ui

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
	"github.com/muesli/termenv"

	"tutor/lessons"
)

// The marks around what a search found, where there is no colour to show it.
const (
	foundBegin = "»"
	foundEnd   = "«"
)

// reverseSGR shows what was found. It needs no colour of its own, so it is seen on every background.
const reverseSGR = "\x1b[7m"

// highlight marks the words in a line, whose own styles stay. Without colours the line gets two cells longer for each
// match: it is marked before it is wrapped.
func highlight(line string, words []string, profile termenv.Profile) string {
	if len(words) == 0 {
		return line
	}
	found := lessons.Matches(ansi.Strip(line), words)
	if len(found) == 0 {
		return line
	}
	h := highlighter{found: found, plain: profile == termenv.Ascii}
	for rest := line; rest != ""; {
		n := strings.IndexByte(rest, 'm') + 1
		if !strings.HasPrefix(rest, "\x1b[") || n == 0 {
			n = 1
		}
		h.take(rest[:n])
		rest = rest[n:]
	}
	h.end()
	return h.out.String()
}

// highlighter copies a line piece by piece.
type highlighter struct {
	out    strings.Builder
	found  [][2]int // byte ranges in the text without styles, those that are left
	plain  bool
	at     int // bytes of text copied
	inside bool
	on     string // the styles that are on
}

// take copies one byte of text or one style.
func (h *highlighter) take(piece string) {
	if len(piece) > 1 {
		h.on = activeAfter(h.on, piece)
		h.out.WriteString(piece)
		if h.inside && !h.plain {
			h.out.WriteString(reverseSGR)
		}
		return
	}
	h.end()
	if len(h.found) > 0 && !h.inside && h.at == h.found[0][0] {
		h.inside = true
		h.out.WriteString(h.mark(foundBegin, reverseSGR))
	}
	h.out.WriteString(piece)
	h.at++
}

// end closes a match that ends here.
func (h *highlighter) end() {
	if !h.inside || h.at < h.found[0][1] {
		return
	}
	h.inside, h.found = false, h.found[1:]
	h.out.WriteString(h.mark(foundEnd, resetSGR+h.on))
}

func (h *highlighter) mark(plain, styled string) string {
	if h.plain {
		return plain
	}
	return styled
}

// hasFound says whether a line that was highlighted has a match.
func hasFound(line string) bool {
	return strings.Contains(line, reverseSGR) || strings.Contains(line, foundBegin)
}
