package ui

import (
	"slices"
	"strings"
	"testing"
)

func TestRenderSpoken(t *testing.T) {
	for name, c := range map[string]struct {
		markdown string
		want     []string
	}{
		"text":   {"One **two**\nthree.", []string{"One two three."}},
		"a list": {"- one\n- two", []string{"• one", "• two"}},
		"a table": {"| Word | Meaning | Why |\n|---|---|---|\n| image | a `template` | it is kept |\n| port | a number. | |", []string{
			"A table of 2 rows: Word, Meaning, Why.", "image: a `template`. Why: it is kept", "port: a number.",
		}},
		"commands":   {"```sh\ndocker ps\n```", []string{"Commands, 1 line:", "  docker ps"}},
		"output":     {"```text\nError: no\n```", []string{"Text, 1 line:", "  Error: no"}},
		"a drawing":  {"```text\n 80 : 80\n  |    |\n```", []string{"A drawing made of characters, 2 lines:", "   80 : 80", "    |    |", "End of the drawing."}},
		"a language": {"```python\nprint()\n```", []string{"PYTHON, 1 line:", "  print()"}},
	} {
		if got := RenderSpoken(c.markdown, 60); !slices.Equal(got, c.want) {
			t.Errorf("%s:\n%s\nwant\n%s", name, strings.Join(got, "\n"), strings.Join(c.want, "\n"))
		}
	}
	long := "docker run " + strings.Repeat("-e A=b ", 20)
	if got := RenderSpoken("```sh\n"+long+"\n```", 40); len(got) != 2 {
		t.Errorf("a command is broken:\n%s", strings.Join(got, "\n"))
	}
}
