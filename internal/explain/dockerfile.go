package explain

import (
	"maps"
	"path"
	"sort"
	"strings"

	"tutor/internal/dockerfile"
)

// Context is what is known about the folder that a Dockerfile builds from.
type Context struct {
	Known  bool // whether the folder could be looked at
	Ignore bool // it has a .dockerignore that counts for this file
}

// Dockerfile explains a Dockerfile. The error is always a *dockerfile.SyntaxError; see Mistake for what to do about it.
func Dockerfile(text []byte, around Context) (*Document, error) {
	f, err := dockerfile.Parse(text)
	if err != nil {
		return nil, err
	}
	e := newExplainer(f, text)
	items := e.text.items()
	for _, in := range f.Args {
		items = append(items, e.item(in, e.globalArg(in)))
	}
	for i := range f.Stages {
		items = append(items, e.stageItems(i)...)
	}
	sort.SliceStable(items, func(a, b int) bool { return items[a].Start < items[b].Start })
	d := &Document{Kind: KindDockerfile, Stages: e.stages, Items: items}
	d.Findings = kept(e.text.lines, e.findings(around))
	return d, nil
}

// explainer is one file on its way to being explained.
type explainer struct {
	file   *dockerfile.File
	text   *source
	stages []Stage
	places []place                   // how each stage ends, for those that build on it
	args   map[string]globalArgument // the arguments before the first FROM
	ends   []map[string]int          // of each stage, the index of the last instruction of a name
}

// place is what is known at a point of a stage.
type place struct {
	stage      int
	workdir    string            // absolute; empty while it is the base image's own
	user       string            // empty while it is the base image's own
	shell      []string          // of SHELL; nil for the default
	env        map[string]string // of ENV, as far as it is known; shared with the stage it comes from until it changes
	shared     bool              // env belongs to another stage as well
	args       map[string]string // of ARG
	entrypoint *dockerfile.Instruction
}

// setEnv notes a variable. It outweighs an ARG of the same name.
func (at *place) setEnv(name, value string) {
	if at.shared || at.env == nil {
		at.env, at.shared = maps.Clone(at.env), false
		if at.env == nil {
			at.env = map[string]string{}
		}
	}
	at.env[name] = value
}

func (at *place) setArg(name, value string) {
	if at.args == nil {
		at.args = map[string]string{}
	}
	at.args[name] = value
}

// Get is a variable as an instruction sees it.
func (at *place) Get(name string) (string, bool) {
	if value, ok := at.env[name]; ok {
		return value, true
	}
	value, ok := at.args[name]
	return value, ok
}

// Keys are the names of the variables; BuildKit's expansion does without.
func (at *place) Keys() []string { return nil }

func newExplainer(f *dockerfile.File, text []byte) *explainer {
	e := &explainer{file: f, text: newSource(text), args: map[string]globalArgument{}}
	for _, in := range f.Args {
		for _, a := range argsOf(in) {
			e.args[a.Key] = globalArgument{in.Start, a.Value}
		}
	}
	for i := range f.Stages {
		last := map[string]int{}
		for k, in := range f.Stages[i].Instructions {
			last[in.Name] = k
		}
		e.ends = append(e.ends, last)
	}
	e.graph()
	return e
}

func (e *explainer) stageItems(index int) []Item {
	s := &e.file.Stages[index]
	at := e.startOf(index)
	items := []Item{e.item(s.From, e.from(index))}
	for i := range s.Instructions {
		in := &s.Instructions[i]
		items = append(items, e.item(*in, e.instruction(in, &at)))
	}
	e.places = append(e.places, at)
	return items
}

// startOf is what is known where a stage begins: what its parent ends with, when that is a stage of this file.
func (e *explainer) startOf(index int) place {
	s := &e.file.Stages[index]
	at := place{stage: index}
	if s.Parent == dockerfile.NoStage {
		if s.Base == scratch {
			at.workdir = "/"
		}
		return at
	}
	parent := e.places[s.Parent] // an ARG ends with its stage, an ENV does not
	at.workdir, at.user, at.shell, at.entrypoint = parent.workdir, parent.user, parent.shell, parent.entrypoint
	at.env, at.shared = parent.env, true
	return at
}

// said is what an instruction is explained with.
type said struct {
	says  []string
	parts []Part
}

func say(sentences ...string) said { return said{says: sentences} }

func (s *said) add(sentences ...string) {
	for _, text := range sentences {
		if text != "" {
			s.says = append(s.says, text)
		}
	}
}

func (e *explainer) item(in dockerfile.Instruction, s said) Item {
	return Item{Start: in.Start, End: in.End, Name: in.Name, Text: oneLine(in.Text), Says: strings.Join(s.says, " "), Parts: s.parts}
}

// oneLine joins the lines of a text; a control character would be no part of a sentence.
func oneLine(text string) string {
	return strings.Join(strings.FieldsFunc(text, func(r rune) bool { return r <= ' ' || r == 0x7f }), " ")
}

// resolve is where a path of the image leads from the working folder. ok is false when that is not known.
func (at *place) resolve(p string) (full string, ok bool) {
	if strings.HasPrefix(p, "/") || isWindowsPath(p) {
		return p, true
	}
	if at.workdir == "" {
		return p, false
	}
	return path.Join(at.workdir, p), true
}

func isWindowsPath(p string) bool { return len(p) > 2 && p[1] == ':' || strings.HasPrefix(p, `\`) }
