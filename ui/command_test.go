package ui

import (
	"context"
	"encoding/base64"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/muesli/termenv"

	"tutor/exercises"
	"tutor/lessons"
	"tutor/runner"
)

const commandLesson = `---
id: run-it
title: Run a container
minutes: 5
objectives:
  - run a container and ask it
exercise: build-image
---
## Run it

` + "```sh run" + `
docker run --rm -p 8000:8000 mini-llm-app
` + "```" + `

` + "```output" + `
serving on 8000
` + "```" + `

The app prints its line, and stays.

## Ask it

For the root address:

` + "```sh run" + `
curl http://localhost:8000/
` + "```" + `

` + "```output" + `
{"message": "hello from llm app"}
` + "```" + `

Then look around:

` + "```sh run" + `
docker ps
docker images --format "{{.Repository}}:{{.Tag}} {{.Size}}"
` + "```" + `

` + "```output" + `
CONTAINER ID   IMAGE
...
mini-llm-app:latest 165MB
` + "```" + `

That is all.
`

const learnersFolder = "/home/learner/tutor/build-image"

// withCommands is a course with command blocks and a RunCommand that ends when it is stopped.
func withCommands(o *Options, _ *memory) {
	course, err := lessons.Load(fstest.MapFS{"01-run.md": {Data: []byte(commandLesson)}})
	if err != nil {
		panic(err)
	}
	o.Course, o.Start = course, "run-it"
	o.RunCommand, o.EndCommands = waitingCommand, func() {}
}

func waitingCommand(ctx context.Context, _ runner.Command, _ func(string)) runner.CommandResult {
	<-ctx.Done()
	return runner.CommandResult{ExitCode: -1, Stopped: true, Removed: runner.Swept{Containers: 1}}
}

func withRunCommand(run RunCommand) setting {
	return func(o *Options, _ *memory) { o.RunCommand = run }
}

// printing is a command that prints lines and ends.
func printing(code int, lines ...string) RunCommand {
	return func(_ context.Context, _ runner.Command, emit func(string)) runner.CommandResult {
		for _, line := range lines {
			emit(line)
		}
		return runner.CommandResult{ExitCode: code}
	}
}

// foreign says that the course comes from a folder.
func foreign(d *driver) {
	for i := range d.root.metas {
		d.root.metas[i].Origin = "/home/learner/a course"
	}
}

// until receives messages until the screen shows the text.
func (d *driver) until(text string) {
	d.t.Helper()
	for range 100 {
		if strings.Contains(d.plain(), text) {
			return
		}
		d.receive()
	}
	d.t.Fatalf("the screen never shows %q:\n%s", text, d.plain())
}

// over is the end of the run that was started last.
func (d *driver) over(result runner.CommandResult) {
	d.send(commandOver{op: d.root.commands.latest().op, result: result})
}

// prints hands over lines of the run that was started last.
func (d *driver) prints(lines ...string) {
	d.send(runNews{op: d.root.commands.latest().op, lines: lines})
}

func commandScenes() []scene {
	commands := []setting{withCommands, withWorkspace}
	running := func(d *driver) {
		d.press("x", "enter")
		d.prints("Unable to find image 'mini-llm-app:latest' locally", "serving on 8000")
		d.clock = d.clock.Add(3 * time.Second)
	}
	second := func(d *driver) { d.press("right", "}", "x", "enter") }
	return []scene{
		{"command-page", commands, func(d *driver) { d.press("right") }},
		{"command-trust", commands, func(d *driver) {
			foreign(d)
			d.press("esc", "enter", "x")
		}},
		{"command-ask", commands, func(d *driver) { d.press("right", "}", "x") }},
		{"command-ask-folder", commands[:1], func(d *driver) { d.press("x") }},
		{"command-running", commands, running},
		{"command-left-running", commands, func(d *driver) {
			running(d)
			d.press("esc")
		}},
		{"command-stopping", commands, func(d *driver) {
			running(d)
			d.press("s")
		}},
		{"command-expected", commands, func(d *driver) {
			second(d)
			d.prints("CONTAINER ID   IMAGE", "4c1d   mini-llm-app", "mini-llm-app:latest 165MB")
			d.over(runner.CommandResult{})
		}},
		{"command-differs", commands, func(d *driver) {
			second(d)
			d.prints("CONTAINER ID   IMAGE", "mini-llm-app:latest 97MB")
			d.over(runner.CommandResult{})
		}},
		{"command-failed", commands, func(d *driver) {
			running(d)
			d.prints("Traceback (most recent call last):", `  File "/app/app.py", line 3, in <module>`, "OSError: [Errno 98] Address already in use")
			d.over(runner.CommandResult{ExitCode: 1})
		}},
	}
}

