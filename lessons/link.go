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

// addLinks gathers the links and images below a node for the page.
func (b *pageBuilder) addLinks(root ast.Node) {
	// The visitor never fails, so neither does the walk.
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Link:
			b.page.Links = append(b.page.Links, b.doc.link(n, plainText(n, b.doc.src.text), string(n.Destination)))
		case *ast.Image:
			b.page.images = append(b.page.images, b.doc.link(n, plainText(n, b.doc.src.text), string(n.Destination)))
		case *ast.AutoLink:
			url := string(n.URL(b.doc.src.text))
			b.page.Links = append(b.page.Links, b.doc.link(n, url, url))
		}
		return ast.WalkContinue, nil
	})
}

func (d *document) link(n ast.Node, text, dest string) Link {
	offset := min(max(n.Pos(), 0), len(d.src.text))
	row := d.src.row(offset)
	return Link{
		Text: text, Dest: dest, Line: d.src.number(row),
		Col: utf8.RuneCount(d.src.text[d.src.starts[row]:offset]) + 1,
	}
}

// leadsTo is everything that the page's text names by its address.
func (p Page) leadsTo() []Link { return slices.Concat(p.Links, p.images) }

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

// strangeScheme is the scheme of a link that is not for readers: javascript,
// data and file among them. It is empty for all others.
func (l Link) strangeScheme() string {
	u, err := url.Parse(l.Dest)
	if err != nil || u.Scheme == "" || slices.Contains([]string{"http", "https", "mailto"}, u.Scheme) {
		return ""
	}
	return u.Scheme
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
