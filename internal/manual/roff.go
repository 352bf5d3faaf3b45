package main

import "strings"

// roff is a manual page in the making, in the language of man(7).
type roff struct{ strings.Builder }

// request writes a line that begins with a dot.
func (r *roff) request(name string, args ...string) {
	r.WriteString("." + name)
	for _, a := range args {
		r.WriteString(" " + argument(a))
	}
	r.WriteString("\n")
}

// argument is one argument, whatever is in it. Only macros read quotes, so a plain word has none.
func argument(text string) string {
	if text != "" && !strings.ContainsAny(text, "\"\\ ") {
		return escape(text)
	}
	return `"` + strings.ReplaceAll(escape(text), `"`, `\(dq`) + `"`
}

// line writes text as it is, escapes among it; a dot or a quote in front would make it a request.
func (r *roff) line(text string) {
	if strings.HasPrefix(text, ".") || strings.HasPrefix(text, "'") {
		text = `\&` + text
	}
	r.WriteString(text + "\n")
}

// code writes lines that keep their breaks.
func (r *roff) code(lines []string) {
	r.request("PP")
	r.request("RS", "4")
	r.request("nf")
	for _, l := range lines {
		r.line(escape(l))
	}
	r.request("fi")
	r.request("RE")
}

// prose writes paragraphs as a help text has them: a blank line between two, and what is indented stays as it is.
func (r *roff) prose(text string) {
	for i, paragraph := range strings.Split(strings.TrimSpace(text), "\n\n") {
		lines := strings.Split(strings.Trim(paragraph, "\n"), "\n")
		if strings.HasPrefix(lines[0], " ") || strings.HasPrefix(lines[0], "\t") {
			for j, l := range lines {
				lines[j] = strings.TrimLeft(l, " \t")
			}
			r.code(lines)
			continue
		}
		if i > 0 {
			r.request("PP")
		}
		for _, l := range lines {
			r.line(inline(strings.TrimLeft(l, "# "))) // cobra's own texts have Markdown headings
		}
	}
}

// escape makes plain text of what roff would read: its escape character, and dashes and quotes that it would make
// pretty, so that a command can be copied from the page.
func escape(text string) string {
	return strings.NewReplacer(`\`, `\e`, "-", `\-`, "`", `\(ga`, "'", `\(aq`, "^", `\(ha`, "~", `\(ti`).Replace(text)
}

func bold(text string) string   { return `\fB` + escape(text) + `\fR` }
func italic(text string) string { return `\fI` + escape(text) + `\fR` }

// inline is a line of prose: what stands between backticks is bold.
func inline(text string) string {
	parts := strings.Split(text, "`")
	if len(parts)%2 == 0 { // a backtick that nothing closes
		return escape(text)
	}
	for i, p := range parts {
		if parts[i] = escape(p); i%2 == 1 {
			parts[i] = bold(p)
		}
	}
	return strings.Join(parts, "")
}
