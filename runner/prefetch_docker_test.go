package runner

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tutor/exercises"

	"tutor/internal/dockertest"
)

// pullable is a registry with an image that is removed from the engine at the end.
func pullable(t *testing.T) *testRegistry {
	t.Helper()
	dockertest.Require(t)
	if endpoint, err := (docker{}).endpoint(t.Context()); err != nil || remoteHost(endpoint) != "" {
		t.Skip("the engine is on another machine, which does not reach a registry on this one")
	}
	r := newTestRegistry(t)
	t.Cleanup(func() {
		_ = exec.CommandContext(context.Background(), "docker", "image", "rm", r.image).Run() // gone already is well
	})
	return r
}

// TestFromTheRegistryToABundleAndBack goes the way of an image through a course: asked for, pulled, there, saved in a
// file, lost, loaded.
func TestFromTheRegistryToABundleAndBack(t *testing.T) {
	registry := pullable(t)
	r, ctx := New(), t.Context()
	image := func() Finding {
		return lineOf(t, r.Doctor(ctx, Checkup{Images: []string{registry.image}}, nil), "base-image")
	}
	if f := image(); f.State != StateWarn || f.Fix != "docker pull "+registry.image || !strings.Contains(f.Evidence, "the registry has it") {
		t.Errorf("before the pull: %+v", f)
	}
	done, total := 0, 0
	got, err := r.Fetch(ctx, registry.image, func(n, of int) { done, total = n, of })
	if err != nil || got.Before || got.Bytes == 0 || done != 1 || total != 1 {
		t.Fatalf("pulled %+v, %v; %d of %d layers", got, err, done, total)
	}
	if got, err := r.Fetch(ctx, registry.image, nil); err != nil || !got.Before {
		t.Errorf("again: %+v, %v", got, err)
	}
	if f := image(); f.State != StateOK || !strings.HasPrefix(f.Evidence, "on this machine") {
		t.Errorf("after the pull: %+v", f)
	}

	file, err := os.Create(filepath.Join(t.TempDir(), "bundle.tar"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	counted := int64(0)
	if err := r.SaveImages(ctx, []string{registry.image}, file, func(n int64) { counted = n }); err != nil {
		t.Fatal(err)
	}
	if info, err := file.Stat(); err != nil || info.Size() != counted || counted == 0 {
		t.Errorf("%d bytes were counted: %v, %v", counted, info.Size(), err)
	}
	engine(t, "image", "rm", registry.image)
	if _, missing, err := r.Present(ctx, []string{registry.image}); err != nil || len(missing) != 1 {
		t.Fatalf("it is still there: %v, %v", missing, err)
	}
	if _, err := file.Seek(0, 0); err != nil {
		t.Fatal(err)
	}
	name := registry.image + ":latest"
	if names, err := BundleImages(file); err != nil || !slices.Equal(names, []string{name}) {
		t.Fatalf("the bundle has %v, %v", names, err)
	}
	if names, err := r.LoadImages(ctx, file, nil); err != nil || !slices.Equal(names, []string{name}) {
		t.Fatalf("loaded %v, %v", names, err)
	}
	if there, _, err := r.Present(ctx, []string{registry.image}); err != nil || len(there) != 1 {
		t.Errorf("after the load: %v, %v", there, err)
	}
}

// TestARegistryThatRefuses has docker's real words, of the engine and of the command.
func TestARegistryThatRefuses(t *testing.T) {
	registry := pullable(t)
	for _, c := range []struct {
		name, image   string
		limited       bool
		cause         exercises.Cause
		evidence, fix string
	}{
		{"rate limit", registry.image, true, exercises.RegistryRateLimited, "rate limit is reached", "docker login"},
		{"no such image", registry.image + ":9.99", false, exercises.ImageNotFound, "has no such image", ""},
		{"no registry", "127.0.0.1:1/tutor-test", false, exercises.RegistryUnreachable, "cannot be reached", "tutor prefetch"},
	} {
		registry.limited.Store(c.limited)
		f := lineOf(t, New().Doctor(t.Context(), Checkup{Images: []string{c.image}}, nil), "base-image")
		if f.State != StateBad || f.Fix != c.fix || !strings.Contains(f.Evidence, c.evidence) {
			t.Errorf("%s: the doctor says %+v", c.name, f)
		}
		_, err := New().Fetch(t.Context(), c.image, nil)
		var p *Problem
		if !errors.As(err, &p) || p.Cause != c.cause {
			t.Errorf("%s: the pull ends with %v", c.name, err)
			continue
		}
		if f := PullLine(p); f.Fix != c.fix || !strings.Contains(f.Evidence, c.evidence) {
			t.Errorf("%s: the pull's line is %+v", c.name, f)
		}
	}
}

func TestNoBundle(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{"empty": "", "text": strings.Repeat("no archive\n", 100), "zip": "\x1f\x8bnot"})
	for _, name := range []string{"empty", "text", "zip"} {
		file, err := os.Open(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		if names, err := BundleImages(file); !errors.Is(err, ErrNoBundle) {
			t.Errorf("%s: %v, %v", name, names, err)
		}
		_ = file.Close()
	}
}
