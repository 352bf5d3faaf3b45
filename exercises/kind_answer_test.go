package exercises

import (
	"io/fs"
	"path"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf16"
)

var question = Answer{
	File: "answer.md", Section: "A frozen process",
	Choices: []Choice{
		{Text: "docker ps shows Up", Right: true},
		{Text: "docker ps shows Exited", Why: "It has not ended."},
		{Text: "nothing", Why: "Something."},
	},
}

func TestChoices(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		want       Cause
	}{
		{"right", "## A frozen process\n- [x] `docker ps` shows Up\n- [ ] nothing\n", ""},
		{"capital, star, CRLF, BOM", "\uFEFF## A frozen process\r\n* [X] docker ps shows Up\r\n", ""},
		{"numbers", "## A frozen process\n1. [x] docker ps shows Up\n", ""},
		{"edited", "## A frozen-process!\n- [x] Docker ps shows: up!\n", ""},
		{"no heading", "- [x] docker ps shows Up\n", ""},
		{"wrong", "## A frozen process\n- [x] docker ps shows Exited\n", AnswerMisconception},
		{"right and wrong", "## A frozen process\n- [x] docker ps shows Up\n- [x] nothing\n", AnswerMisconception},
		{"none", "## A frozen process\n- [ ] docker ps shows Up\n", AnswerMissing},
		{"no blank", "## A frozen process\n- [x]docker ps shows Up\n", ""},
		{"no list", "## A frozen process\n[x] docker ps shows Up\n", AnswerMissing},
		{"another question's", "## Other\n- [x] docker ps shows Up\n## A frozen process\n- [ ] nothing\n", AnswerMissing},
		{"unknown option", "## A frozen process\n- [x] the moon is made of green cheese\n", AnswerMissing},
		{"comment", "## A frozen process\n<!--\n- [x] docker ps shows Up\n-->\n", AnswerMissing},
		{"struck out", "## A frozen process\n- [ ] docker ps shows Up\n\n~~- [x] docker ps shows Up~~\n", AnswerMissing},
		{"empty", "", AnswerMissing},
		{"binary", "\x7fELF\x00", AnswerMissing},
	} {
		v := question.Judge(AnswerObservation{Data: []byte(tt.text)})
		if v.Cause != tt.want || (v.Outcome == Pass) != (tt.want == "") {
			t.Errorf("%s: %+v", tt.name, v)
		}
		if v.Outcome != Pass && strings.Contains(v.Expected+v.Observed, "shows Up") && tt.name != "right" {
			t.Errorf("%s: the right option is told: %+v", tt.name, v)
		}
	}
}

func TestAnswerFilesThatAreNone(t *testing.T) {
	for want, o := range map[string]AnswerObservation{
		"there is no file": {Missing: true},
		"cannot be read":   {Problem: "is not a regular file"},
		"larger than":      {Data: make([]byte, MaxAnswer+1)},
		"never closed":     {Data: []byte("## A frozen process\n<!-- my answer\n- [x] docker ps shows Up\n")},
	} {
		if v := question.Judge(o); v.Cause != AnswerMissing || !strings.Contains(v.Observed, want) {
			t.Errorf("want %q: %+v", want, v)
		}
	}
}

func TestAnswersAreReadInWideText(t *testing.T) {
	units := utf16.Encode([]rune("\uFEFF## A frozen process\r\n- [x] docker ps shows Up\r\n"))
	var little, big []byte
	for _, u := range units {
		little, big = append(little, byte(u), byte(u>>8)), append(big, byte(u>>8), byte(u))
	}
	for _, data := range [][]byte{little, big} {
		if v := question.Judge(AnswerObservation{Data: data}); v.Outcome != Pass {
			t.Errorf("%+v", v)
		}
	}
}

func TestSeveralRightChoices(t *testing.T) {
	a := question
	a.Choices = append([]Choice{{Text: "it hangs", Right: true}}, a.Choices...)
	v := a.Judge(AnswerObservation{Data: []byte("## A frozen process\n- [x] it hangs\n- [ ] docker ps shows Up\n")})
	if v.Cause != AnswerIncomplete || strings.Contains(v.Observed, "shows Up") {
		t.Errorf("%+v", v)
	}
}

