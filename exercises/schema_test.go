package exercises

import (
	"maps"
	"reflect"
	"slices"
	"testing"
)

// Each key that the parser knows has its words in the schema, and the schema has words for no other.
func TestSchemaTablesMatchTheTypes(t *testing.T) {
	settings := map[string]reflect.Type{}
	for _, k := range kinds() {
		maps.Copy(settings, yamlFields(k.settings))
	}
	for name, tt := range map[string]struct {
		known map[string]reflect.Type
		table keys
	}{
		"exercise": {yamlFields(reflect.TypeFor[Exercise]()), exerciseKeys()},
		"check":    {yamlFields(reflect.TypeFor[Check]()), checkKeys()},
		"mutant":   {yamlFields(reflect.TypeFor[Mutant]()), mutantKeys()},
		"settings": {settings, settingKeys()},
	} {
		known, table := slices.Sorted(maps.Keys(tt.known)), slices.Sorted(maps.Keys(tt.table))
		if !slices.Equal(known, table) {
			t.Errorf("%s: the types have %v, the table has %v", name, known, table)
		}
		for key, s := range tt.table {
			if s.Description == "" {
				t.Errorf("%s: %s has no description", name, key)
			}
		}
	}
}
