package main

import (
	"strings"
	"testing"
	"time"
)

func TestTheTableSaysWhatIsOver(t *testing.T) {
	var all table
	// The machine was slower by half in one round, and the medians alone would say 1.4.
	all.ratio("quick", []time.Duration{11, 14, 15}, []time.Duration{10, 10, 14}, 1.2)
	all.over("slow", 20*time.Millisecond, 10*time.Millisecond, 3)
	var text strings.Builder
	err := all.print(&text)
	if err == nil || !strings.Contains(err.Error(), "1 of 2 lines") {
		t.Errorf("the error is %v, want one that counts the line over its bound", err)
	}
	lines := strings.Split(strings.TrimSpace(text.String()), "\n")
	for i, want := range []string{"✓  quick", "✗  slow"} {
		if len(lines) != 3 || !strings.HasPrefix(lines[i+1], want) {
			t.Fatalf("line %d does not begin with %q:\n%s", i+1, want, text.String())
		}
	}
}

func TestMedian(t *testing.T) {
	all := []time.Duration{9, 1, 5}
	if got := median(all); got != 5 {
		t.Errorf("the median of %v is %d, want 5", all, got)
	}
	if got := at(all, 1); got != 9 {
		t.Errorf("the largest of %v is %d, want 9", all, got)
	}
}
