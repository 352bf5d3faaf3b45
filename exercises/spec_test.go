package exercises

import (
	"slices"
	"strings"
	"testing"
)

const hinted = `    kind: build
    hints:
      build-timeout: [one, two, three]
`

func TestHintTiers(t *testing.T) {
	spec := strings.Replace(sound, "    kind: build\n", hinted, 1)
	all, err := Load(folder(spec))
	if err != nil {
		t.Fatal(err)
	}
	check := all[0].Checks[0]
	if got := check.HintTiers(BuildTimeout); !slices.Equal(got, []string{"one", "two", "three"}) {
		t.Errorf("own hints = %q", got)
	}
	if got := check.HintTiers(DockerfileSyntax); !slices.Equal(got, DockerfileSyntax.Explain().Hints) {
		t.Errorf("hints of another cause = %q", got)
	}
	if got := all[0].Checks[3].HintTiers(""); !slices.Equal(got, []string{"Use it."}) {
		t.Errorf("hints of advice = %q", got)
	}
}

func TestHintsAreLinted(t *testing.T) {
	for hints, rule := range map[string]string{
		"{build-timeout: [one, two]}":       "hint-tiers",
		"{build-timout: [one, two, three]}": "unknown-cause",
		"{internal: [one, two, three]}":     "unknown-cause",
		"[one]":                             "wrong-type",
		"{build-timeout: one}":              "wrong-type",
	} {
		spec := strings.Replace(sound, "    kind: build\n", "    kind: build\n    hints: "+hints+"\n", 1)
		problems := Lint([]Source{{FS: folder(spec)}}, Known{Lessons: []string{"first"}})
		if len(problems) != 1 || problems[0].Rule != rule || problems[0].Line != 11 {
			t.Errorf("%s: problems = %v, want %s in line 11", hints, problems, rule)
		}
	}
}

func TestInstructionsLeaveTheTitleOut(t *testing.T) {
	for task, want := range map[string]string{
		"# Title\n\nDo this.\n":       "Do this.\n",
		"\n# Title\r\n\r\nDo this.\n": "Do this.\n",
		"# Title":                     "",
		"Do this.\n\n# Not a title\n": "Do this.\n\n# Not a title\n",
		"## Part\n\nDo this.\n":       "## Part\n\nDo this.\n",
		"":                            "",
	} {
		if got := (&Exercise{Task: task}).Instructions(); got != want {
			t.Errorf("%q gives %q, want %q", task, got, want)
		}
	}
}
