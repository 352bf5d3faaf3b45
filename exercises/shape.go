package exercises

import (
	"reflect"
	"strings"
	"time"

	"github.com/goccy/go-yaml/ast"
)

// shape compares a YAML tree with the Go type it is for, before it is decoded: a decoder stops
// at the first mistake and turns 8.10 into the text 8.1, and an author wants to see all of them.
type shape struct {
	problems Problems
	broken   bool // a value has a wrong type: what is decoded is not what the author meant
}

// check walks the tree. where is the key's name, for the message.
func (s *shape) check(at place, want reflect.Type, where string) {
	switch {
	case want == reflect.TypeFor[ast.Node]() || want.Kind() == reflect.Interface:
		return // decoded later, by the kind that knows it
	case want == reflect.TypeFor[time.Duration]():
		s.duration(at, where)
	case want.Kind() == reflect.Struct:
		s.mapping(at, want, where)
	case want.Kind() == reflect.Slice:
		s.sequence(at, want, where)
	case want.Kind() == reflect.Map:
		s.table(at, want, where)
	default:
		s.scalar(at, want.Kind(), where)
	}
}

func (s *shape) mapping(at place, want reflect.Type, where string) {
	m, ok := at.node.(ast.MapNode)
	if !ok {
		s.wrong(at, where, `"key: value" lines`)
		return
	}
	fields := yamlFields(want)
	for pairs := m.MapRange(); pairs.Next(); {
		name := pairs.Key().GetToken().Value
		field, ok := fields[name]
		if !ok {
			s.unknown(place{at.file, pairs.Key()}, name, want)
			continue
		}
		s.check(place{at.file, pairs.Value()}, field, name)
	}
}

// table checks a map whose keys the author chooses.
func (s *shape) table(at place, want reflect.Type, where string) {
	m, ok := at.node.(ast.MapNode)
	if !ok {
		s.wrong(at, where, `"name: value" lines`)
		return
	}
	for pairs := m.MapRange(); pairs.Next(); {
		s.check(place{at.file, pairs.Value()}, want.Elem(), where+"."+pairs.Key().GetToken().Value)
	}
}

func (s *shape) unknown(at place, name string, want reflect.Type) {
	s.problems = append(s.problems, at.problem("unknown-key", "unknown key %q (%s)", name, didYouMean(name, yamlKeys(want))))
}

func (s *shape) sequence(at place, want reflect.Type, where string) {
	list, ok := at.node.(*ast.SequenceNode)
	if !ok {
		s.wrong(at, where, "a list, each item on a line with a dash")
		return
	}
	for _, value := range list.Values {
		s.check(place{at.file, value}, want.Elem(), where)
	}
}

func (s *shape) duration(at place, where string) {
	text, ok := at.node.(*ast.StringNode)
	if ok {
		_, err := time.ParseDuration(text.Value)
		ok = err == nil
	}
	if !ok {
		s.wrong(at, where, "a duration such as 30s or 5m")
	}
}

func (s *shape) scalar(at place, want reflect.Kind, where string) {
	switch n := at.node.(type) {
	case *ast.StringNode, *ast.LiteralNode:
		if want == reflect.String {
			return
		}
	case *ast.BoolNode:
		if want == reflect.Bool {
			return
		}
	case *ast.IntegerNode:
		if want == reflect.Int && fits(n.Value) {
			return
		}
	}
	words := map[reflect.Kind]string{
		reflect.String: "text; put it in quotes", reflect.Bool: "true or false", reflect.Int: "a whole number",
	}
	s.wrong(at, where, words[want])
}

// fits says whether the parser's number is an int on every machine.
func fits(value any) bool {
	const most = 1<<31 - 1
	switch v := value.(type) {
	case uint64:
		return v <= most
	case int64:
		return -most <= v && v <= most
	}
	return false
}

func (s *shape) wrong(at place, where, want string) {
	s.broken = true
	s.problems = append(s.problems, at.problem("wrong-type", "%s has the wrong type (write %s)", where, want))
}

// yamlFields maps the YAML keys of a struct to their types.
func yamlFields(t reflect.Type) map[string]reflect.Type {
	fields := map[string]reflect.Type{}
	for i := range t.NumField() {
		if name := yamlKey(t.Field(i)); name != "" {
			fields[name] = t.Field(i).Type
		}
	}
	return fields
}

// yamlKey is the YAML key of a field; empty when it has none.
func yamlKey(field reflect.StructField) string {
	name, _, _ := strings.Cut(field.Tag.Get("yaml"), ",")
	if name == "-" {
		return ""
	}
	return name
}

// yamlKeys lists the YAML keys of a struct in the order of its fields.
func yamlKeys(t reflect.Type) []string {
	var keys []string
	for i := range t.NumField() {
		if name := yamlKey(t.Field(i)); name != "" {
			keys = append(keys, name)
		}
	}
	return keys
}
