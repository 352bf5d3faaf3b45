package exercises

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Problem is one mistake in an exercise's folder, placed so that an editor can jump to it.
type Problem struct {
	File    string // path inside the folder of exercises, with slashes
	Line    int    // 1 and up; 0 when the whole file or folder is meant
	Col     int    // 1 and up, in characters; 0 with Line 0
	Message string // what is wrong, and in parentheses what to do
}

// Error gives the problem as file:line:col: message (what to do).
func (p Problem) Error() string {
	if p.Line == 0 {
		return fmt.Sprintf("%s: %s", p.File, p.Message)
	}
	return fmt.Sprintf("%s:%d:%d: %s", p.File, p.Line, p.Col, p.Message)
}

// Problems is every mistake found. It is returned as an error only when it holds at least one.
type Problems []Problem

// Error gives one problem per line.
func (ps Problems) Error() string {
	lines := make([]string, len(ps))
	for i, p := range ps {
		lines[i] = p.Error()
	}
	return strings.Join(lines, "\n")
}

// sorted orders the problems by file and place.
func (ps Problems) sorted() Problems {
	slices.SortStableFunc(ps, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Col, b.Col))
	})
	return ps
}
