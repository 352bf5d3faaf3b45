package ui

import (
	"context"
	"strings"
	"testing"
	"time"

	"tutor/exercises"
	"tutor/runner"
)

const learnersDockerfile = `FROM python:3.14-slim
WORKDIR /app

COPY requirements.txt .
RUN pip install --no-cache-dir \
    -r requirements.txt && echo "a line that is longer than any pane, so that it has to go on in the next row"
COPY app.py .
EXPOSE 8000
CMD ["python", "app.py"]`

// buildEvents is a build in its fourth step, of which three are cached.
func buildEvents() []runner.Event {
	step := func(number, first, last int, text string) runner.BuildStep {
		return runner.BuildStep{Name: text, Number: number, Total: 5, First: first, Last: last, Waiting: true}
	}
	steps := []runner.BuildStep{
		step(1, 1, 1, "[1/5] FROM docker.io/library/python:3.14-slim"), step(2, 2, 2, "[2/5] WORKDIR /app"),
		step(3, 4, 4, "[3/5] COPY requirements.txt ."), step(4, 5, 6, "[4/5] RUN pip install --no-cache-dir     -r requirements.txt && echo"),
		step(5, 7, 7, "[5/5] COPY app.py ."),
	}
	events := []runner.Event{
		runner.CheckStarted{ID: "builds"},
		runner.BuildStarted{File: "Dockerfile", Lines: strings.Split(learnersDockerfile, "\n")},
	}
	for _, s := range steps {
		events = append(events, s)
	}
	for i, s := range steps[:4] {
		s.Waiting = false
		if i < 3 {
			s.Done, s.Cached = true, i > 0
		}
		events = append(events, s)
	}
	return events
}

// building leads to a build that runs.
func building(d *driver) {
	d.press("space")
	d.send(runNews{op: d.op(), events: buildEvents(), lines: []string{"Collecting flask"}})
	d.clock = d.clock.Add(4 * time.Second)
	d.send(gradeTick{op: d.op()})
}

// brokenBuild is the report of a build that ended in its fourth step.
func brokenBuild() exercises.Report {
	built := result("builds", exercises.Fail)
	built.Cause = exercises.BuildCommandFailed
	built.Expected = "docker build ends without an error"
	built.Observed = "exit code: 1, at step [4/5] RUN pip install"
	built.Command = []string{"docker", "build", "-t", "build-image", "/home/learner/tutor/build-image"}
	built.ExitCode = 1
	built.Source = &exercises.Passage{
		File: "Dockerfile", First: 5, Last: 6, From: 3, Excerpt: strings.Split(learnersDockerfile, "\n")[2:8],
	}
	rep := failedReport()
	rep.Checks[0] = built
	rep.Checks[1] = result("stays-up", exercises.Blocked)
	return rep
}

func TestABuildIsDrawnOnTheLearnersDockerfile(t *testing.T) {
	d := openExercise(t, 120, 40, withWorkspace)
	building(d)
	d.sees(strings.Repeat(glyphFull, 18) + strings.Repeat(glyphEmpty, 12) + " 3/5 steps · 2 cached")
	for _, line := range []string{"✓   1 FROM python:3.14-slim", "✓   2 WORKDIR /app", "◓   5 RUN pip install --no-cache-dir \\", "·   7 COPY app.py ."} {
		d.sees(line)
	}
	d.sees("4 s")
	d.sees("cached")
	d.send(runNews{op: d.op(), events: []runner.Event{runner.BuildStarted{File: "Dockerfile"}}})
	d.seesNot("3/5") // another image
}

// TestWhatIsBuiltIsSeen follows the step that runs in a Dockerfile that is longer than the screen.
func TestWhatIsBuiltIsSeen(t *testing.T) {
	d := openExercise(t, 100, 30, withWorkspace)
	d.press("space")
	lines := strings.Split(strings.Repeat("# a comment\n", 80)+"FROM python\nRUN something", "\n")
	d.send(runNews{op: d.op(), events: []runner.Event{
		runner.CheckStarted{ID: "builds"},
		runner.BuildStarted{File: "Dockerfile", Lines: lines},
		runner.BuildStep{Name: "[1/2] FROM python", Number: 1, Total: 2, First: 81, Last: 81, Done: true},
		runner.BuildStep{Name: "[2/2] RUN something", Number: 2, Total: 2, First: 82, Last: 82},
	}})
	d.sees(" 82 RUN something")
	d.press("pgup", "pgup", "pgup", "pgup")
	d.seesNot(" 82 RUN something")
	d.send(gradeTick{op: d.op()})
	d.seesNot(" 82 RUN something") // the learner reads elsewhere
}

func TestTextsOfABuildAreSafe(t *testing.T) {
	d := openExercise(t, 120, 40, withWorkspace, withGrade(
		func(_ context.Context, _ *exercises.Exercise, _ string, emit func(runner.Event)) exercises.Report {
			emit(runner.CheckStarted{ID: "builds"})
			emit(runner.BuildStarted{File: "Docker\x1b[31mfile", Lines: []string{"FROM \x1b]0;x\x07python"}})
			emit(runner.BuildStep{Name: "[1/1] FROM \u202epython", Number: 1, Total: 1, First: 1, Last: 1})
			report := brokenBuild()
			report.Checks[0].Source.Excerpt[0] = "RUN\x1b[2J\x07"
			return report
		}))
	d.press("space")
	for d.root.grading != nil {
		if strings.ContainsAny(d.root.View(), "\x1b\x07\u202e") {
			t.Fatalf("a control is on the screen: %q", d.root.View())
		}
		d.receive()
	}
	d.sees("  3 RUN")
	if strings.ContainsAny(d.root.View(), "\x1b\x07") {
		t.Errorf("a control is on the screen: %q", d.root.View())
	}
}
