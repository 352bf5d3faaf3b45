package script

import (
	"strings"

	"mvdan.cc/sh/v3/syntax"
)

// walker goes through a script and makes a part of each command.
type walker struct {
	src       string
	parts     []Part
	functions map[string]bool // that the script has defined so far
	depth     int
	piping    bool // the next command's output is read by another one
	full      bool
}

// add makes a part, until there are too many.
func (w *walker) add(text, lead, clause string) {
	switch {
	case w.full:
	case len(w.parts) == maxParts:
		w.full = true
		w.parts = append(w.parts, Part{Text: "…", Says: "More commands follow; they are not explained one by one."})
	default:
		w.parts = append(w.parts, Part{Text: clip(text, maxText), Says: sentence(lead, clause)})
	}
}

// within explains what stands inside something.
func (w *walker) within(stmts []*syntax.Stmt, lead string) {
	if w.depth >= maxDepth {
		w.add("…", lead, "more commands stand inside one another here than are explained")
		return
	}
	w.depth++
	w.stmts(stmts, lead)
	w.depth--
}

func (w *walker) stmts(stmts []*syntax.Stmt, lead string) {
	for _, s := range stmts {
		if w.full {
			return
		}
		w.stmt(s, lead, false)
	}
}

// link is one command of a chain and what joins it to the one before.
type link struct {
	op   syntax.BinCmdOperator
	stmt *syntax.Stmt
}

// chain is a && b || c | d as a list. The syntax tree of it is as deep as the chain is long.
func chain(s *syntax.Stmt) []link {
	var links []link
	for {
		b, ok := s.Cmd.(*syntax.BinaryCmd)
		if !ok || s.Negated || len(s.Redirs) > 0 {
			break
		}
		links = append(links, link{b.Op, b.Y})
		s = b.X
	}
	links = append(links, link{stmt: s})
	for i, j := 0, len(links)-1; i < j; i, j = i+1, j-1 {
		links[i], links[j] = links[j], links[i]
	}
	return links
}

// stmt explains a statement; piped says that it reads what another command writes.
func (w *walker) stmt(s *syntax.Stmt, lead string, piped bool) {
	links := chain(s)
	if len(links) == 1 {
		w.simple(s, lead, piped)
		return
	}
	for i, l := range links {
		if w.full {
			return
		}
		if i == 0 {
			w.piping = hands(links, i)
			w.stmt(l.stmt, lead, piped)
			continue
		}
		if l.op == syntax.OrStmt && goesOn(l.stmt) {
			w.add(w.text(l.stmt), "", "if that failed, goes on all the same, as this always counts as worked")
			continue
		}
		w.piping = hands(links, i)
		pipe := l.op == syntax.Pipe || l.op == syntax.PipeAll
		w.stmt(l.stmt, joins(links, i), pipe)
	}
}

// hands says whether the next command of the chain reads what this one writes.
func hands(links []link, i int) bool {
	return i+1 < len(links) && (links[i+1].op == syntax.Pipe || links[i+1].op == syntax.PipeAll)
}

// joins is how a sentence begins about a command that others lead to.
func joins(links []link, i int) string {
	op, before := links[i].op, links[i-1]
	test := asks(before.stmt)
	switch {
	case op == syntax.PipeAll:
		return "takes that output, errors too, and "
	case op == syntax.Pipe:
		return "takes that output and "
	case op == syntax.AndStmt && test:
		return "if so, "
	case op == syntax.OrStmt && test:
		return "if not, "
	case op == syntax.OrStmt && i > 1 && before.op == syntax.AndStmt && asks(links[i-2].stmt):
		return "if not, or if that failed, "
	case op == syntax.OrStmt:
		return "only if that failed, "
	case before.op == syntax.AndStmt:
		return "then "
	default:
		return "only if that worked, "
	}
}

// goesOn says whether the command is true or :, with which a failure is passed over.
func goesOn(s *syntax.Stmt) bool {
	c, ok := s.Cmd.(*syntax.CallExpr)
	return ok && len(c.Args) == 1 && len(s.Redirs) == 0 && (c.Args[0].Lit() == "true" || c.Args[0].Lit() == ":")
}

// isTest says whether the command is [ … ], test or [[ … ]].
func isTest(s *syntax.Stmt) bool {
	c, ok := s.Cmd.(*syntax.CallExpr)
	if !ok {
		_, ok = s.Cmd.(*syntax.TestClause)
		return ok
	}
	return len(c.Args) > 0 && (c.Args[0].Lit() == "[" || c.Args[0].Lit() == "test")
}

// asks says whether the command is a question, such as [ -f x ].
func asks(s *syntax.Stmt) bool {
	if isTest(s) {
		return true
	}
	if c, ok := s.Cmd.(*syntax.CallExpr); ok {
		if len(c.Args) == 0 {
			return false
		}
		switch c.Args[0].Lit() {
		case "command":
			return len(c.Args) > 1 && strings.EqualFold(c.Args[1].Lit(), "-v")
		case "grep":
			return len(c.Args) > 1 && strings.HasPrefix(c.Args[1].Lit(), "-") && strings.Contains(c.Args[1].Lit(), "q")
		}
	}
	return false
}

