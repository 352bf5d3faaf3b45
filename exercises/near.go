package exercises

// nearest picks the word a person most likely meant: the one that differs from what was typed
// in the fewest letters, and in at most two of five. It is empty when none is near.
func nearest(typed string, words []string) string {
	best, least := "", max(1, len(typed)*2/5)+1
	for _, w := range words {
		if d := distance(typed, w); d < least {
			best, least = w, d
		}
	}
	return best
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

// didYouMean suggests the nearest known word, else lists them all.
func didYouMean(typed string, known []string) string {
	if near := nearest(typed, known); near != "" {
		return "did you mean " + near + "?"
	}
	return "known: " + list(known)
}
