package rubric

import (
	"slices"
	"strings"
)

// The words below are English grammar, as far as a rubric needs it.
const (
	negators  = " not no never nobody nothing none neither nor without hardly barely nowhere unable lack lacks lacking "
	softeners = " only just merely simply solely enough sufficient " // after not, they take the negation away from the rest
	// conjunctions begin a clause: what was negated before them is not any more.
	conjunctions = " but because so since although though while whereas if when whenever unless then which who where however yet otherwise as until whether nevertheless "
	pronouns     = " i you we they it he she nobody someone somebody everybody everyone this there these those "
	auxiliaries  = " is are was were be can could will would must should has have had do does did to may might "
	needs        = " need needs needed needing require requires required necessary matter matters worry worries worrying care bother bothering useful relevant important interesting interested essential "
	needless     = " unnecessary useless pointless optional superfluous redundant irrelevant overkill unneeded dispensable "
	plural       = " these they them all none those "
	functions    = negators + conjunctions + pronouns + auxiliaries + `
		a an the and or of in on at by for from with into out up down over under after before about between through again
		my your our their its his her me us him them what how why that than too also very more most some any each every
		other another such same am been being doing does having here still even once per via off both few own `
)

func among(list, word string) bool { return strings.Contains(list, " "+word+" ") }

// understand finds the clauses, what they negate and dismiss, and bare lists of words.
func (s *sentence) understand() {
	s.clauses()
	s.lists()
	s.negate()
	s.dismiss()
}

// clauses numbers them. A comma ends one unless it stands in a list.
func (s *sentence) clauses() {
	clause := 0
	for i := range s.tokens {
		t := &s.tokens[i]
		switch {
		case t.mark && t.text != ",", t.mark && !s.inList(i):
			t.clause = clause
			clause++
			continue
		case !t.mark && i > 0 && s.opens(i):
			clause++
		}
		t.clause = clause
	}
}

// opens says whether a clause begins at a word.
func (s *sentence) opens(i int) bool {
	word, before := s.tokens[i].text, s.tokens[i-1].text
	switch {
	case word == "so" && i+1 < len(s.tokens) && s.tokens[i+1].text == "that":
		return true
	case word == "yet" && before == "not", word == "so" && before == "not", word == "as" && among(" such same as well ", before):
		return false
	case among(conjunctions, word):
		return !among(conjunctions, before) || word == "if" || word == "when"
	case before == "and" || before == "or":
		return among(pronouns, word)
	}
	return false
}

// inList says whether a comma separates the items of a list: what follows is short, has no verb that we know of, and
// ends in another comma or in "and" or "or".
func (s *sentence) inList(comma int) bool {
	n := 0
	for i := comma + 1; i < len(s.tokens); i++ {
		switch word := s.tokens[i].text; {
		case word == "," || s.tokens[i].mark && n > 0:
			return n > 0 && word == ","
		case word == "and" || word == "or" || word == "nor":
			if n > 0 {
				return true
			}
		case among(pronouns, word) || among(conjunctions, word) || among(auxiliaries, word):
			return false
		default:
			if n++; n > 4 {
				return false
			}
		}
	}
	return false
}

// negate marks the words behind a negator, to the end of its clause.
func (s *sentence) negate() {
	for i, t := range s.tokens {
		if t.mark || !s.negates(i) {
			continue
		}
		for j := i + 1; j < len(s.tokens) && j <= i+9 && s.tokens[j].clause == t.clause; j++ {
			if s.ends(i, j) {
				break
			}
			s.tokens[j].negated = !s.tokens[j].negated
			if among(myths, s.tokens[j].text) || among(wrongs, s.tokens[j].text) {
				break // "not a mistake to think that": what follows is claimed
			}
		}
	}
}

func (s *sentence) negates(i int) bool {
	word, next := s.tokens[i].text, s.word(i+1)
	switch {
	case among(softeners, next) && word == "not":
		return false
	case word == "no":
		return !among(" matter doubt wonder ", next)
	case word == "nothing":
		return next != "but"
	case among(" fail fails failed fails stop stops stopped refuse refuses ", word) && next == "to", word == "impossible":
		return true
	case word == "free" && next == "of", word == "instead" && next == "of", word == "rather" && next == "than":
		return true
	}
	return among(negators, word)
}

// ends says whether the negation at i ends before j. "Does not answer and is replaced" negates only the first verb;
// "does not need logs and limits" negates both.
func (s *sentence) ends(i, j int) bool {
	if s.tokens[i].text == "without" && among(" would will must should ", s.tokens[j].text) {
		return true // "without a proxy each app would have to do it"
	}
	if s.tokens[j].text != "and" || !among(" not never unable hardly barely ", s.tokens[i].text) {
		return false
	}
	for k := i + 1; k < j; k++ {
		if among(needs, s.tokens[k].text) {
			return false
		}
	}
	return true
}

func (s *sentence) word(i int) string {
	if i < 0 || i >= len(s.tokens) {
		return ""
	}
	return s.tokens[i].text
}

