package exercises

import (
	"fmt"

	"github.com/goccy/go-yaml/ast"
)

// place is a node of a YAML file, for problems that point at it.
type place struct {
	file string
	node ast.Node
}

// key goes to the value under a key; where the key is missing it stays.
func (p place) key(name string) place {
	if m, ok := p.node.(ast.MapNode); ok {
		for pairs := m.MapRange(); pairs.Next(); {
			if pairs.Key().GetToken().Value == name {
				return place{p.file, pairs.Value()}
			}
		}
	}
	return p
}

// item goes to one element of a list; where there is none it stays.
func (p place) item(i int) place {
	if s, ok := p.node.(*ast.SequenceNode); ok && i < len(s.Values) {
		return place{p.file, s.Values[i]}
	}
	return p
}

// problem says what is wrong here, and which rule says so.
func (p place) problem(rule, format string, args ...any) Problem {
	line, col := position(p.node)
	return Problem{File: p.file, Line: line, Col: col, Rule: rule, Message: fmt.Sprintf(format, args...)}
}

// position is where a node begins. A mapping's own token is its first colon, so its first key counts.
func position(node ast.Node) (line, col int) {
	switch n := node.(type) {
	case nil:
		return 1, 1
	case *ast.MappingValueNode:
		node = n.Key
	case *ast.MappingNode:
		if len(n.Values) > 0 && !n.IsFlowStyle {
			node = n.Values[0].Key
		}
	}
	if t := node.GetToken(); t != nil && t.Position != nil {
		return max(t.Position.Line, 1), max(t.Position.Column, 1)
	}
	return 1, 1
}
