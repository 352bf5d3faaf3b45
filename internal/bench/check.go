package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

const solution = "exercises/build-image/reference"

// measureCheck grades exercise 1 and does the same with the docker commands that a person would type: with all steps of
// the build in the cache, and with none.
func measureCheck(ctx context.Context, b *bench) error {
	dir := filepath.Join(b.dir, "solution")
	if err := os.CopyFS(dir, os.DirFS(solution)); err != nil {
		return err
	}
	var verdicts []time.Duration // when the verdict was there, as a part of the whole run
	check := func() error {
		part, err := b.check(ctx, dir)
		verdicts = append(verdicts, part)
		return err
	}
	byHand := func() error { return b.byHand(ctx, dir) }
	all, err := b.inTurn(b.runs, func() (time.Duration, error) { return timed(check) }, func() (time.Duration, error) { return timed(byHand) })
	if err != nil {
		return err
	}
	b.table.ratio("check 1, cached", all[0], all[1], 1.10)
	b.table.ratio("the verdict of it, as part of the whole", verdicts[len(verdicts)-len(all[0]):], all[0], 0.95)

	return b.measureUncached(dir, check, byHand)
}

// measureUncached does both with a step that nothing is known of. A build that runs pip takes up to a third longer from
// one time to the next, ten times what a grade may add; so each is charged with the build that took the median of all of
// them, whoever ran it, and with what it took itself besides. What a grade costs a build shows where all is cached.
func (b *bench) measureUncached(dir string, check, byHand func() error) error {
	clock, stop, err := b.clockBuilds()
	if err != nil {
		return err
	}
	defer stop()
	var builds []time.Duration
	besides := func(work func() error) func() (time.Duration, error) {
		return func() (time.Duration, error) {
			if err := os.WriteFile(filepath.Join(dir, "requirements.txt"), []byte("# "+rand.Text()+"\n"), 0o644); err != nil {
				return 0, err
			}
			took, err := timed(work)
			if err != nil {
				return 0, err
			}
			build, err := clock.last()
			builds = append(builds, build)
			return took - build, err
		}
	}
	all, err := b.inTurn(b.runs, besides(check), besides(byHand))
	if err != nil {
		return err
	}
	build := median(builds)
	for _, one := range all {
		for i := range one {
			one[i] += build
		}
	}
	b.table.ratio("check 1, nothing cached", all[0], all[1], 1.03)
	return nil
}

// check grades, and returns how long it took until the verdict was printed.
func (b *bench) check(ctx context.Context, dir string) (verdict time.Duration, err error) {
	began := time.Now()
	cmd := exec.CommandContext(ctx, b.tutor, "check", "1", dir)
	cmd.Env = b.environment("check")
	out, err := cmd.StdoutPipe()
	if err != nil {
		return 0, err
	}
	var said bytes.Buffer
	cmd.Stderr = &said
	if err := cmd.Start(); err != nil {
		return 0, err
	}
	buf := make([]byte, 64<<10)
	for {
		n, err := out.Read(buf)
		if said.Write(buf[:n]); verdict == 0 && bytes.Contains(said.Bytes(), []byte("points")) {
			verdict = time.Since(began)
		}
		if err != nil {
			break
		}
	}
	if err := cmd.Wait(); err != nil {
		return 0, fmt.Errorf("tutor check 1: %w\n%s", err, said.Bytes())
	}
	return verdict, nil
}

// byHand builds, runs, polls until the service answers, asks twice and removes.
func (b *bench) byHand(ctx context.Context, dir string) error {
	name := "by-hand-" + strings.ToLower(rand.Text())
	docker := func(args ...string) (string, error) {
		cmd := exec.CommandContext(ctx, "docker", args...)
		cmd.Dir = dir
		var said bytes.Buffer
		cmd.Stderr = &said
		out, err := cmd.Output()
		if err != nil {
			return "", fmt.Errorf("docker %v: %w\n%s", args, err, said.Bytes())
		}
		return strings.TrimSpace(string(out)), nil
	}
	if _, err := docker("buildx", "build", "--load", "-q", "-t", name, "."); err != nil {
		return err
	}
	if _, err := docker("run", "-d", "--name", name, "-p", "127.0.0.1::8000", name); err != nil {
		return err
	}
	port, err := docker("port", name, "8000/tcp")
	if err != nil {
		return err
	}
	deadline := time.Now().Add(limit)
	for answers(ctx, port, "/health") != nil {
		if time.Now().After(deadline) {
			return fmt.Errorf("the service does not answer at %s", port)
		}
		time.Sleep(10 * time.Millisecond) // as a person's loop around curl does
	}
	for _, path := range []string{"/health", "/"} {
		if err := answers(ctx, port, path); err != nil {
			return err
		}
	}
	if _, err := docker("rm", "-f", name); err != nil {
		return err
	}
	_, err = docker("image", "rm", "-f", name)
	return err
}

func answers(ctx context.Context, address, path string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+address+path, http.NoBody)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer func() { _ = resp.Body.Close() }()
	if _, err := io.Copy(io.Discard, resp.Body); err != nil {
		return err
	}
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("%s answers %s", path, resp.Status)
	}
	return nil
}
