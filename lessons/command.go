package lessons

import (
	"strings"

	"github.com/yuin/goldmark/ast"
)

// anyLines stands, as a line of the expected output, for any lines.
const anyLines = "..."

func (b *pageBuilder) takeCommand(f *ast.FencedCodeBlock, spans []span) int {
	fence := spans[0]
	b.endProse()
	code := b.doc.codeLines(f)
	c := Command{Script: strings.Trim(strings.Join(code, "\n"), "\n"), Line: b.doc.src.number(fence.from)}
	first, _, _ := strings.Cut(c.Script, "\n")
	c.ID = b.id("run-" + slug(first))
	if strings.TrimSpace(c.Script) == "" {
		b.doc.add(f.Pos(), "empty-command", "command block without a command; write one, or remove the block")
	}
	used := 0
	if out, ok := outputAfter(b.doc, spans); ok {
		c.Output, c.HasOutput, used = strings.Join(b.doc.codeLines(out), "\n"), true, 1
	}
	b.addBlock(c, fence.from)
	return used
}

// outputAfter is the output block directly below a command block.
func outputAfter(d *document, spans []span) (*ast.FencedCodeBlock, bool) {
	if len(spans) < 2 {
		return nil, false
	}
	f, ok := spans[1].node.(*ast.FencedCodeBlock)
	return f, ok && d.info(f).is("output")
}

// Agree compares what a command printed with what was expected. It returns,
// for each line of the expected output, whether it was found in its turn, and
// whether nothing is missing and nothing is too much. Blanks at the ends of
// lines and blank lines at the end do not count; a line "..." stands for any
// lines and is always found.
func (c Command) Agree(printed []string) (found []bool, whole bool) {
	want := trimmedLines(strings.Split(c.Output, "\n"))
	got := trimmedLines(printed)
	found = make([]bool, len(want))
	at, loose := 0, false
	whole = true
	for i, line := range want {
		if line == anyLines {
			found[i], loose = true, true
			continue
		}
		next := indexFrom(got, at, line)
		if next < 0 {
			whole, loose = false, true // what comes next may stand anywhere below
			continue
		}
		found[i] = true
		whole = whole && (loose || next == at)
		at, loose = next+1, false
	}
	return found, whole && (loose || at == len(got))
}

func indexFrom(lines []string, from int, line string) int {
	for i := from; i < len(lines); i++ {
		if lines[i] == line {
			return i
		}
	}
	return -1
}

// trimmedLines takes the blanks off the lines' ends, and the blank lines off
// the end.
func trimmedLines(lines []string) []string {
	out := make([]string, 0, len(lines))
	for _, line := range lines {
		out = append(out, strings.TrimRight(line, " \t\r"))
	}
	for len(out) > 0 && out[len(out)-1] == "" {
		out = out[:len(out)-1]
	}
	return out
}
