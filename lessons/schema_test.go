package lessons

import (
	"testing"

	"github.com/goccy/go-yaml/ast"
)

func TestEveryKeyHasASchema(t *testing.T) {
	var nodes []ast.Node
	for name, all := range map[string][]field{
		"front matter": fields(&Meta{}), "course": outlineFields(&outline{}, &nodes), "objective": objectiveFields(&Objective{}),
	} {
		for _, f := range all {
			if f.schema == nil || f.schema.Description == "" {
				t.Errorf("%s: %s has no schema or no description", name, f.key)
			}
		}
		if got := len(objectOf(all).Properties); got != len(all) {
			t.Errorf("%s: the schema has %d keys, the parser %d", name, got, len(all))
		}
	}
}