func TestProseIsReadWhereverItStands(t *testing.T) {
	const text = "The process can hang while it is still up. A system asks /health whether it works, and sends requests only to containers that are healthy."
	a := proseCheck(t, "health")
	for name, sheet := range map[string]string{
		"paragraph":       "## Why deployment systems ask\n\n" + text,
		"bullets":         "## Why deployment systems ask\n\n- " + strings.ReplaceAll(text, ". A", ".\n- A"),
		"quote":           "## Why deployment systems ask\n\n> " + text,
		"smaller heading": "## Why deployment systems ask\n\n### Mine\n\n" + text,
		"indented":        "## Why deployment systems ask\n\n    " + text,
		"bold":            "## Why deployment systems ask\n\n**" + text + "**",
		"underlined":      "Why deployment systems ask\n---\n\n" + text,
		"no heading":      text,
		"fence":           "## Why deployment systems ask\n\n```\n" + text + "\n```",
	} {
		if v := a.Judge(AnswerObservation{Data: []byte(sheet)}); v.Outcome != Pass || len(v.Criteria) != 2 || v.Criteria[0].Quote == "" {
			t.Errorf("%s: %+v", name, v)
		}
	}
	for name, sheet := range map[string]string{
		"comment":        "## Why deployment systems ask\n\n<!-- " + text + " -->",
		"struck out":     "## Why deployment systems ask\n\n~~" + text + "~~",
		"inline comment": "## Why deployment systems ask\n\nMine: <!-- " + text + " -->",
	} {
		if v := a.Judge(AnswerObservation{Data: []byte(sheet)}); v.Outcome == Pass {
			t.Errorf("%s: %+v", name, v)
		}
	}
}

// answerIn reads the answer of a shipped exercise from the first of the folders that has one.
func answerIn(ex *Exercise, folders ...string) AnswerObservation {
	for _, dir := range folders {
		if data, err := fs.ReadFile(ex.FS, path.Join(dir, "answer.md")); err == nil {
			return AnswerObservation{Data: data}
		}
	}
	return AnswerObservation{Missing: true}
}

// TestAnswerMutants judges the answers of the shipped exercises without Docker.
func TestAnswerMutants(t *testing.T) {
	all, err := Load(Embedded())
	if err != nil {
		t.Fatal(err)
	}
	for _, ex := range all {
		for i := range ex.Checks {
			if a, ok := ex.Checks[i].Settings.(Answer); ok {
				checkAnswers(t, ex, ex.Checks[i].ID, a)
			}
		}
	}
}

func checkAnswers(t *testing.T, ex *Exercise, id string, a Answer) {
	t.Helper()
	if v := a.Judge(answerIn(ex, ex.Reference)); v.Outcome != Pass {
		t.Errorf("%s: the reference fails %s: %+v", ex.ID, id, v)
	}
	if v := a.Judge(answerIn(ex, ex.Starter)); v.Outcome != Fail {
		t.Errorf("%s: the starter does not fail %s: %+v", ex.ID, id, v)
	}
	for _, m := range ex.Mutants {
		if m.Check != id {
			continue
		}
		o := AnswerObservation{Missing: true}
		if len(m.Remove) == 0 {
			o = answerIn(ex, path.Join(MutantsDir, m.Name), ex.Reference)
		}
		if v := a.Judge(o); v.Cause != m.Cause {
			t.Errorf("%s: mutant %s has the cause %q, want %q: %s", ex.ID, m.Name, v.Cause, m.Cause, v.Observed)
		}
	}
}

func TestNeedsReview(t *testing.T) {
	review := CheckResult{Required: true, Outcome: Fail, Cause: AnswerNeedsReview}
	passed := CheckResult{Required: true, Outcome: Pass}
	for i, tt := range []struct {
		checks []CheckResult
		want   bool
	}{
		{[]CheckResult{review}, true},
		{[]CheckResult{review, passed, {Outcome: Fail}}, true},
		{[]CheckResult{passed}, false},
		{[]CheckResult{review, {Required: true, Outcome: Fail, Cause: AnswerMissing}}, false},
		{[]CheckResult{review, {Required: true, Outcome: Error}}, false},
	} {
		rep := Report{Checks: tt.checks}
		rep.Conclude(&Exercise{})
		if got := rep.NeedsReview(); got != tt.want {
			t.Errorf("%d: %v", i, got)
		}
	}
}

