package lab

import (
	"fmt"
	"strconv"

	"tutor/exercises"
	"tutor/runner"
)

// SchemaVersion is the version of the JSON form of Result. It grows when a field changes its meaning.
const SchemaVersion = 1

// Result is what one lab measured. Its JSON form is what `tutor lab --json` prints.
type Result struct {
	Schema       int                 `json:"schema"`
	Lab          string              `json:"lab"`
	Title        string              `json:"title"`
	Folder       string              `json:"folder"`
	Observations []Observation       `json:"observations"`
	Rounds       []Round             `json:"rounds,omitempty"` // of the rolling update
	Findings     []exercises.Finding `json:"findings,omitempty"`
	Usage        []runner.Usage      `json:"usage,omitempty"`       // of the disk
	UsageAfter   []runner.Usage      `json:"usage_after,omitempty"` // where something was removed
	Prunes       []Prune             `json:"prunes,omitempty"`      // in the safe order
	Predictions  []Prediction        `json:"predictions"`           // empty where nobody was asked
	Cleanup      exercises.Cleanup   `json:"cleanup"`
	DurationMS   int64               `json:"duration_ms"`
}

// Observation is what was seen in one part of a lab.
type Observation struct {
	ID      string  `json:"id"`
	Title   string  `json:"title"`
	Command string  `json:"command"` // what was done; empty for nothing
	Up      bool    `json:"up"`      // Docker says that the process is up
	Answers bool    `json:"answers"` // /health answers 200
	Served  int     `json:"served"`  // requests that were answered in this part
	Failed  int     `json:"failed"`
	Seconds float64 `json:"seconds"` // what Text measures, where that is a time; else of the part
	Text    string  `json:"text"`
}

// Round is one rolling update to a version that never serves.
type Round struct {
	Gate     bool    `json:"gate"` // it waits until a new copy answers /health
	Copies   int     `json:"copies"`
	Replaced int     `json:"replaced"`
	Stopped  bool    `json:"stopped"` // the gate stopped the update
	Served   int     `json:"served"`
	Failed   int     `json:"failed"`
	Seconds  float64 `json:"seconds"`
}

// Summary is the result in a sentence; empty where the table says it all.
func (r Result) Summary() string {
	if len(r.Rounds) < 2 {
		return ""
	}
	return fmt.Sprintf("With the health gate %d requests failed, without it %d.", r.Rounds[1].Failed, r.Rounds[0].Failed)
}

// Text is the round in a sentence.
func (r Round) Text() string {
	text := fmt.Sprintf("%d of %d copies replaced; %d requests served, %d failed.", r.Replaced, r.Copies, r.Served, r.Failed)
	if r.Stopped {
		text += " The gate stopped the update."
	}
	return text
}

// Text says whether the prediction was right.
func (p Prediction) Text() string {
	if p.Correct {
		return "Your prediction was right."
	}
	return "You predicted: " + p.Answer + ". It was: " + p.Right + "."
}

// Table is what a lab ends in.
type Table struct {
	Title string
	Head  []string
	Rows  [][]string
}

// Tables are what the result shows, best read in this order.
func (r Result) Tables() []Table {
	var all []Table
	if t := healthTable(r); len(t.Rows) > 0 {
		all = append(all, t)
	}
	if t := dayTable(r); len(t.Rows) > 0 {
		all = append(all, t)
	}
	if t := findingTable(r.Findings); len(t.Rows) > 0 {
		all = append(all, t)
	}
	if t := roundTable(r.Rounds); len(t.Rows) > 0 {
		all = append(all, t)
	}
	if len(r.Prunes) > 0 {
		all = append(all, pruneTable(r.Prunes))
	}
	if len(r.UsageAfter) > 0 {
		all = append(all, usageTable("What Docker keeps now", r.UsageAfter))
	}
	return all
}

func healthTable(r Result) Table {
	t := Table{Title: "One container", Head: []string{"", "process is up", "/health answers", "served", "failed"}}
	if r.Lab != "health" {
		return t
	}
	for _, o := range r.Observations {
		t.Rows = append(t.Rows, []string{o.Title, yesNo(o.Up), yesNo(o.Answers), strconv.Itoa(o.Served), strconv.Itoa(o.Failed)})
	}
	return t
}

func roundTable(rounds []Round) Table {
	t := Table{Title: "The same broken version 2, twice", Head: []string{"health gate", "copies replaced", "served", "failed requests"}}
	for _, r := range rounds {
		gate := "without"
		if r.Gate {
			gate = "with"
		}
		t.Rows = append(t.Rows, []string{gate, fmt.Sprintf("%d of %d", r.Replaced, r.Copies), strconv.Itoa(r.Served), strconv.Itoa(r.Failed)})
	}
	return t
}

func yesNo(yes bool) string {
	if yes {
		return "yes"
	}
	return "no"
}

func dayTable(r Result) Table {
	t := Table{Title: "What happened", Head: []string{"", "seen"}}
	if r.Lab != "day-two" {
		return t
	}
	for _, o := range r.Observations {
		t.Rows = append(t.Rows, []string{o.Title, o.Text})
	}
	return t
}

// findingTable is the table of exercise 4.
func findingTable(all []exercises.Finding) Table {
	t := Table{Title: "What your container has of going live", Head: []string{"", "ready", "found", "next"}}
	for _, f := range all {
		t.Rows = append(t.Rows, []string{f.Subject, yesNo(f.Ready), f.Found, f.Next})
	}
	return t
}
