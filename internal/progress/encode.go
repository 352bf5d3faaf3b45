package progress

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// encode writes the state over the file's old bytes: keys that this tutor does not know stay.
func encode(s state, old []byte) ([]byte, error) {
	fresh, err := json.Marshal(s)
	if err != nil {
		return nil, fmt.Errorf("encode progress: %w", err)
	}
	merged := overlay(old, fresh, func(key string, o, f json.RawMessage) json.RawMessage {
		switch key {
		case "lessons", "exercises", "terms", "trusted":
			return overlayEntries(o, f, nil)
		case "answers":
			return overlayEntries(o, f, func(o, f json.RawMessage) json.RawMessage { return overlayEntries(o, f, nil) })
		case "place":
			return overlay(o, f, nil)
		}
		return f
	})
	var b bytes.Buffer
	if err := json.Indent(&b, merged, "", "  "); err != nil {
		return nil, fmt.Errorf("encode progress: %w", err)
	}
	b.WriteByte('\n')
	return b.Bytes(), nil
}

// overlayEntries keeps the unknown keys of each entry that is still there. With inner, entries both have are combined
// by it.
func overlayEntries(old, fresh json.RawMessage, inner func(o, f json.RawMessage) json.RawMessage) json.RawMessage {
	var o, f map[string]json.RawMessage
	if json.Unmarshal(old, &o) != nil || json.Unmarshal(fresh, &f) != nil {
		return fresh
	}
	if inner == nil {
		inner = func(o, f json.RawMessage) json.RawMessage { return overlay(o, f, nil) }
	}
	for id, entry := range f {
		f[id] = inner(o[id], entry)
	}
	return object(f, fresh)
}

// overlay is fresh plus the keys only old has. With inner, keys both have are combined by it.
func overlay(old, fresh json.RawMessage, inner func(string, json.RawMessage, json.RawMessage) json.RawMessage) json.RawMessage {
	var o, f map[string]json.RawMessage
	if json.Unmarshal(old, &o) != nil || json.Unmarshal(fresh, &f) != nil {
		return fresh // nothing old worth keeping
	}
	ours := slices.Collect(maps.Keys(f))
	for key, value := range o {
		now, known := f[key]
		switch {
		case known && inner != nil:
			f[key] = inner(key, value, now)
		case !known && !among(ours, key):
			f[key] = value
		}
	}
	return object(f, fresh)
}

// among says whether the key is one of ours but for the case of its letters. encoding/json has read it as ours, and
// would again: what was forgotten would come back.
func among(ours []string, key string) bool {
	return slices.ContainsFunc(ours, func(o string) bool { return strings.EqualFold(o, key) })
}

func object(fields map[string]json.RawMessage, otherwise json.RawMessage) json.RawMessage {
	data, err := json.Marshal(fields)
	if err != nil {
		return otherwise
	}
	return data
}
