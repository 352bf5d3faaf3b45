package dockerfile

import (
	"errors"
	"regexp"
	"strconv"
	"strings"
	"sync"
)

// Lines is a run of lines of a file, from 1; the zero one is no place.
type Lines struct{ First, Last int }

func (in Instruction) lines() Lines { return Lines{in.Start, in.End} }

var (
	saidLine = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?i)^line (\d+): |parse error (?:on )?line (\d+)|\bDockerfile:(\d+)\b`)
	})
	saidStep  = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`, at step \[[^\]\n]*\] (.+)`) })
	saidImage = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?i)(?:load metadata for|manifest for|pull access denied for|failed to resolve source metadata for) ([^\s,]+?):? `)
	})
)

// Accused returns the lines that an error of a builder is about: as the builder names them, else those of the
// instruction at which the build ended, else those of the FROM whose image is named.
func Accused(text []byte, said string) Lines {
	if m := saidLine().FindStringSubmatch(said); m != nil {
		line, err := strconv.Atoi(m[1] + m[2] + m[3]) // only one of them matches
		if err != nil || line > strings.Count(string(text), "\n")+1 {
			return Lines{}
		}
		return Lines{line, line}
	}
	file, err := Parse(text)
	if syntax := new(SyntaxError); errors.As(err, &syntax) {
		return Lines{syntax.Line, syntax.Line}
	}
	if steps := saidStep().FindAllStringSubmatch(said, -1); err == nil && len(steps) > 0 {
		return file.named(steps[len(steps)-1][1])
	}
	if m := saidImage().FindStringSubmatch(said + " "); err == nil && m != nil {
		return file.base(m[1])
	}
	return Lines{}
}

// named finds an instruction by its text.
func (f *File) named(text string) Lines {
	for _, in := range f.all() {
		if strings.EqualFold(blanks(in.Text), blanks(text)) {
			return in.lines()
		}
	}
	return Lines{}
}

// base finds the FROM of an image, which builders name with its registry.
func (f *File) base(image string) Lines {
	for _, stage := range f.Stages {
		if want := stage.Base; image == want || strings.HasSuffix(image, "/"+want) || strings.HasSuffix(image, "/"+want+":latest") {
			return stage.From.lines()
		}
	}
	return Lines{}
}

// all is every instruction in the order of the file.
func (f *File) all() []Instruction {
	all := append([]Instruction{}, f.Args...)
	for _, stage := range f.Stages {
		all = append(append(all, stage.From), stage.Instructions...)
	}
	return all
}

func blanks(text string) string { return strings.Join(strings.Fields(text), " ") }
