package ui

import (
	"slices"
	"strings"

	"github.com/charmbracelet/bubbles/help"
	"github.com/charmbracelet/bubbles/key"
	"github.com/charmbracelet/x/ansi"
)

// roomy is the height from which the lines between header, body and help are drawn.
const roomy = 14

// area is the size of a screen without header and help.
func (r *root) area() (width, height int) {
	return max(r.width, minWidth), max(r.height-2*r.bodyTop(), 1)
}

// bodyTop is how many lines are above the screen; there are as many below it.
func (r *root) bodyTop() int {
	if r.height >= roomy {
		return 2
	}
	return 1
}

// cramped says whether the terminal is too small for the screens.
func (r *root) cramped() bool { return r.width < minWidth || r.height < minHeight }

// View is exactly as high and at most as wide as the terminal.
func (r *root) View() string {
	if r.width == 0 || r.height == 0 {
		return "" // the size comes with the first message
	}
	if r.cramped() {
		return r.tooSmall()
	}
	lines := make([]string, 0, r.height)
	left, right := r.now.header()
	right = r.withRunning(right)
	left = r.problems.mark() + left
	body := r.now.view()
	if r.over != nil {
		left, right = r.over.header()
		body = r.over.view()
	}
	lines = append(lines, spread(left, right, r.width))
	rule := r.styles.Muted.Render(strings.Repeat(glyphRule, r.width))
	if r.height >= roomy {
		lines = append(lines, rule)
	}
	lines = append(lines, r.withNotice(body)...)
	if r.height >= roomy {
		lines = append(lines, rule)
	}
	return strings.Join(append(lines, r.helpLine()), "\n")
}

// withNotice puts the notice, or what the last key did, over the end of the body.
func (r *root) withNotice(body []string) []string {
	glyph, text, style := glyphError, r.notice, r.styles.Warn
	if text == "" {
		glyph, text, style = glyphPass, r.said, r.styles.OK
	}
	if text == "" {
		return body
	}
	rows := wrapIndent(glyph+" ", text, r.width)
	rows = rows[:min(len(rows), len(body))]
	for i, row := range rows {
		body[len(body)-len(rows)+i] = style.Render(row)
	}
	return body
}

// helpLine names the keys of the screen.
func (r *root) helpLine() string {
	if r.quitting {
		return ansi.Truncate(r.styles.Muted.Render("Cleaning up before tutor ends …"), r.width, "…")
	}
	if r.over != nil {
		return r.shortHelp(r.over.keys(), r.width)
	}
	// Help and quit have their place at the end, however many keys there are before.
	fixed := r.shortHelp(keys{r.global.Help, r.global.Quit}, r.width)
	rest := r.shortHelp(r.mainKeys(), r.width-ansi.StringWidth(fixed)-3)
	if rest == "" {
		return fixed
	}
	return rest + r.styles.Muted.Render(" · ") + fixed
}

// firstKeys is how many keys of a screen come before those of every screen.
const firstKeys = 3

// mainKeys puts the keys that lead elsewhere among those of the screen.
func (r *root) mainKeys() keys {
	own := slices.DeleteFunc(r.now.keys(), func(b key.Binding) bool { return !b.Enabled() })
	g := r.globalNow()
	return slices.Insert(own, min(firstKeys, len(own)), g.Search, g.Glossary, g.Contents)
}

func (r *root) shortHelp(k keys, width int) string {
	h := help.New()
	h.Styles, h.ShortSeparator = r.styles.help, " · "
	fitting := keys{}
	for _, binding := range k {
		if binding.Enabled() && ansi.StringWidth(h.View(append(fitting, binding))) <= width {
			fitting = append(fitting, binding)
			continue
		}
		if binding.Enabled() {
			break // what comes first matters most
		}
	}
	return h.View(fitting)
}

// tooSmall says what to do, in as many cells as there are.
func (r *root) tooSmall() string {
	lines := wrap("The tutor needs a terminal of 30 by 8. Make this one larger, or press q to quit.", r.width)
	out := make([]string, r.height)
	copy(out, lines)
	return strings.Join(out, "\n")
}
