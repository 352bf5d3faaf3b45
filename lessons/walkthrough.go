package lessons

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/command"
	"github.com/moby/buildkit/frontend/dockerfile/parser"
	"github.com/yuin/goldmark/ast"
)

// tabWidth is the distance of tab stops, in Markdown's indentation and in the
// code shown.
const tabWidth = 4

func (d *document) codeLines(f *ast.FencedCodeBlock) []string {
	lines := f.Lines()
	code := make([]string, lines.Len())
	for i := range code {
		segment := lines.At(i)
		code[i] = expandTabs(strings.TrimRight(string(segment.Value(d.src.text)), "\n"))
	}
	return code
}

// steps joins instruction n of the code with item n of the list.
func (d *document) steps(fence span, code []string, list *ast.List, at span) []Step {
	if list.Start != 1 {
		d.add(list.Pos(), "walkthrough-start", "the explanations start with number %d; start with 1, since item n explains instruction n", list.Start)
	}
	ranges, ok := d.instructions(fence, code)
	if !ok {
		return nil
	}
	items := listItems(d.src, list, at)
	if len(items) != len(ranges) {
		d.add(list.Pos(), "walkthrough-count", "the Dockerfile has %s but the list has %s; write exactly one item for each instruction",
			count(len(ranges), "instruction"), count(len(items), "item"))
	}
	steps := make([]Step, 0, len(items))
	for i, item := range items {
		text := d.itemMarkdown(item)
		if text == "" {
			d.add(item.node.Pos(), "step-empty", "item %d explains nothing; write what instruction %d does", i+1, i+1)
		}
		if i < len(ranges) {
			r := ranges[i]
			steps = append(steps, Step{First: r.first, Last: r.last, Markdown: text, Line: d.src.number(item.from)})
		}
	}
	return steps
}

type lineRange struct{ first, last int }

// instructions finds the lines of each instruction. Docker's own parser does
// it, so that comments, continued lines and heredocs count as they do in a
// build.
func (d *document) instructions(fence span, code []string) ([]lineRange, bool) {
	result, err := parser.Parse(strings.NewReader(strings.Join(code, "\n")))
	if err != nil {
		row := min(fence.from+errorLine(err), d.src.rows()-1)
		d.addRow(row, "dockerfile-syntax", "Docker cannot read this Dockerfile (%s); correct it, or use a plain ```dockerfile block", err)
		return nil, false
	}
	ranges := make([]lineRange, 0, len(result.AST.Children))
	for _, n := range result.AST.Children {
		ranges = append(ranges, lineRange{n.StartLine - 1, n.EndLine - 1})
		if _, known := command.Commands[strings.ToLower(n.Value)]; !known {
			d.addRow(fence.from+n.StartLine, "dockerfile-instruction", "Docker knows no instruction %s; %s", n.Value, instructionAdvice(n.Value))
		}
	}
	return ranges, true
}

func instructionAdvice(word string) string {
	known := make([]string, 0, len(command.Commands))
	for name := range command.Commands {
		known = append(known, strings.ToUpper(name))
	}
	slices.Sort(known)
	if near := nearest(strings.ToUpper(word), known); len(near) > 0 {
		return "did you mean " + strings.Join(near, " or ") + "?"
	}
	return "it knows " + strings.Join(known, ", ")
}

// errorLine is the 1-based line of the Dockerfile that the parser objects to,
// or 0, which is the fence.
func errorLine(err error) int {
	var at *parser.LocationError
	if errors.As(err, &at) && len(at.Locations) > 0 && len(at.Locations[0]) > 0 {
		return at.Locations[0][0].Start.Line
	}
	return 0
}

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
