package script

import (
	"strings"

	"mvdan.cc/sh/v3/syntax"
)

// compound explains what holds commands of its own: a condition, a loop, a group, a function.
func (w *walker) compound(s *syntax.Stmt, lead string) {
	after := w.after(s, false)
	switch c := s.Cmd.(type) {
	case nil:
		w.add(w.text(s), lead, "runs nothing"+after)
	case *syntax.Subshell:
		w.add("( … )", lead, "runs what follows in a shell of its own, so that cd and variables in it are forgotten afterwards"+after)
		w.within(c.Stmts, "in it, ")
	case *syntax.Block:
		w.add("{ … }", lead, "does all that follows in the braces"+after)
		w.within(c.Stmts, "in it, ")
	case *syntax.IfClause:
		w.condition(c, lead, after)
	case *syntax.WhileClause:
		w.loop(c, lead, after)
	case *syntax.ForClause:
		w.each(c, lead, after)
	case *syntax.CaseClause:
		w.cases(c, lead, after)
	case *syntax.FuncDecl:
		w.function(c, lead)
	case *syntax.BinaryCmd:
		w.group(s, c, lead, after)
	case *syntax.TimeClause:
		w.timed(c, lead)
	default: // (( … )), let and coproc
		w.add(w.text(s), lead, "calculates, and counts as failed when the result is zero"+after)
		w.insertedIn(c)
	}
}

// group is a chain that is negated or redirected as a whole.
func (w *walker) group(s *syntax.Stmt, c *syntax.BinaryCmd, lead, after string) {
	clause := "takes what follows together"
	if s.Negated {
		clause += ", and counts as worked only when it fails"
	}
	w.add(w.source(s.Pos(), c.End()), lead, clause+after)
	w.within([]*syntax.Stmt{{Position: s.Position, Cmd: c}}, "in it, ")
}

func (w *walker) timed(c *syntax.TimeClause, lead string) {
	w.add("time", lead, "prints how long what follows takes")
	if c.Stmt != nil {
		w.within([]*syntax.Stmt{c.Stmt}, "")
	}
}

// question is the condition of an if or a loop in words, when it is a test and nothing else.
func (w *walker) question(cond []*syntax.Stmt) string {
	if program := lookedFor(cond); program != "" {
		return "there is a program " + program
	}
	if len(cond) != 1 || cond[0].Negated || !isTest(cond[0]) {
		return ""
	}
	switch c := cond[0].Cmd.(type) {
	case *syntax.TestClause:
		return w.test(c.X)
	case *syntax.CallExpr:
		return testWords(w.words(c.Args))
	}
	return ""
}

func (w *walker) head(word string, from, to syntax.Pos) string {
	return clip(word+" "+strings.TrimRight(w.source(from, to), "; "), maxText)
}

// condition explains if, elif and else, one after the other.
func (w *walker) condition(c *syntax.IfClause, lead, after string) {
	word := "if"
	for ; c != nil && !w.full; c = c.Else {
		if len(c.Cond) == 0 {
			w.within(c.Then, "otherwise, ")
			return
		}
		text := w.head(word, c.Cond[0].Pos(), c.Cond[len(c.Cond)-1].End())
		if question := w.question(c.Cond); question != "" {
			w.add(text, lead, "does what follows only if "+question+after)
			w.insertedIn(c.Cond[0].Cmd)
		} else {
			w.add(text, lead, "does what follows only if this works"+after)
			w.within(c.Cond, "to find out, ")
		}
		w.within(c.Then, "in that case, ")
		word, lead, after = "elif", "otherwise, ", ""
	}
}

// loop explains while and until.
func (w *walker) loop(c *syntax.WhileClause, lead, after string) {
	word, as := "while", "as long as "
	if c.Until {
		word, as = "until", "until "
	}
	if len(c.Cond) == 0 {
		return
	}
	text := w.head(word, c.Cond[0].Pos(), c.Cond[len(c.Cond)-1].End())
	if question := w.question(c.Cond); question != "" {
		w.add(text, lead, "repeats what follows "+as+question+after)
	} else {
		w.add(text, lead, "repeats what follows "+as+"this works"+after)
		w.within(c.Cond, "to find out, ")
	}
	w.within(c.Do, "each time, ")
}

// each explains for.
func (w *walker) each(c *syntax.ForClause, lead, after string) {
	switch l := c.Loop.(type) {
	case *syntax.WordIter:
		text := w.head("for", l.Pos(), l.End())
		if len(l.Items) == 0 {
			w.add(text, lead, "does what follows once for each argument, which is then $"+shown(l.Name.Value)+after)
			break
		}
		w.add(text, lead, "does what follows once for each of "+list(w.words(l.Items))+"; $"+shown(l.Name.Value)+" is the one it is at"+after)
		for _, item := range l.Items {
			w.insertedIn(item)
		}
	default:
		w.add(w.head("for", l.Pos(), l.End()), lead, "counts, and does what follows each time"+after)
	}
	w.within(c.Do, "each time, ")
}

func (w *walker) cases(c *syntax.CaseClause, lead, after string) {
	word := w.word(c.Word)
	w.add(w.head("case", c.Word.Pos(), c.Word.End())+" in", lead, "looks at "+word+" and does what stands behind the first pattern that fits"+after)
	w.insertedIn(c.Word)
	for _, item := range c.Items {
		patterns := joined(w.words(item.Patterns), "or")
		if patterns == "*" {
			patterns = "anything else"
		}
		w.within(item.Stmts, "for "+patterns+": ")
	}
}

func (w *walker) function(c *syntax.FuncDecl, lead string) {
	name := ""
	if c.Name != nil {
		name = shown(c.Name.Value)
	}
	w.add(name+"()", lead, "makes a command "+name+" of what follows, which runs only when it is called")
	w.functions[name] = true
	body := []*syntax.Stmt{c.Body}
	if block, ok := c.Body.Cmd.(*syntax.Block); ok && len(c.Body.Redirs) == 0 {
		body = block.Stmts
	}
	w.within(body, "when "+name+" is called, ")
}

// lookedFor is the program that command -v or which looks for, when the condition is that and nothing else.
func lookedFor(cond []*syntax.Stmt) string {
	if len(cond) != 1 || cond[0].Negated {
		return ""
	}
	c, ok := cond[0].Cmd.(*syntax.CallExpr)
	switch {
	case !ok || len(c.Args) == 0:
	case len(c.Args) == 2 && c.Args[0].Lit() == "which":
		return shown(c.Args[1].Lit())
	case len(c.Args) == 3 && c.Args[0].Lit() == "command" && c.Args[1].Lit() == "-v":
		return shown(c.Args[2].Lit())
	}
	return ""
}
