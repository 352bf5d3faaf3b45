package cli

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"path"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/rogpeppe/go-internal/txtar"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"tutor/exercises"
	"tutor/lessons"
)

// compiled is a schema that `tutor course schema` prints.
func compiled(t *testing.T, args ...string) *jsonschema.Schema {
	t.Helper()
	streams, out, errOut := testStreams()
	if code := Main(append([]string{"course", "schema"}, args...), streams); code != exitOK {
		t.Fatalf("ends with %d: %s", code, errOut)
	}
	doc, err := jsonschema.UnmarshalJSON(out)
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("tutor.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("tutor.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// value is YAML as an editor's JSON Schema sees it.
func value(t *testing.T, text []byte) any {
	t.Helper()
	doc, err := yaml.YAMLToJSON(text)
	if err != nil {
		t.Fatal(err)
	}
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(doc))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func frontMatter(text []byte) []byte {
	_, rest, _ := strings.Cut(string(text), "---\n")
	front, _, _ := strings.Cut(rest, "\n---")
	return []byte(front + "\n")
}

// schemaOf names the schema of a file, and what of the file it is about.
func schemaOf(name string, text []byte) (kind string, part []byte) {
	switch base := path.Base(name); {
	case base == "exercise.yaml":
		return exerciseSchema, text
	case base == "rubric.yaml":
		return rubricSchema, text
	case base == "course.yaml":
		return courseSchema, text
	case path.Ext(base) == ".md" && bytes.HasPrefix(text, []byte("---\n")):
		return lessonSchema, frontMatter(text)
	}
	return "", nil
}

func TestSchemasTakeTheShippedFiles(t *testing.T) {
	together, tried := compiled(t), map[string]int{}
	for _, shipped := range []fs.FS{lessons.Embedded(), exercises.Embedded()} {
		err := fs.WalkDir(shipped, ".", func(name string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() {
				return err
			}
			text, err := fs.ReadFile(shipped, name)
			kind, part := schemaOf(name, text)
			if err != nil || kind == "" {
				return err
			}
			tried[kind]++
			if err := compiled(t, kind).Validate(value(t, part)); err != nil {
				t.Errorf("%s: %v", name, err)
			}
			if err := together.Validate(value(t, part)); err != nil {
				t.Errorf("%s, all schemas together: %v", name, err)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if tried[lessonSchema] == 0 || tried[exerciseSchema] == 0 || tried[courseSchema] == 0 || tried[rubricSchema] == 0 {
		t.Errorf("tried %v", tried)
	}
}

// TestSchemasRefuseBrokenFiles tries the fixtures whose mistake is in YAML that can be read.
func TestSchemasRefuseBrokenFiles(t *testing.T) {
	for fixture, file := range map[string]string{
		"unknown-key": "course/01-first.md", "missing-objectives": "course/01-first.md", "missing-title": "course/01-first.md",
		"title-too-long": "course/01-first.md", "minutes": "course/01-first.md", "course-yaml-key": "course/course.yaml",
		"exercise-unknown-key":   "course/exercises/greeting/exercise.yaml",
		"exercise-wrong-kind":    "course/exercises/greeting/exercise.yaml",
		"exercise-unknown-cause": "course/exercises/greeting/exercise.yaml",
	} {
		archive, err := txtar.ParseFile("testdata/lint/" + fixture + ".txtar")
		if err != nil {
			t.Fatal(err)
		}
		found := false
		for _, f := range archive.Files {
			if f.Name == file {
				found = true
				kind, part := schemaOf(f.Name, f.Data)
				if err := compiled(t, kind).Validate(value(t, part)); err == nil {
					t.Errorf("%s: the schema takes %s", fixture, file)
				}
			}
		}
		if !found {
			t.Errorf("%s has no %s", fixture, file)
		}
	}
}

func TestSchemaOfSettingsFollowsTheKind(t *testing.T) {
	s := compiled(t, exerciseSchema)
	spec := func(kind, with string) any {
		text := `{"id":"a","number":1,"title":"A","lesson":"a","starter":"s","reference":"r","checks":[{"id":"c","title":"C","kind":"` + kind + `","with":` + with + `}]}`
		if !json.Valid([]byte(text)) {
			t.Fatal(text)
		}
		return value(t, []byte(text))
	}
	for _, tt := range []struct {
		kind, with string
		ok         bool
	}{
		{"start", `{"port": 8000}`, true},
		{"start", `{"port": 80000}`, false},
		{"start", `{"path": "/"}`, false},
		{"http", `{"path": "/", "json": {"a": [1]}, "method": "POST"}`, true},
		{"http", `{"path": "health"}`, false},
		{"http", `{"path": "/", "method": "get"}`, false},
		{"dockerfile", `{"rule": "cmd-exec-form"}`, true},
		{"dockerfile", `{"rule": "cmd-exec"}`, false},
		{"image", `{"non_root": true}`, true},
		{"image", `{"non_root": "yes"}`, false},
	} {
		if err := s.Validate(spec(tt.kind, tt.with)); (err == nil) != tt.ok {
			t.Errorf("%s with %s: %v", tt.kind, tt.with, err)
		}
	}
}
