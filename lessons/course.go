package lessons

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"sync"
)

// ErrUnknownLesson means that no lesson of the course has the id asked for.
var ErrUnknownLesson = errors.New("unknown lesson")

// Course is an ordered set of lessons. It is safe for use by several
// goroutines.
type Course struct {
	outline outline
	metas   []Meta
	entries map[string]*entry
	pages   func() ([]searchPage, error) // every page, read when first asked for
}

// entry holds a lesson's text from Load until someone asks for its pages, so
// that reading a lesson later does no I/O and cannot meet a changed file.
type entry struct {
	meta   Meta
	body   *source
	once   sync.Once
	lesson *Lesson
	err    error
}

// Load reads the index of the course in fsys. See LoadSources.
func Load(fsys fs.FS) (*Course, error) {
	return LoadSources(Source{FS: fsys})
}

// LoadSources reads the index of the course in the folders, one after the
// other: course.yaml, and the front matter of every *.md file at the top of
// each, except README.md, in file-name order. Bad content is returned as
// Problems; any other error means that a folder could not be read.
func LoadSources(sources ...Source) (*Course, error) {
	read, err := readCourse(sources)
	if err != nil {
		return nil, err
	}
	read.problems = append(read.problems, twiceObjectives(read.outlines)...)
	if len(read.problems) > 0 {
		return nil, read.problems.Sorted()
	}
	c := &Course{outline: merged(read.outlines), entries: make(map[string]*entry, len(read.drafts))}
	c.pages = sync.OnceValues(c.readPages)
	for _, d := range read.drafts {
		c.metas = append(c.metas, d.meta)
		c.entries[d.meta.ID] = &entry{meta: d.meta, body: d.body}
	}
	return c, nil
}

// Title is the course's name; empty when the course folder has no course.yaml.
func (c *Course) Title() string { return c.outline.title }

// Objectives lists what the course as a whole teaches, in the author's order.
func (c *Course) Objectives() []Objective {
	return append([]Objective(nil), c.outline.objectives...)
}

// Lessons lists the lessons in course order.
func (c *Course) Lessons() []Meta {
	return append([]Meta(nil), c.metas...)
}

// Meta finds a lesson's front matter by its id.
func (c *Course) Meta(id string) (Meta, bool) {
	e, ok := c.entries[id]
	if !ok {
		return Meta{}, false
	}
	return e.meta, true
}

// Lesson parses the lesson with this id, once: later calls return the same
// value. An unknown id is ErrUnknownLesson, bad content is Problems.
func (c *Course) Lesson(id string) (*Lesson, error) {
	e, ok := c.entries[id]
	if !ok {
		return nil, c.unknown(id)
	}
	e.once.Do(e.parse)
	return e.lesson, e.err
}

// eachLesson calls use with every lesson, in course order, and stops at one that
// cannot be read.
func (c *Course) eachLesson(use func(*Lesson)) error {
	for _, m := range c.metas {
		lesson, err := c.Lesson(m.ID)
		if err != nil {
			return err
		}
		use(lesson)
	}
	return nil
}

func (e *entry) parse() {
	pages, problems := parsePages(e.body, e.meta.Title)
	if len(problems) > 0 {
		e.err = problems.Sorted()
		return
	}
	e.lesson = &Lesson{Meta: e.meta, Pages: pages}
}

func (c *Course) unknown(id string) error {
	ids := make([]string, len(c.metas))
	for i, m := range c.metas {
		ids[i] = m.ID
	}
	if near := nearest(id, ids); len(near) > 0 {
		return fmt.Errorf("%w %q; did you mean %s?", ErrUnknownLesson, id, strings.Join(near, " or "))
	}
	return fmt.Errorf("%w %q; this course has %s", ErrUnknownLesson, id, strings.Join(ids, ", "))
}
