package lessons

import (
	"cmp"
	"slices"
	"strings"
)

// GlossaryTerm is a term and the page that explains it.
type GlossaryTerm struct {
	Term
	Target
}

// Glossary lists every term of the course by name. The error is that of a
// lesson that cannot be read.
func (c *Course) Glossary() ([]GlossaryTerm, error) {
	var all []GlossaryTerm
	err := c.eachLesson(func(l *Lesson) {
		for i, p := range l.Pages {
			for _, t := range p.Terms() {
				all = append(all, GlossaryTerm{t, Target{Lesson: l.ID, Page: i}})
			}
		}
	})
	slices.SortStableFunc(all, func(a, b GlossaryTerm) int {
		return cmp.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name))
	})
	return all, err
}

// Terms lists the terms that the page explains.
func (p Page) Terms() []Term {
	var all []Term
	for _, b := range p.Blocks {
		if list, ok := b.(TermList); ok {
			all = append(all, list.Terms...)
		}
	}
	return all
}

// PracticeItem is a question or a mistake to find, with the objectives of the
// course that it practises.
type PracticeItem struct {
	Target
	ID         string // unique in its lesson
	Objectives []string
}

// Practice lists everything to answer in the course, in course order. An
// objective is met when every item that practises it was answered right. The
// error is that of a lesson that cannot be read.
func (c *Course) Practice() ([]PracticeItem, error) {
	var all []PracticeItem
	err := c.eachLesson(func(l *Lesson) {
		for i, p := range l.Pages {
			for _, id := range p.practice() {
				all = append(all, PracticeItem{Target{l.ID, i}, id, l.Practises})
			}
		}
	})
	return all, err
}

// practice is the ids of the page's questions and mistakes to find.
func (p Page) practice() []string {
	var ids []string
	for _, b := range p.Blocks {
		switch b := b.(type) {
		case Question:
			ids = append(ids, b.ID)
		case Spot:
			ids = append(ids, b.ID)
		}
	}
	return ids
}
