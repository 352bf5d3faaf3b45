package plain

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"tutor/internal/study"
	"tutor/internal/term"
	"tutor/lessons"
	"tutor/runner"
)

// runLines is how many lines of a command that goes on elsewhere are kept.
const runLines = 500

// commandRun is a run of a command block.
type commandRun struct {
	block lessons.Command
	stop  context.CancelFunc
	done  chan struct{}

	mu      sync.Mutex
	shown   bool // its lines are written as they come
	printed []string
	result  runner.CommandResult // once done is closed
}

func (run *commandRun) over() bool {
	select {
	case <-run.done:
		return true
	default:
		return false
	}
}

func (run *commandRun) name() string {
	first, _, more := strings.Cut(run.block.Script, "\n")
	if more {
		first += " and more"
	}
	return oneLine(first)
}

// command asks, and runs one of the blocks of a stage.
func (d *dialogue) command(meta lessons.Meta, blocks []lessons.Command, arg string) error {
	n := 1
	if arg != "" || len(blocks) > 1 {
		var err error
		if n, err = strconv.Atoi(arg); err != nil || n < 1 || n > len(blocks) {
			d.say("Say which command: x and a number, 1 to %d.", len(blocks))
			return nil
		}
	}
	block := blocks[n-1]
	if why := study.Hidden(block.Script); why != "" {
		d.say("%s", why)
		return nil
	}
	if trusted, err := d.trusts(meta); !trusted || err != nil {
		return err
	}
	dir, agreed, err := d.agrees(meta, block)
	if !agreed || err != nil {
		return err
	}
	d.say("It runs. Type leave to go on reading while it runs, stop to end it.") // before anything that it prints
	return d.follow(d.start(block, dir))
}

// trusts says whether commands of the course may be run at all, and asks where the learner has not said so yet.
func (d *dialogue) trusts(meta lessons.Meta) (bool, error) {
	if meta.Origin == "" || d.Learner.Trusted(meta.Origin) {
		return true, nil
	}
	d.say("%s", study.TrustWhy)
	d.say("  %s", oneLine(meta.Origin))
	d.say("%s", study.TrustWarning)
	d.say("%s", study.TrustKept)
	d.write(study.TrustQuestion + " The word trust is yes, Enter is no: ")
	text, err := d.read()
	if err != nil || strings.ToLower(strings.TrimSpace(text)) != "trust" {
		return false, err
	}
	d.keep(d.Learner.Trust(meta.Origin))
	return true, nil
}

// agrees asks whether to run this command, here, and makes the folder where it is missing.
func (d *dialogue) agrees(meta lessons.Meta, block lessons.Command) (dir string, agreed bool, err error) {
	dir = d.Dir
	ex := d.route.NearestExercise(meta.ID)
	missing := false
	if ex != nil {
		missing = d.Learner.Workspace(ex.ID) == ""
		dir = d.WorkspaceDir(ex)
	}
	d.say("This would run:")
	d.indented(block.Script)
	d.say("It runs in the folder %s", oneLine(dir))
	if missing {
		d.say("which is made first, from the starter of %s.", exerciseName(ex))
	}
	agreed, err = d.confirm("Run this command?")
	if !agreed || err != nil {
		return "", false, err
	}
	if missing {
		if dir, err = d.CreateWorkspace(ex); err != nil {
			d.say("The folder could not be made: %s", err)
			return "", false, nil
		}
	}
	return dir, true, nil
}

// start runs a block in a goroutine of its own. The same block, if it still runs, is stopped first.
func (d *dialogue) start(block lessons.Command, dir string) *commandRun {
	d.runs = slices.DeleteFunc(d.runs, func(old *commandRun) bool {
		if old.block.ID == block.ID && old.block.Script == block.Script {
			old.stop()
			<-old.done
			return true
		}
		return false
	})
	ctx, stop := context.WithCancel(d.ctx)
	run := &commandRun{block: block, stop: stop, done: make(chan struct{}), shown: true}
	d.runs = append(d.runs, run)
	go func() {
		defer close(run.done)
		run.result = d.RunCommand(ctx, runner.Command{Script: block.Script, Dir: dir}, func(text string) { d.printed(run, text) })
	}()
	return run
}

