package runner

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestMeasureContext(t *testing.T) {
	dir := t.TempDir()
	for name, size := range map[string]int{
		"Dockerfile": 10, "model/weights.bin": 3 << 20, "model/keep.txt": 100, "venv/lib.py": 2 << 20, "app.py": 50,
	} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, make([]byte, size), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink("/", filepath.Join(dir, "root")); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		ignore string
		want   int64
	}{
		{"", 10 + 3<<20 + 100 + 2<<20 + 50},
		{"venv\n", int64(len("venv\n")) + 10 + 3<<20 + 100 + 50},
		{"*\n!app.py\n!model/keep.txt\n", 150},
		{"**/*.bin\nvenv/\n", int64(len("**/*.bin\nvenv/\n")) + 10 + 100 + 50},
	} {
		path := filepath.Join(dir, ".dockerignore")
		_ = os.Remove(path)
		if c.ignore != "" {
			if err := os.WriteFile(path, []byte(c.ignore), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		size, err := measureContext(context.Background(), dir, 1<<30)
		if err != nil || size.bytes != c.want {
			t.Errorf("with .dockerignore %q: %d bytes, %v; want %d", c.ignore, size.bytes, err, c.want)
		}
	}
	_ = os.Remove(filepath.Join(dir, ".dockerignore"))
	size, err := measureContext(context.Background(), dir, 1<<20)
	if err != nil || size.bytes <= 1<<20 {
		t.Errorf("over the limit: %d bytes, %v", size.bytes, err)
	}
	size, _ = measureContext(context.Background(), dir, 1<<30)
	if !strings.Contains(size.String(), "model 3 MB, venv 2 MB") {
		t.Errorf("the largest entries are not named: %s", size)
	}
}
