package lessons

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// taskOf is the box [ ] or [x] at the start of a list item.
func taskOf(item ast.Node) (*extast.TaskCheckBox, bool) {
	if item.FirstChild() == nil || item.FirstChild().FirstChild() == nil {
		return nil, false
	}
	task, ok := item.FirstChild().FirstChild().(*extast.TaskCheckBox)
	return task, ok
}

// hasTasks says whether an item of the list has a box.
func hasTasks(list *ast.List) bool {
	for n := list.FirstChild(); n != nil; n = n.NextSibling() {
		if _, ok := taskOf(n); ok {
			return true
		}
	}
	return false
}

// boxLength is the length of "[x]".
const boxLength = 3

// taskText is where the text after a box starts.
func (d *document) taskText(task *extast.TaskCheckBox) int {
	return min(task.Pos()+boxLength, len(d.src.text))
}

func (d *document) itemEnd(item span) int {
	if item.to < d.src.rows() {
		return d.src.starts[item.to]
	}
	return len(d.src.text)
}

// dash finds the first dash with blanks around it in the text after a box, but
// not one in code, in a link or in strong text. It returns the offsets of the
// dash and of what follows, or -1.
func (d *document) dash(task *extast.TaskCheckBox) (at, after int) {
	for n := task.NextSibling(); n != nil; n = n.NextSibling() {
		text, ok := n.(*ast.Text)
		if !ok {
			continue
		}
		for _, dash := range []string{"-", "–", "—"} {
			if at, after := d.dashIn(text, dash); at >= 0 {
				return at, after
			}
		}
	}
	return -1, -1
}

func (d *document) dashIn(text *ast.Text, dash string) (at, after int) {
	from, to := text.Segment.Start, text.Segment.Stop
	for i := from; i < to; i++ {
		end := i + len(dash)
		if end <= to && bytes.HasPrefix(d.src.text[i:], []byte(dash)) && d.isBlankAt(i-1) && d.isBlankAt(end) {
			return i, end
		}
	}
	return -1, -1
}

// isBlankAt says whether a blank or the end of a line is at offset.
func (d *document) isBlankAt(offset int) bool {
	return offset < 0 || offset >= len(d.src.text) || strings.IndexByte(" \t\n", d.src.text[offset]) >= 0
}

// dedented is the text from start to end, with the lines after the first moved
// left by offset columns.
func (d *document) dedented(start, end, offset int) string {
	lines := strings.Split(string(d.src.text[start:max(start, end)]), "\n")
	for i := range lines {
		if i > 0 {
			lines[i] = dedent(lines[i], offset, false)
		}
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}
