package rubric

// The words that tell a claim from a report about what others claim.
const (
	others   = " many people beginners some others they one everyone everybody developers teams who team newcomers colleagues most you often "
	opinions = " think thinks believe believes assume assumes say says claim claims expect expects hope hopes imagine "
	past     = " thought believed assumed expected hoped "
	myths    = " mistake myth misconception misunderstanding illusion fallacy untrue incorrect naive wrongly misbelief superstition "
	wrongs   = " wrong false "
	retracts = " wrong false untrue incorrect not nonsense no myth mistake misconception misunderstanding error "
)

// denies says whether the part of the sentence that holds the clause reports a claim instead of making it: "many
// believe that", "it is a mistake to think". A colon, a semicolon or "but" ends that part.
func (s *sentence) denies(at int) bool {
	from, to := s.stretch(at)
	for i := from; i < to; i++ {
		t := s.tokens[i]
		if t.mark || t.negated {
			continue
		}
		switch {
		case among(myths, t.text), among(past, t.text):
			return true
		case t.text == "used" && s.word(i+1) == "to" && among(opinions, s.word(i+2)):
			return true
		case among(wrongs, t.text) && (among(" is be was it's quite simply ", s.word(i-1)) && !s.asks(from, i) || among(" to that ", s.word(i+1))):
			return true
		case among(opinions, t.text) && s.hasBefore(from, i, others):
			return true
		}
	}
	return false
}

// asks says whether "is wrong" is about finding out: "what is wrong", "if something is wrong".
func (s *sentence) asks(from, to int) bool {
	return s.hasBefore(from, to, " what something anything if when whether everything nothing why where ")
}

func (s *sentence) hasBefore(from, to int, list string) bool {
	for i := max(from, to-5); i < to; i++ {
		if among(list, s.tokens[i].text) {
			return true
		}
	}
	return false
}

// stretch is the part of the sentence around a place that one statement fills.
func (s *sentence) stretch(at int) (from, to int) {
	ends := func(t token) bool {
		return t.mark && among(" : ; – — . ", t.text) || t.text == "but" || t.text == "however"
	}
	for from = at; from > 0 && !ends(s.tokens[from-1]); from-- {
	}
	for to = at; to < len(s.tokens) && !ends(s.tokens[to]); to++ {
	}
	return from, to
}

// retracted says whether the sentence takes back the one before: "That is wrong." "It does not." "Wrong!"
func (s *sentence) retracts() bool {
	var first []string
	for _, t := range s.tokens {
		if t.mark && len(first) > 0 && t.text != "," || len(first) == 6 {
			break
		}
		if !t.mark && !among(" but however yet of course unfortunately ", t.text) {
			first = append(first, t.text)
		}
	}
	switch {
	case len(first) == 0:
		return false
	case len(first) <= 3 && among(retracts, first[0]):
		return true
	case among(" that this it which they ", first[0]):
		return s.denialIn(first[1:])
	}
	return false
}

// denialIn looks at the words behind "that" or "it".
func (s *sentence) denialIn(rest []string) bool {
	for i, word := range rest {
		if i < 4 && among(retracts, word) && word != "not" && word != "no" {
			return true
		}
		if word == "not" && (i+1 == len(rest) || among(" so true the case correct right ", rest[i+1])) {
			return true
		}
	}
	return false
}
