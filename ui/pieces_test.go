package ui

import (
	"strings"
	"testing"

	"github.com/muesli/termenv"
)

// Without a mark, a command that needs two rows looks like two commands.
func TestCodeThatGoesOnIsMarked(t *testing.T) {
	markdown := "Run:\n```sh\ndocker run --rm -p 8000:8000 mini-llm-app\n\n# | done\n```\nThat is all.\n"
	want := "Run:\n\n  docker run --rm -p\n  ↪ 8000:8000\n  ↪ mini-llm-app\n\n  # | done\n\nThat is all."
	if got := strings.Join(renderAll([]string{markdown}, 22, true, termenv.Ascii)[0], "\n"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	styled := renderAll([]string{markdown}, 22, true, termenv.TrueColor, "mini")[0]
	for _, line := range styled {
		if strings.Contains(line, "docker run") && !strings.HasSuffix(line, resetSGR) {
			t.Errorf("the colour of %q does not end with the row", line)
		}
	}
	if text := strings.Join(styled, "\n"); !strings.Contains(text, reverseSGR+"mini") {
		t.Errorf("the word that was found is not marked in\n%q", text)
	}
}

func TestPieces(t *testing.T) {
	for markdown, want := range map[string]string{
		"a\n\n| b |\n|---|\n\nc\n":           "text table text",
		"```text\n| no table |\n```\n":       "code",
		"````text\n```\ninner\n```\n````\n":  "code",
		"1. a\n\n   ```sh\n   | x\n   ```\n": "text",
		"```sh\nnever closed\n":              "code",
		"~~~text\n```\n~~~\nafter\n":         "code text",
		"a\n<!-- -->\nb\n":                   "text text",
	} {
		names := map[pieceKind]string{textPiece: "text", tablePiece: "table", codePiece: "code"}
		var got []string
		for _, p := range splitPieces(markdown) {
			got = append(got, names[p.kind])
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q is %v, want %s", markdown, got, want)
		}
	}
}
