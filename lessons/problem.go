package lessons

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Problem is one mistake in the course content, placed so that an editor can
// jump to it.
type Problem struct {
	File    string // name inside the course folder; "." for the folder itself
	Line    int    // 1-based; 0 only when the problem is the folder
	Col     int    // 1-based, counted in characters, not bytes
	Text    string // the line as the author wrote it
	Message string // what is wrong and what to do
}

// Error gives the problem as file:line:col: message.
func (p Problem) Error() string {
	if p.Line == 0 {
		return fmt.Sprintf("%s: %s", p.File, p.Message)
	}
	return fmt.Sprintf("%s:%d:%d: %s", p.File, p.Line, p.Col, p.Message)
}

// Problems is every mistake found, sorted by file and place. It is only ever
// returned as an error when it holds at least one.
type Problems []Problem

// Error gives one problem per line.
func (ps Problems) Error() string {
	lines := make([]string, len(ps))
	for i, p := range ps {
		lines[i] = p.Error()
	}
	return strings.Join(lines, "\n")
}

func (ps Problems) sorted() Problems {
	slices.SortStableFunc(ps, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Col, b.Col))
	})
	return ps
}
