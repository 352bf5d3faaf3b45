package runner

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// BenchmarkCheckAgainstByHand grades exercise 1 on a cached build and does the same with the docker commands a person
// would type, in turn, so that both see the same machine. The ratio of the medians is what counts: at most 1.25.
//
//	go test ./runner -run '^$' -bench ByHand -benchtime 9x
func BenchmarkCheckAgainstByHand(b *testing.B) {
	requireDocker(b)
	b.Setenv("XDG_STATE_HOME", b.TempDir())
	ex := buildImage(b)
	dir := solution(b, ex, ex.Reference)
	program := filepath.Join(b.TempDir(), "tutor")
	command(b, "..", "go", "build", "-o", program, ".")
	check := func() { command(b, dir, program, "check", ex.ID, dir) }
	check() // fills the build cache
	byHand(b, dir)
	var graded, typed []time.Duration
	for b.Loop() {
		graded = append(graded, timed(check))
		typed = append(typed, timed(func() { byHand(b, dir) }))
	}
	ratio := float64(median(graded)) / float64(median(typed))
	b.ReportMetric(0, "ns/op") // the sum of both says nothing
	b.ReportMetric(float64(median(graded).Milliseconds()), "check-ms")
	b.ReportMetric(float64(median(typed).Milliseconds()), "by-hand-ms")
	b.ReportMetric(ratio, "ratio")
}

// byHand builds, runs, polls until the service answers, asks twice and removes.
func byHand(b *testing.B, dir string) {
	b.Helper()
	name := "by-hand-" + newRunID()
	command(b, dir, "docker", "buildx", "build", "--load", "-q", "-t", name, ".")
	command(b, dir, "docker", "run", "-d", "--name", name, "-p", "127.0.0.1::8000", name)
	port := strings.TrimSpace(command(b, dir, "docker", "port", name, "8000/tcp"))
	for !answers(port, "/health") {
		time.Sleep(10 * time.Millisecond) // as a person's loop around curl does
	}
	if !answers(port, "/health") || !answers(port, "/") {
		b.Fatal("the service does not answer")
	}
	command(b, dir, "docker", "rm", "-f", name)
	command(b, dir, "docker", "image", "rm", "-f", name)
}

func median(all []time.Duration) time.Duration { return slices.Sorted(slices.Values(all))[len(all)/2] }

func answers(address, path string) bool {
	resp, err := http.Get("http://" + address + path) //nolint:noctx // a benchmark ends with its process
	if err != nil {
		return false
	}
	defer func() { _ = resp.Body.Close() }()
	_, err = io.Copy(io.Discard, resp.Body)
	return err == nil && resp.StatusCode == http.StatusOK
}

func timed(work func()) time.Duration {
	began := time.Now()
	work()
	return time.Since(began)
}

func command(b *testing.B, dir, name string, args ...string) string {
	b.Helper()
	cmd := exec.CommandContext(context.Background(), name, args...)
	cmd.Dir = dir
	out, err := cmd.Output()
	if err != nil {
		b.Fatal(fmt.Errorf("%s %v: %w\n%s", name, args, err, out))
	}
	return string(out)
}
