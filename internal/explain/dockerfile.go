package explain

import (
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
	e := &explainer{file: f, text: newSource(text)}
	e.graph()
	items := e.text.items()
	for _, in := range f.Args {
		items = append(items, e.item(in, e.globalArg(in)))
	}
	for i := range f.Stages {
		items = append(items, e.stageItems(i)...)
	}
	sort.SliceStable(items, func(a, b int) bool { return items[a].Start < items[b].Start })
	d := &Document{Kind: KindDockerfile, Stages: e.stages, Items: items}
	d.Findings = e.text.kept(e.findings(around))
	return d, nil
}

// explainer is one file on its way to being explained.
type explainer struct {
	file   *dockerfile.File
	text   *source
	stages []Stage
	places []place // how each stage ends, for those that build on it
}

// place is what is known at a point of a stage.
type place struct {
	stage      int
	workdir    string            // absolute; empty while it is the base image's own
	user       string            // empty while it is the base image's own
	shell      []string          // of SHELL; nil for the default
	values     map[string]string // of ENV and ARG, as far as they are known
	args       map[string]int    // lines of the ARG instructions
	entrypoint *dockerfile.Instruction
	cmd        *dockerfile.Instruction
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
	at := place{stage: index, values: map[string]string{}, args: map[string]int{}}
	if s.Parent == dockerfile.NoStage {
		if s.Base == scratch {
			at.workdir = "/"
		}
		return at
	}
	parent := e.places[s.Parent]
	at.workdir, at.user, at.shell = parent.workdir, parent.user, parent.shell
	at.entrypoint, at.cmd = parent.entrypoint, parent.cmd
	for name, value := range parent.values {
		if _, arg := parent.args[name]; !arg { // an ARG ends with its stage, an ENV does not
			at.values[name] = value
		}
	}
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
