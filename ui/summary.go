package ui

import (
	"fmt"
	"time"

	"tutor/exercises"
)

// summarises says whether the evidence begins with what a pass comes to: until the learner chooses a check.
func (s *exerciseScreen) summarises() bool {
	return s.passed() && !s.chosen
}

func (s *exerciseScreen) passed() bool {
	return s.report != nil && s.report.Outcome == exercises.Pass
}

// summary is what a pass comes to, what to do next, and where the reference is.
func (e *evidence) summary(s *exerciseScreen) {
	e.text(e.styles.OK.Bold(true).Render, glyphPass+" "+exerciseName(s.ex)+" is passed")
	text := s.count() + " checks"
	if s.report.MaxPoints > 0 {
		text += fmt.Sprintf(" · %d/%d points", s.report.Points, s.report.MaxPoints)
	}
	if d := time.Duration(s.report.DurationMS) * time.Millisecond; d >= time.Second {
		text += " · " + seconds(d)
	}
	if all := s.attempts(s.ex.ID); s.run == nil && len(all) > 0 {
		text += fmt.Sprintf(" · attempt %d", all[0].Number)
	}
	e.text(e.styles.Muted.Render, text)
	e.changed(s)
	e.improve(s)
	e.next(s)
	e.lines = append(e.lines, "", e.styles.Muted.Render(glyphRule+glyphRule+glyphRule), "")
}

// improve lists the advice that was not followed.
func (e *evidence) improve(s *exerciseScreen) {
	labelled := false
	for i := range s.checks {
		c := &s.checks[i]
		if c.check.Required() || c.result == nil || c.result.Outcome != exercises.Fail {
			continue
		}
		if !labelled {
			e.label("To improve")
			labelled = true
		}
		e.lines = append(e.lines, wrapIndent("  "+e.styles.Warn.Render(glyphAdvice)+" ", oneLine(c.check.Title), e.width)...)
	}
}

// next says, after a pass, what a professional would do and where the reference is.
func (e *evidence) next(s *exerciseScreen) {
	if !s.passed() {
		return
	}
	if len(s.ex.Next) > 0 {
		e.label("What a professional would do next")
	}
	for _, next := range s.ex.Next {
		e.lines = append(e.lines, wrapIndent("  - ", oneLine(next), e.width)...)
	}
	switch {
	case s.ex.Reference == "":
	case s.compares():
		e.section("The reference", "d shows it beside your own files")
	case s.opts.Compare == nil:
		e.section("Compare with the reference, in a shell", fmt.Sprintf("tutor hint %d --reference", s.ex.Number))
	}
}
