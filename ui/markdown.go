package ui

import (
	"maps"
	"strings"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/glamour"
	style "github.com/charmbracelet/glamour/ansi"
	"github.com/charmbracelet/x/ansi"
	"github.com/muesli/termenv"
)

// proseWidth is the widest a line of text gets: longer ones are hard to read.
const proseWidth = 84

// textKey names rendered Markdown. An answer to an older question never matches a newer one.
type textKey struct {
	source string // what was rendered, such as "lesson/minimal-dockerfile/2"
	width  int
	theme  string

	edition int    // of the course
	find    string // the words that are marked in it, with blanks between them
}

// renderedMsg brings the lines of each part of a source.
type renderedMsg struct {
	key   textKey
	parts [][]string
}

// texts remembers rendered Markdown and what is being rendered. Only Update touches it.
type texts struct {
	ready   map[textKey][][]string
	pending map[textKey]bool
}

func newTexts() *texts {
	return &texts{ready: map[textKey][][]string{}, pending: map[textKey]bool{}}
}

// want returns the command that renders the parts, or nil when they are there or on their way.
func (t *texts) want(key textKey, profile termenv.Profile, parts func() []string) tea.Cmd {
	if t.ready[key] != nil || t.pending[key] {
		return nil
	}
	t.pending[key] = true
	sources := parts()
	dark := key.theme == ThemeDark
	return func() tea.Msg {
		return renderedMsg{key: key, parts: renderAll(sources, key.width, dark, profile, strings.Fields(key.find)...)}
	}
}

func (t *texts) take(msg renderedMsg) {
	delete(t.pending, msg.key)
	t.ready[msg.key] = msg.parts
}

// forgetFound drops what was rendered with other words marked.
func (t *texts) forgetFound(find string) {
	maps.DeleteFunc(t.ready, func(key textKey, _ [][]string) bool { return key.find != "" && key.find != find })
}

// forget drops what was rendered for another width or theme, so that resizing does not grow the memory.
func (t *texts) forget() {
	clear(t.ready)
	clear(t.pending)
}

// renderAll renders each source, with the words to find marked, with a renderer of its own: one renderer is not safe
// for several goroutines, and a new one costs microseconds.
func renderAll(sources []string, width int, dark bool, profile termenv.Profile, find ...string) [][]string {
	config := markdownStyle(dark, profile)
	parts := make([][]string, len(sources))
	for i, source := range sources {
		for _, piece := range splitPieces(safeMarkdown(source)) {
			if len(parts[i]) > 0 {
				parts[i] = append(parts[i], "")
			}
			switch piece.kind {
			case tablePiece:
				parts[i] = append(parts[i], renderTable(piece.markdown, find, width, config, profile)...)
			case codePiece:
				parts[i] = append(parts[i], renderCode(piece.markdown, find, width, config, profile)...)
			default:
				parts[i] = append(parts[i], render(piece.markdown, find, width, config, profile)...)
			}
		}
		if len(parts[i]) == 0 {
			parts[i] = []string{""}
		}
	}
	return parts
}

// render renders text without tables and code. Glamour's wrapping miscounts hyphens and the indents of lists and quotes, so text
// comes in whole lines and is wrapped here.
func render(markdown string, find []string, width int, config style.StyleConfig, profile termenv.Profile) []string {
	r, err := glamour.NewTermRenderer(
		glamour.WithStyles(config), glamour.WithColorProfile(profile), glamour.WithWordWrap(wholeLine))
	if err != nil {
		return wrap(markdown, width) // still readable
	}
	out, err := r.Render(markLinks(markdown))
	if err != nil {
		return wrap(markdown, width)
	}
	return tidy(showLinks(out, config, profile), width, func(line string) string { return highlight(line, find, profile) })
}

// wholeLine is more than a paragraph has. Glamour joins the lines of a paragraph only when it wraps, and it pads to the
// width it is given.
const wholeLine = 2000

// tidy turns glamour's output into lines that stand alone, without its padding and outer blank lines. Each line is
// marked before it is wrapped, since a mark may need room.
func tidy(out string, width int, mark func(line string) string) []string {
	raw := strings.Split(strings.Trim(out, "\n"), "\n")
	lines := make([]string, 0, len(raw))
	on := ""
	for _, line := range raw {
		text := trimEnd(line)
		closing := ""
		if activeAfter(on, text) != "" {
			closing = resetSGR
		}
		if text != "" {
			text = on + text + closing
		}
		on = activeAfter(on, line)
		lines = append(lines, wrapHanging(mark(text), width)...)
	}
	for len(lines) > 0 && lines[0] == "" {
		lines = lines[1:]
	}
	for len(lines) > 0 && lines[len(lines)-1] == "" {
		lines = lines[:len(lines)-1]
	}
	return lines
}

