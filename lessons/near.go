package lessons

import (
	"strings"

	"github.com/agext/levenshtein"
)

// nearest picks the words a reader most likely meant: those that contain what
// was typed, or differ from it in at most a third of its letters.
func nearest(typed string, words []string) []string {
	var near []string
	for _, w := range words {
		alike := levenshtein.Distance(typed, w, nil) <= max(1, (len(typed)+1)/3)
		if alike || len(typed) > 2 && strings.Contains(w, typed) {
			near = append(near, w)
		}
	}
	return near
}
