package cli

import (
	"fmt"
	"path/filepath"
	"strings"

	"tutor/internal/explain"
	"tutor/internal/sarif"
	"tutor/internal/term"
)

// explainSchema is the version of what `tutor explain --format json` prints.
const explainSchema = 1

// explainJSON is what `tutor explain --format json` prints.
type explainJSON struct {
	Schema int    `json:"schema"`
	File   string `json:"file"`
	*explain.Document
}

func (o *explainOptions) document(e explained) error {
	return writeJSON(o.Out, explainJSON{explainSchema, e.name, e.Document})
}

func (o *explainOptions) sarif(e explained) error {
	findings := make([]sarif.Finding, len(e.Findings))
	for i, f := range e.Findings {
		level := sarif.Note
		if f.Severity == explain.Warning {
			level = sarif.Warning
		}
		findings[i] = sarif.Finding{Rule: f.ID, Level: level, Message: findingText(f), File: sarifName(e.name), Line: f.Line}
	}
	return writeJSON(o.Out, sarif.New(sarif.Tool{Name: "tutor", Version: version()}, findings))
}

func sarifName(name string) string {
	if name == "-" {
		return "Dockerfile"
	}
	return filepath.Clean(name)
}

func findingText(f explain.Finding) string { return f.What + " " + f.Why + " " + f.Fix }

// github writes an annotation for each finding.
func (o *explainOptions) github(e explained) error {
	for _, f := range e.Findings {
		command := "notice"
		if f.Severity == explain.Warning {
			command = "warning"
		}
		write(o.Out, "::%s file=%s,line=%d,endLine=%d,title=%s::%s\n", command,
			githubProperty(filepath.ToSlash(sarifName(e.name))), f.Line, f.End, githubProperty("tutor: "+f.ID), githubData(findingText(f)))
	}
	return nil
}

// text writes the lines of the file, each with what it does, and then what to look at.
func (o *explainOptions) text(e explained) error {
	p := &page{width: o.textWidth()}
	gutter := len(fmt.Sprint(lastLine(e.Document)))
	for _, item := range e.Items {
		p.item(item, gutter)
	}
	p.findings(e.Findings, o.mark)
	o.printf("%s", p.String())
	return nil
}

func (o *explainOptions) textWidth() int {
	switch {
	case o.width > 0:
		return o.width
	case o.OutIsTTY:
		return max(minWidth, min(o.Width, defaultWidth))
	}
	return defaultWidth
}

func lastLine(d *explain.Document) int {
	last := 1
	for _, i := range d.Items {
		last = max(last, i.End)
	}
	return last
}

// page is text that is wrapped.
type page struct {
	strings.Builder
	width int
}

// put writes a text with its first line behind lead and all others below it.
func (p *page) put(lead, text string) {
	indent := strings.Repeat(" ", len([]rune(lead)))
	for i, line := range term.Wrap(term.Sanitize(text), max(minWidth/2, p.width-len(indent))) {
		if i > 0 {
			lead = indent
		}
		p.WriteString(strings.TrimRight(lead+line, " ") + "\n")
	}
}

func (p *page) item(i explain.Item, gutter int) {
	if p.Len() > 0 {
		p.WriteString("\n")
	}
	indent := strings.Repeat(" ", gutter+2)
	p.put(fmt.Sprintf("%*d  ", gutter, i.Start), i.Text)
	p.put(indent, i.Says)
	for _, part := range i.Parts {
		if len(i.Parts) > 1 || part.Text != i.Text && !strings.HasSuffix(i.Text, part.Text) {
			p.put(indent+"• ", part.Text)
			p.put(indent+"  ", part.Says)
			continue
		}
		p.put(indent, part.Says)
	}
}

func (p *page) findings(all []explain.Finding, mark func(glyph, word string) string) {
	if len(all) == 0 {
		p.WriteString("\nNothing to look at was found.\n")
		return
	}
	p.WriteString("\nTo look at\n")
	for _, f := range all {
		lead := mark(glyphNone, "Advice")
		if f.Severity == explain.Warning {
			lead = mark(glyphNote, "Warning")
		}
		p.WriteString("\n")
		p.put(fmt.Sprintf("%s line %d: ", lead, f.Line), f.What)
		p.put("  ", f.Why)
		p.put("  ", f.Fix)
		note := f.ID
		if f.Lesson != "" {
			note += "; more in tutor show " + f.Lesson
		}
		p.put("  ", "("+note+")")
	}
}