func (d *dialogue) printed(run *commandRun, text string) {
	run.mu.Lock()
	defer run.mu.Unlock()
	text = term.Sanitize(text)
	run.printed = append(run.printed, text)
	if n := len(run.printed) - runLines; n > 0 {
		run.printed = run.printed[n:]
	}
	if run.shown {
		d.say("  %s", text)
	}
}

// follow says what a command prints until it ends or the learner leaves it running.
func (d *dialogue) follow(run *commandRun) error {
	left := make(chan struct{})
	leave := sync.OnceFunc(func() { close(left) })
	either := make(chan struct{})
	go func() {
		defer close(either)
		select {
		case <-run.done:
		case <-left:
		}
	}()
	d.wait(either, map[string]func(){"leave": leave, "stop": run.stop}, run.stop)
	if !run.over() {
		run.mu.Lock()
		run.shown = false
		run.mu.Unlock()
		d.say("It goes on running. o says what it prints, and stops it.")
		return nil
	}
	d.ending(run)
	return d.ctx.Err()
}

// ending says how a block that is over has ended, and forgets it.
func (d *dialogue) ending(run *commandRun) {
	run.stop()
	d.runs = slices.DeleteFunc(d.runs, func(r *commandRun) bool { return r == run })
	d.say("%s", run.verdict())
}

// verdict is how a block that is over has ended.
func (run *commandRun) verdict() string {
	res, agreement := run.result, run.agreement()
	if agreement != "" {
		agreement = " Its output: " + agreement + "."
	}
	switch {
	case res.Err != nil:
		return "Not done: it could not be run: " + res.Err.Error()
	case res.Stopped:
		return "Stopped." + removed(res.Removed) + agreement
	case res.ExitCode < 0:
		return "Not done: it was ended by a signal." + agreement
	case res.ExitCode > 0:
		return fmt.Sprintf("Not done: exit code %d.%s", res.ExitCode, agreement)
	}
	return "Done." + agreement
}

// agreement compares what was printed with what was expected, in words; empty where nothing was.
func (run *commandRun) agreement() string {
	if !run.block.HasOutput {
		return ""
	}
	block := run.block
	block.Output = strings.TrimRight(term.Sanitize(block.Output), "\n ")
	found, whole := block.Agree(run.printed)
	expected := strings.Split(block.Output, "\n")
	if block.Output == "" {
		expected = []string{}
	}
	return lessons.Agreement{Expected: expected, Found: found, Whole: whole}.Text(run.result.ExitCode != 0)
}

// removed says what was cleaned up.
func removed(s runner.Swept) string {
	text := ""
	if s.Containers > 0 {
		text = " Removed: " + study.Counted(s.Containers, "container") + "."
	}
	if n := len(s.Left); n > 0 {
		text += fmt.Sprintf(" Left behind: %d; run tutor clean.", n)
	}
	return text
}

// news tells of commands that have ended meanwhile.
func (d *dialogue) news() {
	for _, run := range slices.Clone(d.runs) {
		if run.over() {
			d.say("A command has ended: %s", run.name())
			d.ending(run)
		}
	}
}

// showRuns says what runs, and stops what the learner does not want any more.
func (d *dialogue) showRuns() {
	if len(d.runs) == 0 {
		d.say("No command is running.")
		return
	}
	for _, run := range slices.Clone(d.runs) {
		d.say("This runs: %s", run.name())
		d.lastLines(run)
		stop, err := d.confirm("Stop it?")
		if err != nil {
			return // the next prompt meets it again
		}
		if stop {
			run.stop()
			<-run.done
			d.ending(run)
		}
	}
}

func (d *dialogue) lastLines(run *commandRun) {
	const most = 10
	run.mu.Lock()
	defer run.mu.Unlock()
	if len(run.printed) == 0 {
		d.say("It has printed nothing yet.")
		return
	}
	d.say("Its last lines:")
	for _, text := range run.printed[max(0, len(run.printed)-most):] {
		d.say("  %s", text)
	}
}

// endRuns stops what still runs, and waits for its clean-up.
func (d *dialogue) endRuns() {
	if len(d.runs) > 0 && d.ctx.Err() == nil {
		d.say("Stopping what still runs.")
	}
	for _, run := range d.runs {
		run.stop()
	}
	for _, run := range d.runs {
		<-run.done
	}
}
