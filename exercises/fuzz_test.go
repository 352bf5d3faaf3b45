package exercises

import (
	"errors"
	"html"
	"reflect"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// FuzzLoad holds what an author is promised about any exercise.yaml: no panic, each mistake at a place inside the file
// with a word on what to do, and an exercise without a mistake that can be graded.
func FuzzLoad(f *testing.F) {
	for _, seed := range []string{"", sound, "a: &a [*a]\n", "checks: [*x]\n", "<<: {id: x}\n", "id: !!binary x\n", "? [a]\n: b\n", "checks:\n  - with: &x {port: *x}\n    kind: start\n"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, spec string) {
		files := folder(spec)
		all, err := Load(files)
		var found Problems
		if err != nil && !errors.As(err, &found) || err == nil && len(all) != 1 {
			t.Fatalf("Load = %v, %v", all, err)
		}
		linted := Lint([]Source{{FS: files, Name: "ex"}}, Known{Lessons: []string{"first"}})
		if err != nil && len(linted) == 0 {
			t.Fatalf("Load says %v, Lint says nothing", err)
		}
		checkProblems(t, spec, linted)
		if err == nil {
			checkExercise(t, all[0])
		}
	})
}

// checkProblems holds the problems of one file against its text.
func checkProblems(t *testing.T, text string, all Problems) {
	t.Helper()
	// A parser of YAML may take each of these for the end of a line.
	lines := 1 + strings.Count(text, "\n") + strings.Count(text, "\r")
	for _, p := range all {
		if p.Line < 0 || p.Line > lines || p.Line > 0 && p.Col < 1 || p.File == "" || p.Rule == "" {
			t.Fatalf("outside of %d lines: %+v", lines, p)
		}
		if !strings.HasSuffix(p.Message, ")") {
			t.Fatalf("no word on what to do: %+v", p)
		}
	}
}

func checkExercise(t *testing.T, ex *Exercise) {
	t.Helper()
	seen := map[string]bool{}
	points := 0
	for _, c := range ex.Checks {
		if c.ID == "" || c.Title == "" || c.Settings == nil || c.Points < 0 || c.Deadline < 0 {
			t.Fatalf("%+v", c)
		}
		for _, need := range c.Needs {
			if !seen[need] {
				t.Fatalf("%s needs %s, which does not come before it", c.ID, need)
			}
		}
		seen[c.ID] = true
		points += c.Points
	}
	if ex.ID == "" || len(seen) == 0 || len(seen) != len(ex.Checks) || ex.MaxPoints() != points {
		t.Fatalf("%d checks, %d points: %+v", len(seen), points, ex)
	}
}

// FuzzAnswer holds that an answer passes only where an option is ticked, and that the right one is never given away.
func FuzzAnswer(f *testing.F) {
	for _, seed := range []string{"", "## A frozen process\n- [x] nothing\n", "<!--", "- [x]", "|a|b|\n|-|-|\n|[x]|~~y~~|\n", "\xff\xfe\x00", "```\n", "# \n## \n", "~~- [x]~~"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		v := question.Judge(AnswerObservation{Data: data})
		text, _ := answerText(data)
		switch {
		case v.Outcome == Error || (v.Outcome == Pass) != (v.Cause == ""):
			t.Fatalf("%+v", v)
		case v.Outcome == Pass && !strings.Contains(strings.ToLower(text), "[x"):
			t.Fatalf("nothing is ticked: %+v", v)
		case v.Outcome == Fail && strings.Contains(v.Expected+v.Observed, "shows Up") && !strings.Contains(letters(text), "showsUp"):
			t.Fatalf("the right option is told: %+v", v)
		}
	})
}

// letters is a text without its blanks and its markup, which a quote of it does not have either.
func letters(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return r
		}
		return -1
	}, html.UnescapeString(text))
}

// FuzzRubric holds that a rubric without a mistake judges every answer, and that one with a mistake blames no learner.
func FuzzRubric(f *testing.F) {
	f.Add(answerRubric, []byte("## Why\n\na b c, because it is so.\n"))
	f.Fuzz(func(t *testing.T, rubric string, answer []byte) {
		files := answerFolder(answerSpec, rubric)
		all, err := Load(files)
		if err != nil {
			t.Fatal(err)
		}
		broken := Lint([]Source{{FS: files, Name: "ex"}}, Known{Lessons: []string{"first"}})
		checkProblems(t, rubric+strings.Repeat("\n", strings.Count(answerSpec, "\n")), broken)
		prose := all[0].Checks[1].Settings.(Answer)
		v := prose.Judge(AnswerObservation{Data: answer})
		if (v.Outcome == Error) != (len(broken) > 0) || v.Outcome == Error && v.Cause != Internal {
			t.Fatalf("%+v with the problems %v", v, broken)
		}
		if v.Outcome != Pass && v.Cause == "" || v.Outcome == Pass && (v.Cause != "" || len(answer) == 0) {
			t.Fatalf("%+v", v)
		}
		for _, c := range v.Criteria {
			if !utf8.ValidString(c.Quote) || c.ID == "" || c.Found && c.Quote == "" {
				t.Fatalf("%+v", c)
			}
		}
		if again := prose.Judge(AnswerObservation{Data: answer}); !reflect.DeepEqual(v, again) {
			t.Fatalf("%+v, then %+v", v, again)
		}
	})
}
