package lab

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"testing"
	"time"

	"tutor/exercises"
	"tutor/runner"

	"tutor/internal/dockertest"
)

// reference is a folder with the reference of the first exercise.
func reference(t *testing.T) string {
	t.Helper()
	all, err := exercises.Load(exercises.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	ex, err := exercises.Find(all, "1")
	if err != nil {
		t.Fatal(err)
	}
	files, err := fs.Sub(ex.FS, ex.Reference)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.CopyFS(dir, files); err != nil {
		t.Fatal(err)
	}
	return dir
}

// nothingLeft waits a moment for the engine and reports what a lab of this process left.
func nothingLeft(t *testing.T, name string) {
	t.Helper()
	var left string
	for range 20 {
		left = ""
		for _, list := range [][]string{{"ps", "-aq"}, {"image", "ls", "-q"}} {
			args := append(slices.Clone(list), "--filter", "label=tutor.exercise=lab-"+name, "--filter", "label=tutor.pid="+strconv.Itoa(os.Getpid()))
			out, err := exec.CommandContext(context.Background(), "docker", args...).Output()
			if err != nil {
				t.Fatal(err)
			}
			left += string(out)
		}
		if left == "" {
			return
		}
		time.Sleep(100 * time.Millisecond) // the engine removes in the background
	}
	t.Errorf("left behind: %s", left)
}

// TestHealthLab runs the whole lab, with somebody who predicts, on the reference image.
func TestHealthLab(t *testing.T) {
	dockertest.Require(t)
	asked := map[string]int{}
	ask := func(_ context.Context, q Question) (int, error) {
		asked[q.ID]++
		return 0, nil
	}
	samples := 0
	res, err := Run(t.Context(), runner.New(), "health", reference(t), ask, func(e Event) {
		if _, ok := e.(Sample); ok {
			samples++
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	nothingLeft(t, "health")
	if res.Cleanup.Left > 0 || samples == 0 || len(asked) != 6 {
		t.Errorf("clean-up %+v, %d samples, asked %v", res.Cleanup, samples, asked)
	}
	for i, want := range []Observation{
		{ID: "serving", Up: true, Answers: true}, {ID: "frozen", Up: true}, {ID: "thawed", Up: true, Answers: true}, {ID: "killed"},
	} {
		if o := res.Observations[i]; o.ID != want.ID || o.Up != want.Up || o.Answers != want.Answers {
			t.Errorf("%+v, want %+v", o, want)
		}
	}
	without, with := res.Rounds[0], res.Rounds[1]
	if without.Gate || without.Failed == 0 || without.Replaced != copies {
		t.Errorf("without a gate: %+v", without)
	}
	if !with.Gate || with.Failed != 0 || with.Served == 0 || with.Replaced != 0 || !with.Stopped {
		t.Errorf("with a gate: %+v", with)
	}
	if len(res.Predictions) != 4 || res.Predictions[0].Correct || !res.Predictions[3].Correct {
		t.Errorf("predictions %+v", res.Predictions)
	}
}

// TestCancelledLab ends the lab while the process is frozen and requests hang: it stops soon, and leaves nothing.
func TestCancelledLab(t *testing.T) {
	dockertest.Require(t)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var cancelled time.Time
	_, err := Run(ctx, runner.New(), "health", reference(t), nil, func(e Event) {
		if s, ok := e.(Sample); ok && s.Up && !s.Answers && cancelled.IsZero() {
			cancelled = time.Now()
			cancel()
		}
	})
	took := time.Since(cancelled)
	if !errors.Is(err, context.Canceled) || cancelled.IsZero() {
		t.Fatalf("the lab ended with %v", err)
	}
	dockertest.InTime(t, "a cancel", took, 2*time.Second)
	nothingLeft(t, "health")
}

// TestRefusedImage shows that an image which does not start is the learner's to mend.
func TestRefusedImage(t *testing.T) {
	dockertest.Require(t)
	dir := t.TempDir()
	if err := os.WriteFile(dir+"/Dockerfile", []byte("FROM "+dockertest.BaseImage+"\nCMD [\"python\", \"-c\", \"raise SystemExit(3)\"]\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	var refused *runner.Refused
	if _, err := Run(t.Context(), runner.New(), "day-two", dir, nil, nil); !errors.As(err, &refused) || refused.Result.Cause != exercises.ExitedAtStart {
		t.Errorf("%v", err)
	}
	nothingLeft(t, "day-two")
}
