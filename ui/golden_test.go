package ui

import (
	"slices"
	"testing"
	"time"

	"github.com/muesli/termenv"

	"tutor/exercises"
	"tutor/runner"
)

// scene leads a fresh driver to something worth seeing.
type scene struct {
	name     string
	settings []setting
	play     func(d *driver)
}

func scenes() []scene {
	failed := func(d *driver) {
		runningCheck(d)
		op := d.root.grading.run.op
		d.send(gradeOver{op: op, raw: failedReport(), seen: sanitizeReport(failedReport())})
	}
	return append(reloadScenes(), []scene{
		{"home", []setting{func(_ *Options, m *memory) {
			m.done["images-and-containers"], m.place.Lesson, m.outcomes["build-image"] = true, "minimal-dockerfile", "fail"
		}}, func(d *driver) { d.press("esc") }},
		{"lesson", nil, func(d *driver) { d.press("home", "enter", "right") }},
		{"walkthrough", nil, func(d *driver) { d.press("j", "j", "enter", "right", "right", "right", "right") }},
		{"exercise-before", []setting{startAt("build-image")}, func(*driver) {}},
		{"exercise-ask", []setting{startAt("build-image")}, func(d *driver) { d.press("space") }},
		{"exercise-building", []setting{startAt("build-image"), withWorkspace}, func(d *driver) {
			building(d)
		}},
		{"exercise-build-legacy", []setting{startAt("build-image"), withWorkspace}, func(d *driver) {
			d.press("space")
			d.send(runNews{op: d.root.grading.run.op, events: []runner.Event{
				runner.CheckStarted{ID: "builds"},
				runner.BuildStep{Name: "[1/5] FROM python", Number: 1, Total: 5, Done: true, Elapsed: 300 * time.Millisecond},
				runner.BuildStep{Name: "[2/5] RUN pip install --no-cache-dir -r requirements.txt", Number: 2, Total: 5},
			}, lines: []string{"Collecting flask"}})
			d.clock = d.clock.Add(2 * time.Second)
			d.send(gradeTick{op: d.op()})
		}},
		{"exercise-build-failed", []setting{startAt("build-image"), withWorkspace}, func(d *driver) {
			building(d)
			report := brokenBuild()
			d.send(gradeOver{op: d.op(), raw: report, seen: sanitizeReport(report)})
			d.press("enter", "down", "down", "down", "down", "down", "down", "down")
		}},
		{"exercise-running", []setting{startAt("build-image"), withWorkspace}, runningCheck},
		{"exercise-failed", []setting{startAt("build-image"), withWorkspace}, failed},
		{"exercise-evidence", []setting{startAt("build-image"), withWorkspace}, func(d *driver) {
			failed(d)
			d.press("h", "enter")
			d.root.now.(*exerciseScreen).evidence.top = 0
		}},
		{"exercise-history", []setting{startAt("build-image"), withWorkspace}, func(d *driver) {
			twoAttempts(d)
			d.press("H")
		}},
		{"exercise-reset", []setting{startAt("build-image"), withWorkspace, func(o *Options, _ *memory) {
			o.PlanReset = func(*exercises.Exercise) (dir, backup string) {
				return "/home/learner/tutor/build-image", "/home/learner/tutor/build-image.backup-20260102T030405"
			}
			o.Reset = func(*exercises.Exercise, string, string) error { return nil }
		}}, func(d *driver) { d.press("r") }},
		{"exercise-passed", []setting{startAt("build-image"), withWorkspace}, func(d *driver) {
			runningCheck(d)
			op := d.root.grading.run.op
			d.send(gradeOver{op: op, raw: passedReport(), seen: passedReport()})
		}},
		{"exercise-next", []setting{startAt("build-image"), withWorkspace, withNext}, func(d *driver) {
			runningCheck(d)
			op := d.root.grading.run.op
			d.send(gradeOver{op: op, raw: passedReport(), seen: passedReport()})
			d.press("enter")
		}},
		{"exercise-machine", []setting{startAt("build-image"), withWorkspace}, func(d *driver) {
			d.press("space")
			op := d.root.grading.run.op
			d.send(gradeOver{op: op, raw: errorReport("daemon-down"), seen: errorReport("daemon-down")})
		}},
		{"help", nil, func(d *driver) { d.press("?") }},
	}...)
}

// runningCheck starts a check that has come to its second step.
func runningCheck(d *driver) {
	d.press("space")
	op := d.root.grading.run.op
	d.send(runNews{op: op, events: []runner.Event{
		runner.CheckStarted{ID: "builds"},
		runner.CheckDone{Result: result("builds", "pass")},
		runner.CheckStarted{ID: "stays-up"},
		runner.CheckNote{ID: "stays-up", Text: "waiting for port 8000"},
	}, lines: []string{"#5 [2/5] WORKDIR /app", "#5 CACHED", "serving on 127.0.0.1:8000"}})
	d.clock = d.clock.Add(3 * time.Second)
}

func allScenes(t *testing.T) []scene {
	t.Helper()
	return slices.Concat(scenes(), commandScenes(), navigationScenes(t), practiceScenes(t), editorScenes(), explainScenes(), doctorScenes())
}

func TestGoldenScreens(t *testing.T) {
	sizes := [][2]int{{60, 15}, {80, 24}, {120, 40}}
	profiles := map[string]termenv.Profile{"plain": termenv.Ascii, "colour": termenv.TrueColor}
	for _, sc := range allScenes(t) {
		for _, size := range sizes {
			for kind, profile := range profiles {
				name := sc.name + "-" + sizeName(size[0], size[1]) + "-" + kind
				t.Run(name, func(t *testing.T) {
					d := newDriver(t, size[0], size[1], profile, sc.settings...)
					sc.play(d)
					d.fits(name)
					golden(t, name, d.root.View())
				})
			}
		}
	}
}

// TestEverySizeIsFilledExactly shows every scene on every size a learner may have.
func TestEverySizeIsFilledExactly(t *testing.T) {
	for _, sc := range allScenes(t) {
		d := newDriver(t, 100, 30, termenv.ANSI256, sc.settings...)
		sc.play(d)
		for _, size := range [][2]int{
			{200, 60},
			{120, 40},
			{100, 30},
			{99, 30},
			{90, 20},
			{89, 20},
			{80, 24},
			{60, 15},
			{60, 14},
			{60, 13},
			{45, 50},
			{40, 12},
			{30, 8},
			{29, 8},
			{30, 7},
			{110, 30},
			{109, 30},
			{10, 3},
			{1, 1},
			{200, 8},
		} {
			d.root.width, d.root.height = 0, 0
			d.send(sizeMsg(size))
			d.fits(sc.name)
		}
	}
}
