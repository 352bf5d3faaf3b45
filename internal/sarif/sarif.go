// Package sarif writes findings in SARIF 2.1.0, the format that code forges and editors show beside the lines.
//
// The specification is https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html; section numbers are its.
package sarif

import (
	"net/url"
	"path/filepath"
	"slices"
	"strings"
)

// Tool is the program that found something.
type Tool struct {
	Name    string
	Version string // empty when it is not known
	URI     string // where people read about it; may be empty
}

// Level says how much a finding matters (3.27.10).
type Level string

// The levels.
const (
	Error   Level = "error"
	Warning Level = "warning"
	Note    Level = "note"
)

// Finding is one result of the tool.
type Finding struct {
	Rule    string // kebab-case name of the kind of finding; the same over time
	Level   Level
	Message string
	File    string // path with the separators of this system
	Line    int    // from 1; 0 when the whole file is meant
	Col     int    // from 1, in characters; 0 when the whole line is meant
}

// Log is a SARIF document, to be encoded as JSON.
type Log struct {
	Schema  string `json:"$schema"`
	Version string `json:"version"`
	Runs    []run  `json:"runs"`
}

type run struct {
	Tool       tool     `json:"tool"`
	ColumnKind string   `json:"columnKind"`
	Results    []result `json:"results"` // empty, not null, when nothing was found (3.14.23)
}

type tool struct {
	Driver driver `json:"driver"`
}

type driver struct {
	Name           string `json:"name"`
	Version        string `json:"version,omitempty"`
	InformationURI string `json:"informationUri,omitempty"`
	Rules          []rule `json:"rules"`
}

type rule struct {
	ID string `json:"id"`
}

type result struct {
	RuleID    string     `json:"ruleId"`
	RuleIndex int        `json:"ruleIndex"`
	Level     Level      `json:"level"`
	Message   message    `json:"message"`
	Locations []location `json:"locations"`
}

type message struct {
	Text string `json:"text"`
}

type location struct {
	Physical physical `json:"physicalLocation"`
}

type physical struct {
	Artifact artifact `json:"artifactLocation"`
	Region   *region  `json:"region,omitempty"`
}

type artifact struct {
	URI string `json:"uri"`
}

type region struct {
	StartLine   int `json:"startLine"`
	StartColumn int `json:"startColumn,omitempty"`
}

// New makes a document of one run, with the findings in their order.
func New(t Tool, findings []Finding) Log {
	rules := rulesOf(findings)
	out := run{
		Tool:       tool{driver{Name: t.Name, Version: t.Version, InformationURI: t.URI, Rules: []rule{}}},
		ColumnKind: "unicodeCodePoints", Results: []result{},
	}
	for _, id := range rules {
		out.Tool.Driver.Rules = append(out.Tool.Driver.Rules, rule{id})
	}
	for _, f := range findings {
		out.Results = append(out.Results, result{
			RuleID: f.Rule, RuleIndex: slices.Index(rules, f.Rule), Level: f.Level,
			Message: message{f.Message}, Locations: []location{{physical{artifact{uri(f.File)}, place(f)}}},
		})
	}
	return Log{
		Schema:  "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
		Version: "2.1.0", Runs: []run{out},
	}
}

func rulesOf(findings []Finding) []string {
	var ids []string
	for _, f := range findings {
		ids = append(ids, f.Rule)
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

func place(f Finding) *region {
	if f.Line < 1 {
		return nil
	}
	return &region{StartLine: f.Line, StartColumn: f.Col}
}

// uri is a path as a URI reference (3.4.3): forward slashes, a scheme only where the path is absolute.
func uri(file string) string {
	u := url.URL{Path: filepath.ToSlash(file)}
	if !filepath.IsAbs(file) {
		return u.String()
	}
	u.Scheme = "file"
	if !strings.HasPrefix(u.Path, "/") { // C:/course
		u.Path = "/" + u.Path
	}
	return u.String()
}
