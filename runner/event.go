package runner

import (
	"time"

	"tutor/exercises"
)

// Event is one piece of news from a running grade. Events arrive one at a time, in order.
// Texts in events may hold the learner's own output: a screen must sanitise them.
type Event interface{ event() }

// CheckStarted says that a check is being worked on.
type CheckStarted struct{ ID string }

// CheckNote says what a running check is waiting for just now; it replaces the check's last note.
type CheckNote struct{ ID, Text string }

// CheckDone carries the result of one check. A later one for the same id replaces it:
// a container can exit after it was seen to be up.
type CheckDone struct{ Result exercises.CheckResult }

// BuildStarted says that an image is being built. What was told about steps before is of another build.
type BuildStarted struct {
	File  string   // name of the Dockerfile
	Lines []string // of the Dockerfile; nil where it cannot be read
}

// BuildStep is the state of one step of the image build.
type BuildStep struct {
	Name        string // as the builder shows it, such as "[2/5] COPY app.py ."
	Number      int    // 1 and up, in its stage; 0 where the builder gives none
	Total       int    // of its stage
	First, Last int    // lines of the Dockerfile, from 1; 0 where they are not known
	Waiting     bool   // it has not begun
	Cached      bool
	Done        bool
	Failed      bool
	Elapsed     time.Duration // 0 until the step is done
}

// LogLine is one line printed by the build or by the container.
type LogLine struct{ Text string }

// Decided carries the whole report once every check has its outcome, before the clean-up has ended.
// Report.Cleanup is not filled in yet.
type Decided struct{ Report exercises.Report }

func (CheckStarted) event() {}
func (CheckNote) event()    {}
func (CheckDone) event()    {}
func (BuildStarted) event() {}
func (BuildStep) event()    {}
func (LogLine) event()      {}
func (Decided) event()      {}
