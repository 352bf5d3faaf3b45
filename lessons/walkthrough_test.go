package lessons

import (
	"slices"
	"strings"
	"testing"
)

func mustWalk(t *testing.T, body string) Walkthrough {
	t.Helper()
	w, ok := mustParse(t, body)[0].Blocks[0].(Walkthrough)
	if !ok {
		t.Fatalf("no walkthrough in %q", body)
	}
	return w
}

func items(n int) string {
	return strings.Repeat("1. step\n", n)
}

func TestStepsCoverTheLinesOfTheirInstruction(t *testing.T) {
	for _, tt := range []struct {
		name  string
		lines []string
		want  []lineRange
	}{
		{"one line each", []string{"FROM a", "RUN b"}, []lineRange{{0, 0}, {1, 1}}},
		{"blank lines and comments are nobody's", []string{"# c", "", "FROM a", "# c", "", "RUN b", ""}, []lineRange{{2, 2}, {5, 5}}},
		{"continued lines", []string{"FROM a", `RUN b \`, "  && c \\", "  && d", "CMD e"}, []lineRange{{0, 0}, {1, 3}, {4, 4}}},
		{"comment inside continued lines", []string{`RUN b \`, "# c", "  && d", "CMD e"}, []lineRange{{0, 2}, {3, 3}}},
		{"backslash on the last line", []string{`RUN b \`}, []lineRange{{0, 0}}},
		{"heredoc", []string{"RUN <<END", "ls", "# x", "END", "CMD e"}, []lineRange{{0, 3}, {4, 4}}},
		{"other escape character", []string{"# escape=`", "RUN b `", "  c", `CMD e\`}, []lineRange{{1, 2}, {3, 3}}},
		{"syntax directive", []string{"# syntax=docker/dockerfile:1", "FROM a"}, []lineRange{{1, 1}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := mustWalk(t, walk(tt.lines...)+items(len(tt.want)))
			var got []lineRange
			for _, s := range w.Steps {
				got = append(got, lineRange{s.First, s.Last})
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("got %v, want %v", got, tt.want)
			}
			if !slices.Equal(w.Code, tt.lines) {
				t.Errorf("code is %q, want %q", w.Code, tt.lines)
			}
		})
	}
}

func TestItemsLoseTheirMarkerAndIndentation(t *testing.T) {
	for name, tt := range map[string]struct{ list, want string }{
		"one line":           {"1. text\n", "text"},
		"lazy line":          {"1. text\nmore\n", "text\nmore"},
		"paragraphs":         {"1. text\n\n   more\n\n\n", "text\n\nmore"},
		"nested list":        {"1. text\n   - a\n     - b\n", "text\n- a\n  - b"},
		"code":               {"1. text\n\n   ```sh\n   if a\n     b\n\n   ```\n", "text\n\n```sh\nif a\n  b\n\n```"},
		"code at once":       {"1. ```sh\n   a\n   ```\n", "```sh\na\n```"},
		"wide marker":        {"1.   text\n\n     more\n", "text\n\nmore"},
		"indented list":      {"  1. text\n\n     more\n", "text\n\nmore"},
		"tab after marker":   {"1.\ttext\n\n\tmore\n", "text\n\nmore"},
		"tab before the end": {"1. text\n\n\tmore\n", "text\n\n more"},
		"marker alone":       {"1.\n   text\n", "text"},
		"bracket":            {"1) text\n", "text"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := mustWalk(t, walk("FROM a")+tt.list).Steps[0].Markdown; got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestCodeIsShownWithoutTabs(t *testing.T) {
	w := mustWalk(t, walk("RUN a \\", "\t&& b", "RUN ü\tc")+items(2))
	if want := []string{"RUN a \\", "    && b", "RUN ü   c"}; !slices.Equal(w.Code, want) {
		t.Errorf("got %q, want %q", w.Code, want)
	}
}
