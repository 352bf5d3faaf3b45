package rubric

import (
	"slices"
	"strings"
)

// Judge is a rubric that is ready to judge.
type Judge struct {
	rubric   Rubric
	criteria []matcher
	mistakes []matcher
	given    shingles
	words    *vocabulary
}

// matcher has the phrases of one criterion or misconception.
type matcher struct {
	any, also []phrase // also: what may mean a criterion, or makes a misconception right
	topic     [][]term
	scope     scope
}

// NewJudge reads the phrases. given are texts that do not count when they are copied, besides the rubric's own.
// The rubric has no mistakes that Lint finds; a phrase that cannot be read never matches.
func NewJudge(r Rubric, given ...string) *Judge {
	j := &Judge{rubric: r}
	given = append(given, r.Given...)
	for _, c := range r.Criteria {
		j.criteria = append(j.criteria, matcher{r.phrases(c.Any), r.phrases(c.Maybe), runs(c.Topic), scope{reason: len(c.Topic) > 0}})
		given = append(given, c.Title, c.Missing)
	}
	for _, m := range r.Misconceptions {
		j.mistakes = append(j.mistakes, matcher{any: r.phrases(m.Any), also: r.phrases(m.Unless), scope: scope{plain: true}})
		given = append(given, m.Why)
	}
	j.learn()
	var lines []string
	for _, text := range given {
		lines = append(lines, split(text)...)
		lines = append(lines, text)
	}
	j.given = newShingles(lines)
	return j
}

// learn numbers the words of all phrases.
func (j *Judge) learn() {
	j.words = newVocabulary()
	for _, m := range slices.Concat(j.criteria, j.mistakes) {
		j.words.learn(m.topic)
		for _, p := range slices.Concat(m.any, m.also) {
			for i := range p.parts {
				j.words.learn(p.parts[i].choices)
			}
		}
	}
}

func (r *Rubric) phrases(texts []string) []phrase {
	var all []phrase
	for _, text := range texts {
		if p, err := parsePhrase(text, r.Words); err == nil {
			all = append(all, p)
		}
	}
	return all
}

// Judge holds an answer against the rubric. Each paragraph is a paragraph of the answer, a heading or an item of a list.
func (j *Judge) Judge(paragraphs []string) Result {
	all, copied := j.own(sentences(paragraphs))
	j.words.know(all)
	understood := make([]bool, len(all))
	r := Result{Findings: j.findings(all, understood), Claims: j.claims(all, understood)}
	functionWords, statementWords := 0, 0
	for i := range all {
		r.Words += all[i].count()
		for _, t := range all[i].tokens {
			if among(functions, t.text) {
				functionWords++
			}
			if among(negators, t.text) || among(pronouns, t.text) || among(auxiliaries, t.text) {
				statementWords++
			}
		}
	}
	switch {
	case r.Words == 0 && !copied:
		r.Verdict = Empty
	case copied && r.Words < max(1, j.rubric.MinWords/2):
		r.Verdict = Copied
	case r.Words < j.rubric.MinWords:
		r.Verdict = TooShort
	case functionWords*100 < leastFunctionWords*r.Words, statementWords*100 < leastStatementWords*r.Words:
		r.Verdict = WordList
	default:
		r.Verdict = j.decide(&r, j.unknown(all, understood))
	}
	return r
}

// leastStatementWords is how many words in a hundred make statements, such as is, can, it and not.
const leastStatementWords = 3

// leastFunctionWords is how many words in a hundred hold a sentence together, such as the, is, if and because. Prose
// has 40 to 50, notes 20 to 30, and a list of words nearly none.
const leastFunctionWords = 17

// own leaves out what was copied, and what was said before.
func (j *Judge) own(all []sentence) (own []sentence, copied bool) {
	seen := map[string]bool{}
	for i := range all {
		key := strings.Join(stems(all[i].tokens), " ")
		switch {
		case key == "":
		case j.given.copied(&all[i]):
			copied = true
		case !seen[key]:
			own = append(own, all[i])
		}
		seen[key] = true
	}
	return own, copied
}

func (j *Judge) findings(all []sentence, understood []bool) []Finding {
	found := make([]Finding, len(j.criteria))
	for i := range j.criteria {
		m := &j.criteria[i]
		f := Finding{Criterion: j.rubric.Criteria[i]}
		if f.Quote, f.Found = m.quote(all, m.any, m.scope, understood); !f.Found {
			wide := m.scope
			wide.wide = true
			if f.Quote, f.Maybe = m.quote(all, m.also, m.scope, understood); !f.Maybe {
				f.Quote, f.Maybe = m.quote(all, m.any, wide, understood)
			}
			if !f.Maybe {
				f.Quote, f.Maybe = j.explained(all, m.topic)
			}
		}
		found[i] = f
	}
	return found
}

// quote is the first place where one of the phrases is found. It notes every sentence with one as understood.
func (m *matcher) quote(all []sentence, phrases []phrase, sc scope, understood []bool) (quote string, found bool) {
	for at := range all {
		for i := range phrases {
			if last, ok := phrases[i].find(all, at, sc); ok {
				if !found {
					quote, found = quoted(all[at:last+1]), true
				}
				for k := at; k <= last; k++ {
					understood[k] = true
				}
				break
			}
		}
	}
	return quote, found
}

