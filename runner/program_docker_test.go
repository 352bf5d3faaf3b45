package runner

import (
	"context"
	"testing"
	"time"

	"tutor/internal/dockertest"
)

// TestSessionBreaksAContainer runs both programs: one stays up and serves nothing, the other makes a restart policy act.
func TestSessionBreaksAContainer(t *testing.T) {
	dockertest.Require(t)
	ex := buildImage(t)
	dir := solution(t, ex, ex.Reference)
	name := "t-" + newRunID()
	r := New()
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	s := r.Open(ctx, name, nil)
	defer func() { nothingLeft(t, labelExercise+"="+name) }()
	defer func() {
		if c := s.Close(false); c.Left > 0 || c.Containers != 2 || c.Images != 2 {
			t.Errorf("clean-up %+v", c)
		}
	}()
	if err := s.Build(ctx, dir); err != nil {
		t.Fatal(err)
	}
	broken, err := s.Broken(ctx)
	if err != nil {
		t.Fatal(err)
	}
	c, err := s.Run(ctx, Launch{Name: "stuck", Image: broken})
	if err != nil {
		t.Fatal(err)
	}
	if c.c.answers(ctx, "/health") {
		t.Error("the broken version answers")
	}
	again, err := s.Start(ctx, Launch{Name: "again", Options: []string{"--init", "--restart", "on-failure"}})
	if err != nil {
		t.Fatal(err)
	}
	if err := again.Crash(ctx); err != nil {
		t.Fatal(err)
	}
	for {
		st, err := again.State(ctx)
		if err != nil {
			t.Fatal(err)
		}
		if st.Restarts == 1 && st.Running {
			break
		}
		select {
		case <-ctx.Done():
			t.Fatalf("not started again: %+v", st)
		case <-time.After(100 * time.Millisecond): // Docker waits that long before it starts it again
		}
	}
	if st, err := c.State(ctx); err != nil || !st.Running {
		t.Errorf("the broken version does not stay up: %+v %v", st, err)
	}
}
