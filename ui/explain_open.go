package ui

import (
	"regexp"
	"strconv"
	"sync"

	tea "github.com/charmbracelet/bubbletea"

	"tutor/exercises"
	"tutor/internal/explain"
)

// explains says whether there is a file of the learner's to explain.
func (s *exerciseScreen) explains() bool {
	return s.opts.Explain != nil && s.run == nil && s.known.workspace[s.ex.ID] != ""
}

// explain opens the learner's file, line by line: at the line in which the build failed, if it did.
func (s *exerciseScreen) explain() tea.Cmd {
	if !s.explains() {
		return nil
	}
	screen := openExplain(s.app, s.ex, s.failedLine())
	if s.report != nil {
		for _, l := range s.report.Layers {
			screen.made = append(screen.made, explain.Made{By: l.CreatedBy, Bytes: l.Bytes})
		}
	}
	s.goTo = target{kind: toScreen, screen: screen}
	return screen.load(s.known.workspace[s.ex.ID])
}

// observedLine is how our own checks name a line of the Dockerfile.
var observedLine = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^line (\d+)\b`) })

// failedLine is the line of the learner's file that the first failed check names; 0 when there is none.
func (s *exerciseScreen) failedLine() int {
	for i := range s.checks {
		c := &s.checks[i]
		switch {
		case c.result == nil || c.result.Outcome != exercises.Fail:
			continue
		case c.result.Source != nil:
			return c.result.Source.First
		case c.check.Kind == "dockerfile":
			if m := observedLine().FindStringSubmatch(c.result.Observed); m != nil {
				line, _ := strconv.Atoi(m[1]) // digits; one too large names no line
				return line
			}
		}
	}
	return 0
}
