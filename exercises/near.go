package exercises

import "github.com/agext/levenshtein"

// nearest picks the word a person most likely meant: the one that differs from what was typed
// in the fewest letters, and in at most two of five. It is empty when none is near.
func nearest(typed string, words []string) string {
	best, least := "", max(1, len(typed)*2/5)+1
	for _, w := range words {
		if d := levenshtein.Distance(typed, w, nil); d < least {
			best, least = w, d
		}
	}
	return best
}

// didYouMean suggests the nearest known word, else lists them all.
func didYouMean(typed string, known []string) string {
	if near := nearest(typed, known); near != "" {
		return "did you mean " + near + "?"
	}
	return "known: " + list(known)
}
