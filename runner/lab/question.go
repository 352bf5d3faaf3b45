package lab

import "context"

// Question is put to the learner. A prediction has a right option; any other question only says what to do next.
type Question struct {
	ID      string
	Text    string
	Options []Option
	Right   int // index of the right option; -1 where the learner is free
}

// Option is one answer.
type Option struct {
	Key  string // the key that chooses it
	Text string
}

// NoAnswer is what Ask returns where the learner says nothing: no prediction, and the first option of any other question.
const NoAnswer = -1

// Predicts says whether the answer can be right or wrong.
func (q Question) Predicts() bool { return q.Right >= 0 }

// Prediction is what a learner said before it happened.
type Prediction struct {
	ID       string `json:"id"`
	Question string `json:"question"`
	Answer   string `json:"answer"`
	Right    string `json:"right"`
	Correct  bool   `json:"correct"`
}

// predict asks for a prediction. Its answer is told by settle, once it has happened.
func (s *script) predict(ctx context.Context, q Question) (settle func(), err error) {
	nothing := func() {}
	if s.ask == nil {
		return nothing, nil
	}
	for i := range q.Options {
		q.Options[i].Key = string(rune('1' + i))
	}
	chosen, err := s.ask(ctx, q)
	if err != nil || chosen < 0 {
		return nothing, err
	}
	p := Prediction{
		ID: q.ID, Question: q.Text, Correct: chosen == q.Right,
		Answer: q.Options[chosen].Text, Right: q.Options[q.Right].Text,
	}
	return func() {
		s.result.Predictions = append(s.result.Predictions, p)
		s.send(p)
	}, nil
}

// proceed waits until the learner wants the next thing to happen. Without anybody to ask it happens.
func (s *script) proceed(ctx context.Context, id string, action Option) error {
	if s.ask == nil {
		return ctx.Err()
	}
	_, err := s.ask(ctx, Question{ID: id, Options: []Option{action}, Right: -1})
	return err
}
