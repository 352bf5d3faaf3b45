package exercises

import (
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"
)

// File asks for a file of the workspace and for what is in it.
type File struct {
	Path     string   `yaml:"path"`     // with slashes, below the workspace
	Contains []string `yaml:"contains"` // texts that must be in it
	Lacks    []string `yaml:"lacks"`    // texts that must not
	Matches  string   `yaml:"matches"`  // a regular expression (Go's RE2) that must match somewhere
	Absent   bool     `yaml:"absent"`   // the file must not be there at all
}

// FileObservation is a file as the learner has it.
type FileObservation struct {
	There bool
	Why   string // why it cannot be read, where it is there
	Text  []byte
	Near  string // a file with almost the same name; may be empty
}

// Judge compares the file with what is asked.
func (f File) Judge(o FileObservation) Verdict {
	expected := f.expectation()
	switch {
	case f.Absent && o.There:
		return failed(FileContent, expected, f.Path+" is there")
	case f.Absent:
		return passed(expected, "")
	case !o.There && o.Near != "":
		return failed(FileMissing, expected, fmt.Sprintf("there is no %s; there is one named %q", f.Path, cut(o.Near)))
	case !o.There:
		return failed(FileMissing, expected, "there is no "+f.Path)
	case o.Why != "":
		return failed(FileMissing, expected, f.Path+" cannot be read: "+cut(o.Why))
	}
	text := strings.ReplaceAll(string(o.Text), "\r\n", "\n")
	for _, want := range f.Contains {
		if !strings.Contains(text, want) {
			return failed(FileContent, expected, fmt.Sprintf("%q is not in %s", cut(want), f.Path))
		}
	}
	for _, not := range f.Lacks {
		if i := strings.Index(text, not); i >= 0 {
			return failed(FileContent, expected, fmt.Sprintf("line %d of %s has %q", 1+strings.Count(text[:i], "\n"), f.Path, cut(not)))
		}
	}
	if f.Matches != "" && !regexp.MustCompile(f.Matches).MatchString(text) { // lint has compiled it
		return failed(FileContent, expected, f.Path+" has nothing of the form "+cut(f.Matches))
	}
	return passed(expected, "")
}

func (f File) expectation() string {
	if f.Absent {
		return "there is no file " + f.Path
	}
	text := "there is a file " + f.Path
	if len(f.Contains) > 0 {
		text += " with " + quoted(f.Contains)
	}
	if len(f.Lacks) > 0 {
		text += " without " + quoted(f.Lacks)
	}
	if f.Matches != "" {
		text += " with something of the form " + cut(f.Matches)
	}
	return text
}

func quoted(texts []string) string {
	var all []string
	for _, t := range texts {
		all = append(all, fmt.Sprintf("%q", cut(t)))
	}
	return strings.Join(all, " and ")
}

func (f File) lint() []string {
	var wrong []string
	if !fs.ValidPath(f.Path) || f.Path == "." {
		wrong = append(wrong, "path must be a file below the workspace, with slashes (write path: app.py)")
	}
	if f.Absent && (len(f.Contains) > 0 || len(f.Lacks) > 0 || f.Matches != "") {
		wrong = append(wrong, "absent leaves nothing to look into (take contains, lacks and matches out)")
	}
	if slices.Contains(f.Contains, "") || slices.Contains(f.Lacks, "") {
		wrong = append(wrong, "contains and lacks need texts that are not empty (write what to look for)")
	}
	if _, err := regexp.Compile(f.Matches); err != nil {
		wrong = append(wrong, fmt.Sprintf("matches is no regular expression: %v (see pkg.go.dev/regexp/syntax)", err))
	}
	return wrong
}