// unknown counts the sentences that say something in which the rubric found nothing.
func (j *Judge) unknown(all []sentence, understood []bool) int {
	n := 0
	for i := range all {
		if !understood[i] && all[i].count() >= leastStatement && !j.dismisses(&all[i]) && j.near(&all[i]) {
			n++
		}
	}
	return n
}

// dismisses says whether the sentence says of a topic that it is not needed.
func (j *Judge) dismisses(s *sentence) bool {
	for at, t := range s.tokens {
		if t.dismissed && j.isTopic(s.tokens, at) {
			return true
		}
	}
	return false
}

// leastParts is how many parts a phrase has of which one may be missing.
const leastParts = 3

// near says whether the sentence has all but one part of a phrase.
func (j *Judge) near(s *sentence) bool {
	for i := range j.criteria {
		for _, p := range slices.Concat(j.criteria[i].any, j.criteria[i].also) {
			n := 0
			for k := range p.parts {
				if len(p.parts[k].spots(s.tokens, scope{denial: true})) > 0 {
					n++
				}
			}
			if len(p.parts) >= leastParts && n >= len(p.parts)-1 {
				return true
			}
		}
	}
	return false
}

// leastStatement is how many words a sentence has at least that gives a reason.
const leastStatement = 7

func quoted(all []sentence) string {
	var texts []string
	for _, s := range all {
		texts = append(texts, s.text)
	}
	return strings.Join(texts, " ")
}

// claims finds the misconceptions that are stated.
func (j *Judge) claims(all []sentence, understood []bool) []Claim {
	var claims []Claim
	for i := range j.mistakes {
		m := &j.mistakes[i]
		c := Claim{Misconception: j.rubric.Misconceptions[i]}
		denied := false
		for at := range all {
			if last, ok := m.stated(all, at); !ok {
				if m.denied(all, at) {
					denied, understood[at] = true, true
				}
			} else if c.Quote == "" {
				c.Quote = quoted(all[at : last+1])
			}
		}
		if c.Quote != "" {
			c.Doubtful = denied
			claims = append(claims, c)
		}
	}
	return claims
}

// stated says whether the sentence claims the misconception, in the learner's own name.
func (m *matcher) stated(all []sentence, at int) (last int, ok bool) {
	s := &all[at]
	if s.question || m.excused(all, at) {
		return at, false
	}
	for i := range m.any {
		p := &m.any[i]
		last, ok := p.find(all, at, m.scope)
		if !ok || last+1 < len(all) && all[last+1].retracts() {
			continue
		}
		if !s.reports(p, m.scope) {
			return last, true
		}
	}
	return at, false
}

// reports says whether each place where the phrase begins is a report of what others say.
func (s *sentence) reports(p *phrase, sc scope) bool {
	for _, sp := range p.parts[len(p.parts)-1].spots(s.tokens, sc) {
		if !s.denies(sp.at) {
			return false
		}
	}
	return len(p.parts[len(p.parts)-1].spots(s.tokens, sc)) > 0
}

func (m *matcher) excused(all []sentence, at int) bool {
	for i := range m.also {
		if _, ok := m.also[i].find(all, at, scope{plain: true}); ok {
			return true
		}
	}
	return false
}

// denied says whether the sentence states the opposite, or reports the misconception as one.
func (m *matcher) denied(all []sentence, at int) bool {
	s := &all[at]
	for i := range m.any {
		p := &m.any[i]
		if p.in(s.tokens, scope{denial: true}) && !p.in(s.tokens, m.scope) {
			return true
		}
		if p.in(s.tokens, m.scope) && (s.reports(p, m.scope) || at+1 < len(all) && all[at+1].retracts()) {
			return true
		}
	}
	return false
}

// decide weighs what was found. unknown is how many sentences say something in which nothing was found.
func (j *Judge) decide(r *Result, unknown int) Verdict {
	doubtful := false
	for _, c := range r.Claims {
		if !c.Doubtful {
			return Mistaken
		}
		doubtful = true
	}
	found, maybe, missing, optional, perhaps := 0, 0, 0, 0, 0
	for _, f := range r.Findings {
		switch {
		case f.Optional && f.Found:
			optional++
		case f.Optional && f.Maybe:
			perhaps++
		case f.Optional:
		case f.Found:
			found++
		case f.Maybe:
			maybe++
		default:
			missing++
		}
	}
	found += min(optional, j.rubric.AtLeast)
	wanted := max(0, j.rubric.AtLeast-optional) // of the optional criteria, beyond those that were found
	maybe += min(perhaps, wanted)
	missing += max(0, wanted-perhaps)
	switch {
	case missing > unknown:
		return Incomplete
	case missing > 0, doubtful, maybe > found/surePerMaybe:
		return Doubtful
	}
	return Right
}

// surePerMaybe is how many criteria are found for each that is only perhaps there, in an answer that is right.
const surePerMaybe = 3
