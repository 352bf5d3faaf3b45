package runner

import (
	"errors"
	"io/fs"
	"path/filepath"

	"tutor/exercises"
)

// checkAnswer reads the learner's answer; it needs no engine.
func (g *grade) checkAnswer(s exercises.Answer) exercises.CheckResult {
	data, err := readRegular(filepath.Join(g.dir, filepath.FromSlash(s.File)))
	o := exercises.AnswerObservation{Data: data}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		o.Missing = true
	case err != nil:
		o.Problem = err.Error()
	}
	v := s.Judge(o)
	r := verdictResult(v.Verdict)
	r.Criteria, r.Command = v.Criteria, []string{"cat", s.File}
	return r
}
