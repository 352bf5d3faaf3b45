// Package courseware is a course as its author has it: folders of lessons and exercises, and what is wrong with them.
package courseware

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"tutor/exercises"
	"tutor/internal/problem"
	"tutor/lessons"
)

// Builtin names the course inside the program among the folders of a course.
const Builtin = "builtin"

// The folders of a course, inside of the folder that an author names.
const (
	LessonsDir   = "lessons"
	exercisesDir = "exercises"
)

// Set is the folders that make up one course. Opening it reads nothing of their content.
type Set struct {
	Lessons   []lessons.Source
	Exercises []exercises.Source
	Folders   []Folder // those outside of the program
	builtin   bool
}

// Folder is a course, or a part of one, outside of the program.
type Folder struct {
	Dir       string // as its author named it
	Lessons   string // the folder of its lessons; Dir itself when that has no folder lessons
	Exercises string // the folder of its exercises, which need not exist
}

// Open finds the folders of a course. Each name is a folder or Builtin; without any it is the course inside the
// program.
func Open(names []string) (Set, error) {
	if len(names) == 0 {
		names = []string{Builtin}
	}
	var s Set
	for _, name := range names {
		if name == Builtin {
			s.addBuiltin()
			continue
		}
		folder, err := OpenFolder(name)
		if err != nil {
			return Set{}, err
		}
		if err := s.add(folder); err != nil {
			return Set{}, err
		}
	}
	for i := range s.Lessons { // exercises of your own may belong to lessons of the course inside the program
		s.Lessons[i].Optional = s.Lessons[i].Optional && s.builtin
	}
	return s, nil
}

// OpenFolder finds what is where in a folder that exists.
func OpenFolder(dir string) (Folder, error) {
	info, err := os.Stat(dir)
	switch {
	case os.IsNotExist(err):
		return Folder{}, fmt.Errorf("the course folder %s does not exist; make it, or name one that does, or %q for the course inside the program", dir, Builtin)
	case err != nil:
		return Folder{}, fmt.Errorf("open the course folder: %w", err)
	case !info.IsDir():
		return Folder{}, fmt.Errorf("%s is a file; name the folder that holds the lessons", dir)
	}
	f := Folder{Dir: dir, Lessons: filepath.Join(dir, LessonsDir), Exercises: filepath.Join(dir, exercisesDir)}
	if !isFolder(f.Lessons) {
		f.Lessons = filepath.Clean(dir)
	}
	return f, nil
}

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

func (s *Set) addBuiltin() {
	s.builtin = true
	s.Lessons = append(s.Lessons, lessons.Source{FS: lessons.Embedded(), Name: LessonsDir})
	s.Exercises = append(s.Exercises, exercises.Source{FS: exercises.Embedded(), Name: exercisesDir})
}

func (s *Set) add(f Folder) error {
	origin, err := filepath.Abs(f.Dir)
	if err != nil {
		return fmt.Errorf("find the course folder %s: %w", f.Dir, err)
	}
	if slices.ContainsFunc(s.Lessons, func(l lessons.Source) bool { return l.Origin == origin }) {
		return fmt.Errorf("the course folder %s is named twice", f.Dir)
	}
	hasExercises := isFolder(f.Exercises)
	s.Folders = append(s.Folders, f)
	s.Lessons = append(s.Lessons, lessons.Source{
		FS: os.DirFS(f.Lessons), Name: filepath.ToSlash(f.Lessons), Origin: origin, Besides: []string{exercisesDir}, Optional: hasExercises,
	})
	if hasExercises {
		s.Exercises = append(s.Exercises, exercises.Source{FS: os.DirFS(f.Exercises), Name: filepath.ToSlash(f.Exercises)})
	}
	return nil
}

// LoadLessons reads the lessons.
func (s Set) LoadLessons() (*lessons.Course, error) {
	course, err := lessons.LoadSources(s.Lessons...)
	if err != nil {
		return nil, fmt.Errorf("load the course: %w", err)
	}
	return course, nil
}

// LoadExercises reads the exercises.
func (s Set) LoadExercises() ([]*exercises.Exercise, error) {
	all, err := exercises.LoadSources(s.Exercises...)
	if err != nil {
		return nil, fmt.Errorf("load the exercises: %w", err)
	}
	return all, nil
}

// Load reads all of the course, every page of it included.
func (s Set) Load() (*lessons.Course, []*exercises.Exercise, error) {
	course, err := s.LoadLessons()
	if err != nil {
		return nil, nil, err
	}
	for _, m := range course.Lessons() {
		if _, err := course.Lesson(m.ID); err != nil {
			return nil, nil, fmt.Errorf("load lesson %s: %w", m.ID, err)
		}
	}
	all, err := s.LoadExercises()
	if err != nil {
		return nil, nil, err
	}
	return course, all, nil
}

// HasLesson says whether a lesson of the course has the id.
func (s Set) HasLesson(id string) bool { return slices.Contains(lessons.IDs(s.Lessons...), id) }

// Lint returns everything that is wrong with the lessons, the exercises and what they say of each other, sorted by
// file and line.
func (s Set) Lint() problem.List {
	ids := lessons.IDs(s.Lessons...)
	problems := lessons.LintSources(s.Lessons, exercises.IDs(s.Exercises...))
	problems = append(problems, exercises.Lint(s.Exercises, exercises.Known{Lessons: ids, Objectives: s.objectives()})...)
	if s.builtin {
		problems = append(problems, exercises.LintCauses(exercisesDir+"/causes.yaml", ids)...)
	}
	for _, f := range s.Folders {
		problems = append(problems, f.misplaced()...)
	}
	return problems.Sorted()
}

// objectives lists the ids of the course's objectives; none where the lessons cannot be read, which is reported elsewhere.
func (s Set) objectives() []string {
	course, err := s.LoadLessons()
	if err != nil {
		return nil
	}
	ids := []string{}
	for _, o := range course.Objectives() {
		ids = append(ids, o.ID)
	}
	return ids
}

// misplaced reports files that lie beside the folder of lessons and would be read inside of it.
func (f Folder) misplaced() problem.List {
	if f.Lessons == filepath.Clean(f.Dir) {
		return nil
	}
	entries, err := os.ReadDir(f.Dir)
	if err != nil {
		return problem.List{{File: filepath.ToSlash(f.Dir), Rule: "unreadable", Message: err.Error()}}
	}
	var problems problem.List
	for _, e := range entries {
		name := e.Name()
		lesson := filepath.Ext(name) == ".md" && strings.Trim(name[:1], "0123456789") == ""
		if lesson || name == "course.yaml" || name == "course.yml" {
			problems = append(problems, problem.Problem{
				File: filepath.ToSlash(filepath.Join(f.Dir, name)), Rule: "stray-file",
				Message: "this file is not read; the lessons and course.yaml of this course lie in its folder " + LessonsDir + ", so move it there",
			})
		}
	}
	return problems
}
