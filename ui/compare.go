package ui

import (
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"

	"tutor/exercises"
	"tutor/internal/term"
)

// ReferenceFile is a file of the reference, compared with the learner's.
type ReferenceFile struct {
	Path string // with slashes
	Same bool   // as the learner's
	Diff string // unified, from the learner's file to the reference; empty where they are the same, or no text
}

// compared brings the comparison with the reference.
type compared struct {
	op    int
	files []ReferenceFile
	err   error
}

// compareScreen is a popup with the reference beside the learner's own files.
type compareScreen struct {
	*app
	key   scrollKeys
	ex    *exercises.Exercise
	op    int
	ready bool
	files []comparedFile
	err   error
	pane  pane
}

// comparedFile is a file as it is drawn: its texts are safe for the screen.
type comparedFile struct {
	path string
	note string // why there are no rows
	rows []diffRow
}

// diffRow is one line of the learner's file and the line of the reference that stands in its place.
type diffRow struct {
	left, right       string
	hasLeft, hasRight bool
	same              bool
	gap               bool // lines that are the same are left out here
}

// compares says whether the reference may be seen: it is one right solution, for those who have another.
func (s *exerciseScreen) compares() bool {
	return s.opts.Compare != nil && s.ex.Reference != "" && s.known.outcome[s.ex.ID] == exercises.Pass
}

func newCompare(a *app, ex *exercises.Exercise) *compareScreen {
	a.ops++
	return &compareScreen{app: a, key: newScrollKeys("d"), ex: ex, op: a.ops}
}

func (c *compareScreen) setSize(width, height int) {
	c.pane.setSize(width, height)
	c.pane.setLines(c.lines(width))
}

func (c *compareScreen) update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case shownMsg:
		if !c.ready {
			return c.read()
		}
	case compared:
		if msg.op == c.op && !c.ready {
			c.ready, c.err = true, msg.err
			for _, f := range msg.files {
				c.files = append(c.files, newComparedFile(f))
			}
			c.setSize(c.pane.width, c.pane.height)
		}
	case tea.KeyMsg:
		if key.Matches(msg, c.key.Close) {
			c.over = nil
			return nil
		}
		c.key.scroll(&c.pane, msg)
	}
	return nil
}

func (c *compareScreen) read() tea.Cmd {
	compare, ex, op, dir := c.opts.Compare, c.ex, c.op, c.known.workspace[c.ex.ID]
	return func() tea.Msg {
		files, err := compare(ex, dir)
		return compared{op, files, err}
	}
}

func newComparedFile(f ReferenceFile) comparedFile {
	c := comparedFile{path: oneLine(f.Path)}
	switch {
	case f.Same:
		c.note = "the same as yours"
	case f.Diff == "":
		c.note = "differs from yours, and is no text to compare"
	default:
		c.rows = diffRows(term.Sanitize(f.Diff))
	}
	return c
}

