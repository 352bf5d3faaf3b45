package sarif

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// The schema is the one that OASIS published, without its layout.
func TestDocumentsKeepTheSchema(t *testing.T) {
	schema, err := jsonschema.NewCompiler().Compile("testdata/sarif-schema-2.1.0.json")
	if err != nil {
		t.Fatal(err)
	}
	for name, findings := range map[string][]Finding{
		"none":     nil,
		"one":      {{Rule: "a-rule", Level: Error, Message: "m", File: "a/b c.md", Line: 3, Col: 2}},
		"no place": {{Rule: "a-rule", Level: Note, Message: "m", File: "a"}},
	} {
		doc, err := json.Marshal(New(Tool{Name: "tutor", Version: "1"}, findings))
		if err != nil {
			t.Fatal(err)
		}
		value, err := jsonschema.UnmarshalJSON(bytes.NewReader(doc))
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(value); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestFindings(t *testing.T) {
	log := New(Tool{Name: "tutor"}, []Finding{
		{Rule: "b", Level: Error, Message: "first", File: "x.md", Line: 3, Col: 2},
		{Rule: "a", Level: Warning, Message: "second", File: "y.md"},
		{Rule: "b", Level: Error, Message: "third", File: "x.md", Line: 4},
	})
	r := log.Runs[0]
	if len(r.Tool.Driver.Rules) != 2 {
		t.Errorf("rules are %v", r.Tool.Driver.Rules)
	}
	for i, want := range []region{{3, 2}, {}, {4, 0}} {
		got := r.Results[i]
		if r.Tool.Driver.Rules[got.RuleIndex].ID != got.RuleID {
			t.Errorf("result %d has the rule %s and the index %d", i, got.RuleID, got.RuleIndex)
		}
		if at := got.Locations[0].Physical.Region; want == (region{}) && at != nil || want != (region{}) && (at == nil || *at != want) {
			t.Errorf("result %d is at %v, want %v", i, at, want)
		}
	}
}

func TestPathsBecomeURIs(t *testing.T) {
	for path, want := range map[string]string{
		"lessons/01-a.md":    "lessons/01-a.md",
		"./my course/1.md":   "./my%20course/1.md",
		"a:b/1.md":           "./a:b/1.md",
		"/home/ü/1.md":       "file:///home/%C3%BC/1.md",
		"../up/100% sure.md": "../up/100%25%20sure.md",
	} {
		if got := uri(path); got != want {
			t.Errorf("%s becomes %s, want %s", path, got, want)
		}
	}
}
