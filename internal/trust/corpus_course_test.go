//go:build linux

package trust

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/goccy/go-yaml"

	"tutor/internal/dockertest"
)

// course makes a course whose one exercise has the case's own checks. It returns an empty name where the exercise is one
// that ships.
func (h hostile) course(t *testing.T) string {
	t.Helper()
	if h.Exercise != "" {
		return ""
	}
	course := t.TempDir()
	dir := filepath.Join(course, "exercises", h.name)
	spec, err := yaml.Marshal(map[string]any{
		"id": h.name, "number": 1, "title": "Hostile work", "summary": "A case of the corpus.", "lesson": "none", "minutes": 1,
		"starter": "starter", "reference": "reference", "checks": h.Checks,
	})
	if err != nil {
		t.Fatal(err)
	}
	writeFile(t, filepath.Join(course, "lessons", "01-none.md"), "---\nid: none\ntitle: Nothing\nminutes: 1\n---\n\n## Nothing\n\nA page.\n")
	writeFile(t, filepath.Join(dir, "exercise.yaml"), string(spec))
	writeFile(t, filepath.Join(dir, "task.md"), "# Hostile work\n\nA case of the corpus.\n")
	writeFile(t, filepath.Join(dir, "starter", "Dockerfile"), "FROM "+dockertest.BaseImage+"\n")
	writeFile(t, filepath.Join(dir, "reference", "Dockerfile"), "FROM "+dockertest.BaseImage+"\nUSER 1000\n")
	return course
}

// workspace copies the files of the case, and makes what git cannot hold.
func (h hostile) workspace(t *testing.T, b *box) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "work")
	if err := os.CopyFS(dir, os.DirFS(h.dir)); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(dir, "case.yaml")); err != nil {
		t.Fatal(err)
	}
	if h.Make == "" {
		return dir
	}
	maker, ok := makers[h.Make]
	if !ok {
		t.Fatalf("make: there is no %q in makers", h.Make)
	}
	return maker(t, b, dir)
}

func writeFile(t testing.TB, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
