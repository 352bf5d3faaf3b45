package lessons

import (
	"fmt"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// introAnchor is the anchor of the text before the first heading.
const introAnchor = "top"

// parsePages turns a lesson's body into pages. With problems, the pages are
// what could be made of it.
func parsePages(body *source, title string) ([]Page, Problems) {
	d := newDocument(body)
	b := &pageBuilder{doc: d, anchors: anchors{introAnchor: 1}, ids: map[string]int{}, terms: map[string]int{}, heading: introAnchor}
	b.page = Page{Title: title, Anchor: introAnchor}
	for i := 0; i < len(d.nodes); i++ {
		i += b.take(d.nodes[i:])
	}
	b.endPage()
	if len(b.pages) == 0 && len(d.problems) == 0 {
		d.addRow(0, "empty-lesson", "the lesson has no text; write a heading ## and a page after the front matter")
	}
	return b.pages, d.problems
}

// pageBuilder fills one page at a time. Nodes that are not special gather in
// prose until something else comes.
type pageBuilder struct {
	doc     *document
	anchors anchors
	ids     map[string]int // of questions, spots and commands: how often each was wanted
	terms   map[string]int // line of each term, by its id
	pages   []Page
	page    Page
	prose   []span
	quiz    *quizHeading // the heading that the text stands under, when it is a quiz
	heading string       // anchor of the nearest heading
	codeRow int          // row of the page's walkthrough or spot, for the problem of a second one
	hasCode bool
	headed  bool // the page has a heading of its own
}

// take consumes the first span, and returns how many more it used.
func (b *pageBuilder) take(spans []span) int {
	b.addLinks(spans[0].node)
	switch n := spans[0].node.(type) {
	case *ast.Heading:
		return b.takeHeading(n, spans)
	case *ast.FencedCodeBlock:
		switch info := b.doc.info(n); {
		case info.is("dockerfile", "walk"):
			return b.takeWalkthrough(n, spans)
		case info.is("dockerfile", "spot"):
			return b.takeSpot(n, spans)
		case info.is("sh", "run"):
			return b.takeCommand(n, spans)
		}
	case *ast.HTMLBlock:
		if b.doc.isComment(spans[0]) {
			return 0
		}
	case *ast.List:
		if b.quiz != nil && hasTasks(n) {
			b.takeQuestion(n, spans[0])
			return 0
		}
	case *extast.Table:
		if column := termColumn(n, b.doc.src.text); column >= 0 {
			b.takeTerms(n, spans[0], column)
			return 0
		}
	}
	b.prose = append(b.prose, spans[0])
	return 0
}

func (b *pageBuilder) takeHeading(h *ast.Heading, spans []span) int {
	if h.Level == 2 {
		b.endPage()
	} else {
		b.endQuiz()
	}
	title := plainText(h, b.doc.src.text)
	anchor := b.anchors.add(title)
	if h.Level == 2 {
		b.page = Page{Title: title, Anchor: anchor, Line: b.doc.src.number(spans[0].from)}
		b.headed, b.hasCode = true, false
	} else {
		b.page.sections = append(b.page.sections, anchor)
	}
	b.heading = anchor
	if ask, ok := quizTitle(title); ok {
		b.quiz = &quizHeading{ask: ask, inPage: h.Level > 2, title: title, pos: h.Pos()}
	}
	if h.Level == 2 {
		return 0
	}
	if b.quiz != nil {
		b.endProse()
		return 0
	}
	b.prose = append(b.prose, spans[0])
	return 0
}

func (b *pageBuilder) endPage() {
	asked := b.endQuiz()
	b.endProse()
	switch {
	case len(b.page.Blocks) > 0:
		b.pages = append(b.pages, b.page)
	case b.headed && asked:
		b.doc.addRow(b.page.Line-b.doc.src.first, "empty-page", "page %q is empty; write its text below the heading or remove it", b.page.Title)
	}
}

func (b *pageBuilder) endProse() {
	if len(b.prose) == 0 {
		return
	}
	row := b.prose[0].from
	if markdown := b.takeProse(); markdown != "" {
		b.addBlock(Prose{Markdown: markdown, Line: b.doc.src.number(row)}, row)
	}
}

// takeProse is the prose gathered so far, without the comments in it.
func (b *pageBuilder) takeProse() string {
	var parts []string
	for i := 0; i < len(b.prose); {
		from, to := b.prose[i].from, b.prose[i].to
		for i++; i < len(b.prose) && b.prose[i].from == to; i++ {
			to = b.prose[i].to
		}
		if from, to = b.doc.src.trim(from, to); from < to {
			parts = append(parts, b.doc.markdown(from, to))
		}
	}
	b.prose = nil
	return strings.Join(parts, "\n\n")
}

func (b *pageBuilder) addBlock(block Block, row int) {
	if b.page.Line == 0 {
		b.page.Line = b.doc.src.number(row)
	}
	b.page.Blocks = append(b.page.Blocks, block)
}

// id makes a name for a part of the lesson that answers can be kept under.
func (b *pageBuilder) id(base string) string {
	b.ids[base]++
	if n := b.ids[base]; n > 1 {
		return fmt.Sprintf("%s.%d", base, n) // a dot, which no anchor has
	}
	return base
}

// onlyCode reports a second block of code that is stepped through: the page
// shows one.
func (b *pageBuilder) onlyCode(f *ast.FencedCodeBlock, row int, what string) {
	if b.hasCode {
		b.doc.add(f.Pos(), "second-code", "this page already has a walkthrough or a mistake to find, on line %d; start a new page with ## before this %s",
			b.doc.src.number(b.codeRow), what)
	}
	b.hasCode, b.codeRow = true, row
}

func (b *pageBuilder) takeWalkthrough(f *ast.FencedCodeBlock, spans []span) int {
	fence := spans[0]
	b.endProse()
	b.onlyCode(f, fence.from, "one")
	w := Walkthrough{Language: b.doc.info(f).language, Line: b.doc.src.number(fence.from)}
	w.Code = b.doc.codeLines(f)
	list, ok := listAfter(spans)
	if !ok {
		b.doc.noList(f, "walkthrough-list", "walkthrough has no explanations; write an ordered list directly below the code, one item for each instruction")
		b.addBlock(w, fence.from)
		return 0
	}
	b.addLinks(list)
	w.Steps = b.doc.steps(fence, w.Code, list, spans[1])
	if hasTasks(list) {
		b.doc.add(list.Pos(), "walkthrough-box", "a walkthrough has no boxes; remove them, or write ```dockerfile spot for a mistake to find")
	}
	b.addBlock(w, fence.from)
	return 1
}

// noList reports code without its list, unless its fence takes the list in.
func (d *document) noList(f *ast.FencedCodeBlock, rule, message string) {
	line := d.src.number(d.src.row(f.Pos()))
	if !slices.ContainsFunc(d.problems, func(p Problem) bool {
		return p.Line == line && (p.Rule == "open-fence" || p.Rule == "swallowed-fence")
	}) {
		d.add(f.Pos(), rule, "%s", message)
	}
}

func listAfter(spans []span) (*ast.List, bool) {
	if len(spans) < 2 {
		return nil, false
	}
	list, ok := spans[1].node.(*ast.List)
	return list, ok && list.IsOrdered()
}
