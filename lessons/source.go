package lessons

import (
	"bytes"
	"fmt"
	"sort"
	"strings"
	"unicode/utf8"
)

// source is text with the knowledge of where it stands in its file. Line ends
// are \n and there is no byte order mark, whatever the file had.
type source struct {
	file   string
	text   []byte
	first  int   // 1-based number, in the file, of the first line of text
	starts []int // offset at which each line starts
}

// newSource normalises a file's bytes; begin says how a file like it begins. Lines keep their numbers, since every
// kind of line end becomes one \n.
func newSource(file string, data []byte, begin string) (*source, Problems) {
	text := bytes.TrimPrefix(data, []byte("\uFEFF"))
	if bytes.IndexByte(text, '\r') >= 0 { // a copy for each of many lessons is not made for nothing
		text = bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))
		text = bytes.ReplaceAll(text, []byte("\r"), []byte("\n"))
	}
	src := sourceAt(file, text, 1)
	if at := invalidUTF8(text); at >= 0 {
		return nil, Problems{src.problem(at, "not-utf8", "this is not UTF-8 text; save the file as UTF-8")}
	}
	if len(bytes.TrimSpace(text)) == 0 {
		return nil, Problems{src.problem(0, "empty-file", "the file is empty; %s", begin)}
	}
	if found := controls(src); len(found) > 0 {
		return nil, found
	}
	return src, nil
}

func sourceAt(file string, text []byte, first int) *source {
	s := &source{file: file, text: text, first: first, starts: []int{0}}
	for i, b := range text {
		if b == '\n' {
			s.starts = append(s.starts, i+1)
		}
	}
	return s
}

func invalidUTF8(text []byte) int {
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRune(text[i:])
		if r == utf8.RuneError && size <= 1 {
			return i
		}
		i += size
	}
	return -1
}

// row is the 0-based index, within this source, of the line that holds offset.
func (s *source) row(offset int) int {
	return max(0, sort.SearchInts(s.starts, offset+1)-1)
}

func (s *source) rows() int { return len(s.starts) }

// line is the text of a row without its line end; empty past the end.
func (s *source) line(row int) string {
	if row < 0 || row >= len(s.starts) {
		return ""
	}
	end := len(s.text)
	if row+1 < len(s.starts) {
		end = s.starts[row+1] - 1
	}
	return string(s.text[s.starts[row]:end])
}

// number is a row's 1-based line number in the file.
func (s *source) number(row int) int { return s.first + row }

func (s *source) isBlank(row int) bool { return strings.TrimSpace(s.line(row)) == "" }

// trim narrows the rows [from, to) to those that begin and end with text.
func (s *source) trim(from, to int) (int, int) {
	for from < to && s.isBlank(from) {
		from++
	}
	for from < to && s.isBlank(to-1) {
		to--
	}
	return from, to
}

func (s *source) problem(offset int, rule, format string, args ...any) Problem {
	offset = min(max(offset, 0), len(s.text))
	row := s.row(offset)
	col := utf8.RuneCount(s.text[s.starts[row]:offset]) + 1
	return s.problemAt(row, col, rule, format, args...)
}

func (s *source) problemAt(row, col int, rule, format string, args ...any) Problem {
	return Problem{
		File: s.file, Line: s.number(row), Col: col,
		Text: s.line(row), Rule: rule, Message: fmt.Sprintf(format, args...),
	}
}
