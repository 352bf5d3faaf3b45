package lessons

import (
	"github.com/yuin/goldmark/ast"
)

func (b *pageBuilder) takeSpot(f *ast.FencedCodeBlock, spans []span) int {
	fence := spans[0]
	b.endProse()
	b.onlyCode(f, fence.from, "one")
	s := Spot{ID: b.id(b.heading), Language: b.doc.info(f).language, Line: b.doc.src.number(fence.from)}
	s.Code = b.doc.codeLines(f)
	list, ok := listAfter(spans)
	if !ok {
		b.doc.noList(f, "spot-list", "mistake to find without explanations; write an ordered list directly below the code, "+
			"one item for each instruction, with [x] for the mistake and [ ] for the others")
		b.addBlock(s, fence.from)
		return 0
	}
	b.addLinks(list)
	s.Steps = b.doc.steps(fence, s.Code, list, spans[1])
	b.doc.markMistakes(s.Steps, list, spans[1])
	b.addBlock(s, fence.from)
	return 1
}

// markMistakes reads the box of each item and takes it off its text.
func (d *document) markMistakes(steps []Step, list *ast.List, at span) {
	marked := 0
	for i, item := range listItems(d.src, list, at) {
		task, ok := taskOf(item.node)
		if !ok {
			d.add(item.node.Pos(), "spot-box", "item %d has no box; begin it with [x] when its instruction is the mistake, else with [ ]", i+1)
			continue
		}
		if task.IsChecked {
			marked++
		}
		if i < len(steps) {
			steps[i].Mistake = task.IsChecked
			steps[i].Markdown = d.dedented(d.taskText(task), d.itemEnd(item), item.node.(*ast.ListItem).Offset)
			if steps[i].Markdown == "" {
				d.add(item.node.Pos(), "step-empty", "item %d explains nothing; write why instruction %d is the mistake or is not", i+1, i+1)
			}
		}
	}
	switch {
	case marked == 0:
		d.add(list.Pos(), "spot-mistake", "no item is marked as the mistake; begin the one that explains it with [x]")
	case marked > 1:
		d.add(list.Pos(), "spot-mistakes", "%d items are marked as the mistake; the learner looks for one, so write a page for each", marked)
	}
}
