package cli

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"tutor/exercises"
)

// junitElement is what junit-10.xsd of Jenkins' xunit plugin says about an element.
type junitElement struct {
	required, optional []string // attributes
	children           []string
	text               bool
}

// junitSchema is that schema, as far as it is not about reruns. The children of each may come in any order and number.
// https://github.com/jenkinsci/xunit-plugin/blob/master/src/main/resources/org/jenkinsci/plugins/xunit/types/model/xsd/junit-10.xsd
func junitSchema() map[string]junitElement {
	reason := junitElement{optional: []string{"type", "message"}, text: true}
	return map[string]junitElement{
		"testsuites": {optional: []string{"name", "time", "tests", "failures", "errors"}, children: []string{"testsuite"}},
		"testsuite": {
			required: []string{"name", "tests", "failures", "errors"},
			optional: []string{"group", "time", "skipped", "timestamp", "hostname", "id", "package", "file", "log", "url"},
			children: []string{"testsuite", "properties", "testcase", "system-out", "system-err"},
		},
		"properties": {children: []string{"property"}},
		"property":   {required: []string{"name", "value"}},
		"testcase": {
			required: []string{"name"}, optional: []string{"time", "classname", "group"},
			children: []string{"skipped", "error", "failure", "system-out", "system-err"},
		},
		"skipped": reason, "error": reason, "failure": reason,
		"system-out": {text: true}, "system-err": {text: true},
	}
}

// validJUnit says what the schema does not allow in a document.
func validJUnit(doc []byte) error {
	schema := junitSchema()
	dec, open := xml.NewDecoder(bytes.NewReader(doc)), []string{}
	for {
		token, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		switch t := token.(type) {
		case xml.StartElement:
			if err := validElement(t, open); err != nil {
				return err
			}
			open = append(open, t.Name.Local)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			if len(open) > 0 && !schema[open[len(open)-1]].text && strings.TrimSpace(string(t)) != "" {
				return fmt.Errorf("text in %v: %q", open, t)
			}
		}
	}
}

// validElement looks at one element within those that are open.
func validElement(e xml.StartElement, open []string) error {
	schema, name := junitSchema(), e.Name.Local
	allowed := []string{"testsuites"} // as the root
	if len(open) > 0 {
		allowed = schema[open[len(open)-1]].children
	}
	if !slices.Contains(allowed, name) {
		return fmt.Errorf("%s in %v", name, open)
	}
	missing, known := slices.Clone(schema[name].required), slices.Concat(schema[name].required, schema[name].optional)
	for _, a := range e.Attr {
		missing = slices.DeleteFunc(missing, func(r string) bool { return r == a.Name.Local })
		if !slices.Contains(known, a.Name.Local) {
			return fmt.Errorf("attribute %s of %s", a.Name.Local, name)
		}
		if a.Name.Local == "time" && !surefireTime.MatchString(a.Value) {
			return fmt.Errorf("time %q", a.Value)
		}
	}
	if len(missing) > 0 {
		return fmt.Errorf("%s has no %v", name, missing)
	}
	return nil
}

var surefireTime = regexp.MustCompile(`^(([0-9]{0,3},)*[0-9]{3}|[0-9]{0,3})*(\.[0-9]*)?$`)

// everyOutcome is a report with a check of each outcome, and texts that no file may hold as they are.
func everyOutcome() (*exercises.Exercise, exercises.Report) {
	ex := &exercises.Exercise{ID: "ex", Number: 1, Title: "An exercise", Checks: []exercises.Check{
		{ID: "builds", Title: "It <builds> & runs", Kind: "build", Settings: exercises.Build{}, Points: 1},
		{ID: "up", Title: "It stays up", Kind: "start", Points: 1},
		{ID: "asked", Title: "It answers", Kind: "http"},
		{ID: "machine", Title: "It is there", Kind: "http"},
		{ID: "root", Title: "Not root", Kind: "dockerfile", Settings: exercises.Dockerfile{}, Advice: "Set a user."},
		{ID: "good", Title: "Fine", Kind: "image", Advice: "x"},
		{ID: "lost", Title: "Lost", Kind: "image", Advice: "x"},
	}}
	one := func(id string, outcome exercises.Outcome, cause exercises.Cause) exercises.CheckResult {
		check, _ := ex.Check(id)
		return exercises.CheckResult{
			ID: id, Title: check.Title, Outcome: outcome, Required: check.Required(), Cause: cause,
			Command: []string{"docker", "run"}, DurationMS: 1234567,
		}
	}
	failed := one("builds", exercises.Fail, exercises.BuildCommandFailed)
	failed.Expected, failed.Observed = "a built image", "RUN failed, at step [2/3] RUN pip install x"
	failed.Log = "a\x00b\x1b[31mred\x1b[0m\ufffe\xff]]> </failure>\n::error::from a learner\n  ::set-env name=A::b\nx ##[add-mask]y"
	blocked := one("asked", exercises.Blocked, "")
	blocked.BlockedBy = "up"
	advice := one("root", exercises.Fail, "")
	advice.Observed, advice.Hint = "line 2: CMD, 100%: root", "Set a user."
	rep := exercises.Report{
		Schema: 1, Exercise: ex.ID, Title: ex.Title, Seed: 7, DurationMS: 61_005,
		Checks: []exercises.CheckResult{
			failed, one("up", exercises.Pass, ""), blocked, one("machine", exercises.Error, exercises.DaemonDown),
			advice, one("good", exercises.Pass, ""), one("lost", exercises.Error, exercises.Internal),
		},
		Environment: exercises.Environment{Docker: "20.10", Builder: "buildkit", Arch: "amd64"},
	}
	rep.Conclude(ex)
	return ex, rep
}

