package exercises

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Env asks that the running service shows the value of an environment variable, whatever the value is, and that it
// works without the variable.
type Env struct {
	Port int    `yaml:"port"` // the port inside the container, 1 to 65535
	Path string `yaml:"path"` // what is asked for; default "/"
	Name string `yaml:"name"` // of the variable
	// Values are sent instead of random ones. With two or more, a fixed answer cannot pass.
	Values []string `yaml:"values"`
	// At is where in the JSON the value must be, as keys joined by dots. Empty means anywhere, as a whole value.
	At string `yaml:"at"`
	// Default is what the task suggests for a run without the variable. Nothing else may be taken for a fixed answer.
	Default string `yaml:"default"`
	// Others are variables that the service need not show. One that it shows must follow its own value.
	Others []string `yaml:"others"`
}

// EnvRun is one container: what it was sent, and what came back.
type EnvRun struct {
	Sent  map[string]string // empty for the run without the variable
	Start StartObservation
	HTTP  HTTPObservation // zero when the container did not come up
}

// Judge compares the runs with a variable, then looks at the one without. about is the index of the run that the
// verdict is about; that without is the last one.
func (e Env) Judge(with []EnvRun, without EnvRun) (v Verdict, about int) {
	expected := e.expectation()
	bodies := make([]any, 0, len(with))
	for i, run := range with {
		body, v := e.read(run)
		if v.Outcome != Pass {
			v.Observed = "with " + e.Name + "=" + run.Sent[e.Name] + ": " + v.Observed
			return v, i
		}
		bodies = append(bodies, body)
	}
	if v, i := e.judgeShown(with, bodies, expected); v.Outcome != Pass {
		return v, i
	}
	if v, i := e.judgeOthers(with, bodies, expected); v.Outcome != Pass {
		return v, i
	}
	last, v := e.read(without)
	if v.Outcome != Pass {
		return failed(EnvRequired, expected, "without "+e.Name+": "+v.Observed), len(with)
	}
	return passed(expected, e.story(with, bodies, last)), len(with)
}

// read returns the JSON that a run answered, or why there is none.
func (e Env) read(run EnvRun) (any, Verdict) {
	if v := (Start{Port: e.Port}).Judge(run.Start); v.Outcome != Pass {
		return nil, v
	}
	v := HTTP{Method: "GET", Path: e.Path, Status: 200, JSON: "<any>"}.Judge(run.HTTP)
	if v.Outcome != Pass {
		return nil, v
	}
	body, err := decodeJSON(run.HTTP.Body)
	if err != nil { // the judge has decoded it
		return nil, Verdict{Outcome: Error, Cause: Internal, Observed: err.Error()}
	}
	return body, v
}

// judgeShown asks that each run shows the value it was sent.
func (e Env) judgeShown(with []EnvRun, bodies []any, expected string) (Verdict, int) {
	for i, run := range with {
		sent := run.Sent[e.Name]
		if e.shows(bodies[i], sent) {
			continue
		}
		observed := fmt.Sprintf("%s=%s was sent; %s answered %s", e.Name, sent, e.Path, bodyText(run.HTTP.Body))
		switch {
		case contains(bodies[i], sent) && e.At != "":
			return failed(WrongJSON, expected, observed+", where the value is not at "+e.At), i
		case contains(bodies[i], sent):
			return failed(WrongJSON, expected, observed+", where the value is only a part of something longer, or the name of a key"), i
		}
		if where, value, ok := fixed(bodies, e.Name, e.Default); ok {
			sent := make([]string, 0, len(with))
			for _, run := range with {
				sent = append(sent, run.Sent[e.Name])
			}
			return failed(EnvHardcoded, expected, fmt.Sprintf(
				"%s was sent as %s; %s was %s each time", e.Name, strings.Join(sent, " and as "), where, value)), i
		}
		return failed(EnvIgnored, expected, observed+", where the value is not"), i
	}
	return passed("", ""), 0
}

func (e Env) shows(body any, value string) bool {
	if e.At == "" {
		_, ok := wholeValue("$", body, value)
		return ok
	}
	at := body
	for key := range strings.SplitSeq(e.At, ".") {
		m, ok := at.(map[string]any)
		if !ok {
			return false
		}
		at = m[key]
	}
	return isValue(at, value)
}

// fixed finds a place that stands for the variable and says the same in every answer.
func fixed(bodies []any, name, standard string) (where, value string, ok bool) {
	places := standsFor(bodies[0], name, standard)
	for _, body := range bodies[1:] {
		here := standsFor(body, name, standard)
		maps.DeleteFunc(places, func(path, value string) bool { return here[path] != value })
	}
	for _, path := range slices.Sorted(maps.Keys(places)) {
		return path, places[path], true
	}
	return "", "", false
}

// standsFor collects, by path, the single values under keys that are named like the variable, and those that are its
// default.
func standsFor(body any, name, standard string) map[string]string {
	found := map[string]string{}
	eachValue("$", "", body, func(path, key string, value any) {
		if namedLike(key, name) || standard != "" && isValue(value, standard) {
			found[path] = compact(value)
		}
	})
	return found
}

