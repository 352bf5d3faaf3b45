package exercises

import "testing"

func TestAnswerPart(t *testing.T) {
	for name, c := range map[string]struct{ source, heading, want string }{
		"the last":     {"# A\n\n## Why\n\ntext\n", "Why", "\ntext\n"},
		"one of two":   {"## One\na\n## Two\nb\n", "One", "a\n"},
		"with smaller": {"## One\na\n### More\nb\n## Two\nc\n", "One", "a\n### More\nb\n"},
		"misspelt":     {"## Why systms ask\nx", "Why systems ask", "x"},
		"underlined":   {"Why\n===\nx\n", "Why", "x\n"},
		"in code":      {"```\n## Why\n```\n## Why\nx\n", "Why", "x\n"},
		"at the end":   {"## Why", "Why", ""},
		"below a rule": {"## Why\n---\nx\n", "Why", "---\nx\n"},
	} {
		from, to, ok := AnswerPart(c.source, c.heading)
		if !ok || c.source[from:to] != c.want {
			t.Errorf("%s: %v %q, want %q", name, ok, c.source[from:to], c.want)
		}
	}
	if _, _, ok := AnswerPart("## Other\n", "Why"); ok {
		t.Error("a part was found that is not there")
	}
}
