package explain

import (
	"regexp"
	"strings"
	"sync"
)

// source is the text of a Dockerfile, line by line.
type source struct{ lines []string }

func newSource(text []byte) *source {
	return &source{strings.Split(strings.ReplaceAll(strings.TrimPrefix(string(text), "\ufeff"), "\r\n", "\n"), "\n")}
}

var directive = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^#\s*([A-Za-z]+)\s*=\s*(.*?)\s*$`) })

// items explains the parser directives, which stand at the top.
// https://docs.docker.com/reference/dockerfile/#parser-directives
func (s *source) items() []Item {
	var items []Item
	seen := map[string]bool{}
	for i, line := range s.lines {
		m := directive().FindStringSubmatch(line)
		if m == nil {
			break // a comment, a blank line or an instruction ends them
		}
		name := strings.ToLower(m[1])
		says, known := directiveSays(name, m[2])
		if !known || seen[name] {
			break
		}
		seen[name] = true
		items = append(items, Item{Start: i + 1, End: i + 1, Name: "# " + name, Text: oneLine(line), Says: says})
	}
	return items
}

func directiveSays(name, value string) (string, bool) {
	switch name {
	case "syntax":
		return "Names the version of the Dockerfile language: BuildKit fetches " + value + " and lets it read this file, so new features work with an older Docker, too.", true
	case "escape":
		return "Makes " + value + " the sign that continues a line, in place of the backslash. It is for Windows, where the backslash stands in paths.", true
	case "check":
		return "Says how the builder's own checks of this file behave: " + value + ".", true
	}
	return "", false
}
