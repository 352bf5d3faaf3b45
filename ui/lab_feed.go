package ui

import (
	"sync"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"tutor/runner"
	"tutor/runner/lab"
)

// labFeed gathers the events of a lab and sends them on at most every newsInterval, in order, safe for the screen.
type labFeed struct {
	op    int
	send  func(tea.Msg)
	after func(time.Duration, func())

	sending sync.Mutex // held while a message is on its way
	mu      sync.Mutex
	pending []lab.Event
	armed   bool
}

func (f *labFeed) emit(event lab.Event) {
	event, shown := safeLabEvent(event)
	if !shown {
		return
	}
	f.mu.Lock()
	f.pending = append(f.pending, event)
	arm := !f.armed
	f.armed = true
	f.mu.Unlock()
	if arm {
		f.after(newsInterval, f.flush)
	}
}

func (f *labFeed) flush() {
	f.sending.Lock()
	defer f.sending.Unlock()
	f.mu.Lock()
	events := f.pending
	f.pending, f.armed = nil, false
	f.mu.Unlock()
	if len(events) > 0 {
		f.send(labNews{op: f.op, events: events})
	}
}

// safeLabEvent makes the texts of an event safe for the screen, off the update loop. Of a build only its steps are
// shown, as notes.
func safeLabEvent(event lab.Event) (lab.Event, bool) {
	switch e := event.(type) {
	case lab.Phase:
		e.Title, e.Text, e.Command = oneLine(e.Title), oneLine(e.Text), oneLine(e.Command)
		return e, true
	case lab.Note:
		return lab.Note{Text: oneLine(e.Text)}, true
	case lab.Building:
		step, ok := e.Event.(runner.BuildStep)
		return lab.Note{Text: "building: " + oneLine(step.Name)}, ok
	case lab.Shown:
		return lab.Shown{Table: safeLabTable(e.Table)}, true
	case lab.Observation:
		e.Text = oneLine(e.Text)
		return e, true
	}
	return event, true
}

func safeLabTable(t lab.Table) lab.Table {
	rows := make([][]string, len(t.Rows))
	for i, row := range t.Rows {
		for _, cell := range row {
			rows[i] = append(rows[i], oneLine(cell))
		}
	}
	t.Rows = rows
	return t
}

func safeLabResult(r lab.Result) labResult {
	safe := labResult{summary: r.Summary(), left: r.Cleanup.Left}
	for _, t := range r.Tables() {
		safe.tables = append(safe.tables, safeLabTable(t))
	}
	return safe
}
