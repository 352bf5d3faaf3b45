package ui

import (
	"net/url"
	"strings"

	style "github.com/charmbracelet/glamour/ansi"
	"github.com/muesli/termenv"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// Links to pages of the course are marked before glamour sees them: it would write the file's name behind the text,
// which is of no use in the tutor. The marks are private-use characters, and become styles afterwards.
const (
	linkStart = "\uE001"
	linkEnd   = "\uE002"
)

// markLinks replaces each link to a file or heading of the course by its text between marks.
func markLinks(markdown string) string {
	if !strings.Contains(markdown, "](") {
		return markdown
	}
	source := []byte(markdown)
	root := goldmark.New().Parser().Parse(text.NewReader(source))
	var b strings.Builder
	at := 0
	// The visitor never fails, so neither does the walk.
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		link, ok := n.(*ast.Link)
		if !entering || !ok || !isRelative(string(link.Destination)) {
			return ast.WalkContinue, nil
		}
		from := link.Pos()
		middle, end := linkEnds(markdown, from, string(link.Destination))
		if from < at || end < 0 {
			return ast.WalkContinue, nil
		}
		b.WriteString(markdown[at:from] + linkStart + markdown[from+1:middle] + linkEnd)
		at = end
		return ast.WalkSkipChildren, nil
	})
	return b.String() + markdown[at:]
}

// linkEnds finds, for the link that starts at from, the bracket after its text and the place after the link.
func linkEnds(markdown string, from int, dest string) (middle, end int) {
	at := strings.Index(markdown[from:], "]("+dest)
	if at < 0 {
		return -1, -1
	}
	middle = from + at
	closing := strings.IndexByte(markdown[middle+len("](")+len(dest):], ')')
	if closing < 0 {
		return -1, -1
	}
	return middle, middle + len("](") + len(dest) + closing + 1
}

func isRelative(dest string) bool {
	u, err := url.Parse(dest)
	return err == nil && u.Scheme == "" && u.Host == ""
}

// showLinks turns the marks in rendered text into the style of links, or into brackets where there is no colour.
func showLinks(out string, config style.StyleConfig, profile termenv.Profile) string {
	if !strings.Contains(out, linkStart) {
		return out
	}
	open, closing := "[", "]"
	if profile != termenv.Ascii {
		sgr := profile.String().Underline()
		if config.Link.Color != nil {
			sgr = sgr.Foreground(profile.Color(*config.Link.Color))
		}
		open, closing, _ = strings.Cut(sgr.Styled("|"), "|")
	}
	return strings.NewReplacer(linkStart, open, linkEnd, closing).Replace(out)
}
