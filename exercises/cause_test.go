package exercises

import (
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// constants reads the cause constants from the source, so that a new one cannot be forgotten here.
func constants(t *testing.T) []Cause {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "cause.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var all []Cause
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if ok && len(spec.Values) == 1 {
			if typ, ok := spec.Type.(*ast.Ident); ok && typ.Name == "Cause" {
				text, err := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
				if err != nil {
					t.Fatal(err)
				}
				all = append(all, Cause(text))
			}
		}
		return true
	})
	return all
}

func TestEveryCauseIsExplained(t *testing.T) {
	all, err := Explanations()
	if err != nil {
		t.Fatal(err)
	}
	known := constants(t)
	if len(known) == 0 {
		t.Fatal("no constants found in cause.go")
	}
	count := map[Cause]int{}
	for _, e := range all {
		count[e.Cause]++
		if !slices.Contains(known, e.Cause) {
			t.Errorf("causes.yaml has the unknown cause %s", e.Cause)
		}
	}
	for _, c := range known {
		if count[c] != 1 {
			t.Errorf("%s has %d entries, want 1", c, count[c])
		}
	}
}

func TestAMutantCanHaveEveryCauseOfTheLearner(t *testing.T) {
	want := slices.DeleteFunc(constants(t), Cause.Infra)
	got := learnerCauses()
	for _, c := range want {
		if !slices.Contains(got, string(c)) {
			t.Errorf("learnerCauses has no %s", c)
		}
	}
	if len(got) != len(want) {
		t.Errorf("learnerCauses has %d causes, want %d", len(got), len(want))
	}
}

func TestExplanationsAreWhole(t *testing.T) {
	all, err := Explanations()
	if err != nil {
		t.Fatal(err)
	}
	lessons := []string{"images-and-containers", "minimal-dockerfile", "containerize-the-app", "environment-variables", "compose", "not-the-end"}
	for _, e := range all {
		if !slices.Contains(Groups(), e.Group) || (e.Group == "infra") != e.Cause.Infra() {
			t.Errorf("%s: group %q", e.Cause, e.Group)
		}
		// An answer is about the lesson of its own exercise.
		if (e.Cause.Infra() || e.Group == "answer") != (e.Lesson == "") || e.Lesson != "" && !slices.Contains(lessons, e.Lesson) {
			t.Errorf("%s: lesson %q", e.Cause, e.Lesson)
		}
		texts := append([]string{e.Sentence}, e.Hints...)
		slices.Sort(texts)
		if len(e.Hints) != HintTiers || len(slices.Compact(texts)) != HintTiers+1 {
			t.Errorf("%s: want %d distinct hints and a sentence", e.Cause, HintTiers)
		}
		for _, text := range texts {
			if !strings.HasSuffix(text, ".") && !strings.HasSuffix(text, "?") {
				t.Errorf("%s: not a sentence: %q", e.Cause, text)
			}
		}
	}
}

func TestUnknownCauseExplainsItself(t *testing.T) {
	if e := Cause("nope").Explain(); e.Group != "infra" || !strings.Contains(e.Sentence, "nope") {
		t.Errorf("explanation = %+v", e)
	}
	if e := ListensOnLoopback.Explain(); e.Group != "start" {
		t.Errorf("explanation = %+v", e)
	}
}
