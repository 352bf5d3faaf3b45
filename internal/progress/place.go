package progress

// Place is where the learner left off. The zero Place is the start of the course.
type Place struct {
	Lesson   string `json:"lesson"`   // id; empty before the first lesson
	Page     int    `json:"page"`     // of the lesson, from 0
	Anchor   string `json:"anchor"`   // of the page's heading: it still finds the page after the author moved it
	Exercise string `json:"exercise"` // id, when the learner was in this exercise's screen
}

// Place is where the learner left off.
func (s *Store) Place() Place {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.now.Place
}

// SetPlace remembers where the learner is.
func (s *Store) SetPlace(place Place) error {
	return s.update(func(now *state) { now.Place = place })
}
