package exercises

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

// labelled is an answer with the verdict that a person gives.
type labelled struct {
	Name string `yaml:"name"`
	Want string `yaml:"want"` // pass, fail or review
	Text string `yaml:"text"`
}

func readLabelled(t *testing.T, name string) []labelled {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var all []labelled
	if err := yaml.NewDecoder(strings.NewReader(string(data)), yaml.Strict()).Decode(&all); err != nil {
		t.Fatal(err)
	}
	return all
}

// proseCheck is the exercise's answer that a rubric judges.
func proseCheck(t *testing.T, id string) Answer {
	t.Helper()
	all, err := Load(Embedded())
	if err != nil {
		t.Fatal(err)
	}
	ex, err := Find(all, id)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range ex.Checks {
		if a, ok := c.Settings.(Answer); ok && a.Rubric != "" {
			return a
		}
	}
	t.Fatalf("%s asks for no prose", id)
	return Answer{}
}

func judged(a Answer, text string) (label string, v AnswerVerdict) {
	v = a.Judge(AnswerObservation{Data: []byte("# Title\n\n## " + a.Section + "\n\n" + text)})
	switch {
	case v.Outcome == Pass:
		return "pass", v
	case v.Cause == AnswerNeedsReview:
		return "review", v
	}
	return "fail", v
}

func TestLabelledAnswers(t *testing.T) {
	for _, id := range []string{"health", "beyond-container"} {
		a := proseCheck(t, id)
		names, _ := filepath.Glob("testdata/answers/" + id + "-*.yaml")
		table, n := map[string]map[string]int{}, 0
		for _, file := range names {
			for _, l := range readLabelled(t, file) {
				n++
				got, v := judged(a, l.Text)
				if table[l.Want] == nil {
					table[l.Want] = map[string]int{}
				}
				table[l.Want][got]++
				if got != l.Want {
					t.Logf("%s %s: want %s, got %s (%s)\n%s\n", filepath.Base(file), l.Name, l.Want, got, v.Cause, v.Observed)
				}
				if l.Want == "fail" && got == "pass" {
					t.Errorf("%s %s: a wrong answer passes", id, l.Name)
				}
			}
		}
		passes := table["pass"]
		all := passes["pass"] + passes["fail"] + passes["review"]
		if passes["fail"]*20 > all {
			t.Errorf("%s: %d of %d right answers are refused", id, passes["fail"], all)
		}
		if passes["review"]*10 > all {
			t.Errorf("%s: %d of %d right answers go to review", id, passes["review"], all)
		}
		if n < 40 {
			t.Errorf("%s: only %d answers", id, n)
		}
		t.Logf("%s: %s", id, confusion(table))
	}
}

func confusion(table map[string]map[string]int) string {
	var rows []string
	for _, want := range []string{"pass", "review", "fail"} {
		got := table[want]
		rows = append(rows, fmt.Sprintf("%s -> pass %d, review %d, fail %d", want, got["pass"], got["review"], got["fail"]))
	}
	return strings.Join(rows, "; ")
}