func TestACommandIsNeverRunWithoutBeingAsked(t *testing.T) {
	var got runner.Command
	d := newDriver(t, 100, 30, termenv.Ascii, withCommands, withWorkspace, withRunCommand(
		func(_ context.Context, cmd runner.Command, emit func(string)) runner.CommandResult {
			got = cmd
			emit("serving on 8000")
			return runner.CommandResult{}
		}))
	d.sees("x run · y copy")
	d.press("x")
	d.sees("Run this command?")
	d.sees("$ docker run --rm -p 8000:8000 mini-llm-app")
	d.sees(learnersFolder)
	for _, no := range []string{"esc", "n"} {
		d.press(no)
		d.sees("page 1/2")
		d.press("x")
	}
	if got.Script != "" {
		t.Fatalf("%q was run", got.Script)
	}
	d.press("enter")
	d.until("✓ as expected")
	d.sees("✓ serving on 8000")
	if want := (runner.Command{Script: "docker run --rm -p 8000:8000 mini-llm-app", Dir: learnersFolder}); got != want {
		t.Errorf("%+v was run, want %+v", got, want)
	}
	d.press("esc")
	d.sees("✓ as expected · x run again")
}

func TestACourseFromOutsideIsTrustedFirst(t *testing.T) {
	d := newDriver(t, 100, 30, termenv.Ascii, withCommands, withWorkspace)
	foreign(d)
	d.press("esc", "enter", "x")
	d.sees("Do you trust this course?")
	d.sees("/home/learner/a course")
	for _, key := range []string{"enter", "y", "space"} {
		d.press(key)
		d.sees("Do you trust this course?")
	}
	d.press("esc")
	d.seesNot("trust")
	if d.progress.Trusted("/home/learner/a course") {
		t.Fatal("the course is trusted")
	}
	d.press("x", "T")
	d.sees("Run this command?")
	if !d.progress.Trusted("/home/learner/a course") || len(d.root.commands.all) > 0 {
		t.Error("the answer was not remembered, or the command was run")
	}
	d.press("esc", "x")
	d.sees("Run this command?")
}

func TestAFolderIsMadeBeforeTheFirstCommand(t *testing.T) {
	fails := true
	d := newDriver(t, 100, 30, termenv.Ascii, withCommands, func(o *Options, _ *memory) {
		o.CreateWorkspace = func(*exercises.Exercise) (string, error) {
			if fails {
				return "", errors.New("no room\x1b[2J")
			}
			return learnersFolder, nil
		}
	})
	d.press("x")
	d.sees("which is made first, from the starter of")
	d.press("enter")
	d.sees("The folder could not be made: no room")
	fails = false
	d.press("enter")
	d.sees("running")
	if d.root.known.workspace["build-image"] != learnersFolder {
		t.Error("the folder is not known")
	}
	d.press("s")
	d.until("stopped")
	d.press("x")
	d.seesNot("made first")
}

func TestSeveralCommandsRunAtOnce(t *testing.T) {
	d := newDriver(t, 100, 30, termenv.Ascii, withCommands, withWorkspace)
	d.press("x", "enter", "esc")
	d.sees("▸ 1 running")
	d.sees("▸ running · x show it")
	d.press("right", "x", "enter")
	d.sees("▸ 2 running")
	d.sees("command 2/2")
	d.prints(`{"message": "hello from llm app"}`)
	d.over(runner.CommandResult{})
	d.sees("✓ as expected")
	d.press("{")
	d.sees("$ docker run --rm -p 8000:8000")
	d.press("esc", "esc")
	d.sees("▸ 1 running")
	d.press("X")
	d.sees("$ docker run --rm -p 8000:8000")
	d.press("s")
	d.sees("stopping, cleaning up")
	d.until("stopped after 0 s")
	d.sees("1 container removed")
	d.seesNot("▸ 1 running")
	d.press("esc")
	d.sees("1 of 1 lessons read")
}

func TestNewsOfAnOlderRunIsDropped(t *testing.T) {
	d := newDriver(t, 100, 30, termenv.Ascii, withCommands, withWorkspace, withRunCommand(printing(0, "first")))
	d.press("x", "enter")
	old := d.root.commands.latest().op
	d.until("differs: 0 of 1")
	d.press("x", "enter")
	d.send(runNews{op: old, lines: []string{"late"}})
	d.send(commandOver{op: old, result: runner.CommandResult{ExitCode: 9}})
	d.seesNot("late")
	d.seesNot("exit code 9")
	d.until("differs: 0 of 1")
}

func TestWhatACommandPrintsIsMadeSafe(t *testing.T) {
	d := newDriver(t, 100, 30, termenv.Ascii, withCommands, withWorkspace,
		withRunCommand(printing(0, "a\xff\x1b[2Jb", "serving on 8000  \r")))
	d.press("x", "enter")
	d.until("✓ as expected, among other lines")
	d.sees("a\uFFFDb")
}

