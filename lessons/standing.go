package lessons

import "slices"

// Standing is how far a learner is with an objective of the course.
type Standing struct {
	Objective
	Items int    // that practise it
	Right int    // of them answered right the last time
	Open  Target // where the first one is that is not right yet; the first one of all when all are
}

// Met says whether everything that practises the objective was answered right.
func (s Standing) Met() bool { return s.Items > 0 && s.Right == s.Items }

// Standings sums up the items by objective, in the order of the objectives.
func Standings(objectives []Objective, items []PracticeItem, right func(PracticeItem) bool) []Standing {
	all := make([]Standing, len(objectives))
	for i, o := range objectives {
		s := Standing{Objective: o}
		open := false
		for _, item := range items {
			if !slices.Contains(item.Objectives, o.ID) {
				continue
			}
			isRight := right(item)
			if s.Items == 0 || !isRight && !open {
				s.Open, open = item.Target, !isRight
			}
			s.Items++
			if isRight {
				s.Right++
			}
		}
		all[i] = s
	}
	return all
}
