package cli

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"tutor/exercises"
	"tutor/internal/reporttext"
	clean "tutor/internal/term"
)

// The elements of a JUnit report as Jenkins reads it: junit-10.xsd of its xunit plugin.
type (
	junitSuites struct {
		XMLName  xml.Name   `xml:"testsuites"`
		Name     string     `xml:"name,attr"`
		Time     string     `xml:"time,attr"`
		Tests    int        `xml:"tests,attr"`
		Failures int        `xml:"failures,attr"`
		Errors   int        `xml:"errors,attr"`
		Suite    junitSuite `xml:"testsuite"`
	}
	junitSuite struct {
		Name       string          `xml:"name,attr"`
		Tests      int             `xml:"tests,attr"`
		Failures   int             `xml:"failures,attr"`
		Errors     int             `xml:"errors,attr"`
		Skipped    int             `xml:"skipped,attr"`
		Time       string          `xml:"time,attr"`
		Timestamp  string          `xml:"timestamp,attr"`
		Properties []junitProperty `xml:"properties>property"`
		Cases      []junitCase     `xml:"testcase"`
	}
	junitProperty struct {
		Name  string `xml:"name,attr"`
		Value string `xml:"value,attr"`
	}
	junitCase struct {
		Name      string       `xml:"name,attr"`
		Classname string       `xml:"classname,attr"`
		Time      string       `xml:"time,attr"`
		Skipped   *junitReason `xml:"skipped"`
		Error     *junitReason `xml:"error"`
		Failure   *junitReason `xml:"failure"`
		Output    string       `xml:"system-out,omitempty"`
	}
	junitReason struct {
		Type    string `xml:"type,attr,omitempty"`
		Message string `xml:"message,attr"`
		Text    string `xml:",chardata"`
	}
)

// junit is the report as a JUnit file: a check is a test case. Advice never fails: what it says is the case's output.
func junit(ex *exercises.Exercise, rep exercises.Report, at time.Time) ([]byte, error) {
	suite := junitSuite{
		Name: rep.Exercise, Time: junitTime(rep.DurationMS), Timestamp: at.UTC().Format("2006-01-02T15:04:05"),
		Tests: len(rep.Checks), Properties: junitProperties(rep),
	}
	for _, c := range rep.Checks {
		one := newJUnitCase(ex, c)
		switch {
		case one.Failure != nil:
			suite.Failures++
		case one.Error != nil:
			suite.Errors++
		case one.Skipped != nil:
			suite.Skipped++
		}
		suite.Cases = append(suite.Cases, one)
	}
	all := junitSuites{
		Name: "tutor", Time: suite.Time, Tests: suite.Tests, Failures: suite.Failures, Errors: suite.Errors, Suite: suite,
	}
	text, err := xml.MarshalIndent(all, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("encode JUnit: %w", err)
	}
	return append(append([]byte(xml.Header), text...), '\n'), nil
}

func junitProperties(rep exercises.Report) []junitProperty {
	all := []junitProperty{
		{"outcome", string(rep.Outcome)},
		{"seed", fmt.Sprint(rep.Seed)},
		{"points", fmt.Sprint(rep.Points)},
		{"max_points", fmt.Sprint(rep.MaxPoints)},
		{"docker", rep.Environment.Docker},
		{"builder", rep.Environment.Builder},
		{"arch", rep.Environment.Arch},
	}
	for i := range all {
		all[i].Value = oneLine(clean.Sanitize(all[i].Value))
	}
	return all
}

func newJUnitCase(ex *exercises.Exercise, c exercises.CheckResult) junitCase {
	one := junitCase{
		Name: oneLine(clean.Sanitize(c.ID + ": " + c.Title)), Classname: "tutor." + ex.ID, Time: junitTime(c.DurationMS),
	}
	reason := &junitReason{Type: string(c.Cause), Message: junitMessage(ex, c)}
	switch {
	case c.Outcome == exercises.Pass:
		return one
	case c.Outcome == exercises.Blocked, c.Outcome == exercises.Error && !c.Required:
		one.Skipped = &junitReason{Message: reason.Message}
	case c.Outcome == exercises.Error:
		one.Error = reason
	case c.Required:
		one.Failure = reason
	}
	evidence := clean.Sanitize(reporttext.Style{}.Evidence(c))
	if one.Error == nil && one.Failure == nil {
		one.Output = evidence
		return one
	}
	reason.Text, one.Output = evidence, clean.Sanitize(c.Log)
	return one
}

// junitMessage says in one line why a check did not pass.
func junitMessage(ex *exercises.Exercise, c exercises.CheckResult) string {
	text := c.Observed
	switch {
	case c.Outcome == exercises.Blocked:
		text = fmt.Sprintf("not checked: it needs %q", reporttext.CheckTitle(ex, c.BlockedBy))
	case c.Cause != "":
		text = c.Cause.Explain().Sentence
	}
	return oneLine(clean.Sanitize(text))
}

// junitTime is seconds with a dot, whatever the language. The schema knows no time below zero.
func junitTime(ms int64) string {
	ms = max(ms, 0)
	return fmt.Sprintf("%d.%03d", ms/1000, ms%1000)
}

// writeJUnit writes the report to the file that was named, or to stdout.
func (o *checkOptions) writeJUnit(rep exercises.Report) error {
	if o.junit == "" {
		return nil
	}
	text, err := junit(o.ex, rep, time.Now())
	if err != nil {
		return err
	}
	if o.junit == stdoutName {
		_, err = o.Out.Write(o.github.inertXML(text))
	} else {
		err = saveFile(o.junit, text, true)
	}
	if err != nil {
		return fmt.Errorf("write the JUnit report: %w", err)
	}
	return nil
}

// checkJUnit says before the grade whether its report can be written.
func (o *checkOptions) checkJUnit() error {
	if o.junit == "" || o.junit == stdoutName {
		return nil
	}
	path, _, err := saveTarget(o.junit, true)
	if err != nil {
		return err
	}
	temp, err := writeTemp(path, func(io.Writer) error { return nil })
	if err != nil {
		return fmt.Errorf("the JUnit report cannot be written: %w", usageIfMissing(err))
	}
	return os.Remove(temp)
}

// isJUnit says whether a path is the report's own file, or the one that is written to be moved there.
func (o *checkOptions) isJUnit(path string) bool {
	if o.junit == "" || o.junit == stdoutName {
		return false
	}
	report, err := filepath.Abs(o.junit)
	if err != nil {
		return false
	}
	if dir, err := filepath.EvalSymlinks(filepath.Dir(report)); err == nil {
		report = filepath.Join(dir, filepath.Base(report))
	}
	return path == report || filepath.Dir(path) == filepath.Dir(report) &&
		strings.HasPrefix(filepath.Base(path), "."+filepath.Base(report)+".") && strings.HasSuffix(path, ".tutor")
}

var errNoFile = errors.New("the JUnit report needs the name of a file, or - for stdout")
