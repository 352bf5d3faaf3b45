package script

import (
	"strings"

	"mvdan.cc/sh/v3/syntax"
)

// source is the script between two places, on one line.
func (w *walker) source(from, to syntax.Pos) string {
	a, b := int(from.Offset()), int(to.Offset()) //nolint:gosec // a script is shorter than maxScript
	a, b = min(a, len(w.src)), min(b, len(w.src))
	if a >= b {
		return ""
	}
	return oneLine(w.src[a:b])
}

// word is a word as one would say it: without its quotes, variables and substitutions named and not expanded.
func (w *walker) word(word *syntax.Word) string {
	if word == nil {
		return ""
	}
	if len(word.Parts) == 1 {
		if name := variable(word.Parts[0]); name != "" {
			return "$" + shown(name)
		}
	}
	var b strings.Builder
	for _, part := range word.Parts {
		w.part(&b, part, false)
	}
	if text := b.String(); text != "" && strings.TrimSpace(text) == "" {
		return `" "`
	}
	return shown(b.String())
}

func (w *walker) part(b *strings.Builder, part syntax.WordPart, inQuotes bool) {
	switch p := part.(type) {
	case *syntax.Lit:
		b.WriteString(unescape(p.Value, inQuotes))
	case *syntax.SglQuoted:
		b.WriteString(p.Value)
	case *syntax.DblQuoted:
		if len(p.Parts) == 1 && !inQuotes {
			if name := variable(p.Parts[0]); name != "" {
				b.WriteString("$" + name)
				return
			}
		}
		for _, inner := range p.Parts {
			w.part(b, inner, true)
		}
	default:
		b.WriteString(clip(w.source(part.Pos(), part.End()), maxWord))
	}
}

// variable is the name of a plain variable, $NAME or ${NAME}.
func variable(part syntax.WordPart) string {
	p, ok := part.(*syntax.ParamExp)
	if !ok || p.Param == nil || p.Excl || p.Length || p.Index != nil || p.Slice != nil || p.Repl != nil || p.Names != 0 || p.Exp != nil {
		return ""
	}
	return p.Param.Value
}

// unescape takes away the backslashes that the shell takes away.
func unescape(s string, inQuotes bool) string {
	if !strings.Contains(s, `\`) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) && (!inQuotes || strings.IndexByte("$`\"\\\n", s[i+1]) >= 0) {
			i++
			if s[i] == '\n' {
				continue
			}
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

func (w *walker) words(words []*syntax.Word) []string {
	texts := make([]string, 0, len(words))
	for _, word := range words {
		texts = append(texts, w.word(word))
	}
	return texts
}

// wholeScript is the text of a word that holds a script, as in sh -c 'SCRIPT'; empty when the shell changes it first.
func wholeScript(word *syntax.Word) string {
	var b strings.Builder
	for _, part := range word.Parts {
		switch p := part.(type) {
		case *syntax.Lit:
			b.WriteString(unescape(p.Value, false))
		case *syntax.SglQuoted:
			b.WriteString(p.Value)
		case *syntax.DblQuoted:
			for _, inner := range p.Parts {
				lit, ok := inner.(*syntax.Lit)
				if !ok {
					return ""
				}
				b.WriteString(unescape(lit.Value, true))
			}
		default:
			return ""
		}
	}
	return b.String()
}

// substitutions are the commands whose output takes their place in the node, outermost first.
func substitutions(node syntax.Node) [][]*syntax.Stmt {
	var found [][]*syntax.Stmt
	syntax.Walk(node, func(n syntax.Node) bool {
		switch n := n.(type) {
		case *syntax.CmdSubst:
			found = append(found, n.Stmts)
			return false
		case *syntax.ProcSubst:
			found = append(found, n.Stmts)
			return false
		}
		return true
	})
	return found
}
