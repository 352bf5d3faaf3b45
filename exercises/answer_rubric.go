package exercises

import (
	"io/fs"
	"path"
	"reflect"
	"slices"
	"sync"

	"github.com/goccy/go-yaml"

	"tutor/internal/rubric"
)

// prose is a rubric that is ready to judge.
type prose struct {
	judge *rubric.Judge
	words int   // that it asks for
	err   error // the rubric cannot be used
}

// in gives the settings the exercise that they belong to. Reading a rubric takes longer than all the rest of an
// exercise, so it waits until an answer is judged.
func (a Answer) in(ex *Exercise) Answer {
	fsys, starter, task := ex.FS, path.Join(ex.Starter, a.File), ex.Task
	a.prose = sync.OnceValue(func() prose {
		r, problems := loadRubric(fsys, a.Rubric, place{file: a.Rubric})
		if len(problems) > 0 {
			return prose{err: problems}
		}
		given, _ := fs.ReadFile(fsys, starter) // lint asks for it
		return prose{words: r.MinWords, judge: rubric.NewJudge(r, slices.Concat(readSheet(string(given)).all(), readSheet(task).all())...)}
	})
	return a
}

// answerLinks reports what is wrong with the rubrics of the exercise, and where its answers differ from the starter.
func answerLinks(ex *Exercise, root place) Problems {
	var found Problems
	for i := range ex.Checks {
		a, ok := ex.Checks[i].Settings.(Answer)
		if !ok || len(a.lint()) > 0 {
			continue
		}
		with := root.key("checks").item(i).key("with")
		found = append(found, a.starterLinks(ex, with)...)
		if a.Rubric != "" {
			_, problems := loadRubric(ex.FS, a.Rubric, with.key("rubric"))
			found = append(found, problems...)
		}
	}
	return found
}

// starterLinks compares the settings with the starter's file.
func (a Answer) starterLinks(ex *Exercise, with place) Problems {
	data, err := fs.ReadFile(ex.FS, path.Join(ex.Starter, a.File))
	if err != nil {
		return Problems{with.key("file").problem("check-settings", "the starter has no file %s (add it, with the headings that the checks name)", a.File)}
	}
	section, ok := readSheet(string(data)).section(a.Section)
	if !ok {
		return Problems{with.key("section").problem("check-settings", "%s of the starter has no heading %q (make them equal)", a.File, a.Section)}
	}
	var found Problems
	for i, c := range a.Choices {
		at := with.key("choices").item(i)
		if o, ok := section.option(c.Text); !ok {
			found = append(found, at.problem("check-settings", "the starter does not offer this option (add it below the heading, as - [ ] with the same text)"))
		} else if o.ticked {
			found = append(found, at.problem("check-settings", "the starter has this option ticked (write - [ ] there)"))
		}
	}
	return found
}

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
	if len(s.problems) > 0 {
		return r, withText(s.problems, text) // what else is wrong may follow from it
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
