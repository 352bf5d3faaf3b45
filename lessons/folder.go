package lessons

import (
	"fmt"
	"io/fs"
	"path"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"tutor/internal/parallel"
)

// maxFileSize keeps a stray large file from being parsed as a lesson: the
// parsers take quadratic time for some texts. A lesson has about 8 KB.
const maxFileSize = 128 << 10

// Source is a folder of lessons, and what its author calls it.
type Source struct {
	FS      fs.FS
	Name    string   // path of the folder, with slashes, as problems shall have it; may be empty
	Origin  string   // absolute path of the folder; empty for the course inside the program
	Besides []string // names of what lies in the folder and is no lesson, such as a folder of exercises
	// Optional says that the folder need not hold a lesson: it has something else to add to the lessons of another one.
	Optional bool
}

// path is the name of a file in the folder as a person can open it.
func (s Source) path(name string) string { return path.Join(s.Name, name) }

// draft is one lesson file on its way into a course.
type draft struct {
	from   Source
	meta   Meta
	whole  *source
	values map[string]ast.Node // of each key, for problems that concern two files
	meant  []string            // keys that are there under a misspelt name
	body   *source             // nil when the end of the front matter was not found
}

// contents is what was read from the folders of a course.
type contents struct {
	outlines []outline // one for each folder
	drafts   []draft
	problems Problems
}

func readCourse(sources []Source) (contents, error) {
	var c contents
	owner := map[string]string{}
	for _, src := range sources {
		if err := c.readFolder(src, owner); err != nil {
			return contents{}, err
		}
	}
	return c, nil
}

// folderError says that a folder of the course could not be read.
type folderError struct {
	dir string
	err error
}

func (e folderError) Error() string {
	return fmt.Sprintf("cannot read the folder %s (%v); see its permissions", e.dir, e.err)
}

func (e folderError) Unwrap() error { return e.err }

// readFolder adds a folder. owner tells which file has an id.
func (c *contents) readFolder(src Source, owner map[string]string) error {
	names, err := lessonFiles(src.FS)
	if err != nil {
		return folderError{src.path("."), err}
	}
	outline, problems := readOutline(src)
	if len(names) == 0 && !src.Optional {
		problems = append(problems, Problem{
			File: src.path("."), Rule: "no-lesson", Message: "no lesson in this folder; add a Markdown file such as 01-first-steps.md",
		})
	}
	type read struct {
		draft    draft
		problems Problems
	}
	drafts := parallel.Map(len(names), func(i int) read {
		d, problems := readDraft(src, names[i])
		return read{d, problems}
	})
	for i, name := range names {
		d, found := drafts[i].draft, drafts[i].problems
		d.from, d.meta.Origin, d.meta.Number = src, src.Origin, len(c.drafts)+1
		d.meta.File = src.path(name) // also of one that could not be read: links to it are not dead
		c.drafts = append(c.drafts, d)
		problems = append(problems, found...)
		if first, taken := owner[d.meta.ID]; taken {
			problems = append(problems, d.at("id", d.meta.ID, "duplicate-id", "id %q is already used by %s; give each lesson its own id", d.meta.ID, first))
		} else if d.meta.ID != "" {
			owner[d.meta.ID] = src.path(name)
		}
	}
	c.outlines = append(c.outlines, outline)
	c.problems = append(c.problems, problems...)
	return nil
}

// at places a problem at an id that is the value of a key of the front matter,
// or one of a list of them.
func (d draft) at(key, id, rule, format string, args ...any) Problem {
	node := d.values[key]
	if list, ok := node.(*ast.SequenceNode); ok {
		for _, item := range list.Values {
			if text, _ := textOf(item); text == id {
				node = item
				break
			}
		}
	}
	p := node.GetToken().Position
	return d.whole.problemAt(p.Line-1, p.Column, rule, format, args...)
}

func readDraft(src Source, name string) (draft, Problems) {
	data, err := readLimited(src.FS, name)
	if err != nil {
		return draft{}, Problems{{File: src.path(name), Line: 1, Col: 1, Rule: "unreadable", Message: err.Error()}}
	}
	text, problems := newSource(src.path(name), data, "start it with front matter: a line ---, then id, title and minutes, then another ---")
	if len(problems) > 0 {
		return draft{}, problems
	}
	return parseFrontMatter(text)
}

func readLimited(fsys fs.FS, name string) ([]byte, error) {
	info, err := fs.Stat(fsys, name)
	if err != nil {
		return nil, fmt.Errorf("cannot read this lesson (%w); see its permissions, and where it leads if it is a link", err)
	}
	if info.Size() > maxFileSize {
		return nil, fmt.Errorf("the file has %d bytes, the limit is %d; split the lesson", info.Size(), maxFileSize)
	}
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, fmt.Errorf("cannot read this lesson (%w); see its permissions, and where it leads if it is a link", err)
	}
	return data, nil
}

// lessonFiles lists the lesson files in the order of their names, which is the
// order of the course.
func lessonFiles(fsys fs.FS) ([]string, error) {
	entries, err := fs.ReadDir(fsys, ".")
	if err != nil {
		return nil, err
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
