//go:build linux

package trust

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"tutor/exercises"
	"tutor/runner"

	"tutor/internal/dockertest"
)

// gradesAtOnce is how many grades run at the same time.
const gradesAtOnce = 8

// sample is a solution and what has to come of it.
type sample struct {
	ex    *exercises.Exercise
	name  string // "reference" or a mutant's
	dir   string
	check string // that fails; empty when all pass
	cause exercises.Cause
}

// samples are the reference and mutants of the first three exercises. Mutants that are right only after a long wait
// are left out: a load is many grades.
func samples(t *testing.T) []sample {
	t.Helper()
	all, err := exercises.Load(exercises.Embedded())
	must(t, err)
	slow := []string{"never-listens", "loopback", "image-of-speech"}
	var some []sample
	for _, number := range []string{"1", "2", "3"} {
		ex, err := exercises.Find(all, number)
		must(t, err)
		reference := filepath.Join("../../exercises", ex.ID, "reference")
		some = append(some, sample{ex: ex, name: "reference", dir: reference})
		for _, m := range ex.Mutants {
			if slices.Contains(slow, m.Name) {
				continue
			}
			some = append(some, sample{ex: ex, name: m.Name, dir: mutant(t, reference, m), check: m.Check, cause: m.Cause})
		}
	}
	return some
}

// mutant lays a mutant over the reference, in a folder of its own.
func mutant(t *testing.T, reference string, m exercises.Mutant) string {
	t.Helper()
	dir := t.TempDir()
	must(t, os.CopyFS(dir, os.DirFS(reference)))
	over := filepath.Join(filepath.Dir(reference), exercises.MutantsDir, m.Name)
	files, _ := filepath.Glob(filepath.Join(over, "*")) // a mutant may only remove
	hidden, _ := filepath.Glob(filepath.Join(over, ".*"))
	for _, file := range append(files, hidden...) {
		data, err := os.ReadFile(file)
		must(t, err)
		must(t, os.WriteFile(filepath.Join(dir, filepath.Base(file)), data, 0o600))
	}
	for _, name := range m.Remove {
		must(t, os.RemoveAll(filepath.Join(dir, name)))
	}
	return dir
}

// pick takes n samples, spread over all and again from the start when they do not suffice.
func pick(all []sample, n int) []sample {
	var some []sample
	step := max(1, len(all)/n)
	for i := range n {
		some = append(some, all[i*step%len(all)])
	}
	return some
}

// wrong says what is wrong with the verdict on a sample, or nothing.
func (s sample) wrong(outcome, check, cause string) string {
	want := fmt.Sprintf("fail, %s, %s", s.check, s.cause)
	if s.check == "" {
		want = "pass, , "
	}
	if got := fmt.Sprintf("%s, %s, %s", outcome, check, cause); got != want {
		return fmt.Sprintf("%s of %s: %s; want %s", s.name, s.ex.ID, got, want)
	}
	return ""
}

// TestLoadProcesses has the program grade many solutions, eight at a time. Every verdict is right and nothing is left.
func TestLoadProcesses(t *testing.T) {
	dockertest.Require(t)
	n := 16
	if full() {
		n = 100
	}
	b := newBox(t, "load")
	began := time.Now()
	side(pick(samples(t), n), func(s sample) {
		rep, r := b.grade(10*time.Minute, command{args: []string{"check", s.ex.ID, s.dir, "--json"}})
		failed := rep.failed(s.check)
		if wrong := s.wrong(rep.Outcome, failed.ID, failed.Cause); wrong != "" || rep.Cleanup.Left != 0 {
			t.Errorf("%s, %d left\n%+v\n%s", wrong, rep.Cleanup.Left, rep.Checks, r.stderr)
		}
	})
	note("load", "%d processes, %d at once, in %.0f s", n, gradesAtOnce, time.Since(began).Seconds())
}

// failed is the wanted check where it did not pass, else the first one that decided the outcome.
func (rep report) failed(wanted string) check {
	var first check
	for _, c := range rep.Checks {
		if !c.Required || rep.Outcome == "pass" || c.Outcome != rep.Outcome {
			continue
		}
		if c.ID == wanted {
			return c
		}
		if first.ID == "" {
			first = c
		}
	}
	return first
}

// note adds to what a suite says at the end.
func note(suite, format string, args ...any) {
	suites.update(suite, func(s *tally) { s.notes = append(s.notes, fmt.Sprintf(format, args...)) })
}

// side works through the samples, some at a time.
func side(all []sample, grade func(sample)) {
	next := make(chan sample)
	var workers sync.WaitGroup
	for range gradesAtOnce {
		workers.Go(func() {
			for s := range next {
				grade(s)
			}
		})
	}
	for _, s := range all {
		next <- s
	}
	close(next)
	workers.Wait()
}

// TestLoadOneProcess grades again and again in this process, as the screens do. Goroutines, open files and memory are
// as they were after the first few.
func TestLoadOneProcess(t *testing.T) {
	dockertest.Require(t)
	n, warm := 6, 3
	if full() {
		n, warm = 500, 2*gradesAtOnce
	}
	all := samples(t)
	r := runner.New()
	grade := func(s sample) {
		rep := r.Grade(t.Context(), s.ex, s.dir, runner.GradeOptions{}, nil)
		check, cause := "", exercises.Cause("")
		for _, c := range rep.Checks {
			if rep.Outcome != exercises.Pass && c.Required && c.Outcome == rep.Outcome && (check == "" || c.ID == s.check) {
				check, cause = c.ID, c.Cause
			}
		}
		if wrong := s.wrong(string(rep.Outcome), check, string(cause)); wrong != "" || rep.Cleanup.Left != 0 {
			t.Errorf("%s, %d left\n%+v", wrong, rep.Cleanup.Left, rep.Checks)
		}
	}
	t.Setenv("TMPDIR", t.TempDir())
	began := time.Now()
	side(pick(all, warm), grade) // what is made once is there now
	before := use()
	side(pick(all, n), grade)
	after := use()
	for deadline := time.Now().Add(10 * time.Second); after.above(before) != "" && time.Now().Before(deadline); after = use() {
		time.Sleep(50 * time.Millisecond) // what ends by itself is given a moment
	}
	if above := after.above(before); above != "" {
		t.Errorf("after %d grades there is more than before: %s\nbefore %+v\nafter %+v", n, above, before, after)
	}
	left := listOwn(t)
	if files, _ := filepath.Glob(filepath.Join(os.TempDir(), "*")); len(files) > 0 {
		left = append(left, files...)
	}
	if len(left) > 0 {
		t.Errorf("left behind: %s", strings.Join(left, ", "))
	}
	note("load", "%d in one process in %.0f s: goroutines %d to %d, open files %d to %d, heap %d to %d kB", n, time.Since(began).Seconds(),
		before.goroutines, after.goroutines, before.files, after.files, before.heapKB, after.heapKB)
	suites.update("load", func(s *tally) {
		s.cases++
		s.leftovers += len(left)
		if !t.Failed() {
			s.right++
		}
	})
}
