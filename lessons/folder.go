package lessons

import (
	"fmt"
	"io/fs"
	"path"
	"strings"
)

// maxFileSize keeps a stray large file from being parsed as a lesson: the
// parsers take quadratic time for some texts. A lesson has about 8 KB.
const maxFileSize = 128 << 10

// draft is one lesson file on its way into a course.
type draft struct {
	meta  Meta
	whole *source
	rows  map[string]int // where each key stands, for problems that concern two files
	body  *source        // nil when the end of the front matter was not found
}

// Lint parses every lesson in fsys and returns all problems, sorted by file
// and line; none means that the course can be used.
func Lint(fsys fs.FS) Problems {
	outline, drafts, problems, err := readCourse(fsys)
	if err != nil {
		return Problems{{File: ".", Message: err.Error()}}
	}
	pages := make([][]Page, len(drafts))
	for i, d := range drafts {
		if d.body != nil {
			var found Problems
			pages[i], found = parsePages(d.body, d.meta.Title)
			problems = append(problems, found...)
		}
	}
	problems = append(problems, lintCourse(fsys, outline, drafts, pages)...)
	return problems.Sorted()
}

func readCourse(fsys fs.FS) (outline, []draft, Problems, error) {
	names, err := lessonFiles(fsys)
	if err != nil {
		return outline{}, nil, nil, err
	}
	if len(names) == 0 {
		return outline{}, nil, Problems{{File: ".", Message: "no lesson in this folder; add a Markdown file such as 01-first-steps.md"}}, nil
	}
	outline, problems := readOutline(fsys)
	var drafts []draft
	owner := map[string]string{}
	for i, name := range names {
		d, found := readDraft(fsys, name)
		d.meta.Number = i + 1
		drafts = append(drafts, d)
		problems = append(problems, found...)
		if first, taken := owner[d.meta.ID]; taken {
			problems = append(problems, d.at("id", "id %q is already used by %s; give each lesson its own id", d.meta.ID, first))
		} else if d.meta.ID != "" {
			owner[d.meta.ID] = name
		}
	}
	return outline, drafts, problems, nil
}

// at places a problem at a key of the front matter.
func (d draft) at(key, format string, args ...any) Problem {
	return d.whole.problemAt(d.rows[key], 1, format, args...)
}

func readDraft(fsys fs.FS, name string) (draft, Problems) {
	data, err := readLimited(fsys, name)
	if err != nil {
		return draft{}, Problems{{File: name, Line: 1, Col: 1, Message: err.Error()}}
	}
	src, problems := newSource(name, data)
	if len(problems) > 0 {
		return draft{}, problems
	}
	return parseFrontMatter(src)
}

func readLimited(fsys fs.FS, name string) ([]byte, error) {
	info, err := fs.Stat(fsys, name)
	if err != nil {
		return nil, fmt.Errorf("cannot read this lesson: %w", err)
	}
	if info.Size() > maxFileSize {
		return nil, fmt.Errorf("the file has %d bytes, the limit is %d; split the lesson", info.Size(), maxFileSize)
	}
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, fmt.Errorf("cannot read this lesson: %w", err)
	}
	return data, nil
}

// lessonFiles lists the lesson files in the order of their names, which is the
// order of the course.
func lessonFiles(fsys fs.FS) ([]string, error) {
	entries, err := fs.ReadDir(fsys, ".")
	if err != nil {
		return nil, fmt.Errorf("read course folder: %w", err)
	}
	var names []string
	for _, e := range entries {
		if isLessonName(e.Name()) && isRegular(fsys, e) {
			names = append(names, e.Name())
		}
	}
	return names, nil
}

func isLessonName(name string) bool {
	return path.Ext(name) == ".md" && !strings.HasPrefix(name, ".") && !strings.EqualFold(name, "README.md")
}

// isRegular keeps folders out, and pipes: reading one would wait for ever. A
// broken link counts as a file, so that it is reported and not passed over.
func isRegular(fsys fs.FS, e fs.DirEntry) bool {
	if e.Type()&fs.ModeSymlink == 0 {
		return e.Type().IsRegular()
	}
	info, err := fs.Stat(fsys, e.Name())
	return err != nil || info.Mode().IsRegular()
}
