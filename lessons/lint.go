package lessons

import (
	"fmt"
	"io/fs"
	"net/url"
	"path"
	"slices"
	"strings"
)

// leastPractice is how often each objective of a course is practised.
const leastPractice = 2

// lintCourse looks for what only the lessons together can get wrong.
func lintCourse(fsys fs.FS, o outline, drafts []draft, pages [][]Page) Problems {
	problems := lintTerms(drafts, pages)
	problems = append(problems, lintObjectives(o, drafts, pages)...)
	for i, d := range drafts {
		if _, has := d.rows["objectives"]; !has && len(d.rows) > 0 { // without any key, the YAML could not be read
			problems = append(problems, d.whole.problem(0,
				"objectives is missing; list what the learner can do afterwards, such as \"objectives: [Tell an image from a container]\""))
		}
		for _, p := range pages[i] {
			for _, l := range p.Links {
				if message := deadLink(fsys, drafts, pages, i, l); message != "" {
					problems = append(problems, d.whole.problemAt(l.Line-1, l.Col, "%s", message))
				}
			}
		}
	}
	return problems
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
					problems = append(problems, d.whole.problemAt(t.Line-1, 1,
						"term %q is already explained in %s; explain each term once", t.Name, drafts[other].meta.File))
				}
			}
		}
	}
	return problems
}

// lintObjectives checks that lessons practise objectives that the course has,
// and that each is practised often enough.
func lintObjectives(o outline, drafts []draft, pages [][]Page) Problems {
	var problems Problems
	items := map[string]int{}
	for i, d := range drafts {
		n := 0
		for _, p := range pages[i] {
			n += len(p.practice())
		}
		for _, id := range d.meta.Practises {
			if id != "" && !o.has(id) {
				problems = append(problems, d.at("practises", "the course has no objective %q; %s", id, o.advice(id)))
			}
			items[id] += n
		}
	}
	for i, objective := range o.objectives {
		if n := items[objective.ID]; objective.ID != "" && n < leastPractice && i < len(o.nodes) {
			problems = append(problems, o.src.problemAt(o.nodes[i].GetToken().Position.Line-1, 1,
				"objective %q is practised by %s; ask at least %d, in lessons with \"practises: [%s]\"",
				objective.ID, count(n, "question"), leastPractice, objective.ID))
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
func deadLink(fsys fs.FS, drafts []draft, pages [][]Page, i int, l Link) string {
	u, err := url.Parse(l.Dest)
	if err != nil {
		return fmt.Sprintf("link %q is no address; write a web address, or a lesson's file such as 02-next.md#a-heading", l.Dest)
	}
	if u.Scheme != "" || u.Host != "" {
		return ""
	}
	if u.Path != "" {
		name := path.Clean(u.Path)
		i = slices.IndexFunc(drafts, func(d draft) bool { return path.Base(d.meta.File) == name })
		if i < 0 {
			return deadFile(fsys, drafts, name)
		}
	}
	if _, ok := pageOf(pages[i], u.Fragment); !ok && len(pages[i]) > 0 {
		return fmt.Sprintf("link to #%s, which %s has not; its headings are %s", u.Fragment, drafts[i].meta.File, anchorList(pages[i]))
	}
	return ""
}

func deadFile(fsys fs.FS, drafts []draft, name string) string {
	if fs.ValidPath(name) {
		if _, err := fs.Stat(fsys, name); err == nil {
			return ""
		}
	}
	files := make([]string, len(drafts))
	for i, d := range drafts {
		files[i] = path.Base(d.meta.File)
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
