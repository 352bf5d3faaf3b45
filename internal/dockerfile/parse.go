package dockerfile

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"
	"github.com/moby/buildkit/frontend/dockerfile/parser"
)

// SyntaxError says why a Dockerfile cannot be read.
type SyntaxError struct {
	Line    int    // 1 and up; 0 when the parser gives none
	Message string // what is wrong, in BuildKit's words
}

// Error gives the line and the message.
func (e *SyntaxError) Error() string {
	if e.Line == 0 {
		return e.Message
	}
	return fmt.Sprintf("line %d: %s", e.Line, e.Message)
}

// Parse reads a Dockerfile. The error is always a *SyntaxError; no input makes it panic.
func Parse(text []byte) (file *File, err error) {
	defer func() {
		// BuildKit's parser is fed by learners here: a slip in it must not end the program.
		if r := recover(); r != nil {
			file, err = nil, &SyntaxError{Message: fmt.Sprintf("the parser gave up: %v", r)}
		}
	}()
	result, err := parser.Parse(bytes.NewReader(text))
	if err != nil {
		return nil, syntaxError(err, 0)
	}
	if file, err = build(result.AST); err != nil {
		return nil, err
	}
	for _, w := range result.Warnings { // the parser has no other
		if w.Location != nil {
			file.Gaps = append(file.Gaps, w.Location.Start.Line)
		}
	}
	return file, nil
}

// build turns the parse tree into stages, instruction by instruction, so that each keeps its lines.
func build(tree *parser.Node) (*File, error) {
	f := &File{}
	for _, node := range tree.Children {
		parsed, err := instructions.ParseInstruction(node)
		if err != nil {
			return nil, syntaxError(err, node.StartLine)
		}
		if err := f.add(node, parsed); err != nil {
			return nil, err
		}
	}
	if len(f.Stages) == 0 {
		return nil, &SyntaxError{Line: max(tree.EndLine, 1), Message: "no FROM: there is no stage to build"}
	}
	return f, nil
}

func (f *File) add(node *parser.Node, parsed any) error {
	in := Instruction{
		Name:  strings.ToUpper(node.Value),
		Start: node.StartLine,
		End:   max(node.StartLine, node.EndLine),
		Text:  strings.TrimSpace(node.Original),
	}
	switch c := parsed.(type) {
	case *instructions.Stage:
		f.Stages = append(f.Stages, Stage{
			Name: c.Name, Base: c.BaseName, Parent: earlier(f.Stages, c.BaseName), From: in,
		})
	case instructions.Command:
		in.Command = c
		return f.addCommand(in)
	}
	return nil
}

// addCommand appends to the current stage. Before the first FROM only ARG may stand.
func (f *File) addCommand(in Instruction) error {
	switch {
	case len(f.Stages) > 0:
		stage := f.Final()
		stage.Instructions = append(stage.Instructions, in)
	case in.Name == "ARG":
		f.Args = append(f.Args, in)
	default:
		return &SyntaxError{Line: in.Start, Message: in.Name + " stands before the first FROM"}
	}
	return nil
}

// syntaxError keeps BuildKit's message and finds the line it is about.
func syntaxError(err error, line int) *SyntaxError {
	var located *parser.LocationError
	if line == 0 && errors.As(err, &located) {
		for _, ranges := range located.Locations {
			if len(ranges) > 0 {
				line = ranges[0].Start.Line
			}
		}
	}
	return &SyntaxError{Line: max(line, 1), Message: err.Error()}
}
