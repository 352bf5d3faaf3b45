package explain

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// FuzzCompose looks for a text that makes the explainer panic, or that gives a place outside of the file.
func FuzzCompose(f *testing.F) {
	files, _ := filepath.Glob(filepath.Join("testdata", "compose", "*.yaml"))
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	for _, text := range []string{
		"", "a", "services: {}", "services:\n  a: &a\n    <<: *a\n", "x: &x [*x]\nservices: {a: {image: b}}", "services:\n\ta", "? a\n: b\n---\nc: d",
		"services: {a: {image: b, ports: [1:2, {target: 3}, '${A:-4}:5/udp'], environment: {A: , B: '${C?}'}, volumes: ['C:\\a:/b', a:/b:ro]}}",
		"services:\n  a:\n    <<: [{image: b}, {user: c}]\n    healthcheck: {test: [CMD]}\n    command: |\n      a\n", "version: 3\nservices: {a: {build: .}}\n",
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		d, err := Compose(context.Background(), "compose.yaml", text)
		lines := len(strings.Split(strings.ReplaceAll(strings.ReplaceAll(string(text), "\r\n", "\n"), "\r", "\n"), "\n"))
		if err != nil {
			var e *ComposeError
			if !errors.As(err, &e) || e.Line < 1 || e.Line > lines || strings.Contains(e.Message, "the parser gave up") {
				t.Fatalf("%v in %d lines", err, lines)
			}
			return
		}
		for _, i := range d.Items {
			if i.Start < 1 || i.End < i.Start || i.End > lines || i.Says == "" || i.Name == "" {
				t.Fatalf("%+v in %d lines", i, lines)
			}
		}
		for _, x := range d.Findings {
			if x.Line < 1 || x.Line > lines || x.End < x.Line {
				t.Fatalf("%+v in %d lines", x, lines)
			}
		}
	})
}
