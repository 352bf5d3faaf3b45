package exercises

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"
	"unicode/utf8"

	"tutor/internal/rubric"
	"tutor/internal/schema"
)

// sound is an exercise without a mistake; tests change single lines of it.
const sound = `id: demo
number: 3
title: A demo
lesson: first
starter: starter
reference: reference
checks:
  - id: builds
    title: The image builds
    kind: build
    deadline: 90s
    points: 1
  - id: up
    title: It is up
    kind: start
    needs: [builds]
    with:
      port: 8000
  - id: answers
    title: It answers
    kind: http
    needs: [up]
    with:
      path: /
      json: {n: 1, list: [1.5, null, true, "x"], s: <string>}
  - id: form
    title: Exec form
    kind: dockerfile
    advice: Use it.
    points: 1
    with:
      rule: cmd-exec-form
mutants:
  - {name: bad, check: answers, cause: wrong-json}
  - {name: none, check: builds, cause: dockerfile-missing, remove: [Dockerfile]}
`

func folder(spec string) fstest.MapFS {
	files := fstest.MapFS{}
	for name, text := range map[string]string{
		"exercise.yaml": spec, "task.md": "# Do it\n", "starter/app.py": "", "starter/.dockerignore": "x",
		"reference/Dockerfile": "FROM a", "mutants/bad/app.py": "",
	} {
		files["demo/"+name] = &fstest.MapFile{Data: []byte(text)}
	}
	return files
}

func TestLoadDecodesEverything(t *testing.T) {
	all, err := Load(folder(sound))
	if err != nil {
		t.Fatal(err)
	}
	ex := all[0]
	if ex.ID != "demo" || ex.Number != 3 || ex.Task != "# Do it\n" || len(ex.Checks) != 4 || len(ex.Mutants) != 2 {
		t.Errorf("exercise = %+v", ex)
	}
	want := []Settings{
		Build{MaxContextMB: 256},
		Start{Port: 8000},
		HTTP{Method: "GET", Path: "/", Status: 200, JSON: ex.Checks[2].Settings.(HTTP).JSON},
		Dockerfile{Rule: "cmd-exec-form"},
	}
	for i, w := range want {
		if got := ex.Checks[i].Settings; !reflect.DeepEqual(got, w) {
			t.Errorf("settings of %s = %+v, want %+v", ex.Checks[i].ID, got, w)
		}
	}
	if got := ex.Checks[0].Timeout(); got != 90*time.Second {
		t.Errorf("timeout of builds = %v, want its own", got)
	}
	if got := ex.Checks[1].Timeout(); got != 20*time.Second {
		t.Errorf("timeout of up = %v, want the kind's", got)
	}
	if _, err := fs.Stat(ex.FS, "starter/.dockerignore"); err != nil {
		t.Error(err)
	}
}

func TestLoadedJSONMatches(t *testing.T) {
	all, err := Load(folder(sound))
	if err != nil {
		t.Fatal(err)
	}
	h := all[0].Checks[2].Settings.(HTTP)
	body := `{"n": 1.0, "list": [1.50, null, true, "x"], "s": "any", "extra": {}}`
	if v := h.Judge(HTTPObservation{Status: 200, Body: []byte(body)}); v.Outcome != Pass {
		t.Errorf("verdict = %+v", v)
	}
}