func TestACommandThatCannotBeShownIsNotRun(t *testing.T) {
	for script, shown := range map[string]bool{
		"echo a\n":                  true,
		"echo a # \x1b[2K\nrm -r x": false,
		"echo \u202eeman":           false,
	} {
		v := newCommandView(lessons.Command{Script: script})
		if got := v.hidden() == ""; got != shown {
			t.Errorf("%q can be shown: %v, want %v", script, got, shown)
		}
	}
}

func TestNobodyAgreesToWhatIsNotSeen(t *testing.T) {
	d := newDriver(t, 100, 30, termenv.Ascii, withCommands, withWorkspace)
	block := newCommandView(lessons.Command{Script: "echo a\x1b[8m; rm -r x"})
	d.root.goTo = target{kind: toScreen, screen: openCommand(d.root.app, d.root.now, d.root.metas[0], block)}
	d.run(d.root.travel())
	d.press("enter", "y")
	d.sees("characters that cannot be shown")
	if len(d.root.commands.all) > 0 {
		t.Error("it was run")
	}
}

func TestCopyWritesTheSequenceForTheClipboard(t *testing.T) {
	out, err := os.Create(filepath.Join(t.TempDir(), "out"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = out.Close() }()
	d := newDriver(t, 80, 24, termenv.Ascii, withCommands, func(o *Options, _ *memory) { o.Out = out })
	d.press("right", "}", "y")
	d.sees("✓ copied: docker ps")
	d.press("{")
	d.seesNot("copied")
	if _, err := out.Seek(0, io.SeekStart); err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(out)
	if err != nil {
		t.Fatal(err)
	}
	script := "docker ps\ndocker images --format \"{{.Repository}}:{{.Tag}} {{.Size}}\""
	if want := "\x1b]52;c;" + base64.StdEncoding.EncodeToString([]byte(script)) + "\x07"; string(text) != want {
		t.Errorf("%q was written, want %q", text, want)
	}
}

func TestQuitWaitsForCommandsAndWhatTheyLeft(t *testing.T) {
	ended := make(chan struct{})
	d := newDriver(t, 80, 24, termenv.Ascii, withCommands, withWorkspace, func(o *Options, _ *memory) {
		o.EndCommands = func() { close(ended) }
	})
	d.press("x", "enter", "esc", "esc")
	if quits(d.root.quit()) {
		t.Fatal("the tutor ends while a command runs")
	}
	d.sees("stopping, cleaning up")
	d.sees("Cleaning up before tutor ends")
	d.press("esc")
	d.sees("stopping, cleaning up")
	for range 100 { // the end of the command, then the end of the clean-up
		msg := <-d.sent
		_, cmd := d.root.Update(msg)
		if _, last := msg.(commandsEnded); last {
			if !quits(cmd) {
				t.Error("the tutor does not end")
			}
			<-ended
			return
		}
	}
	t.Error("what the command left was not removed")
}

func TestTheFolderOfACommandIsThatOfTheNearestExercise(t *testing.T) {
	d := newDriver(t, 80, 24, termenv.Ascii, func(o *Options, _ *memory) { o.Dir = "/here" })
	a := d.root.app
	for _, m := range a.metas { // one before the exercise, one with it, one after it
		if dir, missing := a.commandFolder(m.ID); dir != learnersFolder || missing == nil {
			t.Errorf("%s: %s, %v", m.ID, dir, missing)
		}
	}
	a.known.workspace["build-image"] = "/elsewhere"
	if dir, missing := a.commandFolder("next-steps"); dir != "/elsewhere" || missing != nil {
		t.Errorf("it is %s, %v", dir, missing)
	}
	a.opts.Exercises = nil
	if dir, missing := a.commandFolder("next-steps"); dir != "/here" || missing != nil {
		t.Errorf("without exercises it is %s, %v", dir, missing)
	}
}

func TestACommandIsNoPlaceOfTheTrail(t *testing.T) {
	d := newDriver(t, 100, 30, termenv.Ascii, withCommands, withWorkspace)
	d.press("esc", "enter", "right", "x", "enter", "esc", "X", "esc")
	d.sees("page 2/2")
	d.press("[")
	d.sees("page 1/2")
	d.press("[", "X")
	d.sees("$ curl http://localhost:8000/")
	d.press("esc")
	d.sees("lessons read")
	d.press("]")
	d.sees("page 1/2")
}

func TestALongRunningOutputScrollsAndKeepsItsMarks(t *testing.T) {
	d := newDriver(t, 80, 20, termenv.Ascii, withCommands, withWorkspace)
	d.press("x", "enter")
	d.prints("serving on 8000")
	many := make([]string, logCapacity+10)
	for i := range many {
		many[i] = "GET /health"
	}
	d.prints(many...)
	d.prints("the end")
	d.sees("the end")
	d.sees("✓ serving on 8000")
	d.sees("earlier lines are left out")
	d.press("k")
	d.seesNot("the end")
	d.press("G")
	d.sees("the end")
}
