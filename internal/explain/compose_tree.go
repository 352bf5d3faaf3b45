package explain

import (
	"errors"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// yamlNode is a value of a YAML file with its place: Compose's own parser does not keep the lines.
type yamlNode struct {
	kind      yamlKind
	text      string // of a scalar, quotes taken away
	plain     bool   // a scalar without quotes
	null      bool
	tag       string // such as !reset
	line, end int    // 1 and up; end is the last line
	pairs     []yamlPair
	list      []*yamlNode
	anchor    string    // the name that & gives it
	mark      int       // the line on which & stands
	alias     string    // it is *alias, and stands for target
	target    *yamlNode // never nil when alias is set
}

type yamlKind int

const (
	yamlScalar yamlKind = iota
	yamlMap
	yamlList
)

// yamlPair is a key of a mapping with its value.
type yamlPair struct {
	key       string
	line, end int
	value     *yamlNode
}

// real is the node itself, or what its alias stands for.
func (n *yamlNode) real() *yamlNode {
	for n.target != nil {
		n = n.target
	}
	return n
}

// get finds the value of a key of a mapping: its own, else one that a merge key brings along. It is nil without one.
func (n *yamlNode) get(key string) *yamlNode {
	if p := n.pair(key); p != nil {
		return p.value
	}
	return nil
}

// pair is like get, and knows the lines of the key.
func (n *yamlNode) pair(key string) *yamlPair {
	return n.lookup(key, map[*yamlNode]bool{})
}

// lookup looks at each node once, however often it is merged.
func (n *yamlNode) lookup(key string, seen map[*yamlNode]bool) *yamlPair {
	if n == nil || seen[n.real()] || len(seen) > maxMerged {
		return nil
	}
	n = n.real()
	seen[n] = true
	var merged *yamlPair
	for i, p := range n.pairs {
		if p.key == key {
			return &n.pairs[i]
		}
		if p.key != mergeKey || merged != nil {
			continue
		}
		for _, from := range append([]*yamlNode{p.value}, p.value.real().list...) {
			if merged == nil {
				merged = from.lookup(key, seen)
			}
		}
	}
	return merged
}

// maxMerged bounds the mappings that are merged into one.
const maxMerged = 100

// mergeKey takes over the keys of another mapping.
const mergeKey = "<<"

// scalar is the text of a key that has a single value, or "".
func (n *yamlNode) scalar(key string) string {
	if v := n.get(key); v != nil && v.real().kind == yamlScalar {
		return v.real().text
	}
	return ""
}

// entries are the parts of a list, or the one value that stands for a list.
func (n *yamlNode) entries() []*yamlNode {
	switch r := n.real(); {
	case r.kind == yamlList:
		return r.list
	case r.kind == yamlScalar && !r.null:
		return []*yamlNode{r}
	}
	return nil
}

// yamlReader makes nodes of goccy's syntax tree.
type yamlReader struct {
	lines   []string
	anchors map[string]*yamlNode
	problem *ComposeError // the first
}

// yamlDepth bounds how deep a file may be nested: nobody reads deeper, and parsing costs with the square of it.
const yamlDepth = 200

// readYAML reads the documents of a file; Compose takes several as if they lay in several files.
func readYAML(lines []string) ([]*yamlNode, *ComposeError) {
	if line := tooDeep(lines); line > 0 {
		return nil, &ComposeError{Line: line, Message: "the file is nested too deeply to be read", Fix: "no Compose file needs more than ten levels"}
	}
	file, err := parser.ParseBytes([]byte(strings.Join(lines, "\n")), 0)
	if err != nil {
		return nil, yamlProblem(err, lines)
	}
	r := &yamlReader{lines: lines, anchors: map[string]*yamlNode{}}
	var roots []*yamlNode
	for i, doc := range file.Docs {
		limit := len(lines)
		if i+1 < len(file.Docs) && file.Docs[i+1].Start != nil {
			limit = file.Docs[i+1].Start.Position.Line - 1
		}
		clear(r.anchors) // they count within a document
		if doc.Body != nil {
			roots = append(roots, r.node(doc.Body, limit))
		}
	}
	return roots, r.problem
}

// tooDeep is the line on which the nesting passes yamlDepth, as far as brackets, dashes and indentation show it; or 0.
func tooDeep(lines []string) int {
	open := 0
	for i, line := range lines {
		if dashes := strings.Count(line[:len(line)-len(strings.TrimLeft(line, "-?: \t"))], " "); dashes > 4*yamlDepth {
			return i + 1
		}
		open = max(0, open+strings.Count(line, "[")+strings.Count(line, "{")-strings.Count(line, "]")-strings.Count(line, "}"))
		if open > yamlDepth || strings.Count(line, "[")+strings.Count(line, "{") > 50*yamlDepth {
			return i + 1
		}
	}
	return 0
}

// yamlProblem says where goccy's parser stopped, and why.
func yamlProblem(err error, lines []string) *ComposeError {
	line, message := 1, strings.SplitN(err.Error(), "\n", 2)[0]
	var ye yaml.Error
	if errors.As(err, &ye) {
		message = ye.GetMessage()
		if t := ye.GetToken(); t != nil && t.Position != nil {
			line = t.Position.Line
		}
	}
	return syntaxProblem(min(max(line, 1), len(lines)), message, lines)
}

func (r *yamlReader) fail(line int, message, fix string) {
	if r.problem == nil {
		r.problem = &ComposeError{Line: line, Message: message, Fix: fix}
	}
}

// node reads a value that ends on the line limit at the latest.
func (r *yamlReader) node(n ast.Node, limit int) *yamlNode {
	out := &yamlNode{line: yamlLine(n)}
	switch v := n.(type) {
	case *ast.AnchorNode:
		out = r.node(v.Value, limit)
		out.anchor, out.mark = v.Name.GetToken().Value, v.Start.Position.Line
		r.anchors[out.anchor] = out
		return out
	case *ast.TagNode:
		if v.Value != nil {
			out = r.node(v.Value, limit)
		}
		out.tag = v.Start.Value
		return out
	case *ast.AliasNode:
		out.alias = v.Value.GetToken().Value
		if out.target = r.anchors[out.alias]; out.target == nil {
			r.fail(out.line, "*"+out.alias+" stands for nothing: no &"+out.alias+" comes before it",
				"write &"+out.alias+" behind the key whose value it shall stand for, further up")
			out.target = &yamlNode{null: true, line: out.line, end: out.line}
		}
	case ast.MapNode:
		out.kind = yamlMap
		r.mapping(out, v, limit)
	case *ast.SequenceNode:
		out.kind = yamlList
		for i, entry := range v.Values {
			last := limit
			if i+1 < len(v.Values) {
				last = yamlLine(v.Values[i+1]) - 1
			}
			out.list = append(out.list, r.node(entry, last))
		}
	case *ast.NullNode:
		out.null = true
	case *ast.LiteralNode:
		out.text = v.Value.Value
	case *ast.StringNode:
		out.text = v.Value
		out.plain = v.Token != nil && !strings.HasPrefix(strings.TrimSpace(v.Token.Origin), `"`) && !strings.HasPrefix(strings.TrimSpace(v.Token.Origin), "'")
	case nil:
		out.null = true
	default:
		out.text, out.plain = n.GetToken().Value, true
	}
	out.end = r.last(out.line, limit)
	return out
}

func (r *yamlReader) mapping(out *yamlNode, n ast.MapNode, limit int) {
	for pairs := n.MapRange(); pairs.Next(); {
		key := pairs.Key()
		p := yamlPair{key: yamlKey(key), line: yamlLine(key)}
		if before := len(out.pairs) - 1; before >= 0 {
			out.pairs[before].end = r.last(out.pairs[before].line, p.line-1)
		}
		out.pairs = append(out.pairs, p)
	}
	i := 0
	for pairs := n.MapRange(); pairs.Next(); i++ {
		p := &out.pairs[i]
		if i == len(out.pairs)-1 {
			p.end = r.last(p.line, limit)
		}
		p.value = r.node(pairs.Value(), p.end)
		if p.value.null && p.value.line < p.line {
			p.value.line, p.value.end = p.line, p.line
		}
	}
}

func yamlKey(key ast.MapKeyNode) string {
	switch k := key.(type) {
	case *ast.MergeKeyNode:
		return mergeKey
	case *ast.StringNode:
		return k.Value
	case *ast.MappingKeyNode:
		if k.Value != nil {
			return k.Value.GetToken().Value
		}
	}
	return key.GetToken().Value
}

// last is the last line with something on it, from the line from to the line to.
func (r *yamlReader) last(from, to int) int {
	to = min(to, len(r.lines))
	for ; to > from; to-- {
		if text := strings.TrimSpace(r.lines[to-1]); text != "" && !strings.HasPrefix(text, "#") && text != "---" {
			break
		}
	}
	return max(from, to)
}

// yamlLine is the line on which a node begins. The token of a mapping is the colon behind its first key.
func yamlLine(n ast.Node) int {
	switch v := n.(type) {
	case *ast.MappingNode:
		if len(v.Values) > 0 && !v.IsFlowStyle {
			return yamlLine(v.Values[0].Key)
		}
	case *ast.MappingValueNode:
		return yamlLine(v.Key)
	case *ast.SequenceNode:
		if v.Start != nil {
			return v.Start.Position.Line
		}
	}
	if n == nil || n.GetToken() == nil || n.GetToken().Position == nil {
		return 1
	}
	return max(n.GetToken().Position.Line, 1)
}
