package rubric

import "strings"

// explaining is how many words of content beside a topic may be a reason for it.
const explaining = 4

// praise are words that give no reason.
const praise = ` important necessary need needs needed useful good better best great essential crucial vital key part parts
	thing things topic topics also deployment deploy production container containers containerization app application
	docker service system professional real big very come comes belong belongs after next there like such use used using
	want add added have must should lot many more `

func runs(words []string) [][]term {
	var all [][]term
	for _, w := range words {
		all = append(all, run(strings.Fields(w)))
	}
	return all
}

// explained is the first sentence that says more about the topic than its name. What it says may be a reason for it.
func (j *Judge) explained(all []sentence, topic [][]term) (string, bool) {
	for i := range all {
		s := &all[i]
		for at, t := range s.tokens {
			if !t.listed && !t.dismissed && named(s.tokens, at, topic) && j.content(s, at) >= explaining {
				return s.text, true
			}
		}
	}
	return "", false
}

func named(tokens []token, at int, topic [][]term) bool {
	for _, choice := range topic {
		if runAt(tokens, at, choice) {
			return true
		}
	}
	return false
}

// content counts the words around a topic that are about it: up to the next topic, and back to where the clause begins.
func (j *Judge) content(s *sentence, at int) int {
	n := 0
	count := func(i int) bool {
		t := s.tokens[i]
		if j.isTopic(s.tokens, i) {
			return false
		}
		if !t.mark && !among(functions, t.text) && !among(praise, t.text) {
			n++
		}
		return true
	}
	for i := at + 1; i < len(s.tokens) && count(i); i++ {
	}
	for i := at - 1; i >= 0 && s.tokens[i].clause == s.tokens[at].clause && count(i); i-- {
	}
	return n
}

func (j *Judge) isTopic(tokens []token, at int) bool {
	for i := range j.criteria {
		if named(tokens, at, j.criteria[i].topic) {
			return true
		}
	}
	return false
}
