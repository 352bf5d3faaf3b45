package explain

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// refused turns what Compose says about a file into an error with its line; nil when it may be wrong about it.
func (f *composeFile) refused(message string) *ComposeError {
	if _, decoding, ok := strings.Cut(message, "error(s):"); ok {
		message = decoded().ReplaceAllString(strings.TrimSpace(decoding), "$1.$2$3: ")
	}
	message = strings.ReplaceAll(strings.SplitN(message, "\n", 2)[0], "validating "+composeName+": ", "")
	if len(f.unknown) > 0 && (strings.Contains(message, "additional properties") || strings.Contains(message, "false schema")) {
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
	if at := f.lineOf(message); at > place.pair.line && at <= place.pair.end {
		e.Line = at // of the entry in a list
	}
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
	mustBe    = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`must be an? ([\w, ]+)$`) })
	decoded   = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^'([\w-]+)\[([^\]]+)\]([^']*)' `) })
	oneOf     = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`'([^']+)'`) })
	namedThis = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`["']([^"']+)["']|: ([^\s:]+)$`) })
)

// shapeWords says in our own words which form a value has to have.
func shapeWords(message string, place *composeKey) (says, fix string) {
	name, full := place.name(), place.full()
	list := "write each entry on a line of its own, below " + name + ":, with a dash and a blank before it"
	switch m := mustBe().FindStringSubmatch(message); {
	case strings.Contains(message, "duration"):
		return full + " has to be a time, and is " + place.value.said(), "write a number with s, m or h behind it, without a blank, such as 30s"
	case strings.Contains(message, "invalid size"):
		return full + " has to be an amount of memory, and is " + place.value.said(), "write a number with k, m or g behind it, such as 512m"
	case name == "ports" && strings.Contains(strings.ToLower(message), "invalid"):
		return "Compose cannot read an entry of " + full + ":" + behind(message, full), `write "HOST:CONTAINER", two numbers in quotes, such as "8000:80"`
	case name == "restart":
		return full + " has to be one of the policies that Compose knows", `write "no", always, on-failure or unless-stopped`
	case place.value.plain && strings.HasPrefix(place.value.text, "-"):
		return "there is no blank behind the dash", list
	case strings.Contains(message, "unexpected type"):
		return full + " mixes two forms: NAME=value is for lists, NAME: value for lines without a dash", "take the dashes away, or write = in place of the colon"
	case strings.Contains(message, "failed to cast"), strings.Contains(message, "ParseFloat"), strings.Contains(message, "Atoi"):
		return full + " has to be a number, or true or false, and is " + place.value.said(), ""
	case strings.Contains(message, "value must be one of"):
		return oneOfWords(message, place)
	case name == "ports" && place.value.kind == yamlMap:
		return full + " has to be a list", list
	case m == nil:
		return "Compose refuses the file: " + message, ""
	default:
		return typeWords(m[1], place, list)
	}
}

// behind is what follows a word in a text.
func behind(text, word string) string {
	_, rest, _ := strings.Cut(text, word)
	return strings.ToLower(rest)
}

// typeWords is about a value of the wrong kind; want names the right ones in the words of the schema.
func typeWords(want string, place *composeKey, list string) (says, fix string) {
	name, full := place.name(), place.full()
	switch {
	case want == "mapping" && len(place.path) == 2 && place.path[0] == "services" && place.value.null:
		return "the service " + name + " has nothing in it", "write image: or build: below it, indented by two blanks"
	case want == "mapping":
		return full + " has to be made of lines of the form key: value, without dashes", "write each on a line of its own, indented below " + name + ":"
	case strings.Contains(want, "array") && !strings.Contains(want, "mapping"):
		return full + " has to be a list", list
	case want == "string" && place.value.kind == yamlScalar:
		return full + " has to be a text", "put the value in quotes"
	case !strings.Contains(want, "array") && !strings.Contains(want, "mapping") && place.value.kind != yamlScalar:
		return full + " has to be a single value, such as a word", "write it behind " + name + ":, on the same line"
	}
	return full + " has the wrong form", "it has to be one of these: " + strings.NewReplacer("array", "list", "boolean", "true or false", "mapping", "lines of the form key: value").Replace(want)
}

// oneOfWords is about a value that is none of the few that a key takes.
func oneOfWords(message string, place *composeKey) (says, fix string) {
	var words []string
	for _, m := range oneOf().FindAllStringSubmatch(message, -1) {
		words = append(words, m[1])
	}
	says = place.full() + " has to be one of " + wordList(words) + ", and is " + place.value.said()
	for _, w := range words {
		if typed := place.value.text; typed != "" && strings.Contains(w, typed) {
			return says, "did you mean " + w + "?"
		}
	}
	if near := nearestWord(place.value.text, words); near != "" {
		fix = "did you mean " + near + "?"
	}
	return says, fix
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
	for _, m := range namedThis().FindAllStringSubmatch(message, -1) {
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
