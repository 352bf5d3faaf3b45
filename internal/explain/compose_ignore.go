package explain

import (
	"regexp"
	"slices"
	"strings"
)

var ignoreComment = regexp.MustCompile(`#\s*tutor:\s*ignore\s*=\s*([A-Za-z0-9-]+(?:\s*,\s*[A-Za-z0-9-]+)*)`)

// kept leaves out the findings that a comment asks to ignore, on the line of the finding or on the one before.
func (f *composeFile) kept(found []Finding) []Finding {
	ignored := ignoredIn(f.lines)
	return slices.DeleteFunc(found, func(at Finding) bool {
		return slices.Contains(ignored[at.Line], at.ID) || slices.Contains(ignored[at.Line-1], at.ID)
	})
}

// ignoredIn are the ids that `# tutor: ignore=ID[,ID]` names, for each line with such a comment.
func ignoredIn(lines []string) map[int][]string {
	ids := map[int][]string{}
	for i, line := range lines {
		m := ignoreComment.FindStringSubmatch(line)
		if m == nil {
			continue
		}
		for _, id := range strings.Split(m[1], ",") {
			ids[i+1] = append(ids[i+1], strings.TrimSpace(id))
		}
	}
	return ids
}