// judgeOthers asks that a variable which the service shows follows its own value, and no other's.
func (e Env) judgeOthers(with []EnvRun, bodies []any, expected string) (Verdict, int) {
	for i, run := range with {
		for _, name := range append([]string{e.Name}, e.Others...) {
			shown := standsFor(bodies[i], name, "")
			if path, other := mixedUp(shown, name, run.Sent); other != "" {
				return failed(WrongJSON, expected, fmt.Sprintf(
					"%s=%s and %s=%s were sent; %s was %s, the value of the other one",
					name, run.Sent[name], other, run.Sent[other], path, shown[path])), i
			}
			if _, follows := wholeValue("$", bodies[i], run.Sent[name]); follows || len(shown) == 0 {
				continue
			}
			return e.notFollowed(name, run.Sent[name], shown, bodies, expected), i
		}
	}
	return passed("", ""), 0
}

// mixedUp finds a place named like one variable that shows another one's value.
func mixedUp(shown map[string]string, name string, sent map[string]string) (path, other string) {
	for _, path := range slices.Sorted(maps.Keys(shown)) {
		for _, other := range slices.Sorted(maps.Keys(sent)) {
			if other != name && shown[path] == compact(sent[other]) {
				return path, other
			}
		}
	}
	return "", ""
}

func (e Env) notFollowed(name, sent string, shown map[string]string, bodies []any, expected string) Verdict {
	if path, value, ok := fixed(bodies, name, ""); ok {
		return failed(EnvHardcoded, expected, fmt.Sprintf("%s=%s was sent too; %s was %s each time, and has to follow %s", name, sent, path, value, name))
	}
	path := slices.Sorted(maps.Keys(shown))[0]
	return failed(EnvIgnored, expected, fmt.Sprintf("%s=%s was sent too; %s was %s, and has to follow %s", name, sent, path, shown[path], name))
}

// story says what a service that passes did.
func (e Env) story(with []EnvRun, bodies []any, last any) string {
	var parts []string
	for i, run := range with {
		sent := run.Sent[e.Name]
		path, _ := wholeValue("$", bodies[i], sent)
		parts = append(parts, fmt.Sprintf("%s=%s came back at %s", e.Name, sent, path))
	}
	return strings.Join(parts, "; ") + "; without it the answer was " + compact(last)
}

func (e Env) expectation() string {
	where := "anywhere in the JSON, as a whole value"
	if e.At != "" {
		where = "at " + e.At
	}
	text := fmt.Sprintf("GET %s shows the value of %s, %s, and works without it", e.Path, e.Name, where)
	if len(e.Others) > 0 {
		text += "; " + list(e.Others) + ", if shown, follows its own"
	}
	return text
}

// eachValue calls use for each single value of a JSON document with its path and the nearest key above it.
func eachValue(path, key string, body any, use func(path, key string, value any)) {
	switch b := body.(type) {
	case map[string]any:
		for _, k := range slices.Sorted(maps.Keys(b)) {
			eachValue(path+"."+cut(k), k, b[k], use)
		}
	case []any:
		for i, value := range b {
			eachValue(path+"["+strconv.Itoa(i)+"]", key, value, use)
		}
	default:
		use(path, key, body)
	}
}

// wholeValue finds the value, on its own, in a JSON document.
func wholeValue(path string, body any, value string) (where string, ok bool) {
	eachValue(path, "", body, func(path, _ string, got any) {
		if !ok && isValue(got, value) {
			where, ok = path, true
		}
	})
	return where, ok
}

// isValue says whether a JSON value is the text; 7 and true are "7" and "true", as a service may turn them into.
func isValue(got any, value string) bool {
	switch g := got.(type) {
	case nil, map[string]any, []any:
		return false
	default:
		return fmt.Sprint(g) == value
	}
}

// contains says whether the value is anywhere in the document, in capitals, inside of a longer text or in a key, too.
func contains(body any, value string) bool {
	return strings.Contains(strings.ToLower(jsonLine(body)), strings.ToLower(value))
}

// namedLike says whether a JSON key is what people call the variable: APP_MODE is app_mode, appMode or mode.
func namedLike(key, variable string) bool {
	key = plainName(key)
	if key == "" {
		return false
	}
	if key == plainName(variable) {
		return true
	}
	return slices.ContainsFunc(strings.Split(strings.ToLower(variable), "_"), func(part string) bool {
		return part == key && !slices.Contains(vagueParts(), part)
	})
}

// vagueParts are parts of variable names that say nothing about which one it is.
func vagueParts() []string {
	return []string{"app", "name", "url", "key", "id", "host", "path", "value"}
}

func plainName(s string) string {
	return strings.ToLower(strings.NewReplacer("_", "", "-", "", " ", "").Replace(s))
}

func (e Env) lint() []string {
	wrong := portProblem("port", e.Port)
	if !strings.HasPrefix(e.Path, "/") || strings.ContainsAny(e.Path, " \t\r\n#") {
		wrong = append(wrong, "path must begin with a slash and hold no blank (leave it out for /)")
	}
	if !isVariable(e.Name) {
		wrong = append(wrong, "name must be the name of a variable, such as APP_MODE (letters, digits and underscores)")
	}
	if n := len(e.Values); n == 1 || len(slices.Compact(slices.Sorted(slices.Values(e.Values)))) != n {
		wrong = append(wrong, "values must be two or more, all different (leave them out for random ones)")
	}
	for _, name := range e.Others {
		if !isVariable(name) || name == e.Name {
			wrong = append(wrong, fmt.Sprintf("others must name other variables (%q is none)", name))
		}
	}
	return wrong
}

func isVariable(name string) bool {
	return regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*$`).MatchString(name)
}
