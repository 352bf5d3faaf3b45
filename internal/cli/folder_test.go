package cli

import (
	"os"
	"path/filepath"
	"testing"
)

func TestLiesIn(t *testing.T) {
	top := t.TempDir()
	at := func(parts ...string) string { return filepath.Join(append([]string{top}, parts...)...) }
	noError(t, os.MkdirAll(at("work", "sub"), 0o700))
	noError(t, os.MkdirAll(at("elsewhere"), 0o700))
	noError(t, os.Symlink(at("work", "sub"), at("elsewhere", "link")))
	for _, c := range []struct {
		path, dir string
		want      bool
	}{
		{at("work"), at("work"), true},
		{at("work", "sub"), at("work"), true},
		{at("work", "not", "yet"), at("work"), true},
		{at("elsewhere", "link", "not", "yet"), at("work"), true},
		{at("work", "sub", "file"), at("elsewhere", "link"), true},
		{at("work", "..name"), at("work"), true},
		{at("work-2"), at("work"), false},
		{at("work", "..", "elsewhere"), at("work"), false},
		{top, at("work"), false},
	} {
		if got := liesIn(c.path, c.dir); got != c.want {
			t.Errorf("%s in %s: %v", c.path, c.dir, got)
		}
	}
}