// simple explains a statement that is no chain.
func (w *walker) simple(s *syntax.Stmt, lead string, piped bool) {
	switch c := s.Cmd.(type) {
	case *syntax.CallExpr:
		w.call(c, s, lead, piped)
	case *syntax.DeclClause:
		w.add(w.text(s), lead, w.declare(c)+w.after(s, false))
		w.insertedIn(c)
	case *syntax.TestClause:
		w.add(w.text(s), lead, w.negate(s, "looks whether "+w.test(c.X))+w.after(s, false))
	default:
		w.compound(s, lead)
	}
}

// text is a statement as the script has it, without the lines of a here-document.
func (w *walker) text(s *syntax.Stmt) string {
	end := s.Pos()
	if s.Cmd != nil {
		end = s.Cmd.End()
	}
	for _, r := range s.Redirs {
		if r.Word != nil && r.Word.End().After(end) {
			end = r.Word.End()
		}
	}
	text := w.source(s.Pos(), end)
	if s.Background {
		text = clip(text, maxText-2) + " &"
	}
	return text
}

func (w *walker) negate(s *syntax.Stmt, clause string) string {
	if !s.Negated {
		return clause
	}
	return clause + ", and counts as worked only when the answer is no"
}

// call explains a simple command.
func (w *walker) call(c *syntax.CallExpr, s *syntax.Stmt, lead string, piped bool) {
	cmd := w.commandOf(c, s, piped)
	script := cmd.script()
	cmd.apart = script != "" && w.depth < maxDepth
	var clause string
	switch {
	case len(c.Args) == 0:
		clause = w.assigns(c.Assigns)
	case w.functions[cmd.args[0]]:
		clause = "calls the function " + cmd.args[0] + " from above" + withArgs(cmd.args[1:])
	default:
		clause = describe(cmd) + w.forOnly(c.Assigns)
	}
	if s.Negated {
		clause += ", and counts as worked only when that fails"
	}
	w.add(w.text(s), lead, clause+w.after(s, cmd.writes()))
	if cmd.apart {
		w.inner(script)
	}
	w.insertedIn(c)
	w.insertedInRedirs(s)
}

// inner explains the script that a command is given as text.
func (w *walker) inner(script string) {
	for _, p := range partsOf(script, w.depth+1) {
		if w.full {
			return
		}
		w.add(p.Text, "in that shell: ", lowered(p.Says))
	}
}

// insertedIn explains the commands whose output takes their place in the node.
func (w *walker) insertedIn(node syntax.Node) {
	for _, stmts := range substitutions(node) {
		if len(stmts) > 0 {
			w.within(stmts, "inside it, for the output: ")
		}
	}
}

func (w *walker) insertedInRedirs(s *syntax.Stmt) {
	for _, r := range s.Redirs {
		if r.Word != nil {
			w.insertedIn(r.Word)
		}
	}
}

// commandOf takes a simple command apart.
func (w *walker) commandOf(c *syntax.CallExpr, s *syntax.Stmt, piped bool) call {
	cmd := call{args: w.words(c.Args), piped: piped, piping: w.piping}
	w.piping = false
	for _, word := range c.Args {
		cmd.raw = append(cmd.raw, wholeScript(word))
	}
	for _, r := range s.Redirs {
		switch r.Op {
		case syntax.RdrOut, syntax.RdrClob, syntax.AppOut:
			cmd.quiet = cmd.quiet || r.N == nil && w.word(r.Word) == "/dev/null"
			if (r.N == nil || r.N.Value == "1") && w.word(r.Word) != "/dev/null" && !isStream(w.word(r.Word)) {
				cmd.file, cmd.appends = w.word(r.Word), r.Op == syntax.AppOut
			}
		case syntax.Hdoc, syntax.DashHdoc:
			cmd.here = w.word(r.Word)
			cmd.lines = w.hereLines(r)
		case syntax.WordHdoc:
			cmd.piped = true
		}
	}
	return cmd
}

// hereLines counts the lines of a here-document.
func (w *walker) hereLines(r *syntax.Redirect) int {
	if r.Hdoc == nil || len(r.Hdoc.Parts) == 0 {
		return 0
	}
	from, to := int(r.Hdoc.Pos().Offset()), int(r.Hdoc.End().Offset()) //nolint:gosec // a script is shorter than maxScript
	if to > len(w.src) || from > to {
		return 0
	}
	text := strings.TrimSuffix(w.src[from:to], "\n")
	if i := strings.LastIndexByte(text, '\n'); i >= 0 && strings.TrimSpace(text[i:]) == w.word(r.Word) {
		text = text[:i]
	}
	return strings.Count(text, "\n") + 1
}

func isStream(word string) bool {
	return word == "/dev/stderr" || word == "/dev/stdout" || word == "/proc/1/fd/1" || word == "/proc/1/fd/2"
}

func lowered(s string) string {
	if len(s) > 1 && s[0] >= 'A' && s[0] <= 'Z' {
		return string(s[0]+'a'-'A') + s[1:]
	}
	return s
}
