package rubric

import (
	"strings"
)

// Judge is a rubric that is ready to judge.
type Judge struct {
	rubric   Rubric
	criteria []matcher
	mistakes []matcher
	given    shingles
}

// matcher has the phrases of one criterion or misconception.
type matcher struct {
	any, also []phrase // also: what may mean a criterion, or makes a misconception right
	scope     scope
}

// NewJudge reads the phrases. given are texts that do not count when they are copied, besides the rubric's own.
// The rubric has no mistakes that Lint finds; a phrase that cannot be read never matches.
func NewJudge(r Rubric, given ...string) *Judge {
	j := &Judge{rubric: r}
	given = append(given, r.Given...)
	for _, c := range r.Criteria {
		j.criteria = append(j.criteria, matcher{r.phrases(c.Any), r.phrases(c.Maybe), scope{reason: c.Reason}})
		given = append(given, c.Title, c.Missing)
	}
	for _, m := range r.Misconceptions {
		j.mistakes = append(j.mistakes, matcher{r.phrases(m.Any), r.phrases(m.Unless), scope{plain: true}})
		given = append(given, m.Why)
	}
	var lines []string
	for _, text := range given {
		lines = append(lines, split(text)...)
		lines = append(lines, text)
	}
	j.given = newShingles(lines)
	return j
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
	r := Result{Findings: j.findings(all), Claims: j.claims(all)}
	functionWords := 0
	for i := range all {
		r.Words += all[i].count()
		for _, t := range all[i].tokens {
			if among(functions, t.text) {
				functionWords++
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
	case functionWords*100 < leastFunctionWords*r.Words:
		r.Verdict = WordList
	default:
		r.Verdict = j.decide(&r)
	}
	return r
}

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

func (j *Judge) findings(all []sentence) []Finding {
	found := make([]Finding, len(j.criteria))
	for i := range j.criteria {
		m := &j.criteria[i]
		f := Finding{Criterion: j.rubric.Criteria[i]}
		if f.Quote, f.Found = m.quote(all, m.any, m.scope); !f.Found {
			wide := m.scope
			wide.wide = true
			if f.Quote, f.Maybe = m.quote(all, m.also, m.scope); !f.Maybe {
				f.Quote, f.Maybe = m.quote(all, m.any, wide)
			}
		}
		found[i] = f
	}
	return found
}

// quote is the first place where one of the phrases is found.
func (m *matcher) quote(all []sentence, phrases []phrase, sc scope) (string, bool) {
	for at := range all {
		for i := range phrases {
			if last, ok := phrases[i].find(all, at, sc); ok {
				return quoted(all[at : last+1]), true
			}
		}
	}
	return "", false
}

func quoted(all []sentence) string {
	var texts []string
	for _, s := range all {
		texts = append(texts, s.text)
	}
	return strings.Join(texts, " ")
}

// claims finds the misconceptions that are stated.
func (j *Judge) claims(all []sentence) []Claim {
	var claims []Claim
	for i := range j.mistakes {
		m := &j.mistakes[i]
		c := Claim{Misconception: j.rubric.Misconceptions[i]}
		stated := false
		for at := range all {
			last, ok := m.stated(all, at)
			if !ok {
				continue
			}
			stated, c.Quote = true, quoted(all[at:last+1])
			break
		}
		if !stated {
			continue
		}
		for at := range all {
			if m.denied(all, at) {
				c.Doubtful = true
			}
		}
		claims = append(claims, c)
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
		if p.in(s.tokens, 0, scope{denial: true}) && !p.in(s.tokens, 0, m.scope) {
			return true
		}
		if p.in(s.tokens, 0, m.scope) && (s.reports(p, m.scope) || at+1 < len(all) && all[at+1].retracts()) {
			return true
		}
	}
	return false
}

// decide weighs what was found.
func (j *Judge) decide(r *Result) Verdict {
	doubt := false
	for _, c := range r.Claims {
		if !c.Doubtful {
			return Mistaken
		}
		doubt = true
	}
	found, maybe, missing := 0, 0, 0
	for _, f := range r.Findings {
		switch {
		case f.Optional && f.Found:
			found++
		case f.Optional && f.Maybe:
			maybe++
		case f.Optional || f.Found:
		case f.Maybe:
			doubt = true
		default:
			missing++
		}
	}
	switch {
	case missing > 0 || found+maybe < j.rubric.AtLeast:
		return Incomplete
	case doubt || found < j.rubric.AtLeast:
		return Doubtful
	}
	return Right
}
