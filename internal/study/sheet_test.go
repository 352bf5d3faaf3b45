package study

import (
	"slices"
	"testing"

	"tutor/exercises"
)

func TestTicked(t *testing.T) {
	a := exercises.Answer{Section: "Pick", Choices: []exercises.Choice{{Text: "This one"}, {Text: "docker ps shows Up"}}}
	const text = "# A\n\n## Pick\n\n- [ ] This\n  one\n- [X] `docker ps` shows Up\n\n## Other\n\n- [ ] This one\n"
	got, whole := Ticked(text, a, []int{0})
	want := "# A\n\n## Pick\n\n- [x] This\n  one\n- [ ] `docker ps` shows Up\n\n## Other\n\n- [ ] This one\n"
	if got != want || !whole {
		t.Errorf("%v\n%s", whole, got)
	}
	if chosen := Chosen(got, a); !slices.Equal(chosen, []int{0}) {
		t.Errorf("ticked are %v", chosen)
	}
	if _, whole := Ticked("## Pick\n\n- [ ] This one\n", a, []int{0}); whole {
		t.Error("an option is missing, and nobody says so")
	}
}

func TestWritten(t *testing.T) {
	a := exercises.Answer{Section: "Why"}
	for text, want := range map[string]string{
		"# A\n\n## Why\n\nWhy?\n":              "# A\n\n## Why\n\nWell\n\\---\n\\# so\n",
		"## Why\n\nWhy?\n\n## More\n\nMore?\n": "## Why\n\nWell\n\\---\n\\# so\n\n## More\n\nMore?\n",
		"## Why":                               "## Why\n\nWell\n\\---\n\\# so\n",
		"no heading\n":                         "no heading\n\n## Why\n\nWell\n\\---\n\\# so\n",
	} {
		got := Written(text, a, []string{"Well", "---", "# so"})
		if got != want {
			t.Errorf("%q becomes\n%s\nwant\n%s", text, got, want)
		}
		if part := Part(got, "Why"); part != "Well\n\\---\n\\# so" {
			t.Errorf("it is read back as %q", part)
		}
	}
}
