// Package explain says in plain words what a file does, made from the file's own arguments, and what to look at in it.
//
// It knows no terminal and asks no engine: whoever calls it has the text of the file.
package explain

import "tutor/internal/script"

// Document is a file, explained.
type Document struct {
	Kind     string    `json:"kind"` // dockerfile or compose
	Stages   []Stage   `json:"stages,omitempty"`
	Items    []Item    `json:"items"`    // in the order of the file
	Findings []Finding `json:"findings"` // in the order of their lines
}

// The kinds of a document.
const (
	KindDockerfile = "dockerfile"
	KindCompose    = "compose"
)

// Item is one instruction of a Dockerfile, or one key of a Compose file.
type Item struct {
	Start int    `json:"line"` // first line, 1 and up
	End   int    `json:"end"`  // last line
	Name  string `json:"name"` // such as COPY, or services.web.ports
	Text  string `json:"text"` // as it stands in the file, continuation lines joined
	Says  string `json:"says"` // one sentence or a few
	Parts []Part `json:"parts,omitempty"`
}

// Part is a piece of an item, such as one command of a RUN instruction, and what it does.
type Part = script.Part

// Stage is one FROM of a Dockerfile and what becomes of what it builds.
type Stage struct {
	Index int      `json:"index"` // 0 and up
	Name  string   `json:"name"`  // empty when it has none
	Line  int      `json:"line"`
	Base  string   `json:"base"`            // what FROM names
	Feeds []string `json:"feeds,omitempty"` // the stages that build on it or copy from it
	Final bool     `json:"final"`           // it becomes the image
	Used  bool     `json:"used"`            // the image needs it
}

// Severity says how much a finding matters.
type Severity string

// The severities. A warning is about something that is likely to go wrong; advice is about something that could be better.
const (
	Warning Severity = "warning"
	Advice  Severity = "advice"
)

// Finding is something to look at.
type Finding struct {
	ID       string   `json:"id"` // kebab-case; `# tutor: ignore=ID` leaves it out
	Severity Severity `json:"severity"`
	Line     int      `json:"line"` // 1 and up
	End      int      `json:"end"`
	What     string   `json:"what"`   // what is there, with the file's own words
	Why      string   `json:"why"`    // what comes of it
	Fix      string   `json:"fix"`    // what to do
	Lesson   string   `json:"lesson"` // id of the lesson about it; may be empty
}
