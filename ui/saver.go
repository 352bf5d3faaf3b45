package ui

import (
	"sync"

	tea "github.com/charmbracelet/bubbletea"
)

// savedMsg says that progress could not be written.
type savedMsg struct{ err error }

// saver writes progress in the order it was made, off the update loop. What is still waiting when the program ends is
// written then.
type saver struct {
	writing sync.Mutex // held while a write runs
	mu      sync.Mutex
	queue   []write
}

type write struct {
	key string
	do  func() error
}

// save queues a write and returns the command that does it. A waiting write with the same key, unless empty, is
// replaced: only the last one counts.
func (s *saver) save(key string, do func() error) tea.Cmd {
	s.mu.Lock()
	defer s.mu.Unlock()
	if n := len(s.queue); key != "" && n > 0 && s.queue[n-1].key == key {
		s.queue[n-1].do = do
	} else {
		s.queue = append(s.queue, write{key, do})
	}
	return func() tea.Msg {
		if err := s.drain(); err != nil {
			return savedMsg{err}
		}
		return nil
	}
}

// drain does all waiting writes and returns the first error.
func (s *saver) drain() error {
	s.writing.Lock()
	defer s.writing.Unlock()
	var first error
	for {
		next, ok := s.take()
		if !ok {
			return first
		}
		if err := next.do(); err != nil && first == nil {
			first = err
		}
	}
}

func (s *saver) take() (write, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.queue) == 0 {
		return write{}, false
	}
	next := s.queue[0]
	s.queue = s.queue[1:]
	return next, true
}
