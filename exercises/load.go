package exercises

import (
	"cmp"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"reflect"
	"slices"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// The names of the files that make a folder an exercise.
const (
	specFile = "exercise.yaml"
	taskFile = "task.md"
)

//go:embed all:build-image
var embedded embed.FS // all: takes files such as .dockerignore along

// Embedded is the folder of the exercises that ship with the tutor.
func Embedded() fs.FS { return embedded }

// Load reads every exercise in a folder of exercises, sorted by number. A folder without an
// exercise.yaml is left alone. The error is Problems when the content is wrong: it names every
// mistake found, and the exercises without one are returned beside it.
func Load(fsys fs.FS) ([]*Exercise, error) {
	entries, err := fs.ReadDir(fsys, ".")
	if err != nil {
		return nil, fmt.Errorf("read the folder of exercises: %w", err)
	}
	var all []*Exercise
	var problems Problems
	seen := map[string]string{} // id or number, to the file that has it
	for _, entry := range entries {
		if !entry.IsDir() || !isExercise(fsys, entry.Name()) {
			continue
		}
		ex, at, found := load(fsys, entry.Name())
		if ex != nil {
			found = append(found, taken(ex, at, seen)...)
		}
		if problems = append(problems, found...); len(found) == 0 {
			all = append(all, ex)
		}
	}
	slices.SortFunc(all, func(a, b *Exercise) int { return cmp.Compare(a.Number, b.Number) })
	if len(problems) > 0 {
		return all, problems.Sorted()
	}
	return all, nil
}

// isExercise says whether a folder is meant as an exercise, so that a misnamed spec is not overlooked.
func isExercise(fsys fs.FS, dir string) bool {
	return slices.ContainsFunc([]string{specFile, taskFile, "exercise.yml"}, func(name string) bool {
		return exists(fsys, path.Join(dir, name))
	})
}

func exists(fsys fs.FS, name string) bool {
	_, err := fs.Stat(fsys, name)
	return err == nil
}

// taken reports an id or number that an earlier exercise has.
func taken(ex *Exercise, at place, seen map[string]string) Problems {
	var found Problems
	for key, value := range map[string]string{"id": ex.ID, "number": fmt.Sprint(ex.Number)} {
		if other, ok := seen[value]; ok {
			found = append(found, at.key(key).problem("%s %s is taken by %s (choose another)", key, value, other))
		}
		seen[value] = at.file
	}
	return found
}

// load reads one exercise. The exercise is nil when its spec could not be decoded.
func load(fsys fs.FS, dir string) (*Exercise, place, Problems) {
	file := path.Join(dir, specFile)
	text, err := fs.ReadFile(fsys, file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, place{}, Problems{{File: file, Message: "there is no exercise.yaml (add one, with exactly this name)"}}
	}
	if err != nil {
		return nil, place{}, Problems{{File: file, Message: fmt.Sprintf("cannot be read: %v (check its permissions)", err)}}
	}
	root, found := parse(file, text)
	if len(found) > 0 {
		return nil, place{}, found
	}
	ex, found, broken := decode(root)
	if broken {
		return nil, root, found
	}
	return ex, root, append(found, complete(ex, root, fsys, dir)...)
}

// complete adds what lies beside the spec, then looks for mistakes in the whole.
func complete(ex *Exercise, root place, fsys fs.FS, dir string) Problems {
	sub, err := fs.Sub(fsys, dir)
	if err != nil {
		return Problems{root.problem("cannot open the folder: %v (check its name)", err)}
	}
	ex.FS = sub
	task, _ := fs.ReadFile(sub, taskFile) // lint asks for a task that is there and not empty
	ex.Task = string(task)
	l := linter{ex: ex, root: root, dir: dir}
	l.run()
	return l.problems
}

// parse reads the YAML tree. Duplicate keys are found here.
func parse(file string, text []byte) (place, Problems) {
	parsed, err := parser.ParseBytes(text, 0)
	if err != nil {
		return place{}, Problems{yamlProblem(place{file: file}, err)}
	}
	var bodies []ast.Node
	for _, doc := range parsed.Docs {
		if doc.Body != nil && doc.Body.Type() != ast.CommentType {
			bodies = append(bodies, doc.Body)
		}
	}
	switch len(bodies) {
	case 0:
		return place{}, Problems{{File: file, Line: 1, Col: 1, Message: "the file is empty (start with id, number and title)"}}
	case 1:
		return place{file, bodies[0]}, nil
	}
	return place{}, Problems{place{file, bodies[1]}.problem("a second document begins (keep one, without a line ---)")}
}

// decode fills an exercise from the tree. It is broken when a value has a wrong type.
func decode(root place) (ex *Exercise, found Problems, broken bool) {
	var s shape
	s.check(root, reflect.TypeFor[Exercise](), specFile)
	if s.broken {
		return nil, s.problems, true
	}
	ex = &Exercise{}
	if err := yaml.NodeToValue(root.node, ex); err != nil { // unknown keys are found already
		return nil, append(s.problems, yamlProblem(root, err)), true
	}
	for i := range ex.Checks {
		at := root.key("checks").item(i)
		s.problems = append(s.problems, decodeSettings(&ex.Checks[i], at)...)
	}
	return ex, s.problems, false
}

// decodeSettings turns a check's `with` into its kind's settings. They stay nil when that fails.
func decodeSettings(c *Check, at place) Problems {
	k, ok := findKind(c.Kind)
	if !ok {
		return Problems{at.key("kind").problem("unknown kind %q (%s)", c.Kind, didYouMean(c.Kind, Kinds()))}
	}
	with := place{at.file, c.With}
	if c.With == nil || c.With.Type() == ast.NullType {
		with.node = nil
	}
	var s shape
	if with.node != nil {
		s.check(with, k.settings, "with")
	}
	if len(s.problems) > 0 {
		return s.problems
	}
	settings, err := k.decode(with.node)
	if err != nil {
		return Problems{yamlProblem(with, err)}
	}
	c.Settings = settings
	return nil
}