// dismiss marks the clauses that say that something is not needed. A clause that begins with a pronoun speaks about
// what stands before it in the sentence, too.
func (s *sentence) dismiss() {
	for _, clause := range s.dismissing() {
		for i := range s.tokens {
			t := &s.tokens[i]
			if t.clause == clause || t.clause < clause && s.refersBack(clause) {
				t.dismissed = true
			}
		}
	}
}

func (s *sentence) dismissing() []int {
	var found []int
	for i, t := range s.tokens {
		if t.mark || !s.dismisses(i) || slices.Contains(found, t.clause) || s.byHand(t.clause) {
			continue
		}
		found = append(found, t.clause)
	}
	return found
}

// dismisses says whether the word makes its clause say that something is not needed.
func (s *sentence) dismisses(i int) bool {
	t, next := s.tokens[i], s.word(i+1)
	switch {
	case among(needless, t.text):
		return !t.negated
	case among(needs, t.text):
		return t.negated || next == "not" || next == "no" && among(" need needs require requires ", t.text) || s.nounless(i)
	case t.text == "having" && among(" me us you anybody anyone people ", s.word(i-1)): // "without me having to do it"
		return false
	case among(" have has having ", t.text) && next == "to", among(" think ", t.text) && next == "about":
		return t.negated
	case among(" can could may ", t.text) && among(" forget skip ignore omit drop ", next):
		return !t.negated
	case among(" reason point use sense ", t.text):
		return among(" no not ", s.word(i-1)) && among(" for to in about of ", next)
	case among(" do does ", t.text) && next == "without":
		return !t.negated && s.word(i-1) == "can"
	}
	return false
}

// nounless says whether the need is taken away: "removes the need for", "instead of needing".
func (s *sentence) nounless(i int) bool {
	for k := max(0, i-3); k < i; k++ {
		if among(" remove removes eliminate eliminates avoid avoids removing eliminating save saves spares ", s.tokens[k].text) {
			return true
		}
	}
	return false
}

// byHand says whether a clause is about the work of people: what they need not do, a machine does.
func (s *sentence) byHand(clause int) bool {
	for i, t := range s.tokens {
		if t.clause == clause && (among(" manually human humans person yourself somebody someone ", t.text) || t.text == "hand" && s.word(i-1) == "by") {
			return true
		}
	}
	return false
}

// refersBack says whether the first words of a clause stand for things that were named before.
func (s *sentence) refersBack(clause int) bool {
	n := 0
	for _, t := range s.tokens {
		if t.clause != clause || t.mark {
			continue
		}
		if n++; among(plural, t.text) && n <= 3 || among(" these them those ", t.text) {
			return true
		}
	}
	return false
}

// referBack carries a dismissal over to the sentence before: "Logs find errors. They are optional."
func referBack(all []sentence) {
	for i := range all {
		if i == 0 || len(all[i].tokens) == 0 || !all[i].tokens[0].dismissed || !all[i].refersBack(0) {
			continue
		}
		for j := range all[i-1].tokens {
			all[i-1].tokens[j].dismissed = true
		}
	}
}

// lists marks the words of bare lists: "logs, limits and restarts", and longer ones.
func (s *sentence) lists() {
	items := s.items()
	for at := 1; at+1 < len(items); at++ {
		first := at
		for at+1 < len(items) && s.bare(items[at]) {
			at++
		}
		if n := at - first; n > 1 || n == 1 && items[first].after == "," && (items[at].after != "," || s.bare(items[at])) {
			s.markList(items[first].from, items[at-1].to)
		}
	}
	if s.count() <= 3 {
		s.markList(0, len(s.tokens))
	}
}

// item is what stands between commas, "and" and "or".
type item struct {
	from, to int
	after    string // what separates it from the item before
}

func (s *sentence) items() []item {
	all := []item{{}}
	for i, t := range s.tokens {
		if t.text != "," && t.text != "and" && t.text != "or" {
			continue
		}
		last := &all[len(all)-1]
		if last.from == i && i > 0 {
			last.from, last.after = i+1, t.text // ", and" is one separator
			continue
		}
		last.to = i
		all = append(all, item{from: i + 1, after: t.text})
	}
	all[len(all)-1].to = len(s.tokens)
	return all
}

// bare says whether an item is one to three words, none of which makes it a statement. "Because logs" is bare.
func (s *sentence) bare(it item) bool {
	n := 0
	for i, t := range s.tokens[it.from:it.to] {
		switch {
		case i == 0 && among(" because so then for also plus ", t.text):
			continue
		case t.mark || among(pronouns, t.text) || among(conjunctions, t.text) || among(auxiliaries, t.text) || among(" for of what how ", t.text):
			return false
		}
		n++
	}
	return n <= 3
}

// markList marks the list between from and to, with the last words before it and the first ones after it: those are its
// first and last item.
func (s *sentence) markList(from, to int) {
	before, after := 0, 0
	for from > 0 && before < 3 {
		if from--; !s.tokens[from].mark {
			before++
		}
	}
	for to < len(s.tokens) && after < 3 && !among(conjunctions, s.tokens[to].text) && !s.tokens[to].mark {
		to++
		after++
	}
	for i := from; i < min(to, len(s.tokens)); i++ {
		s.tokens[i].listed = true
	}
}
