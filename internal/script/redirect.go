package script

import (
	"mvdan.cc/sh/v3/syntax"
)

// after says what is special about how a statement runs: where its output goes, and that nobody waits for it.
// written says that the sentence tells about the file already.
func (w *walker) after(s *syntax.Stmt, written bool) string {
	says := ""
	if silent(w, s) {
		says = ", and throws away the output and the error messages"
	}
	for _, r := range s.Redirs {
		if says != "" && r.Op != syntax.RdrIn && silent(w, s) {
			continue
		}
		says += w.redirect(r, written)
	}
	if s.Background {
		says += ", in the background: the next command does not wait for it"
	}
	return says
}

// silent says whether nothing of what the command says is seen: > /dev/null 2>&1, or the same in two words.
func silent(w *walker, s *syntax.Stmt) bool {
	out, errors := false, false
	for _, r := range s.Redirs {
		to := w.word(r.Word)
		isErrors := r.N != nil && r.N.Value == "2"
		switch {
		case r.Op == syntax.RdrAll && to == "/dev/null":
			return true
		case r.Op == syntax.RdrOut && to == "/dev/null" && isErrors, r.Op == syntax.DplOut && to == "1" && isErrors && out:
			errors = true
		case r.Op == syntax.RdrOut && to == "/dev/null":
			out = true
		}
	}
	return out && errors
}

func (w *walker) redirect(r *syntax.Redirect, written bool) string {
	stream, to := "", w.word(r.Word)
	if r.N != nil {
		stream = r.N.Value
	}
	what := "the output"
	if stream == "2" {
		what = "its error messages"
	}
	switch r.Op {
	case syntax.RdrOut, syntax.RdrClob, syntax.AppOut:
		return redirectOut(r.Op, stream, what, to, written)
	case syntax.RdrAll, syntax.AppAll:
		return redirectOut(syntax.RdrOut, "&", "the output and the error messages", to, false)
	case syntax.RdrIn:
		if to == "/dev/null" {
			return ", with nothing to read"
		}
		return ", reading from " + to
	case syntax.DplOut:
		return duplicate(stream, to)
	case syntax.Hdoc, syntax.DashHdoc:
		if written {
			return ""
		}
		return ", and gives it " + plural(w.hereLines(r), "line") + " to read, up to " + to
	case syntax.WordHdoc:
		return ", and gives it " + quoted(to) + " to read"
	}
	return ""
}

func redirectOut(op syntax.RedirOperator, stream, what, to string, written bool) string {
	switch {
	case to == "/dev/null" && written && stream == "":
		return ""
	case to == "/dev/null":
		return ", and throws away " + what
	case stream != "" && stream != "1" && stream != "2" && stream != "&":
		return ", with " + to + " as its channel " + stream
	case isStream(to):
		return ", and prints " + what + " among the " + map[string]string{
			"/dev/stdout": "ordinary output", "/dev/stderr": "error messages",
			"/proc/1/fd/1": "container's log lines", "/proc/1/fd/2": "container's error messages",
		}[to]
	case written && stream != "2" && stream != "&":
		return ""
	case op == syntax.AppOut:
		return ", and adds " + what + " to the end of " + to
	default:
		return ", and writes " + what + " to " + to
	}
}

func duplicate(stream, to string) string {
	switch {
	case to == "2" && stream != "2":
		return ", and prints it among the error messages"
	case to == "1" && stream == "2":
		return ", the error messages together with the output"
	case to == "-":
		return ", and closes that channel"
	}
	return ""
}
