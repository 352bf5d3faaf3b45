package ui

import (
	"strings"
	"testing"

	"github.com/muesli/termenv"

	"tutor/lessons"
)

func commandPage() lessons.Page {
	return lessons.Page{Title: "Ask it something", Blocks: []lessons.Block{
		lessons.Prose{Markdown: "Ask for the **root** address:"},
		lessons.Command{ID: "curl-root", Script: "curl http://localhost:8000/", Output: `{"message": "hello from llm app"}`, HasOutput: true},
		lessons.Prose{Markdown: "Then build and run:"},
		lessons.Command{ID: "build", Script: "docker build --no-cache -t a-name-that-is-quite-long .\ndocker run --rm a-name-that-is-quite-long"},
		lessons.Prose{Markdown: "That is all."},
	}}
}

func TestCommandBlocksStandBetweenTheirTexts(t *testing.T) {
	page := newPageView(commandPage())
	golden(t, "plain-commands", strings.Join(page.plain(50, false), "\n"))
	st := &page.stages[0]
	parts := renderAll(page.sources(), 50, true, termenv.Ascii)
	lines, spans := st.weave(parts, func(i int) []string {
		return st.commands[i].rows(NewStyles(true, termenv.Ascii), 50, i == 1, "x run · y copy")
	})
	golden(t, "command-blocks", strings.Join(lines, "\n"))
	for i, span := range spans {
		if !strings.Contains(lines[span[0]], "$ "+st.commands[i].script[0][:4]) {
			t.Errorf("block %d does not begin in line %d: %q", i, span[0], lines[span[0]])
		}
	}
}
