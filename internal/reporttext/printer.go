// Package reporttext puts a report into lines that people read: with glyphs, or with words alone for those who hear them.
package reporttext

import (
	"reflect"

	"tutor/exercises"
	"tutor/runner"
)

// Printer prints checks as they are done and the verdict as soon as it stands.
type Printer struct {
	Style
	Exercise  *exercises.Exercise
	Print     func(text string) // may be given foreign text
	AfterPass string            // to print below a pass

	printed map[string]exercises.CheckResult
	waiting map[string]exercises.CheckResult // done before a check that the spec lists earlier
	verdict bool                             // has been printed
}

// NewPrinter returns a printer of one grade.
func NewPrinter(style Style, ex *exercises.Exercise, print func(text string)) *Printer {
	return &Printer{
		Style: style, Exercise: ex, Print: print,
		printed: map[string]exercises.CheckResult{}, waiting: map[string]exercises.CheckResult{},
	}
}

// Event prints what is to be told of a piece of news.
func (p *Printer) Event(e runner.Event) {
	switch e := e.(type) {
	case runner.CheckDone:
		p.inOrder(e.Result)
	case runner.Decided:
		p.Decided(e.Report)
	}
}

// inOrder prints a result once all that the spec lists before it are printed: checks end in any order, and a list that
// is in another order each time is hard to read.
func (p *Printer) inOrder(c exercises.CheckResult) {
	if _, again := p.printed[c.ID]; again {
		p.check(c)
		return
	}
	p.waiting[c.ID] = c
	for i := range p.Exercise.Checks {
		id := p.Exercise.Checks[i].ID
		if _, done := p.printed[id]; done {
			continue
		}
		next, ready := p.waiting[id]
		if !ready {
			return
		}
		p.check(next)
	}
}

// check prints a result, unless it is the one that was printed before.
func (p *Printer) check(c exercises.CheckResult) {
	before, again := p.printed[c.ID]
	if again && sameVerdict(before, c) {
		return
	}
	p.printed[c.ID] = c
	revised := ""
	if again {
		revised = " (revised)"
	}
	p.Print(p.Line(p.Exercise, c) + revised + "\n" + p.Evidence(c))
}

// sameVerdict ignores the duration, which is no news.
func sameVerdict(a, b exercises.CheckResult) bool {
	a.DurationMS, b.DurationMS = 0, 0
	return reflect.DeepEqual(a, b)
}

// Decided prints what has not been printed yet, then the verdict, once.
func (p *Printer) Decided(rep exercises.Report) {
	if p.verdict {
		return
	}
	p.verdict = true
	for _, c := range rep.Checks {
		p.check(c)
	}
	p.Print(p.Verdict(rep) + "\n")
	if rep.Outcome == exercises.Pass && p.AfterPass != "" {
		p.Print(p.AfterPass)
	}
}
