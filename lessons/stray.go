package lessons

import (
	"io/fs"
	"net/url"
	"path"
	"slices"
	"strings"
)

// strays reports what lies in a folder of lessons and is nothing to the
// course: an author who misnames a file would miss it without a word. What a
// lesson links to belongs to the course, and a folder that is also a Go
// package may hold more.
func strays(sources []Source, read linted) Problems {
	var problems Problems
	for _, src := range sources {
		entries, err := fs.ReadDir(src.FS, ".")
		if err != nil || slices.ContainsFunc(entries, isGoFile) {
			continue // reading the lessons has reported the error
		}
		linked := linkedFiles(src, read)
		for _, e := range entries {
			name := e.Name()
			if belongs(src, e) || slices.ContainsFunc(linked, func(l string) bool { return l == name || strings.HasPrefix(l, name+"/") }) {
				continue
			}
			problems = append(problems, Problem{File: src.path(name), Rule: "stray-file", Message: strayMessage(e)})
		}
	}
	return problems
}

func isGoFile(e fs.DirEntry) bool { return path.Ext(e.Name()) == ".go" }

func belongs(src Source, e fs.DirEntry) bool {
	name := e.Name()
	switch {
	case strings.HasPrefix(name, "."), slices.Contains(src.Besides, name):
		return true
	case e.IsDir():
		return false
	case strings.EqualFold(name, "README.md"), strings.EqualFold(strings.TrimSuffix(name, path.Ext(name)), "LICENSE"):
		return true
	}
	return isLessonName(name) || name == outlineFile
}

func strayMessage(e fs.DirEntry) string {
	switch name := e.Name(); {
	case e.IsDir():
		return "this folder is no part of the course and is not read; move it elsewhere"
	case name == "course.yml" || strings.EqualFold(name, outlineFile):
		return "this file is not read; the name is " + outlineFile
	case strings.EqualFold(path.Ext(name), ".md"), path.Ext(name) == ".markdown":
		return "this file is not read; a lesson's name ends in .md, in small letters"
	}
	return "this file is no part of the course and is not read; move it elsewhere, or link to it from a lesson"
}

// linkedFiles lists the files of the folder that its lessons link to.
func linkedFiles(src Source, read linted) []string {
	var files []string
	for i, d := range read.drafts {
		if d.meta.Origin != src.Origin {
			continue
		}
		for _, p := range read.pages[i] {
			for _, l := range p.leadsTo() {
				if u, err := url.Parse(l.Dest); err == nil && u.Scheme == "" && u.Host == "" && u.Path != "" {
					files = append(files, path.Clean(u.Path))
				}
			}
		}
	}
	return files
}
