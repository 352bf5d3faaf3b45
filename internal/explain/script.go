package explain

import (
	"path"
	"regexp"
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"
	"mvdan.cc/sh/v3/syntax"
)

// simple is one simple command of a script, its words without quotes; a variable keeps its $.
type simple []string

// commandsOf are the simple commands of a RUN instruction. There are none when the script is not for a POSIX shell.
func commandsOf(c *instructions.RunCommand) []simple {
	if !c.PrependShell && len(c.Files) == 0 {
		if len(c.CmdLine) > 2 && c.CmdLine[1] == "-c" {
			return simpleCommands(c.CmdLine[2])
		}
		return []simple{c.CmdLine}
	}
	script := strings.Join(c.CmdLine, " ")
	if len(c.Files) > 0 && strings.HasPrefix(strings.TrimSpace(script), "<<") {
		script = c.Files[0].Data
	}
	return simpleCommands(script)
}

// scriptLimit is how long a script may be that findings look into, in bytes.
const scriptLimit = 64 << 10

func simpleCommands(script string) (all []simple) {
	if len(script) > scriptLimit {
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
			all = append(all, simple{n.Variant.Value})
		case *syntax.CallExpr:
			var words simple
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

var versioned = regexp.MustCompile(`^(python|pip)[\d.]+$`)

// unwrapped takes away what only starts another command: sudo, env, and the folder of a program; python -m pip is pip.
func (s simple) unwrapped() simple {
	for len(s) > 1 && (s[0] == "sudo" || s[0] == "exec" || s[0] == "env" || s[0] == "time" || s[0] == "nice") {
		s = s[1:]
	}
	if len(s) == 0 {
		return s
	}
	program := path.Base(s[0])
	if m := versioned.FindStringSubmatch(program); m != nil {
		program = m[1]
	}
	if program == "python" && len(s) > 2 && s[1] == "-m" {
		return s[2:]
	}
	return append(simple{program}, s[1:]...)
}

// does says whether the command calls a program with these words among those that are no options, at the start.
func (s simple) does(words ...string) bool {
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

// has says whether one of the words is there. A short option is found in a group as well: -y in -qy.
func (s simple) has(options ...string) bool {
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