func TestLintNamesThePlace(t *testing.T) {
	tests := []struct {
		name, old, text string
		want            string // file:line:col: and the beginning of the message
	}{
		{"id not kebab-case", "id: demo", "id: Demo_1", "demo/exercise.yaml:1:5: id \"Demo_1\" is not kebab-case"},
		{"id not the folder", "id: demo", "id: other", "demo/exercise.yaml:1:5: id \"other\" is not the name of the folder"},
		{"number", "number: 3", "number: 0", "demo/exercise.yaml:2:9: number must be 1 or more"},
		{"no title", "title: A demo\n", "", "demo/exercise.yaml:1:1: title is missing"},
		{"empty title", "title: A demo", `title: " "`, "demo/exercise.yaml:3:8: title is missing"},
		{"no lesson", "lesson: first\n", "", "demo/exercise.yaml:1:1: lesson is missing"},
		{"minutes", "number: 3", "number: 3\nminutes: -1", "demo/exercise.yaml:3:10: minutes must not"},
		{"no starter", "starter: starter\n", "", "demo/exercise.yaml:1:1: starter is missing"},
		{"starter folder", "starter: starter", "starter: begin", "demo/exercise.yaml:5:10: starter: there is no folder"},
		{"reference outside", "reference: reference", "reference: ../x", "demo/exercise.yaml:6:12: reference: there is no folder"},
		{"unknown key", "number: 3", "numbr: 3\nnumber: 3", "demo/exercise.yaml:2:1: unknown key \"numbr\" (did you mean number?)"},
		{"unknown key in a check", "    points: 1\n  - id: up", "    pionts: 1\n  - id: up", "demo/exercise.yaml:12:5: unknown key \"pionts\" (did you mean points?)"},
		{"unknown key in with", "      port: 8000", "      port: 8000\n      prot: 1", "demo/exercise.yaml:19:7: unknown key \"prot\""},
		{"unknown key in a mutant", "{name: bad,", "{name: bad, why: x,", "demo/exercise.yaml:34:17: unknown key \"why\""},
		{"duplicate key", "number: 3", "number: 3\nnumber: 4", "demo/exercise.yaml:3:1: "},
		{"duplicate key in with", "      port: 8000", "      port: 8000\n      port: 1", "demo/exercise.yaml:19:7: "},
		{"syntax", "title: A demo", "title: A: demo", "demo/exercise.yaml:3:"},
		{"number as text", "number: 3", "number: three", "demo/exercise.yaml:2:9: number has the wrong type (write a whole number)"},
		{"text as number", "title: A demo", "title: 8.10", "demo/exercise.yaml:3:8: title has the wrong type (write text; put it in quotes)"},
		{"checks as text", "needs: [builds]", "needs: builds", "demo/exercise.yaml:16:12: needs has the wrong type (write a list"},
		{"huge number", "number: 3", "number: 99999999999999999999", "demo/exercise.yaml:2:9: number has the wrong type"},
		{"bad duration", "deadline: 90s", "deadline: soon", "demo/exercise.yaml:11:15: deadline has the wrong type"},
		{"duration without unit", "deadline: 90s", "deadline: 90", "demo/exercise.yaml:11:15: deadline has the wrong type"},
		{"negative deadline", "deadline: 90s", "deadline: -1s", "demo/exercise.yaml:11:15: deadline must not be negative"},
		{"negative points", "    points: 1\n  - id: up", "    points: -1\n  - id: up", "demo/exercise.yaml:12:13: points must not be negative"},
		{"check id", "id: up", "id: Up", "demo/exercise.yaml:13:9: id \"Up\" is not kebab-case"},
		{"check id twice", "id: form", "id: up", "demo/exercise.yaml:26:9: id \"up\" is taken"},
		{"long title", "title: A demo", "title: " + strings.Repeat("ü", 61), "demo/exercise.yaml:3:8: title has 61 characters"},
		{"long check title", "title: It is up", "title: " + strings.Repeat("u", 45), "demo/exercise.yaml:14:12: title has 45 characters"},
		{"check title", "title: It is up", "title: ''", "demo/exercise.yaml:14:12: title is missing"},
		{"unknown kind", "kind: start", "kind: stat", "demo/exercise.yaml:15:11: unknown kind \"stat\" (did you mean start?)"},
		{"unknown need", "needs: [builds]", "needs: [built]", "demo/exercise.yaml:16:13: needs names the unknown check \"built\" (did you mean builds?)"},
		{"cycle", "    deadline: 90s", "    deadline: 90s\n    needs: [answers]", "demo/exercise.yaml:12:12: check \"builds\" needs itself"},
		{"needs itself", "needs: [builds]", "needs: [up]", "demo/exercise.yaml:16:12: check \"up\" needs itself"},
		{"port", "port: 8000", "port: 80000", "demo/exercise.yaml:18:13: port must be from 1 to 65535"},
		{"port missing", "    with:\n      port: 8000\n", "", "demo/exercise.yaml:13:5: port must be from 1 to 65535"},
		{"path", "path: /", "path: health", "demo/exercise.yaml:24:13: path must begin with a slash"},
		{"placeholder", "s: <string>", "s: <str>", "demo/exercise.yaml:25:13: json has the unknown placeholder <str>"},
		{"json NaN", "n: 1,", "n: .nan,", "demo/exercise.yaml:25:13: json cannot be written as JSON"},
		{"rule", "rule: cmd-exec-form", "rule: cmd-exec", "demo/exercise.yaml:32:13: rule \"cmd-exec\" is unknown"},
		{"mutant name", "name: bad", "name: worse", "demo/exercise.yaml:34:12: there is no folder mutants/worse"},
		{"stray mutant", "  - {name: bad, check: answers, cause: wrong-json}\n", "", "demo/exercise.yaml:34:3: mutants/bad is not listed"},
		{"mutant check", "check: answers,", "check: answer,", "demo/exercise.yaml:34:24: check names the unknown check"},
		{"mutant of advice", "check: answers,", "check: form,", "demo/exercise.yaml:34:24: check \"form\" is advice"},
		{"mutant cause", "cause: wrong-json", "cause: wrong-jsno", "demo/exercise.yaml:34:40: unknown cause \"wrong-jsno\" (did you mean wrong-json?)"},
		{"mutant infra cause", "cause: wrong-json", "cause: disk-full", "demo/exercise.yaml:34:40: cause \"disk-full\" is never"},
		{"mutant removes", "remove: [Dockerfile]", "remove: [Makefile]", "demo/exercise.yaml:35:69: remove: the reference has no file"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if !strings.Contains(sound, tt.old) {
				t.Fatalf("the sound spec has no %q", tt.old)
			}
			_, err := Load(folder(strings.Replace(sound, tt.old, tt.text, 1)))
			var found Problems
			if !errors.As(err, &found) {
				t.Fatalf("error = %v, want Problems", err)
			}
			if !slices.ContainsFunc(found, func(p Problem) bool { return strings.HasPrefix(p.Error(), tt.want) }) {
				t.Errorf("problems:\n%v\nwant one that begins with\n%s", err, tt.want)
			}
		})
	}
}

