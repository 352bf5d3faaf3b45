package script

import (
	"strings"

	"mvdan.cc/sh/v3/syntax"
)

// set says what one assignment does, as in "VERSION to 1.2".
func (w *walker) set(a *syntax.Assign) string {
	name := ""
	if a.Name != nil {
		name = shown(a.Name.Value)
	}
	switch {
	case a.Array != nil:
		return name + " to a list of " + plural(len(a.Array.Elems), "word")
	case a.Value == nil || len(a.Value.Parts) == 0:
		return name + " to nothing"
	}
	if command := substituted(a.Value); command != nil {
		return name + " to the output of " + clip(w.source(command.Stmts[0].Pos(), command.Stmts[len(command.Stmts)-1].End()), maxWord)
	}
	return name + " to " + w.word(a.Value)
}

// substituted is the command substitution that a word consists of, or nil.
func substituted(word *syntax.Word) *syntax.CmdSubst {
	parts := word.Parts
	if q, ok := first(parts).(*syntax.DblQuoted); ok && len(parts) == 1 {
		parts = q.Parts
	}
	if c, ok := first(parts).(*syntax.CmdSubst); ok && len(parts) == 1 && len(c.Stmts) > 0 {
		return c
	}
	return nil
}

func first(parts []syntax.WordPart) syntax.WordPart {
	if len(parts) == 0 {
		return nil
	}
	return parts[0]
}

func (w *walker) assigns(assigns []*syntax.Assign) string {
	var sets []string
	for _, a := range assigns {
		if a.Append {
			return "adds to the variable " + strings.Replace(w.set(a), " to ", ": ", 1)
		}
		sets = append(sets, w.set(a))
	}
	noun := "the variable "
	if len(sets) > 1 {
		noun = "the variables "
	}
	return "sets " + noun + list(sets)
}

// forOnly says which variables a command has that others do not get.
func (w *walker) forOnly(assigns []*syntax.Assign) string {
	var sets []string
	for _, a := range assigns {
		sets = append(sets, strings.Replace(w.set(a), " to ", " set to ", 1))
	}
	switch {
	case len(sets) == 0:
		return ""
	case sets[0] == "DEBIAN_FRONTEND set to noninteractive" && len(sets) == 1:
		return ", with DEBIAN_FRONTEND set so that no package asks a question, for this command only"
	}
	return ", with " + list(sets) + " for this command only"
}

// declare explains export, local, declare and readonly.
func (w *walker) declare(d *syntax.DeclClause) string {
	var sets, names []string
	for _, a := range d.Args {
		switch {
		case a.Name == nil:
			names = append(names, w.word(a.Value))
		case a.Naked:
			names = append(names, shown(a.Name.Value))
		default:
			sets = append(sets, w.set(a))
		}
	}
	ends := map[string]string{
		"export":   " also for the programs that follow, for these commands only: ENV would last",
		"local":    " inside this function only",
		"readonly": " and lets nobody change it",
	}[d.Variant.Value]
	switch {
	case len(sets) > 0:
		return "sets " + list(sets) + "," + ends
	case d.Variant.Value == "export" && len(names) > 0 && !strings.HasPrefix(names[0], "-"):
		return "hands " + list(names) + " to the programs that follow, for these commands only: ENV would last"
	}
	return "declares the variable " + list(names) + ends
}
