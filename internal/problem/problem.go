// Package problem is a mistake in the course's content, and where an author finds it.
package problem

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Problem is one mistake, placed so that an editor can jump to it.
type Problem struct {
	File    string // path as a person can open it, with slashes; "." for the folder of the course itself
	Line    int    // from 1; 0 when the whole file or folder is meant
	Col     int    // from 1, counted in characters, not bytes; 0 with Line 0
	Text    string // the line as the author wrote it; may be empty
	Rule    string // kebab-case name of this kind of mistake; it stays the same when the words of Message change
	Message string // what is wrong and what to do
}

// Error gives the problem as file:line:col: message.
func (p Problem) Error() string {
	if p.Line == 0 {
		return fmt.Sprintf("%s: %s", p.File, p.Message)
	}
	return fmt.Sprintf("%s:%d:%d: %s", p.File, p.Line, p.Col, p.Message)
}

// List is every mistake found. It is returned as an error only when it holds at least one.
type List []Problem

// Error gives one problem per line.
func (ps List) Error() string {
	lines := make([]string, len(ps))
	for i, p := range ps {
		lines[i] = p.Error()
	}
	return strings.Join(lines, "\n")
}

// Sorted orders the problems by file and place, in the list itself, and returns it.
func (ps List) Sorted() List {
	slices.SortStableFunc(ps, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Col, b.Col))
	})
	return ps
}
