package cli

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"tutor/exercises"
	"tutor/internal/reporttext"
	clean "tutor/internal/term"
)

// FuzzReport holds what a report promises to those who read it, whatever the learner's image has put into it: a screen
// gets no control, a program an equal report, and no text of the learner's stands where the tutor speaks.
func FuzzReport(f *testing.F) {
	f.Fuzz(func(t *testing.T, data []byte) {
		var rep exercises.Report
		if json.Unmarshal(data, &rep) != nil {
			return
		}
		ex := &exercises.Exercise{ID: "ex", Number: 1, Title: "An exercise"}
		for _, c := range rep.Checks {
			ex.Checks = append(ex.Checks, exercises.Check{ID: c.ID, Title: c.Title, Points: 1})
		}
		withoutEmptyLists(&rep)
		rep.Conclude(ex)
		checkReport(t, rep)
		checkReportJSON(t, rep)
		for _, style := range []reporttext.Style{{}, {Words: true, NoHints: true}} {
			checkReportText(t, style, rep, ex)
		}
		checkReportForCI(t, rep, ex)
	})
}

// withoutEmptyLists has nil where an empty list says the same: the document leaves both out.
func withoutEmptyLists(rep *exercises.Report) {
	for i := range rep.Checks {
		c := &rep.Checks[i]
		if len(c.Findings) == 0 {
			c.Findings = nil
		}
		if len(c.Criteria) == 0 {
			c.Criteria = nil
		}
	}
}

func checkReport(t *testing.T, rep exercises.Report) {
	t.Helper()
	switch rep.Outcome {
	case exercises.Pass, exercises.Fail, exercises.Error:
	default:
		t.Fatalf("the outcome is %q", rep.Outcome)
	}
	for _, c := range rep.Checks {
		if rep.Outcome == exercises.Pass && c.Required && c.Outcome != exercises.Pass {
			t.Fatalf("passed with %+v", c)
		}
	}
	if rep.NeedsReview() && rep.Outcome == exercises.Pass {
		t.Fatal("passed, and needs review")
	}
}

func checkReportJSON(t *testing.T, rep exercises.Report) {
	t.Helper()
	doc, err := encodeJSON(withoutNulls(rep), "")
	noError(t, err)
	quiet := (&githubActions{}).inertJSON(bytes.Clone(doc))
	wantNoCommands(t, string(quiet))
	if at := bytes.IndexFunc(doc, clean.IsUnsafe); !utf8.Valid(doc) || at != len(doc)-1 {
		t.Fatalf("a control at byte %d of %q", at, doc)
	}
	for _, d := range [][]byte{doc, quiet} {
		var again exercises.Report
		noError(t, json.Unmarshal(d, &again))
		if !reflect.DeepEqual(withoutNulls(again), withoutNulls(rep)) {
			t.Fatalf("read %+v, want %+v", again, rep)
		}
	}
}

func checkReportText(t *testing.T, style reporttext.Style, rep exercises.Report, ex *exercises.Exercise) {
	t.Helper()
	for _, c := range rep.Checks {
		for _, line := range strings.Split(strings.TrimSuffix(clean.Sanitize(style.Evidence(c)), "\n"), "\n") {
			if line != "" && !strings.HasPrefix(line, "    ") {
				t.Fatalf("%q stands where the tutor speaks, in %q", line, style.Evidence(c))
			}
		}
		if line := clean.Sanitize(style.Line(ex, c)); strings.Contains(line, "\n") {
			t.Fatalf("more than a line: %q", line)
		}
	}
	if line := clean.Sanitize(style.Verdict(rep)); line == "" || strings.Contains(line, "\n") {
		t.Fatalf("the verdict is %q", line)
	}
}

func checkReportForCI(t *testing.T, rep exercises.Report, ex *exercises.Exercise) {
	t.Helper()
	doc, err := junit(ex, rep, time.Time{})
	noError(t, err)
	quiet := (&githubActions{}).inertXML(doc)
	noError(t, validJUnit(quiet))
	wantNoCommands(t, string(quiet))
	var out bytes.Buffer
	(&githubActions{}).annotate(&out, rep, ex, t.TempDir())
	for line := range strings.Lines(out.String()) {
		if !strings.HasPrefix(line, "::error ") && !strings.HasPrefix(line, "::warning ") {
			t.Fatalf("%q in an annotation", line)
		}
	}
	fence := 0
	for line := range strings.Lines(clean.Sanitize(summaryText(rep, ex))) {
		if strings.HasPrefix(line, "```") {
			fence++
		} else if fence%2 == 1 && line != "\n" && !strings.HasPrefix(line, "    ") {
			t.Fatalf("%q ends the block that shows the evidence", line)
		}
	}
}