const answerSpec = `id: demo
number: 3
title: A demo
lesson: first
starter: starter
reference: reference
checks:
  - id: tick
    title: Tick one
    kind: answer
    with:
      section: One
      choices:
        - {text: yes it is, right: true}
        - {text: no it is not, why: It is.}
  - id: why
    title: Say why
    kind: answer
    with:
      section: Why
      rubric: rubric.yaml
`

const answerRubric = `min_words: 5
criteria:
  - id: a
    title: A
    missing: Say A.
    any: [a b]
`

func answerFolder(spec, rubric string) fstest.MapFS {
	files := folder(spec)
	delete(files, "demo/mutants/bad/app.py")
	files["demo/starter/answer.md"] = &fstest.MapFile{Data: []byte("## One\n- [ ] yes it is\n- [ ] no it is not\n## Why\n")}
	files["demo/rubric.yaml"] = &fstest.MapFile{Data: []byte(rubric)}
	return files
}

func TestLintReadsRubrics(t *testing.T) {
	for _, tt := range []struct {
		name, spec, rubric, want string
	}{
		{"sound", answerSpec, answerRubric, ""},
		{"unknown key", answerSpec, strings.Replace(answerRubric, "title", "titel", 1), `ex/demo/rubric.yaml:4:5: unknown key "titel" (did you mean title?)`},
		{"wrong type", answerSpec, strings.Replace(answerRubric, "5", "five", 1), "ex/demo/rubric.yaml:1:12: min_words has the wrong type"},
		{"phrase", answerSpec, strings.Replace(answerRubric, "a b", "a <b>", 1), `ex/demo/rubric.yaml:6:11: phrase "a <b>": there is no group <b>`},
		{"no number", answerSpec, strings.Replace(answerRubric, "5", "0", 1), "ex/demo/rubric.yaml:1:12: min_words must be 1"},
		{"no rubric", strings.Replace(answerSpec, "rubric.yaml", "x.yaml", 1), answerRubric, "ex/demo/exercise.yaml:21:15: there is no file \"x.yaml\""},
		{"section", strings.Replace(answerSpec, "section: Why", "section: Other", 1), answerRubric, "ex/demo/exercise.yaml:20:16: answer.md of the starter has no heading \"Other\""},
		{"option", strings.Replace(answerSpec, "yes it is", "perhaps", 1), answerRubric, "ex/demo/exercise.yaml:14:11: the starter does not offer this option"},
		{"no why", strings.Replace(answerSpec, ", why: It is.", "", 1), answerRubric, "ex/demo/exercise.yaml:14:9: choices option 2 is wrong and has no why"},
		{"file", strings.Replace(answerSpec, "section: One", "section: One\n      file: ../x", 1), answerRubric, "ex/demo/exercise.yaml:13:13: file must be a path inside"},
		{"neither", strings.Replace(answerSpec, "      rubric: rubric.yaml\n", "", 1), answerRubric, "ex/demo/exercise.yaml:20:7: rubric and choices are both missing"},
	} {
		got := Lint([]Source{{FS: answerFolder(tt.spec, tt.rubric), Name: "ex"}}, Known{Lessons: []string{"first"}}).Error()
		if !strings.HasPrefix(got, tt.want) || (got == "") != (tt.want == "") {
			t.Errorf("%s: got\n%s\nwant\n%s", tt.name, got, tt.want)
		}
	}
}

func TestABrokenRubricIsNotTheLearnersFault(t *testing.T) {
	all, err := Load(answerFolder(answerSpec, "min_words: x\n"))
	if err != nil {
		t.Fatal(err)
	}
	v := all[0].Checks[1].Settings.(Answer).Judge(AnswerObservation{Data: []byte("## Why\n\na b")})
	if v.Outcome != Error || v.Cause != Internal {
		t.Errorf("%+v", v)
	}
}

func TestDeepNestingIsNotFollowed(t *testing.T) {
	deep := strings.Repeat("> ", 5000) + "- [x] Yes\n"
	if got := shallow(deep); strings.Count(got, ">") != 0 || !strings.Contains(got, "[x] Yes") {
		t.Errorf("the line is %d bytes still", len(got))
	}
	plain := "> a quote\n> > in a quote\n\n1. one\n   - two\n\n" + strings.Repeat("-", 500) + "\n\n- [x] Yes\n"
	if got := shallow(plain); got != plain {
		t.Errorf("an ordinary text became %q", got)
	}
}
