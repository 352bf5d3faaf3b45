package rubric

import "strings"

// shingleWords is how many words in a row make a copy. Fewer are the same by chance.
const shingleWords = 5

// shingles are all runs of shingleWords words of the given texts.
type shingles map[string]bool

func newShingles(texts []string) shingles {
	all := shingles{}
	for _, text := range texts {
		stems := stems(words(text))
		for i := 0; i+shingleWords <= len(stems); i++ {
			all[strings.Join(stems[i:i+shingleWords], " ")] = true
		}
		if n := len(stems); 0 < n && n < shingleWords {
			all[strings.Join(stems, " ")] = true
		}
	}
	return all
}

func stems(tokens []token) []string {
	var all []string
	for _, t := range tokens {
		if !t.mark {
			all = append(all, t.stem)
		}
	}
	return all
}

// copied says whether most of the sentence stands in the given texts.
func (sh shingles) copied(s *sentence) bool {
	stems := stems(s.tokens)
	if len(stems) < shingleWords {
		return sh[strings.Join(stems, " ")]
	}
	in := make([]bool, len(stems))
	for i := 0; i+shingleWords <= len(stems); i++ {
		if sh[strings.Join(stems[i:i+shingleWords], " ")] {
			for j := range shingleWords {
				in[i+j] = true
			}
		}
	}
	n := 0
	for _, is := range in {
		if is {
			n++
		}
	}
	return n*3 >= len(stems)*2
}
