package lessons

import (
	"net/url"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
)

// addLinks gathers the links below a node for the page.
func (b *pageBuilder) addLinks(root ast.Node) {
	// The visitor never fails, so neither does the walk.
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Link:
			b.addLink(n, plainText(n, b.doc.src.text), string(n.Destination))
		case *ast.AutoLink:
			url := string(n.URL(b.doc.src.text))
			b.addLink(n, url, url)
		}
		return ast.WalkContinue, nil
	})
}

func (b *pageBuilder) addLink(n ast.Node, text, dest string) {
	src := b.doc.src
	offset := min(max(n.Pos(), 0), len(src.text))
	row := src.row(offset)
	b.page.Links = append(b.page.Links, Link{
		Text: text, Dest: dest, Line: src.number(row),
		Col: utf8.RuneCount(src.text[src.starts[row]:offset]) + 1,
	})
}

// Target is a page of the course.
type Target struct {
	Lesson string // id
	Page   int    // from 0
}

// IsExternal says whether the link leads out of the course, to a web address
// or the like.
func (l Link) IsExternal() bool {
	u, err := url.Parse(l.Dest)
	return err == nil && (u.Scheme != "" || u.Host != "")
}

// Resolve finds the page that a link in the lesson from leads to. It is false
// for what is no page of the course, such as a web address.
func (c *Course) Resolve(from Meta, dest string) (Target, bool) {
	u, err := url.Parse(dest)
	if err != nil || u.Scheme != "" || u.Host != "" {
		return Target{}, false
	}
	id := from.ID
	if u.Path != "" {
		if id = c.lessonOfFile(from, u.Path); id == "" {
			return Target{}, false
		}
	}
	lesson, err := c.Lesson(id)
	if err != nil {
		return Target{}, false
	}
	page, ok := pageOf(lesson.Pages, u.Fragment)
	return Target{Lesson: id, Page: page}, ok
}

// lessonOfFile finds the lesson of a file named in a link. Lessons lie side by
// side in one folder.
func (c *Course) lessonOfFile(from Meta, name string) string {
	for _, m := range c.metas {
		if m.Origin == from.Origin && path.Base(filepath.ToSlash(m.File)) == path.Clean(name) {
			return m.ID
		}
	}
	return ""
}

// pageOf is the index of the page that has the anchor, or has a heading with
// it; without an anchor it is the first.
func pageOf(pages []Page, anchor string) (int, bool) {
	if anchor == "" {
		return 0, len(pages) > 0
	}
	anchor = strings.ToLower(anchor)
	for i, p := range pages {
		if p.Anchor == anchor || slices.Contains(p.sections, anchor) {
			return i, true
		}
	}
	return 0, false
}
