package lessons

import "strings"

// nearest picks the words a reader most likely meant: those that contain what
// was typed, or differ from it in at most a third of its letters.
func nearest(typed string, words []string) []string {
	var near []string
	for _, w := range words {
		alike := distance(typed, w) <= max(1, (len(typed)+1)/3)
		if alike || len(typed) > 2 && strings.Contains(w, typed) {
			near = append(near, w)
		}
	}
	return near
}

// distance is the Levenshtein distance in bytes; ids and keys are ASCII.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			diagonal, row[j+1] = row[j+1], min(row[j+1]+1, row[j]+1, diagonal+cost)
		}
	}
	return row[len(b)]
}