func TestJUnitIsWhatJenkinsReads(t *testing.T) {
	ex, rep := everyOutcome()
	doc, err := junit(ex, rep, time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC))
	noError(t, err, validJUnit(doc))
	var got junitSuites
	noError(t, xml.Unmarshal(doc, &got))
	s := got.Suite
	if s.Tests != 7 || s.Failures != 1 || s.Errors != 1 || s.Skipped != 2 || s.Time != "61.005" || s.Timestamp != "2026-01-02T03:04:05" {
		t.Errorf("the suite is %+v", s)
	}
	if got.Tests != 7 || got.Failures != 1 || got.Errors != 1 {
		t.Errorf("the sums are %+v", got)
	}
	if c := s.Cases[0]; c.Name != "builds: It <builds> & runs" || c.Time != "1234.567" || c.Failure.Type != "build-command-failed" ||
		!strings.Contains(c.Failure.Text, "expected: a built image") || !strings.Contains(c.Output, "]]> </failure>\n::error::from") {
		t.Errorf("the failed case is %+v", c)
	}
	if c := s.Cases[2]; c.Skipped == nil || c.Skipped.Message != `not checked: it needs "It stays up"` {
		t.Errorf("the blocked case is %+v", c)
	}
	if c := s.Cases[4]; c.Failure != nil || !strings.Contains(c.Output, "Set a user.") {
		t.Errorf("the advice is %+v", c)
	}
	if strings.ContainsAny(string(doc), "\x00\x1b\ufffe") {
		t.Errorf("a character that XML does not have:\n%s", doc)
	}
}

func TestTheSchemaRefuses(t *testing.T) {
	for _, doc := range []string{
		`<testsuite name="a" tests="0" failures="0" errors="0"/>`,
		`<testsuites skipped="1"/>`,
		`<testsuites><testsuite name="a" tests="0" failures="0"/></testsuites>`,
		`<testsuites time="1 s"/>`,
		`<testsuites>text</testsuites>`,
		`<testsuites><testsuite name="a" tests="0" failures="0" errors="0"><testcase name="x"><properties/></testcase></testsuite></testsuites>`,
	} {
		if validJUnit([]byte(doc)) == nil {
			t.Errorf("%s is valid", doc)
		}
	}
}

func TestJUnitToStdoutHoldsNoCommands(t *testing.T) {
	ex, rep := everyOutcome()
	doc, err := junit(ex, rep, time.Now())
	noError(t, err)
	quiet := (&githubActions{}).inertXML(bytes.Clone(doc))
	noError(t, validJUnit(quiet))
	wantNoCommands(t, string(quiet))
	var before, after junitSuites
	noError(t, xml.Unmarshal(doc, &before), xml.Unmarshal(quiet, &after))
	if before.Suite.Cases[0].Output != after.Suite.Cases[0].Output {
		t.Errorf("the log has changed to %q", after.Suite.Cases[0].Output)
	}
}

func TestTheReportsOwnFileIsNoSave(t *testing.T) {
	dir, err := filepath.EvalSymlinks(t.TempDir())
	noError(t, err)
	o := &checkOptions{junit: filepath.Join(dir, "report.xml")}
	for name, want := range map[string]bool{
		"report.xml": true, fmt.Sprintf(".report.xml.%d.tutor", os.Getpid()): true, "app.py": false, "other/report.xml": false,
	} {
		if got := o.watchedFolder(dir).Except(filepath.Join(dir, name)); got != want {
			t.Errorf("%s: %v", name, got)
		}
	}
	if (&checkOptions{}).isJUnit(filepath.Join(dir, "report.xml")) {
		t.Error("there is no report")
	}
}
