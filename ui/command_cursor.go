package ui

import (
	"fmt"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
)

// blockCursor is which command block of the stage keys act on.
type blockCursor struct {
	selected int
	spans    [][2]int // lines of the text pane that are a block's
}

// pressBlock takes a key that acts on command blocks; ok is false when it does not.
func (s *lessonScreen) pressBlock(msg tea.KeyMsg) (cmd tea.Cmd, ok bool) {
	blocks := s.current().stages[s.stage].commands
	if len(blocks) == 0 {
		return nil, false
	}
	at := s.selectedBlock()
	switch {
	case key.Matches(msg, s.key.Run) && s.opts.RunCommand != nil:
		s.goTo = target{kind: toScreen, screen: openCommand(s.app, s, s.meta, blocks[at])}
	case key.Matches(msg, s.key.Copy):
		return s.copyText(blocks[at].text()), true
	case key.Matches(msg, s.key.NextBlock):
		return s.selectBlock(min(at+1, len(blocks)-1)), true
	case key.Matches(msg, s.key.PreviousBlock):
		return s.selectBlock(max(at-1, 0)), true
	default:
		return nil, false
	}
	return nil, true
}

// selectedBlock is the selected block of the stage; another stage may have had more of them.
func (s *lessonScreen) selectedBlock() int {
	return max(0, min(s.blocks.selected, len(s.current().stages[s.stage].commands)-1))
}

func (s *lessonScreen) selectBlock(at int) tea.Cmd {
	s.blocks.selected = at
	cmd := s.arrange()
	if at < len(s.blocks.spans) {
		s.text.reveal(s.blocks.spans[at][0], s.blocks.spans[at][1])
	}
	return cmd
}

// stageLines is the stage with its command blocks; above says how many lines stand over it.
func (s *lessonScreen) stageLines(st *stage, parts [][]string, above int) []string {
	lines, spans := st.weave(parts, func(i int) []string {
		selected := i == s.selectedBlock()
		return st.commands[i].rows(s.styles, s.text.width, selected, s.blockNote(&st.commands[i], selected, len(st.commands)))
	})
	for i := range spans {
		spans[i][0] += above
		spans[i][1] += above
	}
	s.blocks.spans = spans
	return lines
}

// blockNote is the line under a block: its last run, and what keys do.
func (s *lessonScreen) blockNote(block *commandView, selected bool, several int) string {
	state, does := "", "x run"
	if run := s.lastRun(block); run != nil {
		if run.over {
			glyph, text := run.verdict(s.styles)
			state, does = glyph+" "+text, "x run again"
		} else {
			state, does = s.styles.Accent.Render(glyphRunning)+" running", "x show it"
		}
	}
	switch {
	case !selected:
		return state
	case s.opts.RunCommand == nil:
		return s.styles.Muted.Render("y copy")
	}
	hint := does + " · y copy"
	if several > 1 {
		hint += " · { } choose"
	}
	return joined(state, s.styles.Muted.Render(hint))
}

// lastRun is the last run of a block of this lesson, or nil.
func (s *lessonScreen) lastRun(block *commandView) *commandRun {
	return s.commands.find(commandKey{lesson: s.meta.ID, block: block.ID})
}

func (s *lessonScreen) enableBlockKeys(k *lessonKeys) {
	var blocks []commandView
	if s.lesson != nil {
		blocks = s.current().stages[s.stage].commands
	}
	k.Run.SetEnabled(len(blocks) > 0 && s.opts.RunCommand != nil)
	k.Copy.SetEnabled(len(blocks) > 0)
	k.NextBlock.SetEnabled(len(blocks) > 0 && s.selectedBlock()+1 < len(blocks))
	k.PreviousBlock.SetEnabled(len(blocks) > 0 && s.selectedBlock() > 0)
	if len(blocks) == 0 {
		return
	}
	if run := s.lastRun(&blocks[s.selectedBlock()]); run != nil && !run.over {
		k.Run.SetHelp("x", "show the command")
	}
}

// showsRuns says whether the learner is where command blocks are run and their output is shown.
func (r *root) showsRuns() bool {
	_, shown := r.now.(*commandScreen)
	return shown
}

// withRunning says in the first line that command blocks run, wherever the learner is.
func (r *root) withRunning(right string) string {
	n := r.commands.running()
	if s, ok := r.now.(*commandScreen); n == 0 || n == 1 && ok && s.run != nil && !s.run.over {
		return right // the screen shows it
	}
	mark := r.styles.Accent.Render(fmt.Sprintf("%s %d running: X", glyphRunning, n))
	if right == "" {
		return mark
	}
	return mark + r.styles.Muted.Render(" · ") + right
}

// openRuns shows the output of the command block that was started last.
func (r *root) openRuns() {
	if !r.showsRuns() {
		r.goTo = target{kind: toScreen, screen: openRun(r.app, r.now, r.commands.latest())}
	}
}
