package script

import (
	"path"
	"regexp"
	"strings"
	"sync"

	"mvdan.cc/sh/v3/syntax"
)

// Command is one simple command, its words without quotes; a variable keeps its $.
type Command []string

// Commands are the simple commands of a script, wherever they stand in it. There are none when it is not for a POSIX
// shell or bash, or is longer than a person writes.
func Commands(script string) (all []Command) {
	if len(script) > maxScript || openers(script) > maxOpeners {
		return nil
	}
	defer func() {
		if recover() != nil { // a slip in the parser only means that nothing is found
			all = nil
		}
	}()
	file, err := syntax.NewParser(syntax.Variant(syntax.LangBash)).Parse(strings.NewReader(script), "")
	if err != nil {
		return nil
	}
	syntax.Walk(file, func(n syntax.Node) bool {
		switch n := n.(type) {
		case *syntax.DeclClause: // export and its kin
			all = append(all, Command{n.Variant.Value})
		case *syntax.CallExpr:
			var words Command
			for _, w := range n.Args {
				words = append(words, plain(w))
			}
			if len(words) > 0 {
				all = append(all, words.unwrapped())
			}
		}
		return true
	})
	return all
}

// plain is a word without its quotes.
func plain(w *syntax.Word) string {
	var b strings.Builder
	for _, part := range w.Parts {
		switch p := part.(type) {
		case *syntax.Lit:
			b.WriteString(p.Value)
		case *syntax.SglQuoted:
			b.WriteString(p.Value)
		case *syntax.DblQuoted:
			b.WriteString(plain(&syntax.Word{Parts: p.Parts}))
		case *syntax.ParamExp:
			if p.Param != nil {
				b.WriteString("$" + p.Param.Value)
			}
		default:
			b.WriteString("$")
		}
	}
	return b.String()
}

var versioned = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^(python|pip)[\d.]+$`) })

// unwrapped takes away what only starts another command: sudo, env, and the folder of a program; python -m pip is pip.
func (s Command) unwrapped() Command {
	for len(s) > 1 && (s[0] == "sudo" || s[0] == "exec" || s[0] == "env" || s[0] == "time" || s[0] == "nice") {
		s = s[1:]
	}
	if len(s) == 0 {
		return s
	}
	program := path.Base(s[0])
	if m := versioned().FindStringSubmatch(program); m != nil {
		program = m[1]
	}
	if program == "python" && len(s) > 2 && s[1] == "-m" {
		return s[2:]
	}
	return append(Command{program}, s[1:]...)
}

// Does says whether the command calls a program with these words among those that are no options, at the start.
func (s Command) Does(words ...string) bool {
	if len(s) == 0 || s[0] != words[0] {
		return false
	}
	var rest []string
	for _, w := range s[1:] {
		if !strings.HasPrefix(w, "-") {
			rest = append(rest, w)
		}
	}
	if len(rest) < len(words)-1 {
		return false
	}
	for i, w := range words[1:] {
		if rest[i] != w {
			return false
		}
	}
	return true
}

// Has says whether one of the words is there. A short option is found in a group as well: -y in -qy.
func (s Command) Has(options ...string) bool {
	for _, w := range s[1:] {
		for _, o := range options {
			short := len(o) == 2 && o[0] == '-' && len(w) > 1 && w[0] == '-' && w[1] != '-'
			if w == o || strings.HasPrefix(w, o+"=") || short && strings.Contains(w[1:], o[1:]) {
				return true
			}
		}
	}
	return false
}
