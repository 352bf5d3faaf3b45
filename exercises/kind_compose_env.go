package exercises

import (
	"fmt"
	"slices"
	"strings"
)

// ComposeAnswer is what the service answered with one value of the variable.
type ComposeAnswer struct {
	Value string
	HTTP  HTTPObservation
}

// JudgeValues is the verdict of the step environment: first is with the value of the file, second with another one.
func (c Compose) JudgeValues(first, second ComposeAnswer) Verdict {
	expected := fmt.Sprintf("GET %s answers with JSON that shows the value of %s, whatever it is", c.Path, c.Variable)
	ask := HTTP{Method: "GET", Path: c.Path, Status: 200, JSON: "<any>"}
	var bodies [2]any
	for i, a := range []ComposeAnswer{first, second} {
		if v := ask.Judge(a.HTTP); v.Outcome != Pass {
			return failed(v.Cause, expected, fmt.Sprintf("with %s=%s: %s", c.Variable, cut(a.Value), v.Observed))
		}
		bodies[i], _ = decodeJSON(a.HTTP.Body) // Judge has read it
	}
	one, two := hasWhole(bodies[0], first.Value), hasWhole(bodies[1], second.Value)
	observed := fmt.Sprintf("with %s=%s the answer was %s; with %s=%s it was %s", c.Variable, cut(first.Value),
		bodyText(first.HTTP.Body), c.Variable, cut(second.Value), bodyText(second.HTTP.Body))
	switch {
	case one && two:
		return passed(expected, observed)
	case !two && (one || sameName(bodies[0], bodies[1], c.Variable)):
		return failed(EnvHardcoded, expected, observed)
	}
	return failed(EnvIgnored, expected, observed)
}

// hasWhole says whether a whole value somewhere in the JSON is the text.
func hasWhole(value any, text string) bool {
	switch v := value.(type) {
	case map[string]any:
		for _, inner := range v {
			if hasWhole(inner, text) {
				return true
			}
		}
		return false
	case []any:
		return slices.ContainsFunc(v, func(inner any) bool { return hasWhole(inner, text) })
	case nil:
		return false
	}
	return fmt.Sprint(value) == text
}

// sameName says whether both objects show one and the same text under a key that is named like the variable.
func sameName(first, second any, variable string) bool {
	a, okA := first.(map[string]any)
	b, okB := second.(map[string]any)
	if !okA || !okB {
		return false
	}
	plain := func(s string) string { return strings.NewReplacer("_", "", "-", "").Replace(strings.ToLower(s)) }
	for key, value := range a {
		if text, ok := value.(string); ok && len(key) > 2 && strings.Contains(plain(variable), plain(key)) && b[key] == text {
			return true
		}
	}
	return false
}