func TestEveryProblemSaysWhatToDo(t *testing.T) {
	spec := "id: X\nnumber: 0\ncolour: red\nchecks:\n  - {id: a, kind: http, with: {path: x, status: 9, max_ms: -1, method: get}}\nmutants: [{name: m, check: z, cause: q}]\n"
	files := fstest.MapFS{"x/exercise.yaml": {Data: []byte(spec)}}
	_, err := Load(files)
	var found Problems
	if !errors.As(err, &found) {
		t.Fatal(err)
	}
	if len(found) < 15 {
		t.Errorf("only %d problems:\n%v", len(found), err)
	}
	for _, p := range found {
		if !strings.HasSuffix(p.Message, ")") || !strings.Contains(p.Message, " (") {
			t.Errorf("no advice: %v", p)
		}
		if p.Rule == "" || !schema.IsKebab(p.Rule) {
			t.Errorf("rule %q: %v", p.Rule, p)
		}
		if want := "id: X"; p.Line == 1 && p.Text != want {
			t.Errorf("text %q, want %q: %v", p.Text, want, p)
		}
	}
}

func TestLoadReportsWholeFiles(t *testing.T) {
	without := func(name string) fstest.MapFS {
		files := folder(sound)
		delete(files, "demo/"+name)
		return files
	}
	twice := folder(sound)
	for name, f := range folder(sound) {
		twice["other"+strings.TrimPrefix(name, "demo")] = f
	}
	head, _, _ := strings.Cut(sound, "checks:")
	tests := []struct {
		name  string
		files fs.FS
		want  string
	}{
		{"no task", without("task.md"), "demo/task.md: the task is missing"},
		{"no spec", without("exercise.yaml"), "demo/exercise.yaml: there is no exercise.yaml"},
		{"empty spec", folder("# nothing\n"), "demo/exercise.yaml:1:1: the file is empty"},
		{"a list", folder("- a\n"), "demo/exercise.yaml:1:1: exercise.yaml has the wrong type"},
		{"two documents", folder(sound + "---\nid: x\n"), "demo/exercise.yaml:37:1: a second document begins"},
		{"no checks", folder("id: demo\nchecks: []\n"), "demo/exercise.yaml:2:9: there are no checks"},
		{"only advice", folder(head + "checks: [{id: a, title: a, kind: build, advice: a}]\n"), "every check is advice"},
		{"number twice", twice, "number 3 is taken by demo/exercise.yaml"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Load(tt.files)
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error = %v, want %q", err, tt.want)
			}
		})
	}
}

