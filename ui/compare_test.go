package ui

import (
	"errors"
	"strings"
	"testing"

	"tutor/exercises"
)

const referenceDiff = `diff yours/Dockerfile reference/Dockerfile
--- yours/Dockerfile
+++ reference/Dockerfile
@@ -1,4 +1,6 @@
 FROM python:3.14-slim
-COPY . /app
+WORKDIR /app
+COPY requirements.txt .
+RUN pip install --no-cache-dir -r requirements.txt
 EXPOSE 8000
-CMD python app.py
\ No newline at end of file
+CMD ["python", "app.py"]
@@ -20,2 +22,1 @@
-# a line ` + "\x1b[2J" + ` with a control
 # the end
`

func withReference(o *Options, _ *memory) {
	o.Exercises[0].Reference = "reference"
	o.Compare = func(*exercises.Exercise, string) ([]ReferenceFile, error) {
		return []ReferenceFile{{Path: "Dockerfile", Diff: referenceDiff}, {Path: "app.py", Same: true}, {Path: "logo.png"}}, nil
	}
}

func TestTheReferenceIsShownAfterAPass(t *testing.T) {
	d := openExercise(t, 120, 40, withWorkspace, withReference)
	d.press("d")
	d.seesNot("The reference of")
	d.graded(failedReport())
	d.press("d")
	d.seesNot("The reference of")
	d.graded(passedReport())
	d.sees("d shows it beside your own files")
	d.press("d")
	d.sees("The reference of Exercise 1: Build the image")
	d.sees("app.py: the same as yours")
	d.sees("logo.png: differs from yours, and is no text to compare")
	rows := strings.Split(d.plain(), "\n")
	beside := func(left, right string) {
		t.Helper()
		for _, row := range rows {
			l, r, _ := strings.Cut(row, glyphBar)
			if strings.TrimSpace(l) == left && strings.TrimSpace(r) == right {
				return
			}
		}
		t.Errorf("%q is not beside %q:\n%s", left, right, d.plain())
	}
	beside("FROM python:3.14-slim", "FROM python:3.14-slim")
	beside("- COPY . /app", "+ WORKDIR /app")
	beside("", "+ COPY requirements.txt .")
	beside("- CMD python app.py", `+ CMD ["python", "app.py"]`)
	beside("…", "…")
	d.seesNot("No newline")
	d.send(sizeMsg([2]int{60, 40}))
	d.sees("- COPY . /app\n+ WORKDIR /app\n+ COPY requirements.txt .\n")
	if strings.ContainsAny(d.root.View(), "\x1b") {
		t.Errorf("a control is on the screen: %q", d.root.View())
	}
	d.press("esc")
	d.sees("›Checks")
}

func TestAReferenceThatCannotBeReadIsSaid(t *testing.T) {
	d := openExercise(t, 60, 15, withWorkspace, withReference, func(o *Options, _ *memory) {
		o.Compare = func(*exercises.Exercise, string) ([]ReferenceFile, error) { return nil, errors.New("it is gone") }
	})
	d.graded(passedReport())
	d.press("d")
	d.sees("! The reference cannot be shown: it is gone")
}

func TestThePassIsSummedUp(t *testing.T) {
	d := openExercise(t, 120, 60, withWorkspace, withNext, withReference)
	d.graded(failedReport())
	report := passedReport()
	report.Points, report.MaxPoints, report.DurationMS = 4, 5, 6100
	d.graded(report)
	d.sees("✓ Exercise 1: Build the image is passed")
	d.sees("4/4 checks · 4/5 points · 6 s · attempt 2")
	d.sees("✗ → ✓ The container stays up and listens on 8000")
	d.sees("To improve")
	d.sees(glyphAdvice + " It does not run as root")
	d.press("up") // a check is chosen: its evidence comes first
	d.seesNot("is passed")
	d.sees("What a professional would do next")
}
