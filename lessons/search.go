package lessons

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The text shown around the first match on a page, in bytes.
const (
	snippetBefore = 40
	snippetAfter  = 120
)

// Hit is a page that a search found.
type Hit struct {
	Target
	Title   string   // of the page
	Snippet string   // the text around the first match, one line, plain
	Matches [][2]int // byte ranges in Snippet, in order, none overlapping
}

// searchPage is a page made ready to be searched.
type searchPage struct {
	at           Target
	title        string
	text         string // one line
	lowered      string // text in small letters, as long as text
	loweredTitle string
}

// Search finds the pages that have every word of the query, in small or capital
// letters: those with the words in the title first, then those with the whole
// phrase, then the others, each in course order. A query without a word finds
// nothing. The error is that of a lesson that cannot be read.
func (c *Course) Search(query string) ([]Hit, error) {
	words := strings.Fields(lower(query))
	if len(words) == 0 {
		return nil, nil
	}
	pages, err := c.pages()
	if err != nil {
		return nil, err
	}
	type ranked struct {
		Hit
		rank int
	}
	var found []ranked
	for _, p := range pages {
		if rank := p.rank(words); rank >= 0 {
			found = append(found, ranked{p.hit(words), rank})
		}
	}
	slices.SortStableFunc(found, func(a, b ranked) int { return cmp.Compare(a.rank, b.rank) })
	hits := make([]Hit, len(found))
	for i, f := range found {
		hits[i] = f.Hit
	}
	return hits, nil
}

// readPages makes every page of the course ready for Search.
func (c *Course) readPages() ([]searchPage, error) {
	var all []searchPage
	err := c.eachLesson(func(l *Lesson) {
		for i, p := range l.Pages {
			text := strings.Join(strings.Fields(p.Text()), " ")
			all = append(all, searchPage{
				at: Target{Lesson: l.ID, Page: i}, title: p.Title, text: text,
				lowered: lower(text), loweredTitle: lower(p.Title),
			})
		}
	})
	return all, err
}

// rank is how well the page fits, 0 best, or -1.
func (p searchPage) rank(words []string) int {
	inTitle := true
	for _, w := range words {
		title := strings.Contains(p.loweredTitle, w)
		inTitle = inTitle && title
		if !title && !strings.Contains(p.lowered, w) {
			return -1
		}
	}
	switch {
	case inTitle:
		return 0
	case strings.Contains(p.lowered, strings.Join(words, " ")):
		return 1
	}
	return 2
}

func (p searchPage) hit(words []string) Hit {
	first := len(p.text)
	for _, w := range words {
		if at := strings.Index(p.lowered, w); at >= 0 {
			first = min(first, at)
		}
	}
	if first == len(p.text) {
		first = 0
	}
	from, to := wordStart(p.text, first-snippetBefore), wordStart(p.text, first+snippetAfter)
	h := Hit{Target: p.at, Title: p.title, Snippet: strings.TrimRight(p.text[from:to], " ")}
	h.Matches = Matches(h.Snippet, words)
	return h
}

// wordStart moves an offset back to the start of a word, inside of the text.
func wordStart(text string, at int) int {
	if at <= 0 {
		return 0
	}
	if at >= len(text) {
		return len(text)
	}
	if space := strings.LastIndexByte(text[:at], ' '); space >= 0 && at-space < snippetBefore {
		return space + 1
	}
	for at > 0 && !utf8.RuneStart(text[at]) {
		at--
	}
	return at
}

// Matches finds where the words stand in the text, in small or capital letters.
// The byte ranges are in order and do not overlap.
func Matches(text string, words []string) [][2]int {
	lowered := lower(text)
	var all [][2]int
	for _, w := range words {
		w = lower(w)
		for at := 0; w != ""; {
			i := strings.Index(lowered[at:], w)
			if i < 0 {
				break
			}
			all = append(all, [2]int{at + i, at + i + len(w)})
			at += i + len(w)
		}
	}
	slices.SortFunc(all, func(a, b [2]int) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(b[1], a[1])) })
	merged := all[:0]
	for _, m := range all {
		if n := len(merged); n > 0 && m[0] < merged[n-1][1] {
			merged[n-1][1] = max(merged[n-1][1], m[1])
			continue
		}
		merged = append(merged, m)
	}
	return merged
}

// lower gives small letters and keeps every offset: a letter whose small form
// has another length stays as it is.
func lower(text string) string {
	return strings.Map(func(r rune) rune {
		if l := unicode.ToLower(r); utf8.RuneLen(l) == utf8.RuneLen(r) {
			return l
		}
		return r
	}, text)
}
