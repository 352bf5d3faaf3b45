package progress

import (
	"slices"
	"time"
)

// Answer is the learner's last answer to a question of a lesson, or to a "spot the mistake".
type Answer struct {
	Choice []int     `json:"choice"` // indexes from 0: options of a question, steps of a spot
	Right  bool      `json:"right"`
	Tries  int       `json:"tries"` // answers so far, the last one among them
	At     time.Time `json:"at"`    // of the last answer, UTC
}

// Answer is the learner's last answer to the question; false when there is none.
func (s *Store) Answer(lesson, question string) (Answer, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	a, ok := s.now.Answers[lesson][question]
	a.Choice = slices.Clone(a.Choice)
	return a, ok
}

// SetAnswer remembers an answer. The last one counts, right or wrong.
func (s *Store) SetAnswer(lesson, question string, choice []int, right bool) error {
	choice = append([]int{}, choice...) // never null in the file
	at := time.Now().UTC().Truncate(time.Second)
	return s.update(func(now *state) {
		if now.Answers[lesson] == nil {
			now.Answers[lesson] = map[string]Answer{}
		}
		tries := now.Answers[lesson][question].Tries + 1
		now.Answers[lesson][question] = Answer{Choice: choice, Right: right, Tries: tries, At: at}
	})
}
