package lessons

import "slices"

// Meta is what the course map needs to know about a lesson: its front matter
// and its place in the course.
type Meta struct {
	ID         string
	Title      string
	Number     int      // place in the course, from 1; not the number in the file name
	Minutes    int      // reading time the author expects, 1 to 60
	Objectives []string // what the learner can do afterwards
	Practises  []string // ids of the course's objectives that its questions practise
	Summary    string
	File       string
	Exercise   string // id of the exercise that follows, or empty
	Origin     string // the course folder's absolute path; empty for the course inside the program
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
	Links  []Link // in the order of the text

	sections []string // anchors of the headings inside of the page
	images   []Link   // shown as their text, but their files belong to the course
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
	Mistake     bool // the line to find, in a Spot; never set in a Walkthrough
	Line        int  // 1-based line of the list item
}

// Spot is code with a mistake in it. The learner picks the instruction.
type Spot struct {
	ID       string // unique among the questions and spots of the lesson
	Language string
	Code     []string // as in a Walkthrough
	Steps    []Step   // one for each instruction; at least one is a Mistake
	Line     int      // 1-based line of the opening fence
}

// Question is a quiz question with options to choose from.
type Question struct {
	ID      string // unique among the questions and spots of the lesson
	Prompt  string // Markdown
	Options []Option
	Line    int // 1-based line of the list
}

// Option is a possible answer to a Question. Both texts are Markdown.
type Option struct {
	Markdown    string
	Explanation string // why it is right or wrong
	Right       bool
	Line        int // 1-based line of the list item
}

// Multiple says whether several options are right.
func (q Question) Multiple() bool {
	return len(q.rightOptions()) > 1
}

// Correct says whether choice, indexes of options in any order, has all that
// are right and no other.
func (q Question) Correct(choice []int) bool {
	return sameSet(choice, q.rightOptions())
}

func (q Question) rightOptions() []int {
	var right []int
	for i, o := range q.Options {
		if o.Right {
			right = append(right, i)
		}
	}
	return right
}

// Correct says whether choice, the index of a step, is a mistake.
func (s Spot) Correct(choice int) bool {
	return choice >= 0 && choice < len(s.Steps) && s.Steps[choice].Mistake
}

// TermList is a table of terms with what they mean.
type TermList struct {
	Terms []Term
	Line  int // 1-based line of the table's header
}

// Term is a word of the course's subject. Its texts are Markdown.
type Term struct {
	ID      string // the name in kebab-case, unique in the course
	Name    string // plain text
	Meaning string
	Notes   []TermNote // the table's further columns that are not empty
	Line    int        // 1-based line of the table's row
}

// TermNote is what a further column of the table says about a term.
type TermNote struct {
	Label    string // the column's header, plain text
	Markdown string
}

// Command is a shell command for the learner to run, with what it prints.
type Command struct {
	ID        string // unique in the lesson, stable while the script's first line stays
	Script    string // lines joined by \n, without a final one
	Output    string // expected; a line "..." stands for any lines
	HasOutput bool   // an output block follows, which may be empty
	Line      int    // 1-based line of the opening fence
}

// Link is a link in a page's text.
type Link struct {
	Text string // plain text
	Dest string // as written: a web address, a file of the course, or #anchor
	Line int    // 1-based line in the file
	Col  int    // 1-based, in characters
}

func (Prose) isBlock()       {}
func (Walkthrough) isBlock() {}
func (Spot) isBlock()        {}
func (Question) isBlock()    {}
func (TermList) isBlock()    {}
func (Command) isBlock()     {}

func sameSet(a, b []int) bool {
	a, b = slices.Clone(a), slices.Clone(b)
	slices.Sort(a)
	slices.Sort(b)
	return slices.Equal(slices.Compact(a), slices.Compact(b))
}