// wrapHanging wraps a line so that what follows stands below its text: under the words of a list item, behind the bar
// of a quote, at the indent of code.
func wrapHanging(line string, width int) []string {
	if ansi.StringWidth(line) <= width {
		return []string{line}
	}
	text := ansi.Strip(line)
	bare := strings.TrimLeft(text, " ")
	indent := len(text) - len(bare)
	lead := indent + markerWidth(bare)
	follow := strings.Repeat(" ", lead)
	for _, bar := range []string{glyphBar + " ", "> "} {
		if strings.HasPrefix(bare, bar) {
			follow = strings.Repeat(" ", indent) + bar
			lead = ansi.StringWidth(follow)
		}
	}
	if lead == 0 || lead > width/2 {
		return wrap(line, width)
	}
	rows := wrap(ansi.TruncateLeft(line, lead, ""), width-lead)
	for i := range rows {
		if i == 0 {
			rows[i] = ansi.Truncate(line, lead, "") + rows[i]
			continue
		}
		rows[i] = follow + rows[i]
	}
	return rows
}

// markerWidth is the width of a bullet or number with its blank; 0 when there is none.
func markerWidth(line string) int {
	if strings.HasPrefix(line, "• ") {
		return 2
	}
	digits := len(line) - len(strings.TrimLeft(line, "0123456789"))
	if digits > 0 && strings.HasPrefix(line[digits:], ". ") {
		return digits + 2
	}
	return 0
}

// markdownStyle is glamour's style in our colours. It sets no document colour, margin or background: those make
// glamour pad every line, blank by blank. Without colour, marks take its place.
func markdownStyle(dark bool, profile termenv.Profile) style.StyleConfig {
	p := lightPalette()
	if dark {
		p = darkPalette()
	}
	accent, code, muted := pointer(value(p.accent, profile)), pointer(value(p.code, profile)), pointer(value(p.muted, profile))
	yes := pointer(true)
	config := style.StyleConfig{
		BlockQuote: style.StyleBlock{Indent: pointer(uint(1)), IndentToken: pointer(glyphBar + " ")},
		List:       style.StyleList{LevelIndent: 2},
		Heading: style.StyleBlock{StylePrimitive: style.StylePrimitive{
			BlockSuffix: "\n", Color: accent, Bold: yes,
		}},
		Emph:           style.StylePrimitive{Italic: yes},
		Strong:         style.StylePrimitive{Bold: yes},
		Strikethrough:  style.StylePrimitive{CrossedOut: yes},
		HorizontalRule: style.StylePrimitive{Color: muted, Format: "\n" + strings.Repeat(glyphRule, 8) + "\n"},
		Item:           style.StylePrimitive{BlockPrefix: "• "},
		Enumeration:    style.StylePrimitive{BlockPrefix: ". "},
		Task:           style.StyleTask{Ticked: "[✓] ", Unticked: "[ ] "},
		Link:           style.StylePrimitive{Color: accent, Underline: yes},
		Code:           style.StyleBlock{StylePrimitive: style.StylePrimitive{Color: code}},
		CodeBlock: style.StyleCodeBlock{StyleBlock: style.StyleBlock{
			StylePrimitive: style.StylePrimitive{Color: code}, Margin: pointer(uint(2)),
		}},
		DefinitionTerm:        style.StylePrimitive{Bold: yes},
		DefinitionDescription: style.StylePrimitive{BlockPrefix: "\n  "},
	}
	if profile == termenv.Ascii {
		plainMarks(&config)
	}
	return config
}

// plainMarks makes the style say with characters what it cannot say with colour. Code needs them: a blank or a dot may
// belong to it. A stress does without: its stars would look like Markdown that nobody rendered.
func plainMarks(config *style.StyleConfig) {
	config.Code.StylePrimitive = style.StylePrimitive{Prefix: "`", Suffix: "`"}
	config.CodeBlock.StylePrimitive = style.StylePrimitive{}
	config.Heading.StylePrimitive = style.StylePrimitive{BlockSuffix: "\n"}
	config.Emph, config.Strong = style.StylePrimitive{}, style.StylePrimitive{}
	config.Link = style.StylePrimitive{}
	config.HorizontalRule = style.StylePrimitive{Format: "\n--------\n"}
	config.BlockQuote.IndentToken = pointer("> ")
	config.Table = style.StyleTable{CenterSeparator: pointer("|"), ColumnSeparator: pointer("|"), RowSeparator: pointer("-")}
}

func pointer[T any](v T) *T { return &v }
