package ui

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"tutor/runner"
)

// buildProgress is the build of one image, as far as it is known. Its texts are safe for the screen.
type buildProgress struct {
	file  string
	lines []string // of the Dockerfile; nil where they are not known
	steps []buildStep
}

// buildStep is one step of a build.
type buildStep struct {
	runner.BuildStep
	began time.Time // zero before it has begun
}

func newBuildProgress(e runner.BuildStarted) *buildProgress {
	return &buildProgress{file: e.File, lines: e.Lines}
}

// take notes what is new about a step.
func (b *buildProgress) take(e runner.BuildStep, now time.Time) {
	i := slices.IndexFunc(b.steps, func(s buildStep) bool { return s.Name == e.Name })
	if i < 0 {
		b.steps = append(b.steps, buildStep{})
		i = len(b.steps) - 1
	}
	s := &b.steps[i]
	s.BuildStep = e
	if !e.Waiting && s.began.IsZero() {
		s.began = now
	}
}

// count is how many steps are done and cached, of how many. The builder may not have told all of them yet.
func (b *buildProgress) count() (done, cached, total int) {
	stages := map[string]int{}
	for _, s := range b.steps {
		stages[stageOf(s.Name)] = max(s.Total, 1)
		if s.Done && !s.Failed {
			done++
		}
		if s.Cached {
			cached++
		}
	}
	if len(stages) == 1 { // else a FROM may be shared, and is told once
		for _, n := range stages {
			total = n
		}
	}
	return done, cached, max(total, len(b.steps))
}

// stageOf is what a step's name says before its number.
func stageOf(name string) string {
	inside, _, _ := strings.Cut(name, "]")
	at := strings.LastIndexByte(inside, ' ')
	return inside[:max(at, 0)]
}

// current is the step that runs, or failed; nil between two.
func (b *buildProgress) current() *buildStep {
	for i := range b.steps {
		if s := &b.steps[i]; s.Failed || !s.Done && !s.Waiting {
			return s
		}
	}
	return nil
}

// instruction is the step without its number.
func (s *buildStep) instruction() string {
	if _, text, ok := strings.Cut(s.Name, "] "); ok && strings.HasPrefix(s.Name, "[") {
		return text
	}
	return s.Name
}

// took is how long the step takes or took; nothing where that says nothing.
func (s *buildStep) took(now time.Time) string {
	switch {
	case s.Waiting:
		return ""
	case s.Cached:
		return "cached"
	case !s.Done:
		return seconds(max(0, now.Sub(s.began)))
	case s.Elapsed < 10*time.Second:
		return fmt.Sprintf("%.1f s", s.Elapsed.Seconds())
	}
	return seconds(s.Elapsed)
}
