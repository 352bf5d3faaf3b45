package exercises

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	gast "github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
)

// sheet is an answer file: its sections, in order. The first has no heading.
type sheet struct {
	sections []sheetSection
	open     bool // an HTML comment is never closed
}

type sheetSection struct {
	heading string
	level   int
	texts   []string // paragraphs and items of lists
	options []option
}

// option is an item of a task list.
type option struct {
	text   string
	ticked bool
}

// answerText decodes the bytes of a text file. It says no for anything else.
func answerText(data []byte) (string, bool) {
	switch {
	case bytes.HasPrefix(data, []byte{0xFF, 0xFE}), bytes.HasPrefix(data, []byte{0xFE, 0xFF}):
		return wideText(data), true // as old editors on Windows save it
	case bytes.IndexByte(data, 0) >= 0:
		return "", false
	}
	data = bytes.TrimPrefix(data, []byte("\uFEFF"))
	return strings.ToValidUTF8(string(data), "\uFFFD"), true
}

// wideText decodes UTF-16 with a byte order mark.
func wideText(data []byte) string {
	little := data[0] == 0xFF
	var units []uint16
	for i := 2; i+1 < len(data); i += 2 {
		a, b := uint16(data[i]), uint16(data[i+1])
		if little {
			a, b = b, a
		}
		units = append(units, a<<8|b)
	}
	return string(utf16.Decode(units))
}

// readSheet reads the Markdown of an answer. Comments, struck text and code with a language do not count.
func readSheet(source string) sheet {
	source = strings.ReplaceAll(strings.ReplaceAll(source, "\r\n", "\n"), "\r", "\n")
	src := []byte(shallow(source))
	md := goldmark.New(goldmark.WithExtensions(extension.Table, extension.Strikethrough, extension.TaskList))
	r := sheetReader{src: src, sheet: sheet{sections: make([]sheetSection, 1)}}
	doc := md.Parser().Parse(text.NewReader(src))
	_ = gast.Walk(doc, func(n gast.Node, entering bool) (gast.WalkStatus, error) { // never fails: visit does not
		if !entering {
			return gast.WalkContinue, nil
		}
		return r.visit(n), nil
	})
	return r.sheet
}

// maxMarks is how many quotes and lists may begin on one line, one in the other. The time to read them grows with
// the square: fifty thousand take half a minute.
const maxMarks = 100

// shallow leaves out the marks of quotes and lists on a line that nobody writes by hand.
func shallow(source string) string {
	var b strings.Builder
	for line := range strings.Lines(source) {
		text := strings.TrimLeft(line, " \t>-*+.)0123456789")
		marks := line[:len(line)-len(text)]
		if len(strings.FieldsFunc(marks, unicode.IsSpace))+strings.Count(marks, ">") > maxMarks {
			line = text
		}
		b.WriteString(line)
	}
	return b.String()
}

type sheetReader struct {
	src   []byte
	sheet sheet
}

func (r *sheetReader) visit(n gast.Node) gast.WalkStatus {
	section := &r.sheet.sections[len(r.sheet.sections)-1]
	switch n := n.(type) {
	case *gast.Heading:
		r.sheet.sections = append(r.sheet.sections, sheetSection{heading: r.inline(n), level: n.Level})
		return gast.WalkSkipChildren
	case *gast.Paragraph, *gast.TextBlock, *east.TableCell:
		t := r.inline(n)
		if box, ok := n.FirstChild().(*east.TaskCheckBox); ok {
			section.options = append(section.options, option{text: t, ticked: box.IsChecked})
		} else if t != "" {
			section.texts = append(section.texts, t)
		}
		return gast.WalkSkipChildren
	case *gast.CodeBlock:
		section.texts = append(section.texts, r.lines(n))
	case *gast.FencedCodeBlock:
		if lang := string(n.Language(r.src)); lang == "" || lang == "text" || lang == "md" || lang == "markdown" {
			section.texts = append(section.texts, r.lines(n))
		}
	case *gast.HTMLBlock:
		block := r.lines(n)
		if strings.HasPrefix(strings.TrimSpace(block), "<!--") && !n.HasClosure() && !strings.Contains(block, "-->") {
			r.sheet.open = true
		}
	}
	return gast.WalkContinue
}

func (r *sheetReader) lines(n gast.Node) string {
	var b strings.Builder
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		b.Write(line.Value(r.src))
	}
	return strings.TrimSpace(b.String())
}

// inline is the text of a block as a reader sees it.
func (r *sheetReader) inline(n gast.Node) string {
	var b strings.Builder
	_ = gast.Walk(n, func(c gast.Node, entering bool) (gast.WalkStatus, error) { // never fails
		switch c := c.(type) {
		case *east.Strikethrough, *gast.RawHTML:
			return gast.WalkSkipChildren, nil
		case *gast.Text:
			if entering {
				b.Write(c.Segment.Value(r.src))
				if c.SoftLineBreak() || c.HardLineBreak() {
					b.WriteByte(' ')
				}
			}
		case *gast.String:
			if entering {
				b.Write(c.Value)
			}
		case *gast.AutoLink:
			if entering {
				b.Write(c.Label(r.src))
			}
		}
		return gast.WalkContinue, nil
	})
	return strings.Join(strings.Fields(b.String()), " ")
}

// section is what stands below a heading, with the smaller headings in it. The heading may be misspelt a little.
func (s sheet) section(heading string) (sheetSection, bool) {
	want := plainWords(heading)
	at := -1
	for i, sec := range s.sections {
		if i > 0 && plainWords(sec.heading) == want {
			at = i
			break
		}
	}
	if at < 0 {
		var names []string
		for _, sec := range s.sections {
			names = append(names, plainWords(sec.heading))
		}
		near := nearest(want, names)
		for i, name := range names {
			if near != "" && name == near {
				at = i
				break
			}
		}
	}
	if at < 0 {
		return sheetSection{}, false
	}
	whole := s.sections[at]
	for _, sec := range s.sections[at+1:] {
		if sec.level <= whole.level {
			break
		}
		whole.texts = append(append(whole.texts, sec.heading), sec.texts...)
		whole.options = append(whole.options, sec.options...)
	}
	return whole, true
}

// whole is the sheet as one section, for a learner who has taken the headings away.
func (s sheet) whole() sheetSection {
	var all sheetSection
	for _, sec := range s.sections {
		if sec.heading != "" {
			all.texts = append(all.texts, sec.heading)
		}
		all.texts = append(all.texts, sec.texts...)
		all.options = append(all.options, sec.options...)
	}
	return all
}

// all is every text of the sheet.
func (s sheet) all() []string {
	whole := s.whole()
	for _, o := range whole.options {
		whole.texts = append(whole.texts, o.text)
	}
	return whole.texts
}

// option finds an option by its text.
func (s sheetSection) option(text string) (option, bool) {
	for _, o := range s.options {
		if plainWords(o.text) == plainWords(text) {
			return o, true
		}
	}
	return option{}, false
}

// plainWords is a text without marks, capitals and markup, for comparing.
func plainWords(text string) string {
	fields := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return r == utf8.RuneError || !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
	return strings.Join(fields, " ")
}
