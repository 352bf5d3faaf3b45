package lessons

import (
	"github.com/yuin/goldmark/ast"
)

// introAnchor is the anchor of the text before the first heading.
const introAnchor = "top"

// parsePages turns a lesson's body into pages. With problems, the pages are
// what could be made of it.
func parsePages(body *source, title string) ([]Page, Problems) {
	d := newDocument(body)
	b := &pageBuilder{doc: d, anchors: anchors{introAnchor: 1}}
	b.page = Page{Title: title, Anchor: introAnchor}
	for i := 0; i < len(d.nodes); i++ {
		i += b.take(d.nodes[i:])
	}
	b.endPage()
	if len(b.pages) == 0 && len(d.problems) == 0 {
		d.addRow(0, "the lesson has no text; write a heading ## and a page after the front matter")
	}
	return b.pages, d.problems
}

// pageBuilder fills one page at a time. Nodes that are not special gather in
// prose until something else comes.
type pageBuilder struct {
	doc     *document
	anchors anchors
	pages   []Page
	page    Page
	prose   []span
	walkRow int // row of the page's walkthrough, for the problem of a second one
	hasWalk bool
	headed  bool // the page has a heading of its own
}

// take consumes the first span, and returns how many more it used.
func (b *pageBuilder) take(spans []span) int {
	switch n := spans[0].node.(type) {
	case *ast.Heading:
		if n.Level == 2 {
			b.endPage()
			b.startPage(n, spans[0].from)
			return 0
		}
	case *ast.FencedCodeBlock:
		if b.doc.info(n).isWalk() {
			return b.takeWalkthrough(n, spans)
		}
	}
	b.prose = append(b.prose, spans[0])
	return 0
}

func (b *pageBuilder) startPage(h *ast.Heading, row int) {
	title := plainText(h, b.doc.src.text)
	b.page = Page{Title: title, Anchor: b.anchors.add(title), Line: b.doc.src.number(row)}
	b.headed, b.hasWalk = true, false
}

func (b *pageBuilder) endPage() {
	b.endProse()
	switch {
	case len(b.page.Blocks) > 0:
		b.pages = append(b.pages, b.page)
	case b.headed:
		b.doc.addRow(b.page.Line-b.doc.src.first, "page %q is empty; write its text below the heading or remove it", b.page.Title)
	}
}

func (b *pageBuilder) endProse() {
	if len(b.prose) == 0 {
		return
	}
	src := b.doc.src
	from, to := src.trim(b.prose[0].from, b.prose[len(b.prose)-1].to)
	b.prose = nil
	if from < to {
		b.addBlock(Prose{Markdown: b.doc.markdown(from, to), Line: src.number(from)}, from)
	}
}

func (b *pageBuilder) addBlock(block Block, row int) {
	if b.page.Line == 0 {
		b.page.Line = b.doc.src.number(row)
	}
	b.page.Blocks = append(b.page.Blocks, block)
}

func (b *pageBuilder) takeWalkthrough(f *ast.FencedCodeBlock, spans []span) int {
	fence := spans[0]
	b.endProse()
	if b.hasWalk {
		b.doc.add(f.Pos(), "this page already has a walkthrough, on line %d; start a new page with ## before this one", b.doc.src.number(b.walkRow))
	}
	b.hasWalk, b.walkRow = true, fence.from
	w := Walkthrough{Language: b.doc.info(f).language, Line: b.doc.src.number(fence.from)}
	w.Code = b.doc.codeLines(f)
	list, ok := listAfter(spans)
	if !ok {
		b.doc.add(f.Pos(), "walkthrough has no explanations; write an ordered list directly below the code, one item for each instruction")
		b.addBlock(w, fence.from)
		return 0
	}
	w.Steps = b.doc.steps(fence, w.Code, list, spans[1])
	b.addBlock(w, fence.from)
	return 1
}

func listAfter(spans []span) (*ast.List, bool) {
	if len(spans) < 2 {
		return nil, false
	}
	list, ok := spans[1].node.(*ast.List)
	return list, ok && list.IsOrdered()
}
