package lessons

import (
	"errors"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// fieldReader walks the YAML tree itself, where a decoder would stop at the
// first mistake: an author wants to see all of them.
type fieldReader struct {
	src      *source
	name     string // of the text, such as "front matter"
	thing    string // what has the fields, such as "lesson"
	fields   []field
	seen     map[string]ast.Node // the value of each key that is there
	meant    []string            // keys that an unknown one is likely a misspelling of: those are not missing
	inner    bool                // the mapping is part of another
	problems Problems
}

func newFieldReader(src *source, name, thing string, fields []field) *fieldReader {
	return &fieldReader{src: src, name: name, thing: thing, fields: fields, seen: map[string]ast.Node{}}
}

// read reads a text whose line numbers are those of the source.
func (m *fieldReader) read(text []byte) {
	file, err := parser.ParseBytes(text, 0)
	if err != nil {
		m.syntax(err)
		return
	}
	if node, ok := m.body(file); ok {
		m.mapping(node)
	}
}

// mapping reads the entries of a mapping, and says which are missing.
func (m *fieldReader) mapping(node ast.MapNode) {
	if node != nil {
		for pairs := node.MapRange(); pairs.Next(); {
			m.pair(pairs.Key(), pairs.Value())
		}
	}
	m.missing(node)
}

func (m *fieldReader) syntax(err error) {
	const message = "%s is not valid YAML (%s); write each entry as \"key: value\", and put a value with special characters in quotes"
	var ye yaml.Error
	if errors.As(err, &ye) && ye.GetToken() != nil {
		p := ye.GetToken().Position
		if strings.Contains(ye.GetMessage(), "already defined") {
			m.add(p.Line, p.Column, "yaml-syntax", "%s is not valid YAML (%s); write each key once", m.name, ye.GetMessage())
			return
		}
		m.add(p.Line, p.Column, "yaml-syntax", message, m.name, strings.ReplaceAll(ye.GetMessage(), "'\t'", "tab; indent with blanks"))
		return
	}
	m.add(1, 1, "yaml-syntax", message, m.name, firstLine(err.Error()))
}

func firstLine(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	return line
}

// body is the one mapping of the file; nil when the file has nothing at all, and false when it has something else.
func (m *fieldReader) body(file *ast.File) (ast.MapNode, bool) {
	var bodies []ast.Node
	for _, doc := range file.Docs {
		if doc.Body != nil && doc.Body.Type() != ast.CommentType {
			bodies = append(bodies, doc.Body)
		}
	}
	if len(bodies) == 0 {
		return nil, true
	}
	mapping, ok := bodies[0].(ast.MapNode)
	if !ok || len(bodies) > 1 {
		p := bodies[len(bodies)-1].GetToken().Position
		m.add(p.Line, p.Column, "yaml-mapping", "%s must be one list of \"key: value\" lines", m.name)
		return nil, false
	}
	return mapping, true
}

func (m *fieldReader) pair(key ast.MapKeyNode, value ast.Node) {
	name := key.GetToken().Value
	for _, f := range m.fields {
		if f.key != name {
			continue
		}
		m.seen[name] = value
		for _, wrong := range f.set(value) {
			m.addNode(wrong.node, wrong.rule, "%s %s", name, wrong.message)
		}
		return
	}
	m.addNode(key, "unknown-key", "unknown key %q; %s", name, m.keyAdvice(name))
}

func (m *fieldReader) keyAdvice(name string) string {
	var keys []string
	for _, f := range m.fields {
		keys = append(keys, f.key)
	}
	if near := nearest(name, keys); len(near) > 0 {
		m.meant = append(m.meant, near...)
		return "did you mean " + strings.Join(near, " or ") + "?"
	}
	return "a " + m.thing + " has " + strings.Join(keys, ", ")
}

func (m *fieldReader) missing(node ast.MapNode) {
	line, col := 1, 1
	if n, ok := node.(ast.Node); ok && m.inner {
		p := n.GetToken().Position
		line, col = p.Line, p.Column
	}
	for _, f := range m.fields {
		if _, ok := m.seen[f.key]; !ok && f.example != "" && !slices.Contains(m.meant, f.key) {
			m.add(line, col, f.key+"-missing", "%s is missing; add a line such as %q to the %s", f.key, f.example, m.name)
		}
	}
}

func (m *fieldReader) addNode(n ast.Node, rule, format string, args ...any) {
	p := n.GetToken().Position
	m.add(p.Line, p.Column, rule, format, args...)
}

// add places a problem, inside the line even where the YAML parser points past
// its end.
func (m *fieldReader) add(line, col int, rule, format string, args ...any) {
	row := min(max(line-1, 0), m.src.rows()-1)
	col = min(max(col, 1), utf8.RuneCountInString(m.src.line(row))+1)
	m.problems = append(m.problems, m.src.problemAt(row, col, rule, format, args...))
}
