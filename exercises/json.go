package exercises

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// Placeholders lists the strings that stand for any value of a type where JSON is expected.
func Placeholders() []string {
	return []string{"<string>", "<number>", "<boolean>", "<any>", "<object>", "<array>"}
}

// difference is the first place where JSON is not as expected.
type difference struct{ path, want, got string }

// decodeJSON reads exactly one JSON document; numbers keep their digits. The depth is limited by encoding/json.
func decodeJSON(text []byte) (any, error) {
	if bytes.HasPrefix(text, []byte("\ufeff")) { // RFC 8259, 8.1: who sends JSON must not add one
		return nil, errors.New("it begins with a byte order mark (U+FEFF), which JSON must not")
	}
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.UseNumber()
	var value any
	if err := dec.Decode(&value); err != nil {
		if errors.Is(err, io.EOF) {
			return nil, errors.New("it is empty")
		}
		return nil, err
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("something follows the JSON, after %d bytes", dec.InputOffset())
	}
	return value, nil
}

// canonical turns a decoded YAML value into what decodeJSON gives for the same value.
func canonical(value any) (any, error) {
	text, err := json.Marshal(value)
	if err != nil {
		return nil, err
	}
	return decodeJSON(text)
}

// matchJSON compares what is wanted with what came: objects key by key, where extra keys are fine,
// arrays and scalars exactly. It returns nil when got matches.
func matchJSON(path string, want, got any) *difference {
	if name, ok := want.(string); ok && slices.Contains(Placeholders(), name) {
		return matchType(path, name, got)
	}
	switch w := want.(type) {
	case map[string]any:
		return matchObject(path, w, got)
	case []any:
		return matchArray(path, w, got)
	case json.Number:
		if g, ok := got.(json.Number); ok && sameNumber(w, g) {
			return nil
		}
	default: // string, bool, nil
		if want == got {
			return nil
		}
	}
	return differ(path, want, got)
}

// differ needs comparable scalars in want only; got may be anything.
func differ(path string, want, got any) *difference {
	return &difference{path, compact(want), compact(got)}
}

func matchType(path, name string, got any) *difference {
	if name == "<any>" || name == typeName(got) {
		return nil
	}
	return &difference{path, name, compact(got)}
}

func typeName(value any) string {
	switch value.(type) {
	case string:
		return "<string>"
	case json.Number:
		return "<number>"
	case bool:
		return "<boolean>"
	case map[string]any:
		return "<object>"
	case []any:
		return "<array>"
	}
	return "null"
}

func matchObject(path string, want map[string]any, got any) *difference {
	g, ok := got.(map[string]any)
	if !ok {
		return differ(path, want, got)
	}
	for _, key := range slices.Sorted(maps.Keys(want)) {
		at := path + "." + cut(key)
		value, ok := g[key]
		if !ok {
			return &difference{at, compact(want[key]), "missing"}
		}
		if d := matchJSON(at, want[key], value); d != nil {
			return d
		}
	}
	return nil
}

func matchArray(path string, want []any, got any) *difference {
	g, ok := got.([]any)
	if !ok || len(g) != len(want) {
		return differ(path, want, got)
	}
	for i := range want {
		if d := matchJSON(path+"["+strconv.Itoa(i)+"]", want[i], g[i]); d != nil {
			return d
		}
	}
	return nil
}

// sameNumber says whether two JSON numbers have the same value: 1 is 1.0 is 1e0. Whole numbers are
// compared exactly as far as an int64 goes, all others as a float64 holds them.
func sameNumber(a, b json.Number) bool {
	if a == b {
		return true
	}
	i, errI := a.Int64()
	j, errJ := b.Int64()
	if errI == nil && errJ == nil {
		return i == j
	}
	x, errX := a.Float64()
	y, errY := b.Float64()
	return errX == nil && errY == nil && x == y
}

// unknownPlaceholders finds strings in the wanted JSON that look like a placeholder and are none.
func unknownPlaceholders(want any) []string {
	var found []string
	switch w := want.(type) {
	case string:
		if looksLikePlaceholder(w) && !slices.Contains(Placeholders(), w) {
			found = append(found, w)
		}
	case []any:
		for _, value := range w {
			found = append(found, unknownPlaceholders(value)...)
		}
	case map[string]any:
		for _, key := range slices.Sorted(maps.Keys(w)) {
			found = append(found, unknownPlaceholders(w[key])...)
		}
	}
	return found
}

func looksLikePlaceholder(s string) bool {
	return len(s) > 2 && s[0] == '<' && s[len(s)-1] == '>' && !strings.ContainsAny(s[1:len(s)-1], "<> /")
}
