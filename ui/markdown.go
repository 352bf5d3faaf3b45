package ui

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/glamour"
	"github.com/charmbracelet/glamour/ansi"
	"github.com/muesli/termenv"
)

// proseWidth is the widest a line of text gets: longer ones are hard to read.
const proseWidth = 84

// textKey names rendered Markdown. An answer to an older question never matches a newer one.
type textKey struct {
	source string // what was rendered, such as "lesson/minimal-dockerfile/2"
	width  int
	theme  string
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
		return renderedMsg{key: key, parts: renderAll(sources, key.width, dark, profile)}
	}
}

func (t *texts) take(msg renderedMsg) {
	delete(t.pending, msg.key)
	t.ready[msg.key] = msg.parts
}

// forget drops what was rendered for another width or theme, so that resizing does not grow the memory.
func (t *texts) forget() {
	clear(t.ready)
	clear(t.pending)
}

// renderAll renders each source with a renderer of its own: one renderer is not safe for several goroutines.
func renderAll(sources []string, width int, dark bool, profile termenv.Profile) [][]string {
	r, err := glamour.NewTermRenderer(
		glamour.WithStyles(markdownStyle(dark, profile)),
		glamour.WithColorProfile(profile),
		glamour.WithWordWrap(width),
	)
	parts := make([][]string, len(sources))
	for i, source := range sources {
		parts[i] = wrap(source, width) // still readable where Markdown cannot be rendered
		if err != nil {
			continue
		}
		if out, err := r.Render(holdHyphens(source)); err == nil {
			parts[i] = tidy(releaseHyphens(out), width)
		}
	}
	return parts
}

// tidy turns glamour's output into lines that stand alone, without its padding and outer blank lines.
func tidy(out string, width int) []string {
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
		lines = append(lines, wrap(text, width)...)
	}
	for len(lines) > 0 && lines[0] == "" {
		lines = lines[1:]
	}
	for len(lines) > 0 && lines[len(lines)-1] == "" {
		lines = lines[:len(lines)-1]
	}
	return lines
}

// markdownStyle is glamour's style in our colours. It sets no document colour, margin or background: those make
// glamour pad every line, blank by blank. Without colour, marks take its place.
func markdownStyle(dark bool, profile termenv.Profile) ansi.StyleConfig {
	p := lightPalette()
	if dark {
		p = darkPalette()
	}
	accent, code, muted := pointer(value(p.accent, profile)), pointer(value(p.code, profile)), pointer(value(p.muted, profile))
	yes := pointer(true)
	style := ansi.StyleConfig{
		BlockQuote: ansi.StyleBlock{Indent: pointer(uint(1)), IndentToken: pointer(glyphBar + " ")},
		List:       ansi.StyleList{LevelIndent: 2},
		Heading: ansi.StyleBlock{StylePrimitive: ansi.StylePrimitive{
			BlockSuffix: "\n", Color: accent, Bold: yes,
		}},
		Emph:           ansi.StylePrimitive{Italic: yes},
		Strong:         ansi.StylePrimitive{Bold: yes},
		Strikethrough:  ansi.StylePrimitive{CrossedOut: yes},
		HorizontalRule: ansi.StylePrimitive{Color: muted, Format: "\n" + strings.Repeat(glyphRule, 8) + "\n"},
		Item:           ansi.StylePrimitive{BlockPrefix: "• "},
		Enumeration:    ansi.StylePrimitive{BlockPrefix: ". "},
		Task:           ansi.StyleTask{Ticked: "[✓] ", Unticked: "[ ] "},
		Link:           ansi.StylePrimitive{Color: accent, Underline: yes},
		Code:           ansi.StyleBlock{StylePrimitive: ansi.StylePrimitive{Color: code}},
		CodeBlock: ansi.StyleCodeBlock{StyleBlock: ansi.StyleBlock{
			StylePrimitive: ansi.StylePrimitive{Color: code}, Margin: pointer(uint(2)),
		}},
		DefinitionTerm:        ansi.StylePrimitive{Bold: yes},
		DefinitionDescription: ansi.StylePrimitive{BlockPrefix: "\n  "},
	}
	if profile == termenv.Ascii {
		plainMarks(&style)
	}
	return style
}

// plainMarks makes the style say with characters what it cannot say with colour.
func plainMarks(style *ansi.StyleConfig) {
	style.Code.StylePrimitive = ansi.StylePrimitive{Prefix: "`", Suffix: "`"}
	style.CodeBlock.StylePrimitive = ansi.StylePrimitive{}
	style.Heading.StylePrimitive = ansi.StylePrimitive{BlockPrefix: "", BlockSuffix: "\n"}
	style.Heading.Prefix = "## "
	style.Emph = ansi.StylePrimitive{BlockPrefix: "*", BlockSuffix: "*"}
	style.Strong = ansi.StylePrimitive{BlockPrefix: "**", BlockSuffix: "**"}
	style.Link = ansi.StylePrimitive{}
	style.HorizontalRule = ansi.StylePrimitive{Format: "\n--------\n"}
	style.BlockQuote.IndentToken = pointer("> ")
	style.Table = ansi.StyleTable{CenterSeparator: pointer("|"), ColumnSeparator: pointer("|"), RowSeparator: pointer("-")}
}

func pointer[T any](v T) *T { return &v }
