package ui

import (
	"context"
	"strings"
	"testing"

	"github.com/muesli/termenv"

	"tutor/exercises"
	"tutor/internal/explain"
)

const ownDockerfile = "FROM python\nWORKDIR /app\nCOPY . .\nRUN pip install -r requirements.txt && \\\n    rm -rf /tmp/*\nEXPOSE 8000\nCMD python app.py\n"

// withExplain explains a text as the file of every exercise.
func withExplain(text string) setting {
	return func(o *Options, _ *memory) {
		o.Explain = func(context.Context, *exercises.Exercise, string) Explained {
			out := Explained{Name: "Dockerfile", Lines: strings.Split(strings.TrimSuffix(text, "\n"), "\n")}
			var err error
			if out.Document, err = explain.Dockerfile([]byte(text), explain.Context{}); err != nil {
				out.Document, out.Line, out.Problem = nil, 1, "unknown instruction: FORM\n\nDid you mean FROM?"
			}
			return out
		}
	}
}

func explainScenes() []scene {
	own := []setting{startAt("build-image"), withWorkspace, withExplain(ownDockerfile)}
	return []scene{
		{"explain", own, func(d *driver) { d.press("x") }},
		{"explain-step", own, func(d *driver) { d.press("x", "right", "right", "right") }},
		{"explain-broken", []setting{startAt("build-image"), withWorkspace, withExplain("FORM python\n")}, func(d *driver) { d.press("x") }},
	}
}

func (d *driver) explained(t *testing.T) *explainScreen {
	t.Helper()
	s, ok := d.root.now.(*explainScreen)
	if !ok {
		t.Fatalf("the screen is %T", d.root.now)
	}
	return s
}

func TestExplainStepsThroughTheFile(t *testing.T) {
	d := newDriver(t, 100, 30, termenv.Ascii, startAt("build-image"), withWorkspace, withExplain(ownDockerfile))
	d.press("x")
	s := d.explained(t)
	for _, want := range []string{"WORKDIR", "COPY", "RUN"} {
		d.press("right")
		if got := s.items()[s.step].Name; got != want {
			t.Errorf("at %s, want %s", got, want)
		}
	}
	d.press("left", "home", "f")
	if got := s.items()[s.step].Start; got != 3 {
		t.Errorf("the next finding is in line %d", got)
	}
	d.press("end", "f")
	if s.step != 0 {
		t.Errorf("the next finding after the last is at step %d", s.step)
	}
	d.press("esc")
	if _, ok := d.root.now.(*exerciseScreen); !ok {
		t.Errorf("esc leads to %T", d.root.now)
	}
}

// TestExplainBeginsWhereTheBuildFailed opens the file after a build that ended in line 4.
func TestExplainBeginsWhereTheBuildFailed(t *testing.T) {
	d := newDriver(t, 100, 30, termenv.Ascii, startAt("build-image"), withWorkspace, withExplain(ownDockerfile))
	d.press("space")
	rep := failedReport()
	for i := range rep.Checks {
		if rep.Checks[i].ID == "builds" {
			rep.Checks[i].Outcome, rep.Checks[i].Source = exercises.Fail, &exercises.Passage{File: "Dockerfile", First: 4, Last: 5}
		}
	}
	d.send(gradeOver{op: d.root.grading.run.op, raw: rep, seen: sanitizeReport(rep)})
	d.press("x")
	if s := d.explained(t); s.items()[s.step].Start != 4 {
		t.Errorf("it begins in line %d", s.items()[s.step].Start)
	}
}

// TestExplainShowsWhatALineAdded opens the file after a check that built an image of it.
func TestExplainShowsWhatALineAdded(t *testing.T) {
	d := newDriver(t, 100, 30, termenv.Ascii, startAt("build-image"), withWorkspace, withExplain(ownDockerfile))
	d.press("space")
	rep := passedReport()
	for _, by := range []string{"", "WORKDIR /app", "COPY . . # buildkit", "RUN /bin/sh -c pip install # buildkit", "EXPOSE map[8000/tcp:{}]", "CMD python"} {
		rep.Layers = append(rep.Layers, exercises.Layer{CreatedBy: by, Bytes: int64(len(rep.Layers)) * 1_000_000})
	}
	d.send(gradeOver{op: d.root.grading.run.op, raw: rep, seen: sanitizeReport(rep)})
	d.press("x", "right", "right")
	if view := d.root.View(); !strings.Contains(view, "adds 2.0 MB to the image") {
		t.Errorf("the screen is\n%s", view)
	}
	d.press("home")
	if view := d.root.View(); strings.Contains(view, "to the image") {
		t.Errorf("FROM is said to add something:\n%s", view)
	}
}

func TestExplainShowsWhyAFileCannotBeRead(t *testing.T) {
	d := newDriver(t, 80, 24, termenv.Ascii, startAt("build-image"), withWorkspace, withExplain("FORM python\n"))
	d.press("x", "right", "left", "f", "end", "home", "pgdown", "l")
	if view := d.root.View(); !strings.Contains(view, "Did you mean FROM?") || !strings.Contains(view, "FORM python") {
		t.Errorf("the screen is\n%s", view)
	}
}
