package progress

import "time"

// TermState is how well the learner knows a term, in the way of Leitner's card boxes: a term that was known moves on
// to the next box and comes back later, one that was missed starts again.
type TermState struct {
	Box     int       `json:"box"`     // 0: missed last time, up to 5
	Due     time.Time `json:"due"`     // when to ask again, UTC
	At      time.Time `json:"at"`      // of the last review, UTC
	Reviews int       `json:"reviews"` // in all
	Missed  int       `json:"missed"`  // of the reviews
}

// Known says whether the learner knew the term the last time.
func (t TermState) Known() bool { return t.Box > 0 }

// IsDue says whether it is time to ask for the term again. A term that was never asked for is due.
func (t TermState) IsDue(at time.Time) bool { return !t.Due.After(at) }

// Term is how well the learner knows the term with this id; false when it was never asked for.
func (s *Store) Term(id string) (TermState, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	t, ok := s.now.Terms[id]
	return t, ok
}

// ReviewTerm remembers whether the learner knew the term, and when to ask again.
func (s *Store) ReviewTerm(id string, knew bool) error {
	at := time.Now().UTC().Truncate(time.Second)
	return s.update(func(now *state) { now.Terms[id] = now.Terms[id].Review(knew, at) })
}

// Review is the state after one more review. A missed term is due at once, so that it comes back in the same session;
// a known one is due in 1, 3, 7, 21 and then 60 days.
func (t TermState) Review(knew bool, at time.Time) TermState {
	days := [...]int{0, 1, 3, 7, 21, 60} // by box
	t.Reviews++
	t.At = at
	if knew {
		t.Box = min(max(t.Box, 0), len(days)-2) + 1 // whatever a hand may have written into the file
	} else {
		t.Box = 0
		t.Missed++
	}
	t.Due = at.Add(time.Duration(days[t.Box]) * 24 * time.Hour)
	return t
}
