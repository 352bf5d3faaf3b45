package lessons

import (
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// leastPractice is how often each objective of a course is practised.
const leastPractice = 2

// Lint parses every lesson in fsys and returns all problems, sorted by file
// and line; none means that the course can be used.
func Lint(fsys fs.FS) Problems {
	problems, _ := lint([]Source{{FS: fsys}})
	return problems.Sorted()
}

// LintSources is Lint for a course of several folders. It also reports files
// that are no part of the course, and lessons that name an exercise that is
// not among exercises, the ids of those that the course has.
func LintSources(sources []Source, exercises []string) Problems {
	problems, read := lint(sources)
	problems = append(problems, lintExercises(read.drafts, exercises)...)
	problems = append(problems, strays(sources, read)...)
	return problems.Sorted()
}

// IDs lists the ids of the lessons in the folders, also of those that have
// problems.
func IDs(sources ...Source) []string {
	read, _ := readCourse(sources) // Lint reports the error
	var ids []string
	for _, d := range read.drafts {
		if d.meta.ID != "" {
			ids = append(ids, d.meta.ID)
		}
	}
	return ids
}

// linted is a course with its pages, as far as they could be read.
type linted struct {
	contents
	pages [][]Page // of each draft
}

func lint(sources []Source) (Problems, linted) {
	read, err := readCourse(sources)
	var unreadable folderError
	if errors.As(err, &unreadable) {
		return Problems{{File: unreadable.dir, Rule: "unreadable", Message: unreadable.Error()}}, linted{}
	}
	all := linted{contents: read, pages: make([][]Page, len(read.drafts))}
	problems := read.problems
	for i, d := range read.drafts {
		if d.body != nil {
			var found Problems
			all.pages[i], found = parsePages(d.body, d.meta.Title)
			problems = append(problems, found...)
		}
	}
	return append(problems, lintCourse(all, problems)...), all
}

// lintCourse looks for what only the lessons together can get wrong. What
// follows from a problem that was found before is no problem of its own: a
// question in a lesson that cannot be read is not missing.
func lintCourse(all linted, before Problems) Problems {
	drafts, pages := all.drafts, all.pages
	problems := lintTerms(drafts, pages)
	problems = append(problems, twiceObjectives(all.outlines)...)
	if !slices.ContainsFunc(before, func(p Problem) bool { return path.Base(filepath.ToSlash(p.File)) == outlineFile }) {
		problems = append(problems, unknownObjectives(all.outlines, drafts)...)
	}
	if len(before)+len(problems) == 0 {
		problems = append(problems, lintPractice(all.outlines, drafts, pages)...)
	}
	for i, d := range drafts {
		if _, has := d.values["objectives"]; !has && len(d.values) > 0 && !slices.Contains(d.meant, "objectives") { // without a known key, the YAML could not be read
			problems = append(problems, d.whole.problem(0, "objectives-missing",
				"objectives is missing; list what the learner can do afterwards, such as \"objectives: [Tell an image from a container]\""))
		}
		for _, p := range pages[i] {
			for _, l := range p.leadsTo() {
				if scheme := l.strangeScheme(); scheme != "" {
					problems = append(problems, d.whole.problemAt(l.Line-1, l.Col, "link-scheme", "link with %s: leads nowhere a learner should go; use http, https or mailto", scheme))
				}
				if message := deadLink(drafts, pages, i, l); message != "" {
					problems = append(problems, d.whole.problemAt(l.Line-1, l.Col, "dead-link", "%s", message))
				}
			}
		}
	}
	return problems
}

func lintExercises(drafts []draft, exercises []string) Problems {
	var problems Problems
	for _, d := range drafts {
		if id := d.meta.Exercise; id != "" && !slices.Contains(exercises, id) {
			problems = append(problems, d.at("exercise", id, "unknown-exercise", "the course has no exercise %q; %s", id, exerciseAdvice(id, exercises)))
		}
	}
	return problems
}

func exerciseAdvice(id string, exercises []string) string {
	if near := nearest(id, exercises); len(near) > 0 {
		return "did you mean " + strings.Join(near, " or ") + "?"
	}
	if len(exercises) == 0 {
		return "add one to the folder exercises, or remove the key"
	}
	return "it has " + strings.Join(exercises, ", ")
}

func lintTerms(drafts []draft, pages [][]Page) Problems {
	var problems Problems
	first := map[string]int{}
	for i, d := range drafts {
		for _, p := range pages[i] {
			for _, t := range p.Terms() {
				other, taken := first[t.ID]
				if !taken {
					first[t.ID] = i
				} else if other != i { // twice in one lesson is its parser's to say
					problems = append(problems, d.whole.problemAt(t.Line-1, 1, "duplicate-term",
						"term %q is already explained in %s; explain each term once", t.Name, drafts[other].meta.File))
				}
			}
		}
	}
	return problems
}

// unknownObjectives reports lessons that practise what the course does not
// teach.
func unknownObjectives(outlines []outline, drafts []draft) Problems {
	var problems Problems
	o := merged(outlines)
	for _, d := range drafts {
		for _, id := range d.meta.Practises {
			if id != "" && !o.has(id) {
				problems = append(problems, d.at("practises", id, "unknown-objective", "the course has no objective %q; %s", id, o.advice(id)))
			}
		}
	}
	return problems
}

// lintPractice checks that each objective is practised often enough.
func lintPractice(outlines []outline, drafts []draft, pages [][]Page) Problems {
	var problems Problems
	items := map[string]int{}
	for i, d := range drafts {
		for _, p := range pages[i] {
			for _, id := range d.meta.Practises {
				items[id] += len(p.practice())
			}
		}
	}
	for _, o := range outlines {
		for i, objective := range o.objectives {
			if n := items[objective.ID]; objective.ID != "" && n < leastPractice {
				problems = append(problems, o.at(i, "objective-practice",
					"objective %q is practised by %s; ask at least %d, in lessons with \"practises: [%s]\"",
					objective.ID, count(n, "question"), leastPractice, objective.ID))
			}
		}
	}
	return problems
}

func (o outline) has(id string) bool {
	return slices.ContainsFunc(o.objectives, func(other Objective) bool { return other.ID == id })
}

func (o outline) advice(id string) string {
	ids := make([]string, len(o.objectives))
	for i, objective := range o.objectives {
		ids[i] = objective.ID
	}
	if near := nearest(id, ids); len(near) > 0 {
		return "did you mean " + strings.Join(near, " or ") + "?"
	}
	if len(ids) == 0 {
		return "list its objectives in " + outlineFile
	}
	return outlineFile + " has " + strings.Join(ids, ", ")
}

// deadLink says what is wrong with a link of lesson i, and is empty for one
// that leads somewhere. Addresses outside of the course are not visited.
func deadLink(drafts []draft, pages [][]Page, i int, l Link) string {
	u, err := url.Parse(l.Dest)
	if err != nil || l.Dest == "" {
		return fmt.Sprintf("link %q is no address; write a web address, or a lesson's file such as 02-next.md#a-heading", l.Dest)
	}
	if u.Scheme != "" || u.Host != "" {
		return ""
	}
	if u.Path != "" {
		name, from := path.Clean(u.Path), drafts[i].from
		i = slices.IndexFunc(drafts, func(d draft) bool { return d.meta.Origin == from.Origin && path.Base(d.meta.File) == name })
		if i < 0 {
			return deadFile(from, drafts, name)
		}
	}
	if _, ok := pageOf(pages[i], u.Fragment); !ok && len(pages[i]) > 0 {
		return fmt.Sprintf("link to #%s, which %s has not; its headings are %s", u.Fragment, drafts[i].meta.File, anchorList(pages[i]))
	}
	return ""
}

func deadFile(from Source, drafts []draft, name string) string {
	if fs.ValidPath(name) {
		if _, err := fs.Stat(from.FS, name); err == nil {
			return ""
		}
	}
	var files []string
	for _, d := range drafts {
		if d.meta.Origin == from.Origin {
			files = append(files, path.Base(d.meta.File))
		}
	}
	if near := nearest(name, files); len(near) > 0 {
		return fmt.Sprintf("dead link: there is no lesson or file %s; did you mean %s?", name, strings.Join(near, " or "))
	}
	return fmt.Sprintf("dead link: there is no lesson or file %s; link to a file of this folder", name)
}

func anchorList(pages []Page) string {
	var all []string
	for _, p := range pages {
		all = append(all, "#"+p.Anchor)
		for _, s := range p.sections {
			all = append(all, "#"+s)
		}
	}
	return strings.Join(all, ", ")
}
