package explain

import (
	"regexp"
	"slices"
	"strings"
	"sync"
)

var ignoring = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`#\s*tutor:\s*ignore\s*=\s*([A-Za-z0-9-]+(?:\s*,\s*[A-Za-z0-9-]+)*)`)
})

// kept leaves out the findings that a comment asks to ignore: on the lines of the finding, or alone on the line before.
func kept(lines []string, found []Finding) []Finding {
	all := []Finding{}
	for _, f := range found {
		if !ignored(lines, f) {
			all = append(all, f)
		}
	}
	return all
}

func ignored(lines []string, f Finding) bool {
	for n := max(1, f.Line-1); n <= min(max(f.Line, f.End), len(lines)); n++ {
		if n < f.Line && !strings.HasPrefix(strings.TrimSpace(lines[n-1]), "#") {
			continue // that one is for the line before
		}
		m := ignoring().FindStringSubmatch(lines[n-1])
		if m != nil && slices.Contains(strings.FieldsFunc(m[1], func(r rune) bool { return r == ',' || r == ' ' }), f.ID) {
			return true
		}
	}
	return false
}
