package plain

import (
	"fmt"
	"strconv"
	"strings"

	"tutor/internal/study"
)

// mostHits is how many pages a search lists.
const mostHits = 20

// search lists the pages with all words, and leads to the one that is chosen.
func (d *dialogue) search(words string) (place, bool, error) {
	if words == "" {
		d.say("Type / and the words to search for, such as /port.")
		return place{}, false, nil
	}
	hits, err := d.Course.Search(words)
	if err != nil {
		d.say("The course cannot be searched: %s", err)
		return place{}, false, nil
	}
	if len(hits) == 0 {
		d.say("No page has %q.", words)
		return place{}, false, nil
	}
	d.say("Found on %s.", study.Counted(len(hits), "page"))
	if len(hits) > mostHits {
		d.say("The first %d are:", mostHits)
		hits = hits[:mostHits]
	}
	for i, h := range hits {
		meta, _ := d.Course.Meta(h.Lesson) // a page of the course
		d.say("%d: %s, page %d, %s: %s", i+1, d.lessonName(meta), h.Page+1, oneLine(h.Title), oneLine(h.Snippet))
	}
	d.write("A number opens that page, Enter goes back: ")
	text, err := d.read()
	if err != nil {
		return place{}, false, err
	}
	n, err := strconv.Atoi(strings.TrimSpace(text))
	if err != nil || n < 1 || n > len(hits) {
		return place{}, false, nil
	}
	return place{kind: atLesson, lesson: hits[n-1].Lesson, page: hits[n-1].Page}, true, nil
}

// glossary explains the terms with a word in their name; all of them without one.
func (d *dialogue) glossary(word string) {
	terms, err := d.Course.Glossary()
	if err != nil {
		d.say("The terms cannot be listed: %s", err)
		return
	}
	found := 0
	for _, t := range terms {
		if !strings.Contains(strings.ToLower(t.Name), strings.ToLower(word)) {
			continue
		}
		found++
		d.showTerm(t.Term)
	}
	switch {
	case found == 0 && word == "":
		d.say("This course explains no terms.")
	case found == 0:
		d.say("No term has %q in its name. g alone lists all.", word)
	default:
		d.say("%s.", sentence(fmt.Sprint(study.Counted(found, "term"))))
	}
}
