package explain

import (
	"regexp"
	"slices"
	"strings"
	"sync"
)

// composeVariable is a ${NAME} in a value, which Compose replaces before it reads the value.
// https://docs.docker.com/reference/compose-file/interpolation/
type composeVariable struct {
	name, op, word string // op is one of :- - :? ? :+ + or empty; word is what follows it
	whole          string // as it stands in the value
}

var variableHead = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*`) })

// variablesOf are the variables of a value in their order, those within a default behind the outer one.
func variablesOf(text string) []composeVariable {
	var all []composeVariable
	for i := 0; i < len(text)-1; i++ {
		if text[i] != '$' {
			continue
		}
		if text[i+1] == '$' {
			i++
			continue
		}
		v, ok := variableAt(text[i:])
		if !ok {
			continue
		}
		all = append(all, v)
		i += len(v.whole) - 1
		if strings.Contains(v.word, "$") {
			all = append(all, variablesOf(v.word)...)
		}
	}
	return all
}

func variableAt(text string) (composeVariable, bool) {
	if !strings.HasPrefix(text, "${") {
		name := variableHead().FindString(text[1:])
		return composeVariable{name: name, whole: "$" + name}, name != ""
	}
	end := closingBrace(text)
	if end < 0 {
		return composeVariable{}, false
	}
	inner := text[2:end]
	v := composeVariable{name: variableHead().FindString(inner), whole: text[:end+1]}
	rest := inner[len(v.name):]
	for _, op := range []string{":-", ":?", ":+", "-", "?", "+"} {
		if word, ok := strings.CutPrefix(rest, op); ok {
			v.op, v.word = op, word
			return v, v.name != ""
		}
	}
	return v, v.name != "" && rest == ""
}

// closingBrace is where the brace closes that text begins with, behind its dollar sign; or -1.
func closingBrace(text string) int {
	depth := 0
	for i := range len(text) {
		switch text[i] {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}

// says where the value of the variable comes from.
func (v composeVariable) says() string {
	from := v.name + " comes from your shell or from the file .env"
	switch v.op {
	case ":-", "-":
		when := "where it is not set"
		if v.op == ":-" {
			when = "where it is not set, or empty"
		}
		if v.word == "" {
			return from + "; " + when + ", it is empty."
		}
		return from + "; " + when + ", it is " + shortText(v.word) + "."
	case ":?", "?":
		why := ""
		if v.word != "" {
			why = " and says: " + shortText(v.word)
		}
		return from + "; without it, Compose stops" + why + sentenceEnd(why)
	case ":+", "+":
		return "If " + v.name + " is set in your shell or in .env, this is " + shortText(v.word) + "; otherwise it is empty."
	}
	return from + "; where it is not set, Compose warns and puts in nothing."
}

func sentenceEnd(text string) string {
	if strings.HasSuffix(text, ".") || strings.HasSuffix(text, "!") || strings.HasSuffix(text, "?") {
		return ""
	}
	return "."
}

// variableNotes is a sentence for each variable of the values, each said once.
func variableNotes(texts ...string) string {
	var notes []string
	for _, text := range texts {
		for _, v := range variablesOf(text) {
			if note := v.says(); !slices.Contains(notes, note) {
				notes = append(notes, note)
			}
		}
	}
	return strings.Join(notes[:min(len(notes), maxNotes)], " ")
}

// maxNotes keeps the sentences about one key few enough to read.
const maxNotes = 6

// scalars are the texts of a value and of all within it.
func (n *yamlNode) scalars() []string {
	if n.alias != "" {
		return nil
	}
	all := []string{}
	if n.kind == yamlScalar {
		all = append(all, n.text)
	}
	for _, p := range n.pairs {
		all = append(all, p.value.scalars()...)
	}
	for _, e := range n.list {
		all = append(all, e.scalars()...)
	}
	return all
}

// withDefaults is a text with each variable replaced by its default; ok is false where one has none.
func withDefaults(text string) (filled string, ok bool) {
	ok = true
	for _, v := range variablesOf(text) {
		if !strings.Contains(text, v.whole) {
			continue // within a default that has been filled in
		}
		if v.op != ":-" && v.op != "-" {
			ok = false
			continue
		}
		text = strings.Replace(text, v.whole, v.word, 1)
	}
	return text, ok && len(variablesOf(text)) == 0
}

// splitOutside cuts a text at a sign, but not within ${ and }.
func splitOutside(text string, sign byte) []string {
	var parts []string
	depth, from := 0, 0
	for i := range len(text) {
		switch c := text[i]; {
		case c == '{' || c == '[':
			depth++
		case c == '}' || c == ']':
			depth = max(0, depth-1)
		case c == sign && depth == 0:
			parts = append(parts, text[from:i])
			from = i + 1
		}
	}
	return append(parts, text[from:])
}
