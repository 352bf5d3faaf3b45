package lessons

import (
	"strings"

	"github.com/yuin/goldmark/ast"
)

// check looks at every node, however deep, for what cannot be shown well.
func (d *document) check(root ast.Node) {
	// The visitor never fails, so neither does the walk.
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			d.checkNode(n)
		}
		return ast.WalkContinue, nil
	})
}

func (d *document) checkNode(n ast.Node) {
	switch n := n.(type) {
	case *ast.FencedCodeBlock:
		d.checkFence(n)
	case *ast.CodeBlock:
		d.add(n.Pos(), "indented-code", "code block made by indentation; use a fence with a language, as in ```text, or indent less")
	case *ast.Heading:
		d.checkHeading(n)
	case *ast.LinkReferenceDefinition:
		d.add(n.Pos(), "link-definition", "link definition; each page is shown alone and cannot see it, so write the address in the link: [text](address)")
	}
}

func (d *document) checkHeading(h *ast.Heading) {
	if h.Level == 1 {
		d.add(h.Pos(), "level-1-heading", "level-1 heading; the title comes from the front matter, so use ## to start a page")
	} else if plainText(h, d.src.text) == "" {
		d.add(h.Pos(), "empty-heading", "heading has no text; write one after the number signs")
	}
}

func (d *document) checkFence(f *ast.FencedCodeBlock) {
	if !d.isClosed(f) {
		d.add(f.Pos(), "open-fence", "code block is never closed; add a closing fence of the same length")
	}
	info := d.info(f)
	if info.language == "" {
		d.add(f.Pos(), "fence-language", "code block has no language; name one after the fence, as in ```text")
	}
	for _, word := range info.words {
		if advice := info.adviceOn(word.text); advice != "" {
			d.add(word.offset, "fence-word", "%q after %s is not known; %s", word.text, info.language, advice)
		}
	}
	if what := info.special(); what != "" && f.Parent().Kind() != ast.KindDocument {
		d.add(f.Pos(), "nested-block", "%s inside a list or a quote; move it out, to the left margin", what)
	}
}

// isClosed looks for the closing fence in the line after the last line of
// code: goldmark closes a forgotten one silently, at the end of the file.
func (d *document) isClosed(f *ast.FencedCodeBlock) bool {
	row := d.src.row(f.Pos())
	mark := d.src.text[f.Pos()]
	if lines := f.Lines(); lines.Len() > 0 {
		row = d.src.row(lines.At(lines.Len() - 1).Start)
	}
	rest := strings.TrimLeft(d.src.line(row+1), " \t>")
	return rest != "" && rest[0] == mark
}
