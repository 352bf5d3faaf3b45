package ui

import (
	"strings"

	"tutor/internal/term"
	"tutor/lessons"
)

// anyLines stands, as a line of the expected output, for any lines (lessons.Command).
const anyLines = "..."

// commandView is a command block as a page shows it.
type commandView struct {
	lessons.Command
	script   []string // lines, safe for the screen
	expected []string // lines, safe for the screen; nil where the lesson says nothing
	after    string   // the Markdown between this block and the next
}

func newCommandView(c lessons.Command) commandView {
	v := commandView{Command: c, script: safeLines(c.Script)}
	if c.HasOutput {
		v.Output = term.Sanitize(c.Output) // to be compared with what is on the screen
		v.expected = safeLines(c.Output)
		for n := len(v.expected); n > 0 && strings.TrimSpace(v.expected[n-1]) == ""; n-- {
			v.expected = v.expected[:n-1]
		}
	}
	return v
}

func safeLines(text string) []string {
	return strings.Split(strings.TrimRight(term.Sanitize(text), "\n"), "\n")
}

// addProse appends text to the stage: after its last command block, if it has one.
func (s *stage) addProse(markdown string) {
	to := &s.markdown
	if n := len(s.commands); n > 0 {
		to = &s.commands[n-1].after
	}
	*to = strings.TrimPrefix(*to+"\n\n"+term.Sanitize(markdown), "\n\n")
}

// texts are the sources of the stage: what stands before its first command block, and after each.
func (s *stage) texts() []string {
	texts := []string{s.markdown}
	for _, c := range s.commands {
		texts = append(texts, c.after)
	}
	return texts
}

// weave puts the command blocks of the stage between its rendered texts. draw returns the rows of block i.
// The spans say which of the lines are a block's.
func (s *stage) weave(parts [][]string, draw func(i int) []string) (lines []string, spans [][2]int) {
	add := func(rows []string) {
		if len(lines) > 0 {
			lines = append(lines, "")
		}
		lines = append(lines, rows...)
	}
	for i, text := range s.texts() {
		if i > 0 {
			rows := draw(i - 1)
			add(rows)
			spans = append(spans, [2]int{len(lines) - len(rows), len(lines) - 1})
		}
		if text != "" || len(s.commands) == 0 {
			add(parts[s.part+i])
		}
	}
	return lines, spans
}

// rows draws the block, marked when it is the one that keys act on. below says what can be done with it, or how it ended.
func (v *commandView) rows(styles *Styles, width int, selected bool, below string) []string {
	bar := styles.Muted.Render(glyphBar)
	if selected {
		bar = styles.Accent.Render(glyphLines)
	}
	var rows []string
	for _, row := range scriptRows(v.script, width-2) {
		rows = append(rows, bar+" "+styles.Code.Render(row))
	}
	if below != "" {
		for _, row := range wrap(below, width-2) {
			rows = append(rows, bar+" "+row)
		}
	}
	if v.expected == nil {
		return rows
	}
	if len(v.expected) == 0 {
		return append(rows, styles.Muted.Render("  expected: no output"))
	}
	rows = append(rows, styles.Muted.Render("  expected"))
	for _, line := range v.expected {
		for _, row := range wrap(line, width-4) {
			rows = append(rows, "  "+styles.Muted.Render(glyphBar)+" "+row)
		}
	}
	return rows
}

// scriptRows shows a script after a prompt. What goes on in the next row is indented further than what begins there.
func scriptRows(script []string, width int) []string {
	var rows []string
	for i, line := range script {
		prompt := "  "
		if i == 0 {
			prompt = "$ "
		}
		for j, row := range wrap(line, width-4) {
			if j > 0 {
				prompt = "    "
			}
			rows = append(rows, prompt+row)
		}
	}
	return rows
}

// plain is the block without boxes.
func (v *commandView) plain(width int) []string {
	var rows []string
	indented := func(lines []string) {
		for _, line := range lines {
			rows = append(rows, "    "+line)
		}
	}
	indented(scriptRows(v.script, width-4))
	if v.expected == nil {
		return rows
	}
	if len(v.expected) == 0 {
		return append(rows, "", "Expected: no output.")
	}
	rows = append(rows, "", "Expected output:", "")
	for _, line := range v.expected {
		indented(wrap(line, width-4))
	}
	return rows
}
