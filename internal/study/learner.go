// Package study is a course as one learner goes through it: what follows what, what there is to review, and what of a
// report is remembered. It is the same in the screens, in the mode without screens and on the command line.
package study

import (
	"errors"
	"io/fs"
	"os"
	"time"

	"tutor/exercises"
	"tutor/internal/progress"
)

// Learner is the progress of the person at the keyboard, in the words of the course.
type Learner struct{ *progress.Store }

// Workspace is the folder of the learner's work on the exercise; empty where none was made, and where it was deleted.
func (l Learner) Workspace(exercise string) string {
	dir := l.Store.Workspace(exercise)
	if _, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) {
		return ""
	}
	return dir
}

// Outcome is pass once the exercise was passed, else the last outcome; empty before the first.
func (l Learner) Outcome(exercise string) exercises.Outcome {
	if l.Exercise(exercise).Passed {
		return exercises.Pass
	}
	return exercises.Outcome(l.Exercise(exercise).Outcome)
}

// Review says whether the last attempt lacks nothing but a person who reads the answer.
func (l Learner) Review(exercise string) bool { return l.Exercise(exercise).Review }

// Settled says whether the learner can go on: the exercise is passed, or its answer waits for a person to read it.
func (l Learner) Settled(exercise string) bool {
	return l.Outcome(exercise) == exercises.Pass || l.Review(exercise)
}

// Record keeps the outcome of a report whose hints were not shown; an error outcome changes nothing.
func (l Learner) Record(rep exercises.Report) error { return l.RecordSeen(rep, 0) }

// RecordSeen keeps the outcome of a report of which the learner saw the first shown tiers of every hint.
func (l Learner) RecordSeen(rep exercises.Report, shown int) error {
	return l.Store.Record(progress.Result{
		Exercise: rep.Exercise, Outcome: string(rep.Outcome), Review: rep.NeedsReview(),
		Points: rep.Points, MaxPoints: rep.MaxPoints, At: time.Now(),
		Checks: Checked(rep), Failed: failures(rep, shown),
	})
}

// Checked is how every check of a report ended.
func Checked(rep exercises.Report) []progress.Checked {
	all := make([]progress.Checked, len(rep.Checks))
	for i, c := range rep.Checks {
		all[i] = progress.Checked{Check: c.ID, Outcome: string(c.Outcome), Cause: string(c.Cause)}
	}
	return all
}

// failures are the required checks of a report that failed for a cause there are hints for.
func failures(rep exercises.Report, shown int) []progress.Failure {
	var all []progress.Failure
	for _, c := range rep.Checks {
		if c.Required && c.Outcome == exercises.Fail && c.Cause != "" {
			all = append(all, progress.Failure{Check: c.ID, Cause: string(c.Cause), Shown: shown})
		}
	}
	return all
}

// Failed is the required checks that failed in the last attempt.
func (l Learner) Failed(exercise string) []progress.Failure { return l.Exercise(exercise).Failed }