// diffRows reads a unified diff. A run of lines that go is put beside the run of lines that come.
func diffRows(diff string) []diffRow {
	var rows []diffRow
	var gone, come []string
	flush := func() {
		for i := range max(len(gone), len(come)) {
			row := diffRow{hasLeft: i < len(gone), hasRight: i < len(come)}
			if row.hasLeft {
				row.left = gone[i]
			}
			if row.hasRight {
				row.right = come[i]
			}
			rows = append(rows, row)
		}
		gone, come = nil, nil
	}
	_, body, _ := strings.Cut(diff, "\n@@")
	for line := range strings.SplitSeq(strings.TrimRight("@@"+body, "\n"), "\n") {
		switch {
		case strings.HasPrefix(line, "-"):
			gone = append(gone, line[1:])
			continue
		case strings.HasPrefix(line, "+"):
			come = append(come, line[1:])
			continue
		case strings.HasPrefix(line, `\`): // no newline at the end of a file
			continue
		}
		flush()
		switch {
		case strings.HasPrefix(line, "@@"):
			if len(rows) > 0 {
				rows = append(rows, diffRow{gap: true})
			}
		case strings.HasPrefix(line, " "):
			rows = append(rows, diffRow{left: line[1:], right: line[1:], hasLeft: true, hasRight: true, same: true})
		}
	}
	flush()
	return rows
}

func (c *compareScreen) lines(width int) []string {
	t := &textLines{width: width}
	switch {
	case c.err != nil:
		t.add(c.styles.Warn.Render, glyphError+" ", "The reference cannot be shown: "+term.Sanitize(c.err.Error()))
		return t.lines
	case !c.ready:
		t.add(c.styles.Muted.Render, "", "comparing…")
		return t.lines
	}
	t.add(c.styles.Muted.Render, "", "The reference is one right solution, not the only one.")
	for _, f := range c.files {
		t.blank()
		title := f.path
		if f.note != "" {
			title += ": " + f.note
		}
		t.add(c.styles.Accent.Render, "", title)
		if f.rows == nil {
			continue
		}
		if width >= exerciseBeside {
			t.lines = append(t.lines, c.beside(f.rows, width)...)
		} else {
			t.lines = append(t.lines, c.below(f.rows, width)...)
		}
	}
	return t.lines
}

// beside draws two columns: the learner's file and the reference.
func (c *compareScreen) beside(rows []diffRow, width int) []string {
	half := (width - 3) / 2
	gap := c.styles.Muted.Render(" " + glyphBar + " ")
	out := columns([]string{c.styles.Title.Render("  yours")}, half, gap, []string{c.styles.Title.Render("  the reference")})
	for _, row := range rows {
		if row.gap {
			out = append(out, columns([]string{c.styles.Muted.Render("  …")}, half, gap, []string{c.styles.Muted.Render("  …")})...)
			continue
		}
		left, right := c.cell("- ", row.left, row.hasLeft, row.same, half), c.cell("+ ", row.right, row.hasRight, row.same, half)
		for len(left) < len(right) {
			left = append(left, "")
		}
		for len(right) < len(left) {
			right = append(right, "")
		}
		out = append(out, columns(left, half, gap, right)...)
	}
	return out
}

// below draws one column: lines with - are the learner's, with + the reference's.
func (c *compareScreen) below(rows []diffRow, width int) []string {
	out := []string{c.styles.Muted.Render("- yours  + the reference")}
	for i := 0; i < len(rows); {
		switch row := rows[i]; {
		case row.gap:
			out = append(out, c.styles.Muted.Render("  …"))
			i++
		case row.same:
			out = append(out, c.cell("", row.left, true, true, width)...)
			i++
		default:
			end := i
			for end < len(rows) && !rows[end].same && !rows[end].gap {
				end++
			}
			for _, r := range rows[i:end] {
				out = append(out, c.cell("- ", r.left, r.hasLeft, false, width)...)
			}
			for _, r := range rows[i:end] {
				out = append(out, c.cell("+ ", r.right, r.hasRight, false, width)...)
			}
			i = end
		}
	}
	return out
}

// cell is one line of a file, marked when only this file has it.
func (c *compareScreen) cell(mark, text string, there, same bool, width int) []string {
	if !there {
		return nil
	}
	style := c.markStyle(mark)
	if same {
		mark, style = "  ", c.styles.Text
	}
	var rows []string
	for i, row := range wrapCode(text, width-len(mark)) {
		if i > 0 {
			mark = "  "
		}
		rows = append(rows, style.Render(mark+row))
	}
	return rows
}

func (c *compareScreen) markStyle(mark string) lipgloss.Style {
	if mark == "+ " {
		return c.styles.OK
	}
	return c.styles.Warn
}

func (c *compareScreen) header() (left, right string) {
	return c.styles.Title.Render("The reference of " + exerciseName(c.ex)), c.styles.Muted.Render(c.pane.more())
}

func (c *compareScreen) view() []string { return withMore(c.styles, &c.pane) }

func (c *compareScreen) takesText() bool { return false }

func (c *compareScreen) keys() keys { return c.key.list(&c.pane) }
