package explain

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// composeCap bounds the text: a megabyte is no Compose file.
const composeCap = 1 << 20

// Compose explains a Compose file: each key in the order of the file, and what to look at. It reads nothing but the text.
// The error is ctx's own or a *ComposeError; no text makes it panic.
func Compose(ctx context.Context, _ string, text []byte) (doc *Document, err error) {
	defer func() {
		// Two parsers are fed with anything here: a slip in them must not end the program.
		if r := recover(); r != nil {
			doc, err = nil, &ComposeError{Line: 1, Message: fmt.Sprintf("the parser gave up: %v", r)}
		}
	}()
	f, problem := readCompose(text)
	if problem == nil {
		problem = f.check()
	}
	if problem == nil {
		problem = f.accepted(ctx)
	}
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case problem != nil:
		return nil, f.at(problem)
	}
	doc = &Document{Kind: KindCompose, Items: []Item{}, Findings: kept(f.lines, f.find())}
	for _, root := range f.roots {
		doc.Items = append(doc.Items, f.items(root, nil)...)
	}
	return doc, nil
}

// composeFile is a Compose file, read.
type composeFile struct {
	text     []byte
	lines    []string
	roots    []*yamlNode // one for each document, each a mapping
	unknown  []composeKey
	strange  map[int]string      // the unknown keys by their lines
	byName   map[string]int      // where each service is in all
	uses     map[string][]string // the services that use volumes.NAME and the like
	all      []composeService    // once they were asked for
	saidOnce map[string]bool     // the sentences that are said for the first key of their kind alone
	aliases  map[string][]int    // the lines on which *name stands, for each name
}

// composeKey is a key of the file, with its place.
type composeKey struct {
	path  []string // such as services, web, ports
	pair  yamlPair
	value *yamlNode // what the pair's alias stands for, or its value
	root  *yamlNode // the document that it is in
}

func (k composeKey) name() string { return k.path[len(k.path)-1] }
func (k composeKey) full() string { return strings.Join(k.path, ".") }

// service is the name of the service that the key is in, or "".
func (k composeKey) service() string {
	if len(k.path) > 1 && (k.path[0] == "services" || k.path[0] == "jobs") {
		return k.path[1]
	}
	return ""
}

// owner is the mapping of the service that the key is in; nil outside of services.
func (k composeKey) owner() *yamlNode {
	if k.service() == "" {
		return nil
	}
	return k.root.get(k.path[0]).get(k.path[1])
}

func readCompose(text []byte) (*composeFile, *ComposeError) {
	plain := strings.TrimPrefix(string(text), "\ufeff")
	plain = strings.ReplaceAll(strings.ReplaceAll(plain, "\r\n", "\n"), "\r", "\n")
	f := &composeFile{text: []byte(plain), lines: strings.Split(plain, "\n"), aliases: map[string][]int{}, saidOnce: map[string]bool{}, strange: map[int]string{}}
	switch {
	case len(text) > composeCap:
		return f, &ComposeError{Line: 1, Message: "the file is larger than 1 MB, and no Compose file is"}
	case !utf8.ValidString(plain) || strings.ContainsRune(plain, 0):
		line := slices.IndexFunc(f.lines, func(l string) bool { return !utf8.ValidString(l) || strings.ContainsRune(l, 0) }) + 1
		return f, &ComposeError{Line: line, Message: "this is no text, and a Compose file is one", Fix: "save the file as UTF-8"}
	}
	roots, problem := readYAML(f.lines)
	if problem != nil {
		return f, problem
	}
	for _, r := range roots {
		if r.null {
			continue
		}
		if r.kind != yamlMap {
			return f, &ComposeError{Line: r.line, Message: "a Compose file is made of lines of the form key: value, and this is something else", Fix: "begin with services:"}
		}
		f.roots = append(f.roots, r)
		f.mark(r)
	}
	if len(f.roots) == 0 {
		return f, &ComposeError{Line: 1, Message: "the file has nothing in it", Fix: "begin with services: and, indented below it, the name of a service"}
	}
	return f, nil
}

// mark notes where aliases stand.
func (f *composeFile) mark(n *yamlNode) {
	if n.alias != "" {
		f.aliases[n.alias] = append(f.aliases[n.alias], n.line)
		return
	}
	for _, p := range n.pairs {
		f.mark(p.value)
	}
	for _, e := range n.list {
		f.mark(e)
	}
}

// at adds the text of the line to an error.
func (f *composeFile) at(e *ComposeError) *ComposeError {
	e.Line = min(max(e.Line, 1), len(f.lines))
	e.Text = strings.TrimSpace(f.lines[e.Line-1])
	return e
}

// top is the first value of a key at the left edge of any document.
func (f *composeFile) top(key string) *yamlNode {
	for _, r := range f.roots {
		if v := r.get(key); v != nil {
			return v.real()
		}
	}
	return nil
}
