// Package prove grades the solutions that ship with an exercise, to show that its checks can be trusted: the starter
// fails, the reference passes, and every mutant fails where and why its spec says.
package prove

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"tutor/exercises"
	"tutor/internal/workspace"
)

// Grade grades the solution in dir; runner.(*Runner).Grade does it.
type Grade func(ctx context.Context, ex *exercises.Exercise, dir string) exercises.Report

// Result is what one solution showed.
type Result struct {
	Exercise string           `json:"exercise"`
	Solution string           `json:"solution"` // starter, reference or the mutant's name
	Expected string           `json:"expected"` // in words
	Proved   bool             `json:"proved"`
	Why      string           `json:"why"` // what was seen instead; empty when proved
	Report   exercises.Report `json:"report"`
}

// referenceRuns is how often a reference has to pass: what passes once may depend on what an earlier run left.
const referenceRuns = 2

// solution is one folder to grade, and what has to come out.
type solution struct {
	ex       *exercises.Exercise
	name     string
	expected string
	mutant   *exercises.Mutant // nil for the starter and the reference
	judge    func(exercises.Report) string
}

// TempDir makes a temporary folder for the caller to remove; runner.(*Runner).TempDir does it.
type TempDir func() (string, error)

// Run grades every solution of the exercises, jobs at a time, and calls done after each, never twice at the same time.
// The results are in the order of the exercises. When ctx ends, the rest counts as not proved.
func Run(ctx context.Context, grade Grade, tempDir TempDir, all []*exercises.Exercise, jobs int, done func(Result)) []Result {
	work := solutions(all)
	results := make([]Result, len(work))
	var mu sync.Mutex
	var wg sync.WaitGroup
	slots := make(chan struct{}, max(jobs, 1))
	for i, s := range work {
		wg.Go(func() {
			slots <- struct{}{}
			defer func() { <-slots }()
			r := s.prove(ctx, grade, tempDir)
			mu.Lock()
			defer mu.Unlock()
			results[i] = r
			done(r)
		})
	}
	wg.Wait()
	return results
}

// Count is how many solutions Run grades.
func Count(all []*exercises.Exercise) int { return len(solutions(all)) }

func solutions(all []*exercises.Exercise) []solution {
	var work []solution
	for _, ex := range all {
		work = append(work, solution{ex: ex, name: "starter", expected: "fail", judge: failing})
		for range referenceRuns {
			work = append(work, solution{ex: ex, name: "reference", expected: "pass", judge: passing(ex)})
		}
		for i := range ex.Mutants {
			m := &ex.Mutants[i]
			work = append(work, solution{
				ex: ex, name: m.Name, mutant: m, expected: fmt.Sprintf("%s fails: %s", m.Check, m.Cause), judge: caught(m),
			})
		}
	}
	return work
}

func (s solution) prove(ctx context.Context, grade Grade, tempDir TempDir) Result {
	r := Result{Exercise: s.ex.ID, Solution: s.name, Expected: s.expected}
	temp, err := tempDir()
	dir := filepath.Join(temp, s.ex.ID)
	if err == nil {
		defer func() { _ = os.RemoveAll(temp) }() // a few small files in the system's own folder for them
		err = s.write(dir)
	}
	if err == nil {
		err = ctx.Err()
	}
	if err != nil {
		r.Why = err.Error()
		return r
	}
	began := time.Now()
	r.Report = grade(ctx, s.ex, dir)
	r.Report.DurationMS = time.Since(began).Milliseconds()
	r.Why = s.judge(r.Report)
	if r.Why == "" && r.Report.Cleanup.Left > 0 {
		r.Why = fmt.Sprintf("the grade left %d Docker resources behind", r.Report.Cleanup.Left)
	}
	r.Proved = r.Why == ""
	return r
}

// write makes the workspace: a mutant is laid over the reference.
func (s solution) write(dir string) error {
	folder := s.ex.Reference
	if s.name == "starter" && s.mutant == nil {
		folder = s.ex.Starter
	}
	files, err := fs.Sub(s.ex.FS, folder)
	if err != nil {
		return err
	}
	if s.mutant != nil {
		over, err := fs.Sub(s.ex.FS, path.Join(exercises.MutantsDir, s.mutant.Name))
		if err != nil {
			return err
		}
		files = workspace.Layered(over, files)
	}
	if err := workspace.Create(files, dir); err != nil {
		return err
	}
	if s.mutant == nil {
		return nil
	}
	for _, name := range s.mutant.Remove {
		if err := os.RemoveAll(filepath.Join(dir, filepath.FromSlash(name))); err != nil {
			return err
		}
	}
	return nil
}

func failing(rep exercises.Report) string {
	if rep.Outcome == exercises.Fail {
		return ""
	}
	return "the outcome is " + string(rep.Outcome) + detail(rep)
}

func passing(ex *exercises.Exercise) func(exercises.Report) string {
	return func(rep exercises.Report) string {
		switch {
		case rep.Outcome != exercises.Pass:
			return "the outcome is " + string(rep.Outcome) + detail(rep)
		case rep.Points != ex.MaxPoints():
			return fmt.Sprintf("it gets %d of %d points", rep.Points, ex.MaxPoints())
		}
		return ""
	}
}

// caught asks that the check of the mutant fails with its cause, with all the evidence that a learner needs.
func caught(m *exercises.Mutant) func(exercises.Report) string {
	return func(rep exercises.Report) string {
		i := slices.IndexFunc(rep.Checks, func(c exercises.CheckResult) bool { return c.ID == m.Check })
		if i < 0 {
			return "the report has no check " + m.Check
		}
		c := rep.Checks[i]
		switch {
		case rep.Outcome != exercises.Fail:
			return "the outcome is " + string(rep.Outcome) + detail(rep)
		case c.Outcome != exercises.Fail || c.Cause != m.Cause:
			return fmt.Sprintf("%s is %s %s: %s%s", c.ID, c.Outcome, c.Cause, c.Observed, detail(rep))
		case c.Expected == "" || c.Observed == "" || c.Hint == "" || len(c.Command) == 0:
			return m.Check + " lacks evidence: expected, observed, hint and command have to be there"
		}
		return ""
	}
}

// detail says which check did not pass, and what it saw.
func detail(rep exercises.Report) string {
	i := slices.IndexFunc(rep.Checks, func(c exercises.CheckResult) bool {
		return c.Required && (c.Outcome == exercises.Fail || c.Outcome == exercises.Error)
	})
	if i < 0 {
		return ""
	}
	c := rep.Checks[i]
	return fmt.Sprintf("; %s: %s: %s", c.ID, c.Cause, c.Observed)
}
