// Package dockertest is what tests on real Docker have in common. Only tests import it.
package dockertest

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"
)

// BaseImage is the image that the images of the tests are built on. No test pulls it.
const BaseImage = "python:3.14-slim"

// Require skips the test where Docker or the base image is missing, and says what is missing and how to get it. With
// TUTOR_REQUIRE_DOCKER=1, as in CI, the test fails instead: a skip must not hide a gap there.
func Require(t testing.TB) {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), "docker", "image", "inspect", BaseImage).CombinedOutput()
	if err == nil {
		return
	}
	missing := "no Docker engine answers; tutor doctor says why (or make testbed on Debian)"
	if strings.Contains(strings.ToLower(string(out)), "no such image") {
		missing = "the base image " + BaseImage + " is missing; get it with: docker pull " + BaseImage + " (or make testbed on Debian)"
	}
	Cannot(t, missing)
}

// Cannot skips the test for what is missing, or fails it where CI says that all must be there.
func Cannot(t testing.TB, missing string) {
	t.Helper()
	if os.Getenv("TUTOR_REQUIRE_DOCKER") != "" {
		t.Fatal(missing)
	}
	t.Skip(missing)
}

// usual is how long a container takes to come and go on a machine that the limits of the tests are kept on. It is a
// little less than what was measured there, 400 ms, for what a single measurement may be off.
const usual = 300 * time.Millisecond

// Stretched is a limit for this machine as it is now: as many times longer as a container takes longer to come and go
// here than usual. It is never shorter. Machines differ by a factor of four, and what else runs adds to that.
func Stretched(limit time.Duration) (time.Duration, error) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	began := time.Now()
	out, err := exec.CommandContext(ctx, "docker", "run", "--rm", BaseImage, "true").CombinedOutput()
	if err != nil {
		return limit, fmt.Errorf("docker run: %w: %s", err, out)
	}
	return time.Duration(float64(limit) * max(1, float64(time.Since(began))/float64(usual))), nil
}

// InTime reports what took longer than its limit on this machine as it is now. Nothing is measured within the limit.
func InTime(t testing.TB, what string, took, limit time.Duration) {
	t.Helper()
	if took <= limit {
		return
	}
	stretched, err := Stretched(limit)
	if err != nil {
		t.Errorf("%s took %v; %v", what, took, err)
	} else if took > stretched {
		t.Errorf("%s took %v, %v at most on this machine now", what, took, stretched)
	}
}
