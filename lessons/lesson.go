package lessons

// Meta is what the course map needs to know about a lesson: its front matter
// and its place in the course.
type Meta struct {
	ID         string
	Title      string
	Number     int // place in the course, from 1; not the number in the file name
	Minutes    int // reading time the author expects, 1 to 60
	Objectives []string
	Summary    string
	File       string
	Exercise   string // id of the exercise that follows the lesson, or empty
}

// Lesson is a parsed lesson. It is shared between callers: read it, do not
// change it.
type Lesson struct {
	Meta
	Pages []Page
}

// Page is one idea: a level-2 heading and everything up to the next one. Text
// before the first heading is a page too; it carries the lesson's title and
// the anchor "top", which browsers understand as the start of a document.
type Page struct {
	Title  string // plain text, no Markdown
	Anchor string // the fragment a code forge gives the heading, unique in the lesson
	Line   int    // 1-based line of the heading in the file
	Blocks []Block
}

// Block is a part of a page that is shown in its own way.
type Block interface{ isBlock() }

// Prose is Markdown as the author wrote it, to be rendered as a whole.
type Prose struct {
	Markdown string
	Line     int // 1-based line of its first character
}

// Walkthrough is code that is explained one instruction at a time.
type Walkthrough struct {
	Language string
	Code     []string // lines without their ends, tabs expanded to spaces
	Steps    []Step
	Line     int // 1-based line of the opening fence
}

// Step explains the lines First to Last of the code, both 0-based and
// inclusive.
type Step struct {
	First, Last int
	Markdown    string
	Line        int // 1-based line of the list item
}

func (Prose) isBlock()       {}
func (Walkthrough) isBlock() {}
