package lessons

import (
	"fmt"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/rivo/uniseg"

	"tutor/internal/schema"
)

const (
	maxTitleCells = 60
	maxMinutes    = 60
)

// field is one key of a YAML text. A field with an example is required.
type field struct {
	key     string
	example string
	schema  *schema.Schema // the same as set, for editors
	set     func(ast.Node) []mistake
}

type mistake struct {
	node    ast.Node
	rule    string
	message string // follows the key's name
}

// fields lists the front matter's keys in the order in which authors write
// them. What is read goes to m.
func fields(m *Meta) []field {
	return []field{
		{"id", "id: first-steps", schema.Name("The lesson's name for good: progress is kept under it. Used once in the course."), func(n ast.Node) []mistake { return setName(&m.ID, n) }},
		{"title", "title: First steps", titleSchema("Heads the lesson and the course map. At most 60 cells wide."), func(n ast.Node) []mistake { return setTitle(&m.Title, n) }},
		{"minutes", "minutes: 5", schema.Number(1, maxMinutes, "How long reading takes."), func(n ast.Node) []mistake { return setMinutes(&m.Minutes, n) }},
		{"objectives", "", schema.List(schema.Text(""), "What the learner can do afterwards."), func(n ast.Node) []mistake { return setTexts(&m.Objectives, n) }},
		{"practises", "", schema.List(schema.Name(""), "Ids of the objectives in course.yaml that the questions practise."), func(n ast.Node) []mistake { return setNames(&m.Practises, n) }},
		{"summary", "", schema.Text("One or two sentences for the course map."), func(n ast.Node) []mistake { return setText(&m.Summary, n) }},
		{"exercise", "", schema.Name("Id of the exercise that follows the lesson."), func(n ast.Node) []mistake { return setName(&m.Exercise, n) }},
	}
}

func setTitle(to *string, n ast.Node) []mistake {
	if wrong := setText(to, n); wrong != nil {
		return wrong
	}
	if strings.Contains(*to, "\n") {
		return []mistake{{n, "title-lines", "must be one line; remove the line break"}}
	}
	if width := uniseg.StringWidth(*to); width > maxTitleCells {
		return []mistake{{n, "title-too-long", fmt.Sprintf("is %d cells wide; shorten it to %d, so that it fits a narrow terminal", width, maxTitleCells)}}
	}
	return nil
}

func setMinutes(to *int, n ast.Node) []mistake {
	const message = "must be a whole number from 1 to 60"
	integer, ok := n.(*ast.IntegerNode)
	if !ok {
		return []mistake{{n, "minutes-range", message}}
	}
	value, ok := integer.Value.(uint64) // the parser's type for what is not negative
	if !ok || value < 1 || value > maxMinutes {
		return []mistake{{n, "minutes-range", message}}
	}
	*to = int(value)
	return nil
}

func setTexts(to *[]string, n ast.Node) []mistake { return setList(to, n, setText) }

func setNames(to *[]string, n ast.Node) []mistake { return setList(to, n, setName) }

func setList(to *[]string, n ast.Node, set func(*string, ast.Node) []mistake) []mistake {
	list, ok := n.(*ast.SequenceNode)
	if ok && len(list.Values) == 0 {
		return []mistake{{n, "list-empty", "is an empty list; write an entry, or remove the key"}}
	}
	if !ok {
		return []mistake{{n, "wrong-type", "must be a list; write each entry on its own line, after two spaces and a dash"}}
	}
	var wrong []mistake
	for _, value := range list.Values {
		var text string
		wrong = append(wrong, set(&text, value)...)
		*to = append(*to, text)
	}
	return wrong
}

func setText(to *string, n ast.Node) []mistake {
	text, ok := textOf(n)
	if !ok {
		return []mistake{{n, "wrong-type", "must be text; put the value in quotes"}}
	}
	if *to = strings.TrimSpace(text); *to == "" {
		return []mistake{{n, "empty-value", "is empty; write a value"}}
	}
	return nil
}

// textOf accepts only what YAML itself calls text: "8.10" without quotes is a
// number, and would silently become 8.1.
func textOf(n ast.Node) (string, bool) {
	switch n := n.(type) {
	case *ast.StringNode:
		return n.Value, true
	case *ast.LiteralNode:
		return n.Value.Value, true
	case *ast.NullNode:
		return "", true
	}
	return "", false
}

func setName(to *string, n ast.Node) []mistake {
	var name string
	if wrong := setText(&name, n); wrong != nil {
		return wrong
	}
	if !schema.IsKebab(name) {
		return []mistake{{n, "id-form", fmt.Sprintf("%q is not kebab-case; use small letters a-z, digits and single dashes, as in first-steps", name)}}
	}
	*to = name
	return nil
}
