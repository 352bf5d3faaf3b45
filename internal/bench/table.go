package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"text/tabwriter"
	"time"
)

// row is one promise: a figure, what it is held against, and the bound.
type row struct {
	what   string
	tutor  string
	floor  string // empty where the bound is a number of its own
	result float64
	unit   string // of result and bound: "x" for a ratio
	bound  float64
}

func (r row) ok() bool { return r.result <= r.bound }

type table struct{ rows []row }

func (t *table) add(r row) { t.rows = append(t.rows, r) }

// ratio adds durations that may be so many times the floor's, measured in turn.
func (t *table) ratio(what string, tutor, floor []time.Duration, bound float64) {
	t.add(ratioOf(what, ms, tutor, floor, bound))
}

// ratioOf is of what was measured in turn, and shows its median. The result is the median of the rounds' own ratios: what
// a machine does that gets slower and faster all the time is in both figures of a round.
func ratioOf[T time.Duration | float64](what string, show func(T) string, tutor, floor []T, bound float64) row {
	ratios := make([]float64, len(floor))
	for i := range floor {
		ratios[i] = float64(tutor[i]) / float64(floor[i])
	}
	return row{what: what, tutor: show(median(tutor)), floor: show(median(floor)), result: median(ratios), unit: "x", bound: bound}
}

// over adds a duration that may be so many milliseconds over the floor's.
func (t *table) over(what string, tutor, floor time.Duration, bound float64) {
	t.add(row{what: what, tutor: ms(tutor), floor: ms(floor), result: float64((tutor - floor).Microseconds()) / 1000, unit: "ms more", bound: bound})
}

// print writes the table; the error says how many lines are over their bound.
func (t *table) print(out io.Writer) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	_, _ = fmt.Fprintln(w, "\twhat\ttutor\tfloor\tresult\tbound\t")
	over := 0
	for _, r := range t.rows {
		mark := "✓"
		if !r.ok() {
			mark = "✗"
			over++
		}
		_, _ = fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%.2f %s\t%.2f\t\n", mark, r.what, r.tutor, r.floor, r.result, r.unit, r.bound)
	}
	if err := w.Flush(); err != nil {
		return err
	}
	if over > 0 {
		return fmt.Errorf("%d of %d lines are over their bound", over, len(t.rows))
	}
	return nil
}

func ms(d time.Duration) string { return fmt.Sprintf("%.2f ms", float64(d.Microseconds())/1000) }

// at returns the value below which that part of all lies, such as 0.5 for the median.
func at[T cmp.Ordered](all []T, part float64) T {
	sorted := slices.Sorted(slices.Values(all))
	return sorted[min(int(float64(len(sorted))*part), len(sorted)-1)]
}

func median[T cmp.Ordered](all []T) T { return at(all, 0.5) }
