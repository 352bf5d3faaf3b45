package rubric

// vocabulary is every word of a rubric's phrases. Each has a number, so that a word of an answer is compared with each
// only once.
type vocabulary struct {
	terms   []term
	numbers map[string]int
}

func newVocabulary() *vocabulary { return &vocabulary{numbers: map[string]int{}} }

// number adds the term, unless it is there.
func (v *vocabulary) number(t term) int {
	key := t.text
	if t.prefix {
		key += "*"
	}
	n, known := v.numbers[key]
	if !known {
		n = len(v.terms)
		t.stem = stem(t.text)
		v.numbers[key] = n
		v.terms = append(v.terms, t)
	}
	return n
}

// learn numbers the terms of the choices.
func (v *vocabulary) learn(choices [][]term) {
	for _, choice := range choices {
		for i := range choice {
			choice[i].number = v.number(choice[i])
		}
	}
}

// know notes in each word of the answer which terms it is.
func (v *vocabulary) know(all []sentence) {
	seen := map[string]map[int]bool{}
	for i := range all {
		for k := range all[i].tokens {
			t := &all[i].tokens[k]
			if t.mark {
				continue
			}
			is, known := seen[t.text]
			if !known {
				is = v.compare(*t)
				seen[t.text] = is
			}
			t.is = is
		}
	}
}

// compare returns the terms that the word is. A word that is a term as it stands is not another one misspelt.
func (v *vocabulary) compare(t token) map[int]bool {
	is := map[int]bool{}
	for _, same := range []func(term, token) bool{term.is, term.nearly} {
		for n, term := range v.terms {
			if same(term, t) {
				is[n] = true
			}
		}
		if len(is) > 0 {
			break
		}
	}
	return is
}
