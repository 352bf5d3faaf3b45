package courseware

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"tutor/exercises"
	"tutor/lessons"
)

//go:embed all:templates
var templates embed.FS

// ErrExists means that there is a file or folder of the name, which is never overwritten.
var ErrExists = errors.New("it exists already, and nothing is ever overwritten")

// ErrName means that a name cannot be that of a lesson or an exercise.
var ErrName = errors.New("no name for it")

// firstLesson is the lesson that a new exercise names while the course has none.
const firstLesson = "first-steps"

// NewLesson writes a lesson to begin with into the folder and returns its file. Its name is name after the next free
// number. s is the course that the folder is part of.
func (s Set) NewLesson(f Folder, name string) (string, error) {
	if err := checkName(name, "lesson", lessons.IDs(s.Lessons...)); err != nil {
		return "", err
	}
	entries, err := os.ReadDir(f.Lessons)
	if err != nil {
		return "", fmt.Errorf("read the course folder: %w", err)
	}
	text, err := templates.ReadFile("templates/lesson.md")
	if err != nil {
		return "", err
	}
	file := filepath.Join(f.Lessons, fmt.Sprintf("%02d-%s.md", nextNumber(entries), name))
	return file, writeNew(file, []byte(fillIn(name, 0, "").Replace(string(text))))
}

// NewExercise writes an exercise to begin with into the folder, and returns its own folder and the id of the lesson
// that it practises: the folder's last one. lesson is not part of the course yet when the course has no lesson.
func (s Set) NewExercise(f Folder, name string) (dir, lesson string, err error) {
	if err := checkName(name, "exercise", exercises.IDs(s.Exercises...)); err != nil {
		return "", "", err
	}
	lesson = firstLesson
	if ids := lessons.IDs(s.Lessons...); len(ids) > 0 {
		lesson = ids[len(ids)-1]
	}
	tree, err := fs.Sub(templates, "templates/exercise")
	if err != nil {
		return "", "", err
	}
	dir = filepath.Join(f.Exercises, name)
	return dir, lesson, writeTree(dir, tree, fillIn(name, s.nextExercise(), lesson))
}

// checkName says what is wrong with the id of something new.
func checkName(name, what string, taken []string) error {
	for part := range strings.SplitSeq(name, "-") {
		if part == "" || strings.Trim(part, "abcdefghijklmnopqrstuvwxyz0123456789") != "" {
			return fmt.Errorf("a new %s: %q is %w; use small letters a-z, digits and single dashes, as in %s", what, name, ErrName, firstLesson)
		}
	}
	if strings.Trim(name, "0123456789") == "" { // where a command takes a name, it takes a number too
		return fmt.Errorf("a new %s: %q is %w, since learners type a number for the %s at that place; add a word, as in %s", what, name, ErrName, what, firstLesson)
	}
	const most = 40
	if len(name) > most {
		return fmt.Errorf("a new %s: %q is %w; it has %d characters, and %d is the most", what, name, ErrName, len(name), most)
	}
	if slices.Contains(taken, name) {
		return fmt.Errorf("%s %s of the course: %w", what, name, ErrExists)
	}
	return nil
}

// fillIn puts what is known of the new thing into a template.
func fillIn(name string, number int, lesson string) *strings.Replacer {
	title := strings.ReplaceAll(name, "-", " ")
	title = strings.ToUpper(title[:1]) + title[1:]
	return strings.NewReplacer(
		"@id@", inYAML(name), "@yaml-title@", inYAML(title), "@title@", title,
		"@number@", strconv.Itoa(number), "@lesson@", inYAML(lesson),
	)
}

// inYAML quotes a text that YAML would read as a number, a truth value or nothing.
func inYAML(text string) string {
	words := []string{"true", "false", "null", "yes", "no", "on", "off", "y", "n"}
	if text != "" && (strings.Trim(text[:1], "0123456789") == "" || slices.Contains(words, strings.ToLower(text))) {
		return strconv.Quote(text)
	}
	return text
}

// nextNumber is one more than the highest number that a file's name begins with.
func nextNumber(entries []fs.DirEntry) int {
	highest := 0
	for _, e := range entries {
		digits := e.Name()[:len(e.Name())-len(strings.TrimLeft(e.Name(), "0123456789"))]
		if n, err := strconv.Atoi(digits); err == nil && filepath.Ext(e.Name()) == ".md" {
			highest = max(highest, n)
		}
	}
	return highest + 1
}

func (s Set) nextExercise() int {
	all, _ := exercises.LoadSources(s.Exercises...) // those with problems have no number to count on
	highest := 0
	for _, ex := range all {
		highest = max(highest, ex.Number)
	}
	return highest + 1
}
