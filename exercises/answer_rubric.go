package exercises

import (
	"io/fs"
	"path"
	"reflect"

	"github.com/goccy/go-yaml"

	"tutor/internal/rubric"
)

// loadRubric reads the file with a rubric. named is the place that names it.
func loadRubric(fsys fs.FS, name string, named place) (rubric.Rubric, Problems) {
	var r rubric.Rubric
	text, err := fs.ReadFile(fsys, name)
	if err != nil {
		return r, Problems{named.problem("rubric-missing", "there is no file %q in the exercise's folder (create it; see exercises/README.md)", name)}
	}
	root, found := parse(path.Join(path.Dir(named.file), name), text)
	if len(found) > 0 {
		return r, withText(found, text)
	}
	var s shape
	s.check(root, reflect.TypeFor[rubric.Rubric](), path.Base(name))
	if s.broken {
		return r, withText(s.problems, text)
	}
	if err := yaml.NodeToValue(root.node, &r); err != nil { // unknown keys are found already
		return r, withText(append(s.problems, yamlProblem(root, err)), text)
	}
	for _, m := range r.Lint() {
		at := root
		for _, step := range m.Path {
			switch step := step.(type) {
			case string:
				at = at.key(step)
			case int:
				at = at.item(step)
			}
		}
		s.problems = append(s.problems, at.problem("rubric", "%s", m.Message))
	}
	return r, withText(s.problems, text)
}
