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
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"tutor/internal/parallel"
)

// The names of the files that make a folder an exercise.
const (
	specFile = "exercise.yaml"
	taskFile = "task.md"
)

//go:embed all:build-image all:env-var all:health all:beyond-container all:compose
var embedded embed.FS // all: takes files such as .dockerignore along

// Embedded is the folder of the exercises that ship with the tutor.
func Embedded() fs.FS { return embedded }

// Source is a folder of exercises, and what its author calls it.
type Source struct {
	FS   fs.FS
	Name string // path of the folder, with slashes, as problems shall have it; may be empty
}

// Load reads every exercise in a folder of exercises. See LoadSources.
func Load(fsys fs.FS) ([]*Exercise, error) {
	return LoadSources(Source{FS: fsys})
}

// LoadSources reads every exercise in folders of exercises, sorted by number. A folder without an exercise.yaml is
// left alone. The error is Problems when the content is wrong: it names every mistake found, and the exercises without
// one are returned beside it.
func LoadSources(sources ...Source) ([]*Exercise, error) {
	entries, err := readAll(sources)
	if err != nil {
		return nil, err
	}
	var all []*Exercise
	var problems Problems
	for _, e := range entries {
		if problems = append(problems, e.problems...); len(e.problems) == 0 {
			all = append(all, e.ex)
		}
	}
	slices.SortFunc(all, func(a, b *Exercise) int { return cmp.Compare(a.Number, b.Number) })
	if len(problems) > 0 {
		return all, problems.Sorted()
	}
	return all, nil
}

// Known are the ids that exercises may name.
type Known struct {
	Lessons    []string
	Objectives []string // nil where they cannot be known
}

// Lint returns all problems of the exercises in the folders, sorted by file and line.
func Lint(sources []Source, known Known) Problems {
	entries, err := readAll(sources)
	if err != nil {
		return Problems{{File: ".", Rule: "unreadable", Message: err.Error()}}
	}
	var problems Problems
	for _, e := range entries {
		problems = append(problems, e.problems...)
		if e.ex != nil {
			problems = append(problems, withText(links(e.ex, e.at, known, IDs(sources...)), e.text)...)
			problems = append(problems, withText(answerLinks(e.ex, e.at), e.text)...)
		}
	}
	for _, src := range sources {
		problems = append(problems, strays(src)...)
	}
	return problems.Sorted()
}

// entry is one exercise's folder, read.
type entry struct {
	ex       *Exercise // nil when its spec could not be decoded
	at       place     // of the spec
	text     []byte    // of the spec
	problems Problems
}

func readAll(sources []Source) ([]entry, error) {
	var all []entry
	seen := map[string]string{} // id or number, to the file that has it
	for _, src := range sources {
		folders, err := fs.ReadDir(src.FS, ".")
		if err != nil {
			return nil, fmt.Errorf("read the folder of exercises: %w", err)
		}
		folders = slices.DeleteFunc(folders, func(f fs.DirEntry) bool { return !f.IsDir() || !isExercise(src.FS, f.Name()) })
		read := parallel.Map(len(folders), func(i int) entry { return load(src, folders[i].Name()) })
		for _, e := range read {
			if e.ex != nil {
				e.problems = append(e.problems, taken(e.ex, e.at, seen)...)
			}
			e.problems = withText(e.problems, e.text)
			all = append(all, e)
		}
	}
	return all, nil
}

// withText adds the line to each problem of the spec.
func withText(problems Problems, spec []byte) Problems {
	lines := strings.Split(string(spec), "\n")
	for i, p := range problems {
		if p.Text == "" && 0 < p.Line && p.Line <= len(lines) { // a rubric's problem has the line of its own file
			problems[i].Text = strings.TrimRight(lines[p.Line-1], "\r")
		}
	}
	return problems
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
			found = append(found, at.key(key).problem("duplicate-"+key, "%s %s is taken by %s (choose another)", key, value, other))
		}
		seen[value] = at.file
	}
	return found
}

// load reads one exercise.
func load(src Source, dir string) entry {
	file := path.Join(src.Name, dir, specFile)
	text, err := fs.ReadFile(src.FS, path.Join(dir, specFile))
	if errors.Is(err, fs.ErrNotExist) {
		return entry{problems: Problems{{File: file, Rule: "spec-missing", Message: "there is no exercise.yaml (add one, with exactly this name)"}}}
	}
	if err != nil {
		return entry{problems: Problems{{File: file, Rule: "unreadable", Message: fmt.Sprintf("cannot be read: %v (check its permissions)", err)}}}
	}
	root, found := parse(file, text)
	if len(found) > 0 {
		return entry{text: text, problems: found}
	}
	ex, found, broken := decode(root)
	if broken {
		return entry{at: root, text: text, problems: found}
	}
	return entry{ex: ex, at: root, text: text, problems: append(found, complete(ex, root, src.FS, dir)...)}
}

// complete adds what lies beside the spec, then looks for mistakes in the whole.
func complete(ex *Exercise, root place, fsys fs.FS, dir string) Problems {
	sub, err := fs.Sub(fsys, dir)
	if err != nil {
		return Problems{root.problem("unreadable", "cannot open the folder: %v (check its name)", err)}
	}
	ex.FS = sub
	task, _ := fs.ReadFile(sub, taskFile) // lint asks for a task that is there and not empty
	ex.Task = string(task)
	l := linter{ex: ex, root: root, dir: dir}
	l.run()
	for i := range ex.Checks {
		if a, ok := ex.Checks[i].Settings.(Answer); ok {
			ex.Checks[i].Settings = a.in(ex)
		}
	}
	return l.problems
}

// parse reads the YAML tree. Duplicate keys are found here.
func parse(file string, text []byte) (place, Problems) {
	if found := checkBounds(file, text); len(found) > 0 {
		return place{}, found
	}
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
		return place{}, Problems{{File: file, Line: 1, Col: 1, Rule: "empty-file", Message: "the file is empty (start with id, number and title)"}}
	case 1:
		return place{file, bodies[0]}, nil
	}
	return place{}, Problems{place{file, bodies[1]}.problem("yaml-syntax", "a second document begins (keep one, without a line ---)")}
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
		ex.Checks[i].With = nil // it would keep the tree of the whole file in memory
	}
	return ex, s.problems, false
}

// decodeSettings turns a check's `with` into its kind's settings. They stay nil when that fails.
func decodeSettings(c *Check, at place) Problems {
	k, ok := findKind(c.Kind)
	if !ok {
		return Problems{at.key("kind").problem("unknown-kind", "unknown kind %q (%s)", c.Kind, didYouMean(c.Kind, Kinds()))}
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
