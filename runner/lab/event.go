package lab

import (
	"time"

	"tutor/runner"
)

// Event is one piece of news from a running lab. Texts in events may hold the learner's own output: a screen must
// sanitise them.
type Event interface{ event() }

// Phase says that a part of the lab begins, and what happens in it.
type Phase struct {
	ID      string
	Title   string
	Text    string // one sentence or two
	Command string // what is done, to repeat by hand; empty for none
}

// Sample is one column of the timeline.
type Sample struct {
	At      time.Duration // since the timeline began
	Up      bool          // Docker says that the process is up
	Answers bool          // the last question to /health was answered with 200
	Served  int           // requests of this phase so far
	Failed  int
}

// Note says what is waited for just now; it replaces the last note.
type Note struct{ Text string }

// Shown is a table to look at before a question.
type Shown struct{ Table Table }

// Building carries the news of the image build.
type Building struct{ Event runner.Event }

// Cleaning says that the work is over, and what it made is being removed.
type Cleaning struct{}

func (Phase) event()       {}
func (Sample) event()      {}
func (Note) event()        {}
func (Building) event()    {}
func (Cleaning) event()    {}
func (Observation) event() {}
func (Prediction) event()  {}
func (Round) event()       {}
func (Shown) event()       {}
