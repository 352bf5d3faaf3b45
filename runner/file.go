package runner

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"tutor/exercises"
)

// checkFile looks at a file of the workspace; it needs no engine.
func (g *grade) checkFile(s exercises.File) exercises.CheckResult {
	path := filepath.Join(g.dir, filepath.FromSlash(s.Path))
	text, err := readRegular(path)
	o := exercises.FileObservation{There: !errors.Is(err, fs.ErrNotExist), Text: text}
	switch {
	case !o.There:
		o.Near = nearName(path)
	case err != nil:
		o.Why = err.Error()
	}
	r := verdictResult(s.Judge(o))
	r.Command = []string{"cat", s.Path}
	return r
}

// nearName finds a file beside the path that differs in the case of its letters or in its ending.
func nearName(path string) string {
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		return ""
	}
	want := strings.ToLower(filepath.Base(path))
	stem := strings.TrimSuffix(want, filepath.Ext(want))
	for _, e := range entries {
		name := strings.ToLower(e.Name())
		if !e.IsDir() && (name == want || strings.TrimSuffix(name, filepath.Ext(name)) == stem || name == want+".txt") {
			return e.Name()
		}
	}
	return ""
}
