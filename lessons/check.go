package lessons

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/rivo/uniseg"
	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
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
	case *ast.Paragraph:
		d.checkParagraph(n)
		d.checkNoTable(n)
	case *extast.TableRow:
		d.checkRow(n)
	case *ast.HTMLBlock:
		d.checkHTML(n)
	case *ast.Text:
		d.checkReferences(n)
	case *ast.RawHTML:
		d.checkTag(n.Segments.At(0).Start)
	case *ast.LinkReferenceDefinition:
		d.add(n.Pos(), "link-definition", "link definition; each page is shown alone and cannot see it, so write the address in the link: [text](address)")
	}
}

func (d *document) checkHTML(h *ast.HTMLBlock) {
	switch {
	case h.HTMLBlockType != ast.HTMLBlockType2:
		d.checkTag(h.Pos())
	case !bytes.Contains(d.src.text[h.Pos():], []byte("-->")):
		d.add(h.Pos(), "open-comment", "comment is never closed, and takes all that follows; add --> at its end")
	}
}

// openingTag is a tag that an end tag should follow: not <br/> or the like.
var openingTag = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^<([A-Za-z][A-Za-z0-9-]*)[^<>]*>`) })

// checkTag finds words in angle brackets, as in "docker run <image>": Markdown
// takes them for HTML, and they are not shown. A tag of HTML has an end.
func (d *document) checkTag(at int) {
	match := openingTag().FindSubmatch(d.src.text[at:])
	if match == nil || bytes.HasSuffix(match[0], []byte("/>")) {
		return
	}
	name := strings.ToLower(string(match[1]))
	without := []string{"br", "hr", "img", "input", "wbr"}
	if !slices.Contains(without, name) && !bytes.Contains(bytes.ToLower(d.src.text), []byte("</"+name)) {
		d.add(at, "html", "%s is taken for HTML and not shown; write it between backticks, or \\< for its first sign", match[0])
	}
}

func (d *document) checkHeading(h *ast.Heading) {
	if h.Level == 1 {
		d.add(h.Pos(), "level-1-heading", "level-1 heading; the title comes from the front matter, so use ## to start a page")
	} else if plainText(h, d.src.text) == "" {
		d.add(h.Pos(), "empty-heading", "heading has no text; write one after the number signs")
	}
}

// checkParagraph finds headings that are none, for want of a blank.
func (d *document) checkParagraph(p *ast.Paragraph) {
	line := d.src.line(d.src.row(p.Pos()))
	if rest := strings.TrimLeft(line, "#"); strings.HasPrefix(line, "##") && rest != "" && rest[0] != ' ' {
		d.add(p.Pos(), "heading-blank", "heading without a blank after its number signs; write %q", line[:len(line)-len(rest)]+" "+rest)
	}
}

// textWidth is the widest a line of a text block may be, in cells, so that a
// diagram stays whole in a terminal of 60 columns.
const textWidth = 56

func (d *document) checkFence(f *ast.FencedCodeBlock) {
	if !d.isClosed(f) {
		d.add(f.Pos(), "open-fence", "code block is never closed; add a closing fence of the same length")
	}
	info := d.info(f)
	d.checkCode(f, info)
	d.checkLanguage(f, info.language)
	for _, word := range info.words {
		if advice := info.adviceOn(word.text); advice != "" {
			d.add(word.offset, "fence-word", "%q after %s is not known; %s", word.text, info.language, advice)
		}
	}
	if what := info.special(); what != "" && f.Parent().Kind() != ast.KindDocument {
		d.add(f.Pos(), "nested-block", "%s inside a list or a quote; move it out, to the left margin", what)
	}
}

func (d *document) checkLanguage(f *ast.FencedCodeBlock, language string) {
	switch {
	case language == "":
		d.add(f.Pos(), "fence-language", "code block has no language; name one after the fence, as in ```text")
	case language != "output" && len(nearest(strings.ToLower(language), []string{"output"})) > 0:
		d.add(f.Info.Pos(), "fence-language", "%q is no language; did you mean output?", language)
	}
}

// checkCode looks at the lines between the fences.
func (d *document) checkCode(f *ast.FencedCodeBlock, info fenceInfo) {
	fence := fenceOf(string(d.src.text[f.Pos():]))
	for i := range f.Lines().Len() {
		segment := f.Lines().At(i)
		line := strings.TrimSpace(string(segment.Value(d.src.text)))
		inner := fenceOf(line)
		if len(inner) >= len(fence) && inner[0] == fence[0] && len(line) > len(inner) {
			d.add(f.Pos(), "swallowed-fence", "code block takes in the start of another one, on line %d; add the closing fence before it",
				d.src.number(d.src.row(segment.Start)))
			return
		}
		if width := uniseg.StringWidth(expandTabs(strings.TrimRight(string(segment.Value(d.src.text)), "\n"))); info.language == "text" && width > textWidth {
			d.add(segment.Start, "wide-text", "line of %d cells in a text block; shorten it to %d, so that a diagram stays whole in a narrow terminal", width, textWidth)
		}
	}
}

// fenceOf is the run of at least three backticks or tildes that a text begins
// with, or empty.
func fenceOf(text string) string {
	for _, mark := range []string{"`", "~"} {
		if n := len(text) - len(strings.TrimLeft(text, mark)); n >= 3 {
			return text[:n]
		}
	}
	return ""
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
