package lessons

import (
	"slices"
	"strings"
	"testing"
)

func mustParse(t *testing.T, body string) []Page {
	t.Helper()
	pages, problems := parsePages(sourceAt("a.md", []byte(body), 10), "The lesson")
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return pages
}

func TestCommentsAreForAuthors(t *testing.T) {
	pages := mustParse(t, "## A\n\nOne.\n\n<!-- a\n\n# b -->\n\nTwo.\n\n<!-- c -->\n"+
		"## B\n\n"+walk("FROM a")+"1. one\n\n<!-- after -->\n\n## Quiz\n\nWhat?\n\n<!-- d -->\n\n- [x] a - yes\n- [ ] b - no\n")
	if got := pages[0].Blocks; len(got) != 1 || got[0].(Prose).Markdown != "One.\n\nTwo." {
		t.Errorf("page A has %+v", got)
	}
	if got := pages[1].Blocks; len(got) != 1 {
		t.Errorf("page B has %+v", got)
	}
	if got := pages[2].Blocks; len(got) != 1 || got[0].(Question).Prompt != "What?" {
		t.Errorf("the quiz has %+v", got)
	}
}

func TestPagesAreSplitAtLevelTwoHeadings(t *testing.T) {
	pages := mustParse(t, "\nIntro.\n\n## One\n\nText *a*.\n\n### Part\n\nMore.\n\nTwo\n---\nEnd.\n")
	want := []Page{
		{Title: "The lesson", Anchor: "top", Line: 11, Blocks: []Block{Prose{"Intro.", 11}}},
		{Title: "One", Anchor: "one", Line: 13, Blocks: []Block{Prose{"Text *a*.\n\n### Part\n\nMore.", 15}}},
		{Title: "Two", Anchor: "two", Line: 21, Blocks: []Block{Prose{"End.", 23}}},
	}
	if len(pages) != len(want) {
		t.Fatalf("got %+v", pages)
	}
	for i, w := range want {
		g := pages[i]
		if g.Title != w.Title || g.Anchor != w.Anchor || g.Line != w.Line || !slices.Equal(g.Blocks, w.Blocks) {
			t.Errorf("page %d is %+v, want %+v", i, g, w)
		}
	}
}

// A ## inside a block is that block's text, not a page.
func TestHeadingsInsideBlocksStartNoPage(t *testing.T) {
	body := "## One\n\n```sh\n## not a page\n```\n\n> ## quoted\n\n- ## listed\n"
	pages := mustParse(t, body)
	if len(pages) != 1 {
		t.Fatalf("got %d pages: %+v", len(pages), pages)
	}
	want := strings.TrimSpace(strings.TrimPrefix(body, "## One"))
	if got := pages[0].Blocks[0].(Prose).Markdown; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestProseKeepsTheMarkdownAsWritten(t *testing.T) {
	const table = "Words:\n| Word | Meaning |\n|---|---|\n| image | a [template](x.md) |\n\n<b>note</b>\n\n```sh\nls\n```\n\n```output\na\n\n\nb\n```\n\n- [ ] no quiz"
	pages := mustParse(t, "## One\n\n"+table+"\n\n\n")
	if got := pages[0].Blocks[0].(Prose).Markdown; got != table {
		t.Errorf("got %q, want %q", got, table)
	}
}

func TestProseAroundAWalkthrough(t *testing.T) {
	pages := mustParse(t, "## One\nBefore.\n"+walk("FROM a")+"1. one\n\n   more\n\nAfter.\n")
	want := []Block{Prose{"Before.", 11}, nil, Prose{"After.", 20}}
	blocks := pages[0].Blocks
	if len(blocks) != 3 || blocks[0] != want[0] || blocks[2] != want[2] {
		t.Fatalf("got %+v", blocks)
	}
	w := blocks[1].(Walkthrough)
	if w.Line != 12 || w.Steps[0].Line != 16 || w.Steps[0].Markdown != "one\n\nmore" {
		t.Errorf("got %+v", w)
	}
}

func TestEachPageMayHaveAWalkthrough(t *testing.T) {
	one := walk("FROM a") + "1. one\n\n"
	if pages := mustParse(t, "## One\n\n"+one+"## Two\n\n"+one); len(pages) != 2 {
		t.Errorf("got %+v", pages)
	}
}

func TestTitlesAreThePlainTextOfHeadings(t *testing.T) {
	for markdown, want := range map[string]string{
		"## Plain ##":                     "Plain",
		"## The `COPY *` line":            "The COPY * line",
		"## **Why** [this](a.md) &amp; 1": "Why this & 1",
		"## `a &amp; \\* b`":              `a &amp; \* b`,
		`## Not \*this\*`:                 "Not *this*",
		"## <https://example.com>":        "https://example.com",
		"Two\nlines\n---":                 "Two lines",
	} {
		if got := mustParse(t, markdown+"\n\nText.\n")[0].Title; got != want {
			t.Errorf("%q has the title %q, want %q", markdown, got, want)
		}
	}
}

// The anchors are those of code forges, so that a link works there and here.
func TestAnchors(t *testing.T) {
	a := anchors{introAnchor: 1}
	for _, tt := range [][2]string{
		{"Why 0.0.0.0 and not 127.0.0.1", "why-0000-and-not-127001"},
		{"Build first, run second", "build-first-run-second"},
		{"Build first, run second", "build-first-run-second-1"},
		{"Grüße aus der_Küche", "grüße-aus-der_küche"},
		{"Top", "top-1"},
	} {
		if got := a.add(tt[0]); got != tt[1] {
			t.Errorf("%q gets %q, want %q", tt[0], got, tt[1])
		}
	}
}
