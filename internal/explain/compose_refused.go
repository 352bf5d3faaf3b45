package explain

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// refused turns what Compose says about a file into an error with its line; nil when it may be wrong about it.
func (f *composeFile) refused(message string) *ComposeError {
	message = strings.ReplaceAll(strings.SplitN(message, "\n", 2)[0], "validating "+composeName+": ", "")
	if strings.Contains(message, "additional properties") && len(f.unknown) > 0 {
		return nil // said as a finding, beside an explanation of the rest
	}
	place, rest := f.placeOf(message)
	e := &ComposeError{Line: 1, Message: "Compose refuses the file: " + message}
	if place == nil {
		if strings.Contains(string(f.text), "$") && !strings.Contains(message, "invalid interpolation") {
			return nil // it may be about a value that a variable brings along
		}
		e.Line = f.lineOf(message)
		return e
	}
	e.Line = place.pair.line
	if strings.Contains(message, "invalid interpolation") {
		e.Message = "a dollar sign in " + place.full() + " begins a variable, and none follows in the form ${NAME}"
		e.Fix = "write $$ for a dollar sign that is part of the text"
		return e
	}
	if hasVariable(place.pair.value) {
		return nil
	}
	e.Message = place.full() + " " + strings.TrimSpace(rest)
	e.Message, e.Fix = shapeWords(e.Message, place)
	return e
}

var (
	mustBe    = regexp.MustCompile(`must be an? ([\w, ]+)$`)
	namedThis = regexp.MustCompile(`["']([^"']+)["']|: ([^\s:]+)$`)
)

// shapeWords says in our own words which form a value has to have.
func shapeWords(message string, place *composeKey) (says, fix string) {
	m := mustBe.FindStringSubmatch(message)
	if m == nil {
		return "Compose refuses the file: " + message, ""
	}
	name := place.name()
	switch want := m[1]; {
	case want == "mapping" && len(place.path) == 2 && place.path[0] == "services" && place.value.null:
		return "the service " + name + " has nothing in it", "write image: or build: below it, indented by two blanks"
	case want == "mapping":
		return place.full() + " has to be a list of lines of the form key: value", "write each on a line of its own, indented below " + name + ":"
	case strings.Contains(want, "array") && !strings.Contains(want, "mapping"):
		return place.full() + " has to be a list", `write each entry on a line of its own, below ` + name + `:, with a dash and a blank before it`
	case want == "string":
		return place.full() + " has to be a text", "put the value in quotes"
	default:
		return place.full() + " has to be a " + strings.NewReplacer("array", "list", "boolean", "true or false").Replace(want), ""
	}
}

// placeOf finds the key that a message is about: the longest path of the file that stands in it.
func (f *composeFile) placeOf(message string) (*composeKey, string) {
	for _, r := range f.roots {
		for i, word := range strings.Fields(message) {
			word = strings.TrimRight(word, ":.,")
			for _, p := range r.pairs {
				rest, ok := strings.CutPrefix(word, p.key)
				if !ok || rest != "" && rest[0] != '.' {
					continue
				}
				key := deepest(composeKey{path: []string{p.key}, pair: p, value: p.value.real(), root: r}, strings.TrimPrefix(rest, "."))
				if len(key.path) == 1 && i > 0 {
					continue // a word of the sentence
				}
				_, after, _ := strings.Cut(message, word)
				return &key, strings.TrimPrefix(after, ":")
			}
		}
	}
	return nil, ""
}

// deepest follows a path with dots as far as the file has it. Names may have dots themselves.
func deepest(k composeKey, rest string) composeKey {
	for rest != "" {
		next, left, found := step(k, rest)
		if !found {
			return k
		}
		k, rest = next, left
	}
	return k
}

func step(k composeKey, rest string) (next composeKey, left string, found bool) {
	for _, p := range k.value.pairs {
		left, ok := strings.CutPrefix(rest, p.key)
		if !ok || left != "" && left[0] != '.' {
			continue
		}
		return composeKey{path: append(slices.Clone(k.path), p.key), pair: p, value: p.value.real(), root: k.root}, strings.TrimPrefix(left, "."), true
	}
	word, left, _ := strings.Cut(rest, ".")
	if i, err := strconv.Atoi(strings.Trim(word, "[]")); err == nil && i >= 0 && i < len(k.value.list) {
		entry := k.value.list[i]
		k.pair = yamlPair{key: k.pair.key, line: entry.line, end: entry.end, value: entry}
		k.value = entry.real()
		return k, left, true
	}
	return k, "", false
}

// lineOf is the line with the value that a message names, or the first.
func (f *composeFile) lineOf(message string) int {
	for _, m := range namedThis.FindAllStringSubmatch(message, -1) {
		word := m[1] + m[2]
		if i := slices.IndexFunc(f.lines, func(l string) bool { return word != "" && strings.Contains(l, word) }); i >= 0 {
			return i + 1
		}
	}
	return 1
}

// hasVariable says whether a value is made of a variable, in any of its parts.
func hasVariable(n *yamlNode) bool {
	if n.alias != "" {
		return true // what it stands for may have one, and is looked at where it stands
	}
	return strings.Contains(n.text, "$") || slices.ContainsFunc(n.list, hasVariable) ||
		slices.ContainsFunc(n.pairs, func(p yamlPair) bool { return hasVariable(p.value) })
}
