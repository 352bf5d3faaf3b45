package dockerfile

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

const twoStages = `# syntax=docker/dockerfile:1
ARG PYTHON=3.14
FROM python:${PYTHON}-slim AS Base
RUN pip install \
    --no-cache-dir flask

FROM base
COPY <<EOT /app/run.sh
echo hi
EOT
CMD ["python", "app.py"]
`

func TestParseKeepsLines(t *testing.T) {
	f, err := Parse([]byte(twoStages))
	if err != nil {
		t.Fatal(err)
	}
	type place struct {
		name       string
		start, end int
	}
	var got []place
	for _, s := range f.Stages {
		for _, in := range append([]Instruction{s.From}, s.Instructions...) {
			got = append(got, place{in.Name, in.Start, in.End})
		}
	}
	want := []place{{"FROM", 3, 3}, {"RUN", 4, 5}, {"FROM", 7, 7}, {"COPY", 8, 10}, {"CMD", 11, 11}}
	if !slices.Equal(got, want) {
		t.Errorf("places = %v, want %v", got, want)
	}
	if len(f.Args) != 1 || f.Args[0].Start != 2 {
		t.Errorf("args = %v, want one on line 2", f.Args)
	}
}

func TestParseResolvesStages(t *testing.T) {
	f, err := Parse([]byte("FROM a AS one\nFROM b AS two\nFROM ONE AS one\nFROM one\n"))
	if err != nil {
		t.Fatal(err)
	}
	var parents []int
	for _, s := range f.Stages {
		parents = append(parents, s.Parent)
	}
	if want := []int{NoStage, NoStage, 0, 2}; !slices.Equal(parents, want) {
		t.Errorf("parents = %v, want %v", parents, want)
	}
	var bases []string
	for _, s := range f.Chain() {
		bases = append(bases, s.Base)
	}
	if want := []string{"a", "ONE", "one"}; !slices.Equal(bases, want) {
		t.Errorf("chain = %v, want %v", bases, want)
	}
}

func TestStageByReference(t *testing.T) {
	f, err := Parse([]byte("FROM a AS build\nFROM b\n"))
	if err != nil {
		t.Fatal(err)
	}
	tests := map[string]struct {
		index int
		ok    bool
	}{"build": {0, true}, "BUILD": {0, true}, "1": {1, true}, "2": {2, false}, "-1": {-1, false}, "nginx": {0, false}}
	for ref, want := range tests {
		if i, ok := f.Stage(ref); ok != want.ok || ok && i != want.index {
			t.Errorf("Stage(%q) = %d, %v, want %d, %v", ref, i, ok, want.index, want.ok)
		}
	}
}

func TestParseErrorsCarryTheLine(t *testing.T) {
	tests := []struct {
		name, text string
		line       int
		says       string
	}{
		{"empty", "", 1, "no instructions"},
		{"comments only", "# hello\n", 1, "no instructions"},
		{"misspelt", "FROM a\n\nCOPPY . .\n", 3, "COPPY"},
		{"no FROM", "ARG A=1\n", 1, "no FROM"},
		{"RUN first", "RUN true\nFROM a\n", 1, "before the first FROM"},
		{"FROM with two words", "FROM a b\n", 1, "FROM requires"},
		{"COPY with one path", "FROM a\nCOPY x\n", 2, "COPY requires"},
		{"open heredoc", "FROM a\nRUN <<EOT\ntrue\n", 2, "unterminated"},
		{"unknown flag", "FROM a\nCOPY --form=b x y\n", 2, "form"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Parse([]byte(tt.text))
			var syntax *SyntaxError
			if !errors.As(err, &syntax) {
				t.Fatalf("error = %v, want a SyntaxError", err)
			}
			if syntax.Line != tt.line || !strings.Contains(syntax.Message, tt.says) {
				t.Errorf("error = %v, want line %d with %q", err, tt.line, tt.says)
			}
		})
	}
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"", twoStages, "FROM a\nCOPPY . .\n", "FROM a\nRUN <<EOT\n", "#escape=`\nFROM a\nRUN a `\n b\n",
		"ONBUILD ONBUILD RUN x", "FROM a\nHEALTHCHECK --interval=1s CMD [\"x\"]\n", "FROM a\nENV A=1 B\n",
		"\ufeffFROM a\n", "FROM a AS a\nFROM a AS a\nFROM a\n", "FROM a\nSHELL []\n", "# syntax=x\n# escape=x\n",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		file, err := Parse(text)
		var syntax *SyntaxError
		if err != nil {
			if !errors.As(err, &syntax) {
				t.Fatalf("error is %T", err)
			}
			return
		}
		if len(file.Chain()) == 0 {
			t.Fatal("a file without stages")
		}
	})
}
