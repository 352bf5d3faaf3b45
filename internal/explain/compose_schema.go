package explain

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/compose-spec/compose-go/v2/schema"
)

// composeKeys is which keys Compose knows at a place of the file, after its own JSON schema.
type composeKeys struct {
	keys  map[string]*composeKeys
	any   *composeKeys // below a name that the file chooses
	items *composeKeys // of each entry of a list
	open  bool         // other keys may stand here, too
}

// knownKeys are the keys of the whole file.
var knownKeys = sync.OnceValue(func() *composeKeys {
	var root map[string]any
	if err := json.Unmarshal([]byte(schema.Schema), &root); err != nil {
		return &composeKeys{open: true} // then nothing is unknown
	}
	defs, _ := root["$defs"].(map[string]any)
	return (&schemaReader{defs: defs, open: map[string]bool{}}).read(root)
})

// schemaReader follows the references of the schema; open holds those it is within.
type schemaReader struct {
	defs map[string]any
	open map[string]bool
}

func (r *schemaReader) read(s map[string]any) *composeKeys {
	out := &composeKeys{keys: map[string]*composeKeys{}}
	r.into(out, s)
	return out
}

func (r *schemaReader) into(out *composeKeys, s map[string]any) {
	if ref, ok := s["$ref"].(string); ok {
		name := ref[strings.LastIndex(ref, "/")+1:]
		if def, ok := r.defs[name].(map[string]any); ok && !r.open[name] {
			r.open[name] = true
			r.into(out, def)
			r.open[name] = false
		}
	}
	for key, v := range mapOf(s["properties"]) {
		out.keys[key] = r.read(mapOf(v))
	}
	for pattern, v := range mapOf(s["patternProperties"]) {
		if pattern != "^x-" {
			out.any = r.read(mapOf(v))
		}
	}
	if more, ok := s["additionalProperties"]; ok && more != false {
		out.open = true
		if m := mapOf(more); m != nil {
			out.any = r.read(m)
		}
	}
	for _, how := range []string{"allOf", "oneOf", "anyOf"} {
		parts, _ := s[how].([]any)
		for _, part := range parts {
			r.into(out, mapOf(part))
		}
	}
	if items := mapOf(s["items"]); items != nil {
		out.items = r.read(items)
	}
}

func mapOf(v any) map[string]any {
	m, _ := v.(map[string]any)
	return m
}

// names are the keys that Compose knows here, sorted.
func (k *composeKeys) names() []string { return slices.Sorted(maps.Keys(k.keys)) }

// below is what Compose knows under a key; known is false where it refuses the key.
func (k *composeKeys) below(key string) (next *composeKeys, known bool) {
	switch {
	case k == nil:
		return nil, true
	case k.keys[key] != nil:
		return k.keys[key], true
	case strings.HasPrefix(key, "x-"), key == mergeKey:
		return nil, true
	case k.any != nil:
		return k.any, true
	}
	return nil, k.open || len(k.keys) == 0
}
