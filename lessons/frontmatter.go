package lessons

import (
	"errors"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

const fenceLine = "---"

// maxFrontMatter bounds what the YAML parser gets to see, in bytes; nested
// brackets cost it quadratic time.
const maxFrontMatter = 8 << 10

// parseFrontMatter reads the YAML between the two --- lines and hands on what
// follows as the body.
func parseFrontMatter(src *source) (draft, Problems) {
	if !isFrontMatterFence(src.line(0)) {
		return draft{}, Problems{src.problem(0, "front matter is missing; start the file with a line ---, then id, title and minutes, then another ---")}
	}
	end := closingRow(src)
	if end < 0 {
		return draft{}, Problems{src.problem(0, "front matter is never closed; add a line --- after its last key")}
	}
	if src.starts[end] > maxFrontMatter {
		return draft{}, Problems{src.problem(0, "front matter has more than %d bytes; is a line --- missing after its last key?", maxFrontMatter)}
	}
	d := draft{meta: Meta{File: src.file}, whole: src, body: bodyAfter(src, end)}
	m := &metaReader{src: src, meta: &d.meta, seen: map[string]ast.Node{}}
	m.read(end)
	if id, ok := m.seen["id"]; ok {
		d.idRow = id.GetToken().Position.Line - 1
	}
	return d, m.problems
}

func isFrontMatterFence(line string) bool {
	return strings.TrimRight(line, " \t") == fenceLine
}

func closingRow(src *source) int {
	for row := 1; row < src.rows(); row++ {
		if isFrontMatterFence(src.line(row)) {
			return row
		}
	}
	return -1
}

func bodyAfter(src *source, end int) *source {
	if end+1 >= src.rows() {
		return sourceAt(src.file, nil, src.number(end))
	}
	return sourceAt(src.file, src.text[src.starts[end+1]:], src.number(end+1))
}

// metaReader walks the YAML tree itself, where a decoder would stop at the
// first mistake: an author wants to see all of them.
type metaReader struct {
	src      *source
	meta     *Meta
	seen     map[string]ast.Node
	problems Problems
}

func (m *metaReader) read(end int) {
	// The opening line is given as a blank one, so that YAML's line numbers
	// are the file's.
	text := append([]byte("\n"), m.src.text[m.src.starts[1]:m.src.starts[end]]...)
	file, err := parser.ParseBytes(text, 0)
	if err != nil {
		m.syntax(err)
		return
	}
	if pairs := m.pairs(file); pairs != nil {
		for pairs.Next() {
			m.pair(pairs.Key(), pairs.Value())
		}
	}
	m.missing()
}

func (m *metaReader) syntax(err error) {
	const message = "front matter is not valid YAML (%s); write each entry as \"key: value\", and put a value with special characters in quotes"
	var ye yaml.Error
	if errors.As(err, &ye) && ye.GetToken() != nil {
		p := ye.GetToken().Position
		m.add(p.Line, p.Column, message, ye.GetMessage())
		return
	}
	m.add(1, 1, message, firstLine(err.Error()))
}

func firstLine(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	return line
}

func (m *metaReader) pairs(file *ast.File) *ast.MapNodeIter {
	var bodies []ast.Node
	for _, doc := range file.Docs {
		if doc.Body != nil && doc.Body.Type() != ast.CommentType {
			bodies = append(bodies, doc.Body)
		}
	}
	if len(bodies) == 0 {
		return nil
	}
	mapping, ok := bodies[0].(ast.MapNode)
	if !ok || len(bodies) > 1 {
		p := bodies[len(bodies)-1].GetToken().Position
		m.add(p.Line, p.Column, "front matter must be one list of \"key: value\" lines")
		return nil
	}
	return mapping.MapRange()
}

func (m *metaReader) pair(key ast.MapKeyNode, value ast.Node) {
	name := key.GetToken().Value
	for _, f := range fields() {
		if f.key != name {
			continue
		}
		m.seen[name] = key
		for _, wrong := range f.set(m.meta, value) {
			m.addNode(wrong.node, "%s %s", name, wrong.message)
		}
		return
	}
	m.addNode(key, "unknown key %q; %s", name, keyAdvice(name))
}

func keyAdvice(name string) string {
	var keys []string
	for _, f := range fields() {
		keys = append(keys, f.key)
	}
	if near := nearest(name, keys); len(near) > 0 {
		return "did you mean " + strings.Join(near, " or ") + "?"
	}
	return "a lesson has " + strings.Join(keys, ", ")
}

func (m *metaReader) missing() {
	for _, f := range fields() {
		if _, ok := m.seen[f.key]; !ok && f.example != "" {
			m.add(1, 1, "%s is missing; add a line such as %q to the front matter", f.key, f.key+": "+f.example)
		}
	}
}

func (m *metaReader) addNode(n ast.Node, format string, args ...any) {
	p := n.GetToken().Position
	m.add(p.Line, p.Column, format, args...)
}

// add places a problem, inside the line even where the YAML parser points past
// its end.
func (m *metaReader) add(line, col int, format string, args ...any) {
	row := min(max(line-1, 0), m.src.rows()-1)
	col = min(max(col, 1), utf8.RuneCountInString(m.src.line(row))+1)
	m.problems = append(m.problems, m.src.problemAt(row, col, format, args...))
}
