package rubric

// scope says which words count for a match.
type scope struct {
	reason bool // words in a bare list do not
	denial bool // at least one word has the polarity that its part does not ask for: the opposite is said
	wide   bool // all parts may be spread over two sentences
	plain  bool // dismissed words count as well
}

// find looks for the phrase from the sentence at index at, and returns the index of the last sentence of the match.
func (p *phrase) find(all []sentence, at int, sc scope) (last int, ok bool) {
	if p.in(all[at].tokens, 0, sc) {
		return at, true
	}
	if (p.next || sc.wide) && at+1 < len(all) {
		first := all[at].tokens
		both := append(append(make([]token, 0, len(first)+len(all[at+1].tokens)), first...), all[at+1].tokens...)
		return at + 1, p.in(both, 0, sc)
	}
	return at, false
}

// in says whether all parts stand in the tokens, near enough to each other.
func (p *phrase) in(tokens []token, from int, sc scope) bool {
	if p.span == 0 || sc.wide {
		return p.place(tokens, sc)
	}
	for begin := from; begin < len(tokens); begin++ {
		end, n := begin, 0
		for end < len(tokens) && n < p.span {
			if !tokens[end].mark {
				n++
			}
			end++
		}
		if p.place(tokens[begin:end], sc) {
			return true
		}
		if end == len(tokens) {
			return false
		}
	}
	return false
}

// place looks for a place for each part, none for two.
func (p *phrase) place(tokens []token, sc scope) bool {
	places := make([][]spot, len(p.parts))
	for i := range p.parts {
		places[i] = p.parts[i].spots(tokens, sc)
		if len(places[i]) == 0 {
			return false
		}
	}
	return choose(places, make([]bool, len(tokens)), !sc.denial)
}

// spot is where a choice of a part stands.
type spot struct {
	at, n    int
	opposite bool // with the other polarity than the part asks for
}

func (s spot) free(taken []bool) bool {
	for i := s.at; i < s.at+s.n; i++ {
		if taken[i] {
			return false
		}
	}
	return true
}

func (s spot) take(taken []bool, is bool) {
	for i := s.at; i < s.at+s.n; i++ {
		taken[i] = is
	}
}

// choose picks one spot of each part so that none overlap. At least one must have the opposite polarity unless enough is
// true.
func choose(places [][]spot, taken []bool, enough bool) bool {
	if len(places) == 0 {
		return enough
	}
	for _, s := range places[0] {
		if !s.free(taken) {
			continue
		}
		s.take(taken, true)
		if choose(places[1:], taken, enough || s.opposite) {
			return true
		}
		s.take(taken, false)
	}
	return false
}

// mostSpots bounds the work in a text that repeats one word.
const mostSpots = 6

// spots finds where the part stands with the right polarity.
func (p *part) spots(tokens []token, sc scope) []spot {
	var all []spot
	for at := range tokens {
		for _, choice := range p.choices {
			if !runAt(tokens, at, choice) {
				continue
			}
			s := spot{at, len(choice), p.opposite(tokens[at])}
			if p.counts(tokens[at], sc) {
				all = append(all, s)
				break
			}
		}
		if len(all) == mostSpots {
			break
		}
	}
	return all
}

func (p *part) counts(t token, sc scope) bool {
	if sc.reason && t.listed || t.dismissed && !sc.plain && !sc.denial {
		return false
	}
	return sc.denial || !p.opposite(t)
}

// opposite says whether the word has the polarity that the part does not ask for.
func (p *part) opposite(t token) bool {
	return p.polarity != either && t.negated != (p.polarity == negated)
}

// runAt says whether the words of a choice stand at a place one after the other.
func runAt(tokens []token, at int, choice []term) bool {
	if at+len(choice) > len(tokens) {
		return false
	}
	for i, t := range choice {
		if w := tokens[at+i]; w.mark || !t.is(w) {
			return false
		}
	}
	return true
}
