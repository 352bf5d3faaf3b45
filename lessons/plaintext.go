package lessons

import (
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"
)

// Text is what a reader sees on the page, without markup, one line or more for
// each paragraph, cell or block of code. What would give an answer away is
// left out: the options of questions and what the lines of a Spot mean.
func (p Page) Text() string {
	var parts []string
	for _, block := range p.Blocks {
		switch b := block.(type) {
		case Prose:
			parts = append(parts, readableMarkdown(b.Markdown))
		case Walkthrough:
			parts = append(parts, strings.Join(b.Code, "\n"))
			for _, s := range b.Steps {
				parts = append(parts, readableMarkdown(s.Markdown))
			}
		case Spot:
			parts = append(parts, strings.Join(b.Code, "\n"))
		case Question:
			parts = append(parts, readableMarkdown(b.Prompt))
		case TermList:
			for _, t := range b.Terms {
				parts = append(parts, t.readable())
			}
		case Command:
			parts = append(parts, b.Script, b.Output)
		}
	}
	return strings.Join(parts, "\n")
}

func (t Term) readable() string {
	parts := []string{t.Name, readableMarkdown(t.Meaning)}
	for _, n := range t.Notes {
		parts = append(parts, readableMarkdown(n.Markdown))
	}
	return strings.Join(parts, "\n")
}

func readableMarkdown(markdown string) string {
	source := []byte(markdown)
	md := goldmark.New(goldmark.WithExtensions(extension.Table, extension.TaskList))
	var parts []string
	// The visitor never fails, so neither does the walk.
	_ = ast.Walk(md.Parser().Parse(text.NewReader(source)), func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering || n.Type() == ast.TypeInline {
			return ast.WalkContinue, nil
		}
		if f, ok := n.(*ast.FencedCodeBlock); ok {
			parts = append(parts, string(f.Lines().Value(source)))
			return ast.WalkSkipChildren, nil
		}
		if c := n.FirstChild(); c != nil && c.Type() == ast.TypeInline {
			parts = append(parts, plainText(n, source))
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
	return strings.Join(parts, "\n")
}
