package runner

import (
	"context"
	"testing"
	"time"

	"tutor/exercises"
)

// TestCancelWithHungEngine cancels while every docker command hangs and ignores being asked to end.
func TestCancelWithHungEngine(t *testing.T) {
	ex := buildImage(t)
	dir := solution(t, ex, ex.Reference)
	fakeDocker(t, "trap '' TERM\nwhile :; do sleep 1; done")
	ctx, cancel := context.WithCancel(context.Background())
	time.AfterFunc(300*time.Millisecond, cancel)
	began := time.Now()
	rep := New().Grade(ctx, ex, dir, GradeOptions{}, nil)
	if took := time.Since(began); took > 6*time.Second { // 0.3 until the cancel, then two on a quiet machine
		t.Errorf("took %s", took)
	}
	if rep.Outcome != exercises.Error || rep.Cause() != exercises.Interrupted || rep.Cleanup.Left == 0 {
		t.Errorf("outcome %s, cause %s, clean-up %+v", rep.Outcome, rep.Cause(), rep.Cleanup)
	}
}
