package courseware

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte(text), 0o600)); err != nil {
		t.Fatal(err)
	}
}

// open opens a folder of the current one as a course.
func open(t *testing.T, dir string) (Set, Folder) {
	t.Helper()
	s, err := Open([]string{dir})
	if err != nil {
		t.Fatal(err)
	}
	return s, s.Folders[0]
}

func TestOpenFolderFindsWhatIsWhere(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "flat/01-a.md", "")
	write(t, "deep/lessons/01-a.md", "")
	write(t, "deep/exercises/a/task.md", "")
	for dir, want := range map[string]Folder{
		"flat":   {Dir: "flat", Lessons: "flat", Exercises: filepath.Join("flat", "exercises")},
		"./deep": {Dir: "./deep", Lessons: filepath.Join("deep", "lessons"), Exercises: filepath.Join("deep", "exercises")},
	} {
		if got, err := OpenFolder(dir); err != nil || got != want {
			t.Errorf("%s: got %+v, %v, want %+v", dir, got, err, want)
		}
	}
	if s, _ := open(t, "flat"); len(s.Exercises) != 0 || !filepath.IsAbs(s.Lessons[0].Origin) {
		t.Errorf("flat: %+v", s)
	}
	if s, _ := open(t, "deep"); len(s.Exercises) != 1 || s.Exercises[0].Name != "deep/exercises" || s.Lessons[0].Name != "deep/lessons" {
		t.Errorf("deep: %+v", s)
	}
	for dir, want := range map[string]string{"none": "does not exist", "flat/01-a.md": "is a file"} {
		if _, err := Open([]string{Builtin, dir}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", dir, err)
		}
	}
}

func TestTheCourseInsideTheProgramHasNoMistake(t *testing.T) {
	s, err := Open(nil)
	if err != nil {
		t.Fatal(err)
	}
	if problems := s.Lint(); len(problems) > 0 {
		t.Error(problems)
	}
	if _, _, err := s.Load(); err != nil {
		t.Error(err)
	}
}

// What is written has no mistake, whatever its name.
func TestNewThingsHaveNoMistake(t *testing.T) {
	for _, name := range []string{"first-steps", "a", "true", "null", "8-10", "1e5", "no", strings.Repeat("a", 40)} {
		t.Run(name, func(t *testing.T) {
			t.Chdir(t.TempDir())
			s, f := open(t, ".")
			if _, err := s.NewLesson(f, name); err != nil {
				t.Fatal(err)
			}
			if _, lesson, err := s.NewExercise(f, name); err != nil || lesson != name {
				t.Fatalf("practises %s, %v", lesson, err)
			}
			s, _ = open(t, ".")
			if problems := s.Lint(); len(problems) > 0 {
				t.Error(problems)
			}
			course, all, err := s.Load()
			if err != nil || course.Lessons()[0].ID != name || all[0].ID != name {
				t.Errorf("%v", err)
			}
		})
	}
}

// A folder of exercises alone needs lessons from somewhere: from the course inside the program.
func TestExercisesForTheLessonsInsideTheProgram(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "mine/exercises/README.md", "")
	write(t, "empty/README.md", "")
	s, f := open(t, "mine")
	dir, _, err := s.NewExercise(f, "greeting")
	if err != nil {
		t.Fatal(err)
	}
	spec, err := os.ReadFile(filepath.Join(dir, "exercise.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "exercise.yaml"), strings.NewReplacer(firstLesson, "minimal-dockerfile", "number: 1", "number: 77").Replace(string(spec)))
	for _, c := range []struct{ folders, want string }{
		{Builtin + " mine", ""},
		{"mine " + Builtin, ""},
		{"mine", "no lesson in this folder"},
		{Builtin + " mine empty", "empty: no lesson in this folder"},
	} {
		s, err := Open(strings.Fields(c.folders))
		if err != nil {
			t.Fatal(err)
		}
		problems := s.Lint()
		if (len(problems) > 0) != (c.want != "") || (c.want != "" && !strings.Contains(problems.Error(), c.want)) {
			t.Errorf("%s: %v, want %q", c.folders, problems, c.want)
		}
	}
}

func TestALessonHasEveryPart(t *testing.T) {
	t.Chdir(t.TempDir())
	s, f := open(t, ".")
	file, err := s.NewLesson(f, "first-steps")
	if err != nil || file != "01-first-steps.md" {
		t.Fatalf("%s, %v", file, err)
	}
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{"dockerfile walk", "dockerfile spot", "sh run", "```output", "| Term |", "## Quiz", "<!--", "practises:", "exercise:", "summary:"} {
		if !strings.Contains(string(text), part) {
			t.Errorf("no %s", part)
		}
	}
	if strings.Contains(string(text), "@") {
		t.Error("a placeholder is left")
	}
}

func TestNewLessonsGetTheNextNumber(t *testing.T) {
	for last, want := range map[string]string{
		"":            "01-x.md",
		"04-a.md":     "05-x.md",
		"9-a.md":      "10-x.md",
		"99-a.md":     "100-x.md",
		"notes.md":    "01-x.md",
		"12-note.txt": "01-x.md",
	} {
		t.Chdir(t.TempDir())
		if last != "" {
			write(t, last, "")
		}
		s, f := open(t, ".")
		if got, err := s.NewLesson(f, "x"); err != nil || got != want {
			t.Errorf("after %q: %s, %v, want %s", last, got, err, want)
		}
	}
}

func TestNothingIsOverwritten(t *testing.T) {
	t.Chdir(t.TempDir())
	s, f := open(t, ".")
	write(t, "exercises/mine/notes.txt", "mine")
	if _, _, err := s.NewExercise(f, "mine"); !errors.Is(err, ErrExists) {
		t.Errorf("a folder of the name: %v", err)
	}
	if _, err := s.NewLesson(f, "mine"); err != nil {
		t.Fatal(err)
	}
	if _, err := s.NewLesson(f, "mine"); !errors.Is(err, ErrExists) {
		t.Errorf("a lesson of the name: %v", err)
	}
	write(t, "taken", "mine")
	if err := moveNew("01-mine.md", "taken"); !errors.Is(err, ErrExists) {
		t.Errorf("a file that came in between: %v", err)
	}
	for _, name := range []string{"", "A", "a--b", "../a", "a b", "12", strings.Repeat("a", 41)} {
		if _, err := s.NewLesson(f, name); !errors.Is(err, ErrName) {
			t.Errorf("%q: %v", name, err)
		}
	}
	err := filepath.WalkDir(".", func(path string, _ fs.DirEntry, err error) error {
		if strings.HasPrefix(filepath.Base(path), ".tutor-new-") {
			t.Errorf("%s is left", path)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

func TestAFolderThatCannotBeWrittenTo(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("root may write everywhere")
	}
	t.Chdir(t.TempDir())
	if err := os.Mkdir("mine", 0o500); err != nil {
		t.Fatal(err)
	}
	s, f := open(t, "mine")
	if _, err := s.NewLesson(f, "x"); !errors.Is(err, fs.ErrPermission) {
		t.Errorf("got %v", err)
	}
}