func TestLoadLeavesOtherFoldersAlone(t *testing.T) {
	files := folder(sound)
	files["notes/ideas.txt"] = &fstest.MapFile{}
	files["README.md"] = &fstest.MapFile{}
	if all, err := Load(files); err != nil || len(all) != 1 {
		t.Errorf("Load = %d exercises, %v", len(all), err)
	}
}

func TestLintKnowsTheLessons(t *testing.T) {
	spec := strings.Replace(sound, "    points: 1\n  - id: up", "    lesson: nowhere\n    points: 1\n  - id: up", 1)
	for _, tt := range []struct {
		lessons []string
		want    string
	}{
		{[]string{"first", "nowhere"}, ""},
		{[]string{"first"}, `mine/ex/demo/exercise.yaml:12:13: there is no lesson "nowhere" (known: first)`},
		{[]string{"fist", "nowhere"}, `mine/ex/demo/exercise.yaml:4:9: there is no lesson "first" (did you mean fist?)`},
	} {
		if got := Lint([]Source{{FS: folder(spec), Name: "mine/ex"}}, Known{Lessons: tt.lessons}).Error(); got != tt.want {
			t.Errorf("lessons %v: got %q, want %q", tt.lessons, got, tt.want)
		}
	}
}

func TestLintFindsStrays(t *testing.T) {
	files := folder(sound)
	for _, name := range []string{"notes.txt", "old/a.txt", "demo/solution.py", "demo/README.md", "README.md", "LICENSE", ".hidden"} {
		files[name] = &fstest.MapFile{}
	}
	const want = "ex/demo/solution.py: this is no part of the exercise (its parts are exercise.yaml, task.md, mutants, starter, reference; move it elsewhere)\n" +
		"ex/notes.txt: this file belongs to no exercise (move it into an exercise's folder, or elsewhere)\n" +
		"ex/old: this folder has no exercise.yaml and is no exercise (add one, or move the folder elsewhere)"
	if got := Lint([]Source{{FS: files, Name: "ex"}}, Known{Lessons: []string{"first"}}).Error(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestSourcesAreOneCourse(t *testing.T) {
	other := fstest.MapFS{}
	for name, f := range folder(strings.Replace(strings.Replace(sound, "id: demo", "id: other", 1), "number: 3", "number: 2", 1)) {
		other["other"+strings.TrimPrefix(name, "demo")] = f
	}
	one, two := Source{FS: folder(sound), Name: "one"}, Source{FS: other, Name: "two"}
	all, err := LoadSources(one, two)
	if err != nil || len(all) != 2 || all[0].ID != "other" || all[1].ID != "demo" {
		t.Errorf("got %v, %v", all, err)
	}
	const want = "again/demo/exercise.yaml:1:5: id demo is taken by one/demo/exercise.yaml (choose another)\n" +
		"again/demo/exercise.yaml:2:9: number 3 is taken by one/demo/exercise.yaml (choose another)"
	if _, err := LoadSources(one, Source{FS: folder(sound), Name: "again"}); err == nil || err.Error() != want {
		t.Errorf("got %v", err)
	}
}

func TestCausesNameLessons(t *testing.T) {
	found := LintCauses("exercises/causes.yaml", []string{"images-and-containers", "minimal-dockerfile"})
	if len(found) == 0 || found[0].Line < 5 || found[0].Text != "  lesson: "+strings.Split(found[0].Message, `"`)[1] {
		t.Errorf("got %+v", found)
	}
}

func TestFind(t *testing.T) {
	all := []*Exercise{{ID: "build-image", Number: 1}, {ID: "env-var", Number: 2}}
	for _, name := range []string{"build-image", "1", "01", " 1 "} {
		if ex, err := Find(all, name); err != nil || ex.Number != 1 {
			t.Errorf("Find(%q) = %v, %v", name, ex, err)
		}
	}
	_, err := Find(all, "build-imgae")
	want := `there is no exercise "build-imgae"; did you mean build-image? (exercises: 1 build-image, 2 env-var)`
	if err == nil || err.Error() != want {
		t.Errorf("error = %v, want %s", err, want)
	}
	if _, err := Find(all, "9"); err == nil || strings.Contains(err.Error(), "did you mean") {
		t.Errorf("error = %v, want no suggestion", err)
	}
}

func TestEmbeddedExercises(t *testing.T) {
	all, err := Load(Embedded())
	if err != nil {
		t.Fatal(err)
	}
	if len(all) == 0 || all[0].ID != "build-image" || all[0].Number != 1 {
		t.Fatalf("exercises = %v", all)
	}
	for _, ex := range all {
		for _, c := range ex.Checks {
			if n := utf8.RuneCountInString(c.Title); n > 44 {
				t.Errorf("%s: the title of %s has %d characters", ex.ID, c.ID, n)
			}
		}
		if n := strings.Count(ex.Task, "\n"); n > 40 {
			t.Errorf("%s: task.md has %d lines", ex.ID, n)
		}
	}
	if _, err := fs.Stat(all[0].FS, "mutants/dockerignore-hides-app/.dockerignore"); err != nil {
		t.Errorf("dotfiles are not embedded: %v", err)
	}
}

func TestBuildImageReferenceKeepsTheDockerfileRules(t *testing.T) {
	file, err := fs.ReadFile(Embedded(), "build-image/reference/Dockerfile")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range Rules() {
		if v := (Dockerfile{Rule: name}).Judge(file); v.Outcome != Pass {
			t.Errorf("%s: %+v", name, v)
		}
	}
}

func TestReadmeNamesEverything(t *testing.T) {
	text, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	words := slices.Concat(Kinds(), Rules(), Placeholders())
	types := []reflect.Type{reflect.TypeFor[Exercise](), reflect.TypeFor[Check](), reflect.TypeFor[Mutant]()}
	types = append(types, reflect.TypeFor[Choice](), reflect.TypeFor[rubric.Rubric](), reflect.TypeFor[rubric.Criterion](), reflect.TypeFor[rubric.Misconception]())
	for _, k := range kinds() {
		types = append(types, k.settings)
	}
	for _, typ := range types {
		words = append(words, yamlKeys(typ)...)
	}
	for _, word := range words {
		if !strings.Contains(string(text), "`"+word+"`") {
			t.Errorf("README.md does not mention `%s`", word)
		}
	}
}

func TestReadmeExampleIsSound(t *testing.T) {
	text, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, example, _ := strings.Cut(string(text), "```yaml\nid: greeting")
	example, _, _ = strings.Cut("id: greeting"+example, "```")
	files := fstest.MapFS{}
	for name, f := range folder(example) {
		name = strings.Replace(strings.Replace(name, "demo", "greeting", 1), "/bad/", "/wrong-language/", 1)
		files[name] = f
	}
	if _, err := Load(files); err != nil {
		t.Error(err)
	}
}

func TestProblemsAreSorted(t *testing.T) {
	ps := Problems{{File: "b", Line: 1}, {File: "a", Line: 2, Col: 2}, {File: "a", Line: 2, Col: 1}}.Sorted()
	if got := fmt.Sprintf("%d %d %s", ps[0].Col, ps[1].Col, ps[2].File); got != "1 2 b" {
		t.Errorf("order = %s", got)
	}
}
